import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRuntime } from "../../runtime/index.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { startTestServer, testFolder, type TestServer } from "./kit.ts";

const quick = (text: string, name = "quick") => graph({ a: ["things", { text }], b: ["split"] }, ["a.things -> b.thing"], { name, outputs: { parts: { from: "b.parts" } } });
/** Each item waits until the test lets it go. */
const slow = (text: string, name = "slow") => graph({ a: ["things", { text }], hold: ["hold"] }, ["a.things -> hold.thing"], { name });

const start = async (server: TestServer, request: Record<string, unknown>): Promise<string> => {
  const answer = await server.send("POST", "/api/runs", request);
  expect(answer.status).toBe(202);
  return (await answer.json() as { id: string }).id;
};
const order = async (server: TestServer) => (await server.get("/api/runs")).runs.filter(({ outcome }: any) => outcome === "queued").map(({ graph }: any) => graph);

describe("a run", () => {
  test("does what it was asked to do, and remembers what that was", async () => {
    const server = await startTestServer();
    const request = { graph: quick("x y"), only: ["a"], quality: "draft", budget: 2.5, refresh: ["a"] };
    const id = await server.finish(request);
    expect(await server.get(`/api/runs/${id}`)).toMatchObject({ id, graph: "quick", outcome: "succeeded", counts: { executed: 1, cached: 0 }, request });
    expect(server.probe.ran).toEqual(["things"]);
    const [first] = (await (await server.fetch(`/api/runs/${id}/events`)).text()).split("\n").map((line) => line && JSON.parse(line));
    expect(first).toMatchObject({ type: "run.started", quality: "draft" });
  });

  test("of a saved graph takes it as it is saved", async () => {
    const server = await startTestServer();
    await server.send("PUT", "/api/graphs/saved", quick("a b c", "saved"), { "If-None-Match": "*" });
    const id = await server.finish({ name: "saved" });
    expect(await server.get(`/api/runs/${id}`)).toMatchObject({ graph: "saved", counts: { executed: 4 } });
  });

  test("is given inputs by name", async () => {
    const server = await startTestServer();
    const graphWithInput = graph({ a: ["things"] }, [], { name: "asks", inputs: { text: { type: "text", to: ["a.text"] } }, outputs: { things: { from: "a.things" } } });
    const id = await server.finish({ graph: graphWithInput, inputs: { text: "p q" } });
    const events = (await (await server.fetch(`/api/runs/${id}/events`)).text()).trim().split("\n").map((line) => JSON.parse(line));
    expect(events.at(-1).outputs.things.items[0].value.map(({ id }: any) => id)).toEqual(["p", "q"]);
  });

  test("that cannot work is refused at once, with everything that is wrong", async () => {
    const server = await startTestServer();
    const broken = graph({ a: ["things"], b: ["nowhere/node"] }, [], { name: "broken" });
    expect(await server.refusal(await server.send("POST", "/api/runs", { graph: broken }))).toBe("422 NODE_TYPE_UNKNOWN INPUT_MISSING");
    expect(await server.refusal(await server.send("POST", "/api/runs", {}))).toBe("400 REQUEST_INVALID");
    expect(await server.refusal(await server.send("POST", "/api/runs", { name: "nothing" }))).toBe("404 GRAPH_UNKNOWN");
    expect(await server.get("/api/runs")).toEqual({ paused: false, runs: [] });
  });

  test("that could work when it was asked for and cannot when its turn comes, is told of as failed", async () => {
    const server = await startTestServer();
    await server.send("PUT", "/api/graphs/inner", graph({ a: ["things", { text: "x" }] }, [], { name: "inner" }), { "If-None-Match": "*" });
    await server.send("POST", "/api/queue", { paused: true });
    const id = await start(server, { graph: graph({ call: ["graph/inner"] }, [], { name: "outer" }) });
    await server.fetch("/api/graphs/inner", { method: "DELETE", headers: { "If-Match": "*" } });
    const events = await server.listen(`/api/events?run=${id}`);
    await server.send("POST", "/api/queue", { paused: false });
    expect((await events.all()).map(({ data }) => data.type)).toEqual(["run.started", "run.finished"]);
    expect(await server.get(`/api/runs/${id}`)).toMatchObject({ outcome: "failed", request: { graph: { name: "outer" } } });
    expect((await (await server.fetch(`/api/runs/${id}/events`)).text())).toContain("SUBGRAPH_MISSING");
  });

  test("that is cancelled ends as cancelled; what it has finished is kept", async () => {
    const server = await startTestServer();
    const id = await start(server, { graph: slow("x y") });
    const first = await server.probe.next();
    await server.probe.next();
    const events = await server.listen(`/api/events?run=${id}`);
    first.release();
    await events.until(({ data }) => data.type === "item.finished" && data.node === "hold");
    expect(await server.get(`/api/runs/${id}`)).toMatchObject({ outcome: "running", counts: { executed: 2 } });
    expect((await server.fetch(`/api/runs/${id}`, { method: "DELETE" })).status).toBe(202);
    expect((await events.until(({ data }) => data.type === "run.finished")).data).toMatchObject({ outcome: "cancelled", counts: { executed: 2 } });
    expect(await server.refusal(await server.fetch(`/api/runs/${id}`, { method: "DELETE" }))).toBe("409 RUN_ENDED");
    const plan = await (await server.send("POST", "/api/plan", { graph: slow("x y") })).json();
    expect(plan).toMatchObject({ counts: { cached: 2, willRun: 1 } });
  });

  test("that nobody knows is said to be so, everywhere", async () => {
    const server = await startTestServer();
    const answers = [await server.fetch("/api/runs/none-1"), await server.fetch("/api/runs/none-1/events"), await server.fetch("/api/runs/none-1", { method: "DELETE" }), await server.send("POST", "/api/runs/none-1/move", { to: 0 }), await server.fetch("/api/events?run=none-1")];
    for (const answer of answers) expect(await server.refusal(answer)).toBe("404 RUN_UNKNOWN");
  });

  test("of another process is listed, and cannot be cancelled from here", async () => {
    const server = await startTestServer();
    const other = await openRuntime({ home: server.home, packs: [server.probe.pack], builtIn: false });
    const cancel = new AbortController();
    const run = other.run(slow("z", "elsewhere"), { signal: cancel.signal });
    await server.probe.next();
    expect((await server.get("/api/runs")).runs).toMatchObject([{ id: run.id, graph: "elsewhere", outcome: "running" }]);
    expect(await server.refusal(await server.fetch(`/api/runs/${run.id}`, { method: "DELETE" }))).toBe("409 RUN_ELSEWHERE");
    cancel.abort();
    await run.result;
    await other.close();
  });
});

describe("the queue", () => {
  test("runs one after the other, in the order asked for", async () => {
    const server = await startTestServer();
    const first = await start(server, { graph: slow("1", "first") });
    const held = await server.probe.next();
    const ids = [await start(server, { graph: quick("2", "second") }), await start(server, { graph: quick("3", "third") })];
    expect((await server.get("/api/runs")).runs.map(({ graph, outcome }: any) => [graph, outcome])).toEqual([["second", "queued"], ["third", "queued"], ["first", "running"]]);
    held.release();
    const last = await server.listen(`/api/events?run=${ids[1]}`);
    await last.all();
    expect((await server.get("/api/runs")).runs.map(({ id, outcome }: any) => [id, outcome])).toEqual([[ids[1], "succeeded"], [ids[0], "succeeded"], [first, "succeeded"]]);
    expect(server.probe.ran.filter((one) => one.startsWith("things"))).toHaveLength(3);
  });

  test("can be put into another order, and a run taken out of it leaves no trace", async () => {
    const server = await startTestServer();
    await server.send("POST", "/api/queue", { paused: true });
    const ids: Record<string, string> = {};
    for (const name of ["a", "b", "c"]) ids[name] = await start(server, { graph: quick(name, name) });
    const move = async (name: string, to: number) => (await server.send("POST", `/api/runs/${ids[name]}/move`, { to })).json();
    expect([await move("c", 0), await order(server)]).toEqual([{ to: 0 }, ["c", "a", "b"]]);
    expect([await move("c", 1), await order(server)]).toEqual([{ to: 1 }, ["a", "c", "b"]]);
    expect([await move("a", 99), await order(server)]).toEqual([{ to: 2 }, ["c", "b", "a"]]);
    expect(await server.refusal(await server.send("POST", `/api/runs/${ids["a"]}/move`, { to: -1 }))).toBe("400 REQUEST_INVALID");
    expect((await server.fetch(`/api/runs/${ids["b"]}`, { method: "DELETE" })).status).toBe(202);
    expect(await order(server)).toEqual(["c", "a"]);
    expect((await server.fetch(`/api/runs/${ids["b"]}`)).status).toBe(404);
    expect(await readdir(join(server.home, ".reelwright", "server", "requests"))).toHaveLength(2);
  });

  test("that is paused finishes the run under way and begins no other", async () => {
    const server = await startTestServer();
    const first = await start(server, { graph: slow("1", "first") });
    const held = await server.probe.next();
    await start(server, { graph: quick("2", "second") });
    expect(await (await server.send("POST", "/api/queue", { paused: true })).json()).toEqual({ paused: true });
    const events = await server.listen(`/api/events?run=${first}`);
    held.release();
    await events.all();
    expect(await server.get("/api/runs")).toMatchObject({ paused: true, runs: [{ graph: "second", outcome: "queued" }, { graph: "first", outcome: "succeeded" }] });
    expect(await server.refusal(await server.send("POST", `/api/runs/${first}/move`, { to: 0 }))).toBe("409 RUN_NOT_QUEUED");
    const all = await server.listen("/api/events");
    await server.send("POST", "/api/queue", { paused: false });
    await all.until(({ data }) => data.type === "run.finished" && data.outcome === "succeeded");
  });

  test("is as it was after a restart: order, pause and what each run was asked to do", async () => {
    const home = await testFolder();
    const before = await startTestServer({ home });
    await before.send("POST", "/api/queue", { paused: true });
    for (const name of ["a", "b", "c"]) await start(before, { graph: quick(name, name), budget: 1 });
    const { runs } = await before.get("/api/runs");
    await before.send("POST", `/api/runs/${runs[2].id}/move`, { to: 0 });
    await before.close();
    const after = await startTestServer({ home });
    expect(await after.get("/api/runs")).toEqual({ paused: true, runs: [runs[2], runs[0], runs[1]] });
    expect(await after.get(`/api/runs/${runs[0].id}`)).toMatchObject({ request: { graph: { name: "a" }, budget: 1 } });
    const all = await after.listen("/api/events");
    await after.send("POST", "/api/queue", { paused: false });
    const finished = [];
    while (finished.length < 3) finished.push((await all.until(({ data }) => data.type === "run.finished")).data.run);
    expect(finished).toEqual([runs[2].id, runs[0].id, runs[1].id]);
  });

  test("a run that was begun by a server that died before its first event is still to be done", async () => {
    const home = await testFolder();
    const before = await startTestServer({ home });
    await before.send("POST", "/api/queue", { paused: true });
    const id = await start(before, { graph: quick("x") });
    await before.close();
    const file = join(home, ".reelwright", "server", "queue.json");
    const { waiting: [current] } = JSON.parse(await readFile(file, "utf8")) as { waiting: object[] };
    await writeFile(file, JSON.stringify({ paused: true, waiting: [], current }));
    const after = await startTestServer({ home });
    expect((await after.get("/api/runs")).runs).toMatchObject([{ id, outcome: "queued" }]);
  });

  test("a server that stops cancels the run under way and leaves those that wait", async () => {
    const home = await testFolder();
    const before = await startTestServer({ home });
    const first = await start(before, { graph: slow("1 2", "first") });
    const held = await before.probe.next();
    const second = await start(before, { graph: quick("2", "second") });
    const events = await before.listen(`/api/events?run=${first}`);
    held.release();
    await events.until(({ data }) => data.type === "item.finished" && data.node === "hold");
    await before.close();
    expect((await events.all()).at(-1)!.data).toMatchObject({ type: "run.finished", outcome: "cancelled" });
    const probe = probePack();
    const after = await startTestServer({ home, probe });
    await (await after.listen(`/api/events?run=${second}`)).all();
    const { request } = await after.get(`/api/runs/${first}`);
    const again = await start(after, request);
    (await probe.next()).release();
    expect((await (await after.listen(`/api/events?run=${again}`)).all()).at(-1)!.data).toMatchObject({ outcome: "succeeded", counts: { executed: 1, cached: 2 } });
  });

  test("two servers do not work on one project", async () => {
    const home = await testFolder();
    const first = await startTestServer({ home });
    await expect(startTestServer({ home })).rejects.toMatchObject({ problem: { code: "SERVER_RUNNING", message: expect.stringContaining(first.address) } });
    await first.close();
    await startTestServer({ home });
  });
});

describe("what is kept of runs", () => {
  test("a result is found under the key that its event carries", async () => {
    const server = await startTestServer();
    const id = await server.finish({ graph: quick("x") });
    const events = (await (await server.fetch(`/api/runs/${id}/events`)).text()).trim().split("\n").map((line) => JSON.parse(line));
    const { key } = events.find(({ type, node }) => type === "item.finished" && node === "b");
    expect(await server.get(`/api/results/${key}`)).toEqual({ outputs: { parts: [{ id: "p1", text: "x1" }, { id: "p2", text: "x2" }] } });
    expect(await server.refusal(await server.fetch(`/api/results/${key.replaceAll(/./g, "0")}`))).toBe("404 RESULT_UNKNOWN");
  });

  test("takes of an item are listed once each, the newest first, over all runs of the graph", async () => {
    const server = await startTestServer();
    const variant = (parts: number) => graph({ a: ["things", { text: "x y" }], b: ["split", { parts }] }, ["a.things -> b.thing"], { name: "varied" });
    const ids = [];
    for (const parts of [1, 2, 1]) ids.push(await server.finish({ graph: variant(parts) }));
    await server.finish({ graph: { ...variant(3), name: "other" } });
    const { takes } = await server.get("/api/takes?graph=varied&node=b&item=x");
    expect(takes.map(({ run, outputs }: any) => [run, outputs.parts.value.length])).toEqual([[ids[1], 2], [ids[0], 1]]);
    expect(await server.get("/api/takes?graph=varied&node=a")).toMatchObject({ takes: [{ run: ids[0], outputs: { things: { digest: expect.any(String) } } }] });
    expect(await server.get("/api/takes?graph=varied&node=b&item=nothing")).toEqual({ takes: [] });
    expect(await server.refusal(await server.fetch("/api/takes?graph=varied"))).toBe("400 REQUEST_INVALID");
  });

  test("numbers for Prometheus count what events told", async () => {
    const server = await startTestServer();
    const said = graph({ a: ["things", { text: "x y" }], say: ["say"], bad: ["join", { fails: "x" }] }, ["a.things -> say.thing", "a.things -> bad.a"], { name: "said" });
    await server.finish({ graph: said });
    await server.finish({ graph: said });
    const lines = (await (await server.fetch("/metrics")).text()).split("\n");
    for (const line of [
      'reelwright_runs_total{outcome="failed"} 2', 'reelwright_items_total{outcome="executed"} 4', 'reelwright_items_total{outcome="cached"} 4', 'reelwright_items_total{outcome="failed"} 2',
      'reelwright_service_cost_micros_total{role="echo"} 20', 'reelwright_service_call_seconds_bucket{role="echo",model="echo",le="0.05"} 2', 'reelwright_service_call_seconds_bucket{role="echo",model="echo",le="+Inf"} 2',
      'reelwright_service_call_seconds_count{role="echo",model="echo"} 2', "reelwright_queue_length 0", "# TYPE reelwright_service_call_seconds histogram",
    ]) expect(lines).toContain(line);
  });
});
