import type { Caller } from "../../runtime/contract/service.ts";
import type { Sent } from "../../runtime/door/call.ts";
import { Door } from "../../runtime/door/door.ts";
import { median } from "./measure.ts";

/** `overhead`: what the door adds to a call, 200 in flight. `memory`: the heap around 10,000 calls that limits hold back. */
const answer: Sent<string> = { value: "answer", units: { tokensIn: 900, tokensOut: 400 }, costMicros: 420, marketMicros: 840 };
const reservation = { accepted: async () => {}, release: () => {} };
const caller: Caller = {
  signal: new AbortController().signal,
  origin: { run: "run", node: "node", item: "item" },
  reserve: async () => reservation,
  begun: () => undefined,
  called: () => {},
  notice: () => {},
  use: () => Promise.reject(new Error("nothing else is used here")),
};

function through(door: Door, send: () => Promise<Sent<string>>): Promise<string> {
  return door.call({ caller, model: "m", operation: "chat", tokens: 2000, intent: { request: "r", maxMicros: 1000 }, send });
}

function doorWith(requestsPerMinute: number, concurrency: number): Door {
  return new Door({
    provider: "acme", secret: { read: async () => "key" }, limits: { requestsPerMinute },
    models: { m: { limits: { requestsPerMinute, tokensPerMinute: 1e10, concurrency } } },
  });
}

/** Two hundred at a time, each beginning the next when it ends. @returns milliseconds for one call, from the first to the last */
async function perCall(calls: number, call: () => Promise<unknown>): Promise<number> {
  let left = calls;
  const started = performance.now();
  await Promise.all(Array.from({ length: 200 }, async () => {
    while (left-- > 0) await call();
  }));
  return (performance.now() - started) / calls;
}

async function overhead() {
  const door = doorWith(1e9, 200);
  const bare = async () => answer;
  // Once to warm up.
  await perCall(5000, () => through(door, bare));
  const rounds: { door: number; bare: number; cpu: number }[] = [];
  for (let round = 0; round < 5; round++) {
    const cpu = process.cpuUsage();
    const ms = await perCall(20_000, () => through(door, bare));
    const { user, system } = process.cpuUsage(cpu);
    rounds.push({ door: ms, cpu: (user + system) / 20_000_000, bare: await perCall(20_000, bare) });
  }
  const of = (part: keyof typeof rounds[number]) => median(rounds.map((round) => round[part]));
  return { doorMs: of("door"), cpuMs: of("cpu"), bareMs: of("bare") };
}

function heapMB(): number {
  globalThis.gc!();
  return process.memoryUsage().heapUsed / 1e6;
}

async function memory() {
  // A tenth at once, then about a hundred in a tenth of a second.
  const door = doorWith(60_000, 200);
  const round = async () => {
    const calls = Array.from({ length: 10_000 }, () => through(door, async () => answer));
    const waiting = heapMB();
    await Promise.all(calls);
    return waiting;
  };
  await Promise.all(Array.from({ length: 200 }, () => through(door, async () => answer)));
  const before = heapMB();
  const waiting = await round();
  const after = heapMB();
  await round();
  return { before, waiting, after, afterTwice: heapMB() };
}

console.log(JSON.stringify(process.argv[2] === "memory" ? await memory() : await overhead()));
