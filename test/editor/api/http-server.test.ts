import { describe, expect, onTestFinished, test } from "vitest";
import { HttpServer } from "../../../editor/api/http-server.ts";
import { ServerError, type ServerListener } from "../../../editor/api/server.ts";
import { pageSurroundings } from "../../../editor/api/event-stream.ts";
import type { RunListing } from "../../../editor/state/runs.ts";
import type { RunEvent } from "../../../runtime/events.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { startTestServer, type TestServer } from "../../server/kit.ts";

const film: GraphDocument = {
  format: "reelwright/graph@1", name: "film", title: "Film",
  nodes: { list: { type: "probe/things", inputs: { text: "a b c" } }, join: { type: "probe/join", inputs: { tail: "!" } } },
  edges: [{ from: "list.things", to: "join.a" }],
};

const surroundings = { ...pageSurroundings, onWake: () => () => {}, onRest: () => () => {} };

async function connected(): Promise<{ readonly real: TestServer; readonly server: HttpServer }> {
  const real = await startTestServer();
  return { real, server: new HttpServer(real.token, { origin: real.origin, surroundings }) };
}

/** Status and code of what is refused. */
async function refusal(work: Promise<unknown>): Promise<[number, string | undefined]> {
  const error: unknown = await work.then(() => undefined, (failed: unknown) => failed);
  if (!(error instanceof ServerError)) throw new Error("It was not refused.", { cause: error });
  return [error.status, error.problems[0]?.code];
}

/** Listens until the test ends. */
function listenTo(server: HttpServer): { readonly events: RunEvent[]; readonly queues: { readonly runs: readonly RunListing[] }[]; readonly log: string[]; until(isSo: () => boolean): Promise<void> } {
  const events: RunEvent[] = [];
  const queues: { readonly runs: readonly RunListing[] }[] = [];
  const log: string[] = [];
  let told = () => {};
  const listener: ServerListener = {
    event: (event) => { events.push(event); told(); },
    queue: (queue) => { queues.push(queue); told(); },
    resync: () => { log.push("resync"); told(); },
    online: (online) => { log.push(online ? "online" : "offline"); told(); },
  };
  onTestFinished(server.listen(listener));
  return {
    events, queues, log,
    async until(isSo) {
      while (!isSo()) await new Promise<void>((resolve) => { told = resolve; });
    },
  };
}

describe("graphs", () => {
  test("are saved, listed, read, and replaced only by who knows what they replace", async () => {
    const { server } = await connected();
    const { etag } = await server.saveGraph(film, undefined);
    expect(await server.graph("film")).toEqual({ document: film, etag });
    expect(await refusal(server.saveGraph(film, undefined))).toEqual([412, "GRAPH_CHANGED"]);
    expect(await refusal(server.saveGraph(film, "\"of something else\""))).toEqual([412, "GRAPH_CHANGED"]);
    const again = await server.saveGraph({ ...film, title: "Another" }, etag);
    expect(again.etag).not.toBe(etag);
    expect((await server.graphs()).map(({ name, title, nodes, shipped }) => [name, title, nodes, shipped])).toEqual([
      ["film", "Another", 2, false], ["shipped-one", "The shipped-one", 1, true], ["shipped-part", "The shipped-part", 1, true],
    ]);
    expect(await refusal(server.deleteGraph("film", etag))).toEqual([412, "GRAPH_CHANGED"]);
    await server.deleteGraph("film", again.etag);
    expect(await refusal(server.graph("film"))).toEqual([404, "GRAPH_UNKNOWN"]);
  });

  test("that came with the package are not written", async () => {
    const { server } = await connected();
    const { document, etag } = await server.graph("shipped-one");
    expect(await refusal(server.saveGraph(document, etag))).toEqual([409, "GRAPH_SHIPPED"]);
  });

  test("with a name that is part of a path lead nowhere else", async () => {
    const { server } = await connected();
    for (const name of ["../token", "a/picture", "..", "film?x=1", "%2e%2e"]) expect((await refusal(server.graph(name)))[0], name).toBeGreaterThanOrEqual(400);
  });
});

describe("work", () => {
  test("what is wrong and what a run would do", async () => {
    const { server } = await connected();
    expect(await server.check(film)).toEqual([]);
    expect((await server.check({ ...film, edges: [] })).map(({ code, node }) => [code, node])).toEqual([["INPUT_MISSING", "join"]]);
    const plan = await server.plan({ graph: film, quality: "draft", budget: 1, only: ["list"] });
    expect(plan.nodes.map(({ node, willRun }) => [node, willRun])).toEqual([["list", 1]]);
    expect(await refusal(server.run({ graph: { ...film, edges: [] } }))).toEqual([422, "INPUT_MISSING"]);
  });

  test("a run is told of as it happens, and what it made can be read", async () => {
    const { server } = await connected();
    const heard = listenTo(server);
    await heard.until(() => heard.queues.length > 0);
    const { id } = await server.run({ graph: film });
    await heard.until(() => heard.events.some(({ type }) => type === "run.finished") && heard.queues.at(-1)!.runs[0]?.outcome === "succeeded");
    expect(heard.log).toEqual(["online"]);
    expect(heard.events.every(({ run }) => run === id)).toBe(true);
    expect(heard.events.map(({ seq }) => seq)).toEqual(heard.events.map((_, index) => index + heard.events[0]!.seq));
    const told = await server.eventsOf(id, -1);
    expect(told.filter(({ type }) => type === "item.finished").length).toBe(4);
    expect((await server.eventsOf(id, told.at(-2)!.seq)).map(({ type }) => type)).toEqual(["run.finished"]);
    expect((await server.runs()).runs.map((run) => [run.id, run.outcome])).toEqual([[id, "succeeded"]]);
    expect((await server.runRequest(id))?.graph).toEqual(film);
    const [take] = await server.takes("film", "join", "b");
    expect(take).toMatchObject({ run: id });
    expect(await server.outputs(take!.key)).toEqual({ thing: { id: "b", text: "b!" } });
    expect(await server.outputs("0".repeat(64))).toBeUndefined();
  });

  test("the queue is paused, reordered and emptied", async () => {
    const { server } = await connected();
    await server.pauseQueue(true);
    const ids: string[] = [];
    for (const name of ["one", "two", "three"]) ids.push((await server.run({ graph: { ...film, name } })).id);
    await server.move(ids[2]!, 0);
    await server.cancel(ids[0]!);
    expect(await server.runs()).toMatchObject({ paused: true, runs: [{ id: ids[2], outcome: "queued" }, { id: ids[1], outcome: "queued" }] });
    for (const id of ids.slice(1)) await server.cancel(id);
    await server.pauseQueue(false);
    expect(await server.runs()).toEqual({ paused: false, runs: [] });
  });
});

describe("the stream of all runs", () => {
  test("is one connection for all who listen, and ends with the last of them", async () => {
    const real = await startTestServer();
    let streams = 0;
    const server = new HttpServer(real.token, { origin: real.origin, surroundings, fetch: (address, init) => {
      if (address.endsWith("/api/events")) streams++;
      return fetch(address, init);
    } });
    const first = listenTo(server);
    await first.until(() => first.queues.length > 0);
    const second = listenTo(server);
    expect([streams, second.log]).toEqual([1, ["online"]]);
  });

  test("goes on after the connection broke, without a gap", async () => {
    const real = await startTestServer();
    let cut = () => {};
    const lastIds: (string | null)[] = [];
    const server = new HttpServer(real.token, {
      origin: real.origin, surroundings: { ...surroundings, random: () => 0 },
      fetch: (address, init) => {
        if (!address.endsWith("/api/events")) return fetch(address, init);
        lastIds.push(new Headers(init?.headers).get("Last-Event-ID"));
        const cutting = new AbortController();
        cut = () => cutting.abort();
        return fetch(address, { ...init, signal: AbortSignal.any([cutting.signal, init!.signal!]) });
      },
    });
    const heard = listenTo(server);
    await heard.until(() => heard.queues.length > 0);
    const first = await server.run({ graph: film });
    await heard.until(() => heard.events.some(({ type }) => type === "run.finished"));
    cut();
    const second = await server.run({ graph: { ...film, name: "second" } });
    await heard.until(() => heard.events.filter(({ type }) => type === "run.finished").length === 2);
    expect([lastIds.length, lastIds[0], heard.log]).toEqual([2, null, ["online", "offline", "online"]]);
    for (const { id } of [first, second]) expect(heard.events.filter(({ run }) => run === id)).toEqual(await server.eventsOf(id, -1));
  });

  test("after a new start of the server everyone reads again what is under way", async () => {
    const real = await startTestServer();
    let epoch: string | undefined;
    let cut = () => {};
    const server = new HttpServer(real.token, {
      origin: real.origin, surroundings: { ...surroundings, random: () => 0 },
      fetch: (address, init) => {
        if (!address.endsWith("/api/events")) return fetch(address, init);
        const cutting = new AbortController();
        cut = () => cutting.abort();
        const headers = new Headers(init?.headers);
        if (epoch !== undefined) headers.set("Last-Event-ID", epoch);
        return fetch(address, { ...init, headers, signal: AbortSignal.any([cutting.signal, init!.signal!]) });
      },
    });
    const heard = listenTo(server);
    await heard.until(() => heard.queues.length > 0);
    epoch = "abcdef-3";
    cut();
    await heard.until(() => heard.log.includes("resync") && heard.queues.length > 1);
    expect(heard.log).toEqual(["online", "offline", "online", "resync"]);
    expect(heard.queues.at(-1)).toEqual(await server.runs());
  });
});

describe("files", () => {
  test("go up with their digest, and media elements can load them", async () => {
    const { server } = await connected();
    await server.session();
    const bytes = new Uint8Array(Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
    const artifact = await server.upload(new Blob([bytes]), "image/png");
    expect(artifact).toMatchObject({ media: "image/png", bytes: bytes.length });
    const answer = await fetch(server.artifactUrl(artifact));
    expect([answer.status, answer.headers.get("Content-Type"), new Uint8Array(await answer.arrayBuffer())]).toEqual([200, "image/png", bytes]);
    expect((await fetch(server.pictureUrl("film"))).status).toBe(404);
  });
});

describe("what goes wrong", () => {
  test("a wrong token is status 401 with the server's words", async () => {
    const { real } = await connected();
    const refused = (token: string) => refusal(new HttpServer(token, { origin: real.origin, surroundings }).session());
    expect(await refused("not-the-token")).toEqual([401, "TOKEN_WRONG"]);
    for (const pasted of ["", "two words", "令牌", "line\nend"]) expect(await refused(pasted), pasted).toEqual([401, undefined]);
  });

  test("a server that is not there, an answer cut short and one that is no JSON are status 0", async () => {
    const answers = [() => Promise.reject(new TypeError("fetch failed")), async () => new Response("{\"gra"), async () => new Response("<html>a proxy's page</html>")];
    for (const fetch of answers) {
      const server = new HttpServer("token", { origin: "http://127.0.0.1:9", fetch, surroundings });
      expect(await refusal(server.graphs())).toEqual([0, undefined]);
    }
  });

  test("an error that is no problem of ours keeps its status", async () => {
    const server = new HttpServer("token", { origin: "http://127.0.0.1:9", fetch: async () => new Response("<html>Bad Gateway</html>", { status: 502, statusText: "Bad Gateway" }), surroundings });
    await expect(server.graphs()).rejects.toMatchObject({ status: 502, message: "502 Bad Gateway", problems: [] });
  });
});

test("packs arrive with what the editor needs", async () => {
  const { server } = await connected();
  const { packs, roles, pinyin } = await server.packs();
  expect(packs.map(({ name }) => name)).toEqual(["probe"]);
  expect(packs[0]!.nodes.find(({ type }) => type === "probe/gather")?.inputs["things"]).toMatchObject({ many: true });
  expect([typeof roles, typeof pinyin]).toEqual(["object", "object"]);
});
