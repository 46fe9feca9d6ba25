import { createServer } from "node:net";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { builtCli, startNode, steps } from "../cli/built-cli.ts";
import { EventReader } from "./event-reader.ts";
import { testFolder } from "./kit.ts";

let main: string;
beforeAll(async () => { main = await builtCli(); }, 300_000);

interface Server {
  readonly origin: string;
  readonly token: string;
  readonly child: ReturnType<typeof startNode>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  listen(path: string): Promise<EventReader>;
}

async function project(): Promise<string> {
  const home = await testFolder();
  await writeFile(join(home, "package.json"), "{}");
  return home;
}

/** `reelwright serve` as a process of its own. */
async function serve(home: string, ...words: string[]): Promise<Server> {
  const child = startNode([main, "serve", "--home", home, "--pack", steps, ...words], home);
  onTestFinished(() => child.kill("SIGKILL"));
  await child.printed("Ctrl-C stops it.");
  const token = (await readFile(join(home, ".reelwright", "token"), "utf8")).trim();
  const { address } = JSON.parse(await readFile(join(home, ".reelwright", "server", "lock.json"), "utf8")) as { address: string };
  const origin = address.slice(0, -1);
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  return { origin, token, child, fetch: (path, init) => fetch(origin + path, { headers, ...init }), listen: (path) => EventReader.open(origin + path, headers) };
}

/** Steps `a` and `b` end at once; the third goes on until it is stopped, unless it is let go. */
const graphOf = (third: "held" | "free") => ({
  format: "reelwright/graph@1", name: "steps",
  nodes: { list: { type: "steps/list", inputs: { ids: ["a", "b", "c"] } }, step: { type: "steps/step", ...(third === "held" ? { items: { 2: { inputs: { held: ["c"] } } } } : {}) } },
  edges: [{ from: "list.ids", to: "step.id" }],
});

const run = async (server: Server, graph: object) => (await (await server.fetch("/api/runs", { method: "POST", body: JSON.stringify({ graph }) })).json() as { id: string }).id;

/** Starts the run that is held, and waits until all but its third step have ended. */
async function underWay(server: Server): Promise<{ id: string; events: EventReader }> {
  const id = await run(server, graphOf("held"));
  const events = await server.listen(`/api/events?run=${id}`);
  onTestFinished(() => events.close());
  const isHeld = () => events.seen.filter(({ data }) => data.type === "item.finished").length === 3 && events.seen.some(({ data }) => data.type === "item.progress" && data.item === "2");
  await events.until(isHeld);
  return { id, events };
}

describe("reelwright serve", () => {
  test("prints an address with a token that opens it, and nothing of it in the address that is sent", async () => {
    const home = await project();
    const server = await serve(home, "--port", "0");
    server.child.kill("SIGINT");
    const { code, stdout, stderr } = await server.child.ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining("Stopping.")]);
    expect(stdout).toContain(`${server.origin}/#token=${server.token}`);
  });

  test("stopped in the middle of a run, it ends the run and its streams; the next start makes only what is missing", async () => {
    const home = await project();
    const first = await serve(home, "--port", "0");
    const { id, events } = await underWay(first);
    const waiting = await run(first, { ...graphOf("free"), name: "waiting" });
    first.child.kill("SIGTERM");
    expect(await first.child.ended).toMatchObject({ code: 0 });
    expect((await events.all()).at(-1)!.data).toMatchObject({ type: "run.finished", outcome: "cancelled", counts: { executed: 3 } });

    const second = await serve(home, "--port", "0");
    const resumed = await second.listen(`/api/events?run=${waiting}`);
    expect((await resumed.all()).at(-1)!.data).toMatchObject({ outcome: "succeeded", counts: { executed: 1, cached: 3 } });
    expect(await (await second.fetch(`/api/runs/${id}`)).json()).toMatchObject({ outcome: "cancelled", request: { graph: { name: "steps" } } });
  });

  test("killed in the middle of a run, it lists the run as interrupted, and what it was asked to do can be asked again", async () => {
    const home = await project();
    const first = await serve(home, "--port", "0");
    const { id } = await underWay(first);
    first.child.kill("SIGKILL");
    await first.child.ended;
    const second = await serve(home, "--port", "0");
    const { runs } = await (await second.fetch("/api/runs")).json() as { runs: object[] };
    expect(runs).toMatchObject([{ id, outcome: "interrupted" }]);
    const { request } = await (await second.fetch(`/api/runs/${id}`)).json() as { request: { graph: { nodes: { step: object } } } };
    const again = await run(second, { ...request.graph, nodes: { ...request.graph.nodes, step: { type: "steps/step" } } });
    expect((await (await second.listen(`/api/events?run=${again}`)).all()).at(-1)!.data).toMatchObject({ outcome: "succeeded", counts: { executed: 1, cached: 3 } });
  });

  test("asked a second time to stop, it stops at once", async () => {
    const home = await project();
    const server = await serve(home, "--port", "0");
    await underWay(server);
    server.child.kill("SIGINT");
    await server.child.printed("Stopping.");
    server.child.kill("SIGINT");
    expect([0, 130]).toContain((await server.child.ended).code);
  });

  test("takes the next port when the usual one is in use, and says so; a port that was asked for it does not change", async () => {
    const taken = createServer().listen(4680, "127.0.0.1");
    const isOurs = await Promise.race([once(taken, "listening").then(() => true), once(taken, "error").then(() => false)]);
    onTestFinished(() => { if (isOurs) taken.close(); });
    const home = await project();
    const server = await serve(home);
    expect(server.origin).not.toBe("http://127.0.0.1:4680");
    server.child.kill("SIGINT");
    expect((await server.child.ended).stderr).toMatch(/Port 4680 is in use; this is 46(8[1-9]|9\d|700)/);
    const refused = await startNode([main, "serve", "--home", home, "--port", "4680"], home).ended;
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("PORT_TAKEN")]);
  });

  test.each([
    [["--host", "0.0.0.0"], "HOST_NEEDS_TOKEN"], [["--port", "x"], "OPTION_VALUE_INVALID"], [["--port", "70000"], "OPTION_VALUE_INVALID"], [["--token", "x"], "OPTION_UNKNOWN"],
  ])("refuses %j", async (words, code) => {
    const home = await project();
    expect(await startNode([main, "serve", "--home", home, ...words], home).ended).toMatchObject({ code: 2, stderr: expect.stringContaining(code) });
  });

  test("makes no second server for a project, and says where the first one is", async () => {
    const home = await project();
    const server = await serve(home, "--port", "0");
    const { code, stderr } = await startNode([main, "serve", "--home", home, "--port", "0"], home).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(`at ${server.origin}`)]);
  });

  test("begins in a folder that has nothing in it yet", async () => {
    const home = await project();
    await mkdir(join(home, "graphs"));
    const server = await serve(home, "--port", "0");
    const { graphs } = await (await server.fetch("/api/graphs")).json() as { graphs: { name: string; shipped: boolean }[] };
    expect(graphs.map(({ name }) => name)).toEqual(["bowl-of-dumplings", "eternal-love", "screenplay", "render-episode"]);
    const { packs } = await (await server.fetch("/api/packs")).json() as { packs: { name: string }[] };
    expect(packs.map(({ name }) => name)).toEqual(expect.arrayContaining(["core", "script", "steps"]));
  });
});
