import { describe, expect, test } from "vitest";
import { Runs, type RunListing } from "../../../editor/state/runs.ts";
import type { RunEvent } from "../../../runtime/events.ts";
import { dumplingEvents } from "./recorded.ts";

const events = dumplingEvents();
const id = events[0]!.run;
const listing = (outcome: RunListing["outcome"]): RunListing => ({ id, graph: "bowl-of-dumplings", at: events[0]!.at, ms: 0, outcome, counts: { executed: 0, cached: 0, failed: 0, skipped: 0 }, costMicros: 0 });

/** A reader that knows the first `known` events, and lets a test decide when it answers. */
function reader(known: { upTo: number }) {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  return {
    asked,
    answer: async () => {
      answers.shift()?.();
      // Everything that hangs on the answer has its turn.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
    eventsOf(_: string, after: number): Promise<readonly RunEvent[]> {
      asked.push(after);
      return new Promise((resolve) => {
        answers.push(() => resolve(events.slice(0, known.upTo).filter(({ seq, type }) => seq > after && type !== "item.progress" && type !== "item.preview")));
      });
    },
  };
}

describe("the runs that a page knows", () => {
  test("a gap in the stream is read again, once", async () => {
    const read = reader({ upTo: 20 });
    const runs = new Runs(read);
    runs.take(events[0]!);
    runs.take(events[10]!);
    runs.take(events[11]!);
    expect(read.asked).toEqual([0]);
    await read.answer();
    expect(runs.get(id)!.seq).toBe(19);
  });

  test("the last event is not lost when it comes while a gap is read", async () => {
    const known = { upTo: 20 };
    const read = reader(known);
    const runs = new Runs(read);
    runs.take(events[0]!);
    runs.take(events[15]!);
    const answered = read.answer();
    runs.take(events.at(-1)!);
    await answered;
    known.upTo = events.length;
    await read.answer();
    expect(runs.get(id)!.outcome).toBe("succeeded");
  });

  test("a run that the reader knows no more of is not asked for without end", async () => {
    const read = reader({ upTo: 5 });
    const runs = new Runs(read);
    runs.take(events[30]!);
    await read.answer();
    await read.answer();
    expect(read.asked).toEqual([-1, 4]);
  });

  test("the newest run of the graph that is open is read by itself", async () => {
    const read = reader({ upTo: events.length });
    const runs = new Runs(read);
    runs.follow("bowl-of-dumplings");
    runs.takeList({ paused: false, runs: [{ ...listing("queued"), id: "later" }, listing("succeeded")] });
    await read.answer();
    expect(runs.latestOf("bowl-of-dumplings")?.outcome).toBe("succeeded");
  });

  test("a run that the list calls interrupted does not go on", async () => {
    const read = reader({ upTo: 60 });
    const runs = new Runs(read);
    runs.takeList({ paused: false, runs: [listing("interrupted")] });
    const reading = runs.read(id);
    await read.answer();
    await reading;
    expect(runs.get(id)!.outcome).toBe("interrupted");
  });

  test("is not a look at one item, while there is a run of more", async () => {
    const started = (run: string, only?: readonly string[]): RunEvent => ({ type: "run.started", graph: "g", quality: "draft", inputs: {}, types: {}, ...(only ? { only } : {}), run, seq: 0, at: 1 });
    const asked: string[] = [];
    const runs = new Runs({ eventsOf: async (run, after) => {
      asked.push(run);
      return after >= 0 ? [] : [started(run, { look: ["clip:e03/s05/p01"], again: ["draw"] }[run])];
    } });
    runs.follow("g");
    runs.takeList({ paused: false, runs: ["look", "again", "whole"].map((id) => ({ ...listing("succeeded"), id, graph: "g" })) });
    await expect.poll(() => runs.latestOf("g")?.id).toBe("again");
    expect(new Set(asked)).toEqual(new Set(["look", "again"]));
    runs.takeList({ paused: false, runs: [{ ...listing("succeeded"), id: "look", graph: "h" }] });
    runs.follow("h");
    await expect.poll(() => runs.latestOf("h")?.id).toBe("look");
  });
});
