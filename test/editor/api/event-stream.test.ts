import { beforeEach, expect, test } from "vitest";
import type { StreamMessage } from "../../../editor/api/event-parser.ts";
import { EventStream } from "../../../editor/api/event-stream.ts";
import { FakeClock, settled } from "../keeping/kit.ts";

/** A connection as the stream sees it. */
interface Connection {
  readonly lastId: string | undefined;
  readonly signal: AbortSignal;
  accept(): void;
  refuse(status: number): void;
  fail(): void;
  send(text: string | Uint8Array): void;
  end(): void;
}

let clock: FakeClock;
let connections: Connection[];
let log: unknown[];
let wake: () => void;
let rest: () => void;
beforeEach(() => {
  clock = new FakeClock();
  connections = [];
  log = [];
});

function start(random = 1): EventStream {
  return new EventStream({
    after: clock.after, random: () => random,
    onWake(then) {
      wake = then;
      return () => { wake = () => {}; };
    },
    onRest(then) {
      rest = then;
      return () => { rest = () => {}; };
    },
    connect: (lastId, signal) => new Promise((resolve, reject) => {
      let controller!: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({ start(own) { controller = own; } });
      signal.addEventListener("abort", () => {
        reject(new Error("aborted"));
        controller.error(new Error("aborted"));
      });
      connections.push({
        lastId, signal,
        accept: () => resolve(new Response(body)),
        refuse: (status) => resolve(new Response("", { status })),
        fail: () => reject(new TypeError("network")),
        send: (text) => controller.enqueue(typeof text === "string" ? new TextEncoder().encode(text) : text),
        end: () => controller.close(),
      });
    }),
  }, { message: (message: StreamMessage) => log.push(message.data), online: (online) => log.push(online) });
}

const latest = () => connections.at(-1)!;

test("what comes is told, and a connection that ends is made again after the last event that came", async () => {
  const stream = start();
  expect(latest().lastId).toBeUndefined();
  latest().accept();
  latest().send("id: e-7\ndata: a\n\nid: e-8\nda");
  await settled();
  latest().send("ta: b\n\ndata: half");
  await settled();
  latest().end();
  await clock.pass(500);
  expect(latest().lastId).toBe("e-8");
  latest().accept();
  latest().send("id: e-9\ndata: c\n\n");
  await settled();
  expect(log).toEqual([true, "a", "b", false, true, "c"]);
  stream.stop();
});

test("a letter cut in two arrives whole", async () => {
  const stream = start();
  latest().accept();
  await settled();
  const bytes = new TextEncoder().encode("data: 灯\n\n");
  latest().send(bytes.slice(0, 7));
  await settled();
  latest().send(bytes.slice(7));
  await settled();
  expect(log).toEqual([true, "灯"]);
  stream.stop();
});

test("failures are told once; waits double up to fifteen seconds and are drawn at random", async () => {
  const stream = start(1);
  const times: number[] = [];
  for (let tries = 0; tries < 8; tries++) {
    const before = connections.length;
    latest().fail();
    await settled();
    const from = clock.at;
    while (connections.length === before) await clock.pass(50);
    times.push(clock.at - from);
  }
  expect(times).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  expect(log).toEqual([false]);
  stream.stop();
});

test("half of the wait is chance", async () => {
  const stream = start(0);
  latest().fail();
  await clock.pass(249);
  expect(connections.length).toBe(1);
  await clock.pass(1);
  expect(connections.length).toBe(2);
  stream.stop();
});

test("after an event came, the next wait is short again", async () => {
  const stream = start();
  for (const wait of [500, 1000, 2000]) {
    latest().refuse(503);
    await clock.pass(wait);
  }
  latest().accept();
  latest().send("data: a\n\n");
  await settled();
  latest().end();
  await clock.pass(500);
  expect(connections.length).toBe(5);
  stream.stop();
});

test("when the network is back or the page is looked at, nothing is waited for", async () => {
  const stream = start();
  for (const wait of [500, 1000, 2000, 4000]) {
    latest().fail();
    await clock.pass(wait);
  }
  latest().fail();
  await settled();
  wake();
  await settled();
  expect(connections.length).toBe(6);
  stream.stop();
});

test("a connection that has fallen silent is given up", async () => {
  const stream = start();
  latest().accept();
  await clock.pass(44_000);
  latest().send(": ping\n\n");
  await clock.pass(44_000);
  expect(connections.length).toBe(1);
  await clock.pass(1500);
  expect([connections[0]!.signal.aborted, connections.length]).toEqual([true, 2]);
  stream.stop();
});

test("a request that is never answered is given up too", async () => {
  const stream = start();
  await clock.pass(45_500);
  expect(connections.length).toBe(2);
  stream.stop();
});

test("stopped, it tells nothing more and asks for nothing", async () => {
  const stream = start();
  latest().accept();
  latest().send("data: a\n\n");
  await settled();
  stream.stop();
  await clock.pass(60_000);
  expect([connections[0]!.signal.aborted, connections.length, log, clock.waiting]).toEqual([true, 1, [true, "a"], 0]);
});

test("while nobody looks the connection is given back, without a word; afterwards it goes on where it was", async () => {
  const stream = start();
  latest().accept();
  latest().send("id: e-1\ndata: a\n\n");
  await settled();
  rest();
  await clock.pass(600_000);
  expect([connections.length, connections[0]!.signal.aborted, clock.waiting]).toEqual([1, true, 0]);
  wake();
  await settled();
  expect(latest().lastId).toBe("e-1");
  latest().accept();
  latest().send("id: e-2\ndata: b\n\n");
  await settled();
  expect(log).toEqual([true, "a", "b"]);
  stream.stop();
});

test("a stream that rests can be stopped", async () => {
  const stream = start();
  rest();
  await settled();
  stream.stop();
  await clock.pass(60_000);
  expect(connections.length).toBe(1);
});
