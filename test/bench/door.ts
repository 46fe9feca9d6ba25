import { inProcess, type Row, row } from "./measure.ts";

/** What the one door to remote services costs: time for each call, and memory while ten thousand wait. */
export async function doorRows(): Promise<Row[]> {
  const module = new URL("./door-process.js", import.meta.url);
  const time = inProcess<{ doorMs: number; cpuMs: number; bareMs: number }>(module, "overhead");
  const heap = inProcess<{ before: number; waiting: number; after: number; afterTwice: number }>(module, "memory");
  return [
    row("A call through the door, 200 in flight, answered at once", (time.doorMs - time.bareMs) * 1000, "µs more", "at most", 1000, 1),
    row("The same, against sending without a door", time.doorMs * 1000, "µs", "bare", time.bareMs * 1000),
    row("Processor time of a call, all threads", time.cpuMs * 1000, "µs", "at most", 1000, 1),
    row("Heap after 10,000 calls that limits held back", heap.after, "MB", "before", heap.before, 1.2),
    row("Heap after 20,000", heap.afterTwice, "MB", "after 10,000", heap.after, 1.05),
    row("Heap held by 10,000 that wait", heap.waiting - heap.before, "MB", "at most", 40, 1),
  ];
}
