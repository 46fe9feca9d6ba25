import { problemIn } from "../runtime/problem.ts";
import type { EventFeed } from "./feed.ts";
import type { Entry } from "./ring.ts";

const pingEveryMs = 15_000;
/** What is sent at once; the rest waits until the client has taken it. */
const mostCharacters = 256 * 1024;

/** Where a stream's text comes from: what is new since the last call, `done` when no more will come. */
export interface Source {
  read(): Promise<{ readonly text: string; readonly done?: boolean }>;
}

/**
 * A stream of server-sent events. It is pulled: a client that does not read costs nothing, because nothing is fetched
 * from the feed for it. What came meanwhile goes out together.
 */
export function eventStream(feed: EventFeed, source: Source): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let wake = () => {};
  let pinged = Date.now();
  const stopListening = feed.listen(() => wake());
  const timer = setInterval(() => wake(), pingEveryMs);
  const leave = () => {
    stopListening();
    clearInterval(timer);
    wake();
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const woken = new Promise<void>((resolve) => { wake = resolve; });
        const { text, done } = await source.read();
        const isDue = Date.now() - pinged >= pingEveryMs;
        if (text !== "" || isDue) {
          pinged = Date.now();
          controller.enqueue(encoder.encode(text === "" ? ": ping\n\n" : text));
        }
        if (done || feed.isClosed) {
          leave();
          return controller.close();
        }
        if (text !== "" || isDue) return;
        await woken;
        // What else comes in this turn of the event loop goes with it.
        await new Promise<void>((resolve) => { setImmediate(resolve); });
      }
    },
    cancel: leave,
  }, { highWaterMark: 1 });
}

/** One server-sent event. Data is JSON and so has no line breaks. */
function eventText(id: string, type: string, json: string): string {
  return `id: ${id}\nevent: ${type}\ndata: ${json}\n\n`;
}

/** All runs on one stream. @param queueJson what GET /api/runs answers now */
export function everything(feed: EventFeed, lastId: string | undefined, queueJson: () => string): Source {
  let at = positionOf(feed, lastId);
  let isFirst = true;
  const id = (number: number) => `${feed.epoch}-${number}`;
  return {
    async read() {
      const wasFirst = isFirst;
      isFirst = false;
      const entries = at === undefined ? undefined : feed.from(at);
      if (at === undefined || !entries) {
        at = feed.next;
        return { text: eventText(id(at - 1), "resync", "{}") };
      }
      // A new client is told of the queue at once; one that comes back hears what it missed.
      if (wasFirst && lastId === undefined) return { text: eventText(id(at - 1), "queue", queueJson()) };
      const batch = batchOf(entries);
      const lastQueue = batch.findLastIndex(({ kind }) => kind === "queue");
      const start = at;
      at += batch.length;
      return { text: batch.map((entry, index) => entry.kind === "run" ? eventText(id(start + index), "run", entry.json) : index === lastQueue ? eventText(id(start + index), "queue", queueJson()) : "").join("") };
    },
  };
}

/** @returns undefined for an id of another start, or one that says nothing */
function positionOf(feed: EventFeed, lastId: string | undefined): number | undefined {
  if (lastId === undefined) return feed.next;
  const [, epoch, number] = /^([0-9a-f]+)-(-?\d{1,15})$/.exec(lastId) ?? [];
  return epoch === feed.epoch ? Number(number) + 1 : undefined;
}

function batchOf(entries: readonly Entry[]): readonly Entry[] {
  let characters = 0;
  const end = entries.findIndex((entry) => (characters += entry.kind === "run" ? entry.json.length : 0) > mostCharacters);
  return end === -1 ? entries : entries.slice(0, end + 1);
}

/** A run that was taken out of the queue is none any more: there is nothing of it to tell. */
function gone(error: unknown): IteratorReturnResult<undefined> {
  if (problemIn(error)?.code === "RUN_UNKNOWN") return { done: true, value: undefined };
  throw error;
}

/** One run from its start, or from after `after`; ends when it has ended. @param waits whether it is still in the queue */
export function oneRun(feed: EventFeed, id: string, after: number, waits: () => boolean): Source {
  let sent = after;
  /** Where in the feed to go on; undefined when what is known must be read first. */
  let at: number | undefined;
  let known: AsyncIterator<{ readonly seq: number; readonly type: string }> | undefined;
  const take = async (): Promise<{ text: string; done?: boolean }> => {
    let text = "";
    while (text.length < mostCharacters) {
      const { done, value } = await known!.next().catch(gone);
      if (done) {
        known = undefined;
        return { text, done: !feed.run(id) && !waits() };
      }
      sent = value.seq;
      text += eventText(String(sent), "run", JSON.stringify(value));
      if (value.type === "run.finished") return { text, done: true };
    }
    return { text };
  };
  return {
    async read() {
      if (known) return take();
      const entries = at === undefined ? undefined : feed.from(at);
      if (!entries) {
        if (waits()) return { text: "" };
        at = feed.next;
        known = feed.events(id, sent)[Symbol.asyncIterator]();
        return take();
      }
      const batch = batchOf(entries);
      at! += batch.length;
      const news = batch.filter((entry) => entry.kind === "run" && entry.run === id && entry.seq > sent) as Extract<Entry, { kind: "run" }>[];
      sent = news.at(-1)?.seq ?? sent;
      return { text: news.map(({ seq, json }) => eventText(String(seq), "run", json)).join(""), done: news.some(({ isLast }) => isLast) };
    },
  };
}
