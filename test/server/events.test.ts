import { connect } from "node:net";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import { defineNode, definePack, port, Type } from "../../runtime/contract/index.ts";
import { eventStream, everything } from "../../server/event-stream.ts";
import { EventFeed } from "../../server/feed.ts";
import { LiveRun } from "../../server/live-run.ts";
import { Ring } from "../../server/ring.ts";
import { graph, probePack, type Probe } from "../kit/probe-pack.ts";
import { startTestServer, type TestServer } from "./kit.ts";

const slow = (text: string) => graph({ a: ["things", { text }], hold: ["hold"], b: ["split", { parts: 3 }] }, ["a.things -> hold.thing", "hold.thing -> b.thing"], { name: "slow" });
const wide = (count: number) => graph({ a: ["numbers", { count }], b: ["parity"] }, ["a.numbers -> b.number"], { name: "wide" });

const start = async (server: TestServer, document: object): Promise<string> => (await (await server.send("POST", "/api/runs", { graph: document })).json() as { id: string }).id;
const history = async (server: TestServer, id: string): Promise<RunEvent[]> => {
  const events: RunEvent[] = [];
  for await (const event of server.runtime.runs.events(id)) events.push(event);
  return events;
};
const lines = async (server: TestServer, path: string): Promise<any[]> => (await (await server.fetch(path)).text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** A node that tells of its progress and shows a preview, then waits to be let go. */
function progressProbe(): Probe {
  const probe = probePack();
  const tell = defineNode({
    type: "probe/tell", version: 1, title: "Tell", summary: "Tells how far it is.",
    inputs: { steps: port.value(Type.Integer()) }, outputs: { done: port.value(Type.Boolean()) },
    async run({ inputs, context }) {
      for (let step = 1; step <= inputs.steps; step++) context.progress(step / inputs.steps, `step ${step}`);
      context.preview("half of it");
      await new Promise<void>((_, reject) => { context.signal.addEventListener("abort", () => reject(context.signal.reason)); });
      return { done: true };
    },
  });
  return { ...probe, pack: definePack({ ...probe.pack, nodes: [...probe.pack.nodes, tell] }) };
}

describe("all runs on one stream", () => {
  test("a client that comes hears of the queue at once, and then of everything", async () => {
    const server = await startTestServer();
    const stream = await server.listen("/api/events");
    expect(await stream.next()).toMatchObject({ type: "queue", data: { paused: false, runs: [] } });
    const id = await start(server, wide(3));
    await stream.until(({ data }) => data.type === "run.finished");
    await stream.until(({ type, data }) => type === "queue" && data.runs[0]?.outcome === "succeeded");
    expect(stream.seen.filter(({ type }) => type === "run").map(({ data }) => data)).toEqual(await history(server, id));
    expect(stream.seen.filter(({ type }) => type === "queue").map(({ data }) => data.runs[0]?.outcome)).toContain("running");
  });

  test("a client that was cut off in the middle of a run goes on without a gap or a double", async () => {
    const server = await startTestServer();
    const first = await server.listen("/api/events");
    await first.next();
    const id = await start(server, slow("1 2 3"));
    const held = [await server.probe.next(), await server.probe.next(), await server.probe.next()];
    held[0]!.release();
    const cut = await first.until(({ data }) => data.type === "item.finished" && data.node === "b");
    const seen = first.seen.slice(0, first.seen.indexOf(cut) + 1);
    first.close();
    held[1]!.release();
    held[2]!.release();
    await (await server.listen(`/api/events?run=${id}`)).all();
    const second = await server.listen("/api/events", cut.id);
    await second.until(({ data }) => data.type === "run.finished");
    const told = [...seen, ...second.seen].filter(({ type }) => type === "run").map(({ data }) => data);
    expect(told).toEqual(await history(server, id));
    expect(second.seen.map(({ type }) => type)).not.toContain("resync");
  });

  test.each([["of another start of the server", "0123456789ab-4"], ["that means nothing", "yesterday"], ["of the future", "EPOCH-99999"]])("an id %s is answered with a resync, and what comes after it", async (_what, id) => {
    const server = await startTestServer();
    const epoch = (await (await server.listen("/api/events")).next())!.id.split("-")[0]!;
    const stream = await server.listen("/api/events", id.replace("EPOCH", epoch));
    expect(await stream.next()).toMatchObject({ type: "resync" });
    await start(server, wide(1));
    expect(await stream.until(({ data }) => data.type === "run.started")).toBeDefined();
  });

  test("a stream ends when the server stops", async () => {
    const server = await startTestServer();
    const stream = await server.listen("/api/events");
    await stream.next();
    const rest = stream.all();
    await server.close();
    expect(await rest).toBeDefined();
  });
});

describe("one run on its own stream", () => {
  test("is told from its start whenever one comes, and the stream ends with it", async () => {
    const server = await startTestServer();
    const id = await start(server, slow("1 2"));
    const held = [await server.probe.next(), await server.probe.next()];
    const live = await server.listen(`/api/events?run=${id}`);
    await live.until(({ data }) => data.type === "item.started" && data.node === "hold");
    for (const one of held) one.release();
    const recorded = async () => (await history(server, id)).map((event) => ({ id: String(event.seq), type: "run", data: event }));
    expect(await live.all()).toEqual(await recorded());
    expect(await (await server.listen(`/api/events?run=${id}`)).all()).toEqual(await recorded());
  });

  test("goes on after the number that came last", async () => {
    const server = await startTestServer();
    const id = await server.finish({ graph: wide(4) });
    const events = await history(server, id);
    const stream = await server.listen(`/api/events?run=${id}`, "5");
    expect((await stream.all()).map(({ data }) => data)).toEqual(events.slice(6));
  });

  test("waits for a run that waits in the queue", async () => {
    const server = await startTestServer();
    await server.send("POST", "/api/queue", { paused: true });
    const id = await start(server, wide(2));
    const stream = await server.listen(`/api/events?run=${id}`);
    expect(await lines(server, `/api/runs/${id}/events`)).toEqual([]);
    await server.send("POST", "/api/queue", { paused: false });
    expect((await stream.all()).map(({ data }) => data)).toEqual(await history(server, id));
  });

  test("leaves out what the client says it has, also of a run that has not begun", async () => {
    const server = await startTestServer();
    await server.send("POST", "/api/queue", { paused: true });
    const id = await start(server, wide(2));
    const stream = await server.listen(`/api/events?run=${id}`, "2");
    await server.send("POST", "/api/queue", { paused: false });
    expect((await stream.all()).map(({ data }) => data)).toEqual((await history(server, id)).slice(3));
  });

  test("ends for a run that is taken out of the queue", async () => {
    const server = await startTestServer();
    await server.send("POST", "/api/queue", { paused: true });
    const id = await start(server, wide(2));
    const stream = await server.listen(`/api/events?run=${id}`);
    await server.fetch(`/api/runs/${id}`, { method: "DELETE" });
    expect(await stream.all()).toEqual([]);
  });
});

describe("events known so far", () => {
  test("are those of the record for a run that has ended, after the number given", async () => {
    const server = await startTestServer();
    const id = await server.finish({ graph: wide(3) });
    const events = await history(server, id);
    expect(await lines(server, `/api/runs/${id}/events`)).toEqual(events);
    expect(await lines(server, `/api/runs/${id}/events?after=4`)).toEqual(events.slice(5));
    expect(await lines(server, `/api/runs/${id}/events?after=999`)).toEqual([]);
    expect(await server.refusal(await server.fetch(`/api/runs/${id}/events?after=x`))).toBe("400 REQUEST_INVALID");
  });

  test("have the latest progress and preview of a run under way, which no record keeps", async () => {
    const server = await startTestServer({ probe: progressProbe() });
    const live = await server.listen("/api/events");
    const id = await start(server, graph({ tell: ["tell", { steps: 4 }] }, [], { name: "tells" }));
    await live.until(({ data }) => data.type === "item.preview");
    const known = await lines(server, `/api/runs/${id}/events`);
    expect(known.map(({ type, note, partial }) => note ?? partial ?? type)).toEqual(["run.started", "item.started", "step 4", "half of it"]);
    expect(known.map(({ seq }) => seq)).toEqual(known.map(({ seq }) => seq).sort((a, b) => a - b));
    await server.fetch(`/api/runs/${id}`, { method: "DELETE" });
  });
});

describe("many events and slow clients", () => {
  const event = (seq: number, text = ""): RunEvent => ({ type: "item.log", node: "a", item: String(seq), message: text, run: "r", seq, at: 0 });

  test("ten thousand items arrive whole, at a client that reads and at one that stood still", async () => {
    const server = await startTestServer();
    const still = connect(server.port, "127.0.0.1").setEncoding("utf8");
    still.write(`GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n\r\n`);
    await once(still, "readable");
    const live = await server.listen("/api/events");
    const id = await start(server, wide(10_000));
    await live.until(({ data }) => data.type === "run.finished");
    const seqs = live.seen.filter(({ type }) => type === "run").map(({ data }) => data.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index));
    expect(seqs.length).toBeGreaterThan(20_000);
    expect((await lines(server, `/api/runs/${id}/events`)).length).toBe(seqs.length);
    let text = "";
    still.on("data", (chunk: string) => { text += chunk; });
    while (!text.includes('"run.finished"') && !text.includes("event: resync")) await once(still, "data");
    still.destroy();
    expect(text).toMatch(/"run.finished"|event: resync/);
  });

  test("a client that is too slow is told so once, and goes on with what comes then", async () => {
    const feed = new EventFeed({ runs: { list: () => [], async *events() {} } });
    const reader = eventStream(feed, everything(feed, undefined, () => "{}")).getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toContain("event: queue");
    for (let seq = 0; seq < 60_000; seq++) feed.tell(event(seq));
    // What was fetched for it before it fell behind is still on its way.
    const first = await next();
    const told = first.includes("event: resync") ? first : await next();
    expect(told).toBe(`id: ${feed.epoch}-59999\nevent: resync\ndata: {}\n\n`);
    feed.tell(event(60_000));
    expect(await next()).toContain('"seq":60000');
    await reader.cancel();
    expect(feed.listening).toBe(0);
  });

  test("what is kept for clients that come back stays within its limits, by number and by size", () => {
    const many = new Ring();
    for (let seq = 0; seq < 100_000; seq++) many.push({ kind: "run", run: "r", seq, json: "{}", isLast: false });
    expect([many.next, many.from(74_999), many.from(80_000)?.length]).toEqual([100_000, undefined, 20_000]);
    const large = new Ring();
    for (let seq = 0; seq < 100; seq++) large.push({ kind: "run", run: "r", seq, json: "x".repeat(1024 * 1024), isLast: false });
    expect(large.from(50)).toBeUndefined();
    expect(large.from(70)).toHaveLength(30);
  });

  test("a run with more events than are kept in memory is read from its record", async () => {
    const run = new LiveRun("r");
    const events = Array.from({ length: 6000 }, (_, seq) => event(seq));
    const progress: RunEvent = { type: "item.progress", node: "a", item: "x", fraction: 0.5, run: "r", seq: 6000, at: 0 };
    for (const one of [...events, progress, event(6001)]) run.take(one);
    const known: RunEvent[] = [];
    for await (const one of run.since(5997, async function* () { yield* events; yield event(6001); })) known.push(one);
    expect(known.map(({ seq }) => seq)).toEqual([5998, 5999, 6000, 6001]);
  });
});
