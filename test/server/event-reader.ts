export interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: any;
}

/** Reads a stream of server-sent events as a browser would. */
export class EventReader {
  readonly seen: Told[] = [];
  private readonly reader: ReadableStreamDefaultReader<string>;
  private readonly controller: AbortController;
  private text = "";
  private read = 0;

  private constructor(reader: ReadableStreamDefaultReader<string>, controller: AbortController) {
    this.reader = reader;
    this.controller = controller;
  }

  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const controller = new AbortController();
    const answer = await fetch(url, { headers, signal: controller.signal });
    if (answer.headers.get("Content-Type") !== "text/event-stream") throw new Error(`${answer.status}: ${await answer.text()}`);
    return new EventReader(answer.body!.pipeThrough(new TextDecoderStream() as never).getReader() as ReadableStreamDefaultReader<string>, controller);
  }

  /** The next event; undefined when the stream has ended. */
  async next(): Promise<Told | undefined> {
    while (this.read === this.seen.length) {
      const { done, value } = await this.reader.read();
      if (done) return undefined;
      this.take(value);
    }
    return this.seen[this.read++];
  }

  /** Reads up to the first event that fits. */
  async until(fits: (event: Told) => boolean): Promise<Told> {
    for (let event = await this.next(); event; event = await this.next()) if (fits(event)) return event;
    throw new Error(`The stream ended before the event that was waited for, after ${this.seen.length} others.`);
  }

  /** Everything up to its end. */
  async all(): Promise<readonly Told[]> {
    while (await this.next());
    return this.seen;
  }

  close(): void {
    this.controller.abort();
    this.reader.closed.catch(() => {});
  }

  private take(chunk: string): void {
    const parts = (this.text + chunk).split("\n\n");
    this.text = parts.pop()!;
    for (const part of parts) {
      const fields = Object.fromEntries(part.split("\n").map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
      if (fields["data"] !== undefined) this.seen.push({ id: fields["id"]!, type: fields["event"]!, data: JSON.parse(fields["data"]) });
    }
  }
}
