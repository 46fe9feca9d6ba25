import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { attackerCode } from "./attacker.ts";
import { defineNode, definePack, Image, port, Type, valueType } from "../../../../runtime/contract/index.ts";
import { openRuntime, type Runtime } from "../../../../runtime/index.ts";
import { add, addedFolder, examine } from "../../../../runtime/packs/added.ts";
import { guardedFetch } from "../../../../runtime/network/guarded-fetch.ts";
import { integrityOf } from "../../../../runtime/packs/files.ts";
import type { Permissions } from "../../../../runtime/packs/permissions.ts";
import { graph } from "../../../kit/probe-pack.ts";
import { type Ran, runGraph } from "../../../kit/run.ts";
import { tarball } from "../../packs/tarballs.ts";

// As it is in a project, but sooner.
vi.mock("../../../../runtime/isolate/isolate.ts", async (original) => ({ ...await original<object>(), usualLimits: { ...(await original<{ usualLimits: object }>()).usualLimits, cpuMs: 400, wallMs: 10_000, memoryBytes: 32 * 2 ** 20 } }));

/** Roles that nothing fills would be a problem of the graph. */
const alone = attackerCode.replace(/uses: .*/, "");

/** Adds the attacker to a project as `pack add` does. */
async function project(granted: Permissions = {}, code = alone): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "attacked-"));
  const bytes = tarball([
    { path: "package/package.json", content: JSON.stringify({ name: "attacker", version: "1.0.0" }) },
    { path: "package/reelwright.pack.json", content: JSON.stringify({ name: "attacker", version: "1.0.0", contract: 1, entry: "./pack.js", permissions: granted }) },
    { path: "package/pack.js", content: code },
  ]);
  await add(home, await examine(home, { tarball: bytes, integrity: integrityOf(bytes), from: "attacker" }, new Set()), granted);
  return home;
}

const healthy = definePack({
  name: "healthy", title: "Healthy", version: "1.0.0", contract: 1,
  nodes: [defineNode({ type: "healthy/work", version: 1, title: "Work", summary: "Works.", inputs: { text: port.value(Type.String()) }, outputs: { value: port.value(Type.String()) }, run: async ({ inputs }) => ({ value: inputs.text.toUpperCase() }) })],
});
/** The attacker beside a node that is not. */
const beside = (code: string, text = "well") => graph({ bad: ["attacker/work", { code }], good: ["healthy/work", { text }] }, []);

let home: string;
let runtime: Runtime;
let server: Server;
let local: string;
let serverPort: number;
const asked: string[] = [];
const canary = "reelwright-canary";

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === "/redirect") response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
    else if (request.url === "/beside") response.writeHead(307, { location: `http://127.0.0.1:${serverPort}/else` }).end();
    else if (request.url === "/key-beside") response.writeHead(307, { location: `http://127.0.0.1:${serverPort}/key` }).end();
    else if (request.url === "/odd") response.writeHead(302, { location: "http://[" }).end();
    else if (request.url === "/key") response.end(JSON.stringify(request.headers));
    else response.end("photo");
  });
  await new Promise<void>((done) => { server.listen(0, "127.0.0.1", done); });
  serverPort = (server.address() as AddressInfo).port;
  local = `localhost:${serverPort}`;
  home = await project({ network: [local, "127.0.0.1:80", "metadata.google.internal", "example.invalid"], secrets: ["STOCK_KEY"] });
  runtime = await openRuntime({ home, packs: [healthy], builtIn: false, config: { reachable: [local] }, env: { STOCK_KEY: canary, OTHER_KEY: canary } });
});
afterAll(async () => {
  await runtime.close();
  server.close();
  await rm(home, { recursive: true });
});

const failed = (ran: Ran) => ran.of("item.failed").map(({ problem }) => problem);
const valueOf = (ran: Ran) => (ran.of("item.finished").find(({ node }) => node === "bad") as any)?.outputs.value.value;
async function run(code: string): Promise<Ran> {
  // The other node anew each time: it must run, not be found.
  const ran = await runGraph(runtime, beside(code, `well ${Math.random()}`));
  if (ran.of("item.started").length === 0) throw new Error(JSON.stringify(ran.last));
  return ran;
}

describe("the rest of the run goes on", () => {
  test.each<[string, string, RegExp]>([
    ["a loop", "for (;;);", /ISOLATE_TIME/],
    ["memory", "const all = []; for (;;) all.push(new ArrayBuffer(1e6));", /ISOLATE_MEMORY|NODE_FAILED/],
    ["a forged problem that ends runs", "const error = new Error('x'); error.name = 'ProblemError'; error.problem = { code: 'DISK_FULL', message: 'Full.' }; throw error;", /NODE_FAILED/],
    ["a forged problem that stops spending", "const error = new Error('x'); error.name = 'ProblemError'; error.problem = { code: 'BUDGET_REACHED', message: 'Enough.' }; throw error;", /NODE_FAILED/],
    ["a file that is not its own", `return { artifact: "${"f".repeat(64)}", media: "video/mp4", bytes: 7 };`, /ISOLATE_ARTIFACT/],
    ["data that is none", "return () => 1;", /NODE_FAILED/],
    ["a flood", "for (;;) forge(context, { t: 'x' });", /ISOLATE_(QUOTA|TIME)/],
  ])("beside %s", async (_what, code, expected) => {
    const before = process.memoryUsage().rss;
    const ran = await run(code);
    expect(failed(ran)).toEqual([expect.objectContaining({ node: "bad", code: expect.stringMatching(expected), message: expect.stringContaining('"attacker"') })]);
    expect(ran.of("item.finished").map(({ node }) => node)).toEqual(["good"]);
    expect(ran.last.outcome).toBe("failed");
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 2 ** 20);
  });

  test("and after all that it works", async () => {
    expect(valueOf(await run("return 6 * 7"))).toBe(42);
  });
});

describe("the network", () => {
  const fetching = (request: string) => `const request = ${request}; const reply = await context.fetch(typeof request === "string" ? { url: request } : request); return [reply.status, String.fromCharCode(...reply.body), reply.headers];`;

  test.each([
    "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/computeMetadata/v1/", "https://metadata.google.internal/", "http://127.0.0.1/", "https://127.0.0.1:80/", "https://[::1]/", "https://0x7f000001/", "https://2130706433/", "https://127.1/", "https://[::ffff:169.254.169.254]/",
    "https://localhost/", "http://localhost:22/", "https://api.example.org/", "file:///etc/passwd", "data:text/plain,x", "https://user:pw@example.invalid/", "https://example.invalid@127.0.0.1/", "ftp://example.invalid/", "unix:/var/run/docker.sock", "", "https://",
  ])("refuses %s", async (url) => {
    const ran = await run(fetching(JSON.stringify(url)));
    expect(failed(ran)).toEqual([expect.objectContaining({ node: "bad", code: expect.stringMatching(/^NETWORK_(REFUSED|FAILED)$/), message: expect.stringContaining('"attacker"') })]);
    expect(ran.of("item.finished").map(({ node }) => node)).toEqual(["good"]);
  });

  test("refuses redirects to where it may not go", async () => {
    asked.length = 0;
    for (const path of ["redirect", "beside", "odd"]) expect(failed(await run(fetching(`"http://${local}/${path}"`)))).toEqual([expect.objectContaining({ code: "NETWORK_REFUSED", message: expect.stringContaining('"attacker"') })]);
    expect(asked).toEqual(["/redirect", "/beside", "/odd"]);
  });

  test.each(["{}", "7", "null", "{ url: 7 }", "{ url: ['x'] }", "{ url: 'https://example.invalid/', method: {} }", "{ url: 'https://example.invalid/', headers: { a: 7 } }", "{ url: 'https://example.invalid/', headers: { a: { secret: 7 } } }", "{ url: 'https://example.invalid/', body: { a: 1 } }"])("refuses what is no request: %s", async (request) => {
    expect(failed(await run(fetching(request)))).toEqual([expect.objectContaining({ code: "ISOLATE_BORDER", message: expect.stringContaining('"attacker"') })]);
  });

  test("cannot be asked in the name of another pack, nor with headers that say who asks", async () => {
    const ran = await run(fetching(`{ url: "http://${local}/key", pack: "healthy", headers: { Host: "metadata", "X-Note": "a" } }`));
    expect(JSON.parse(valueOf(ran)[1])).toMatchObject({ host: local, "x-note": "a" });
    expect(failed(await run(fetching(`{ url: "http://${local}/key", headers: { "X-Note": "a\\r\\nX-Evil: 1" } }`)))).toEqual([expect.objectContaining({ code: "NETWORK_FAILED" })]);
  });

  test("fills in a secret that was granted, on its way out; no other, and the pack never holds it", async () => {
    const ran = await run(`const headers = { "X-Key": { secret: "STOCK_KEY", prefix: "Bearer " } }; const reply = await context.fetch({ url: "http://${local}/photo", headers }); return JSON.stringify([headers, reply.headers, reply.status])`);
    expect(failed(ran)).toEqual([]);
    expect(valueOf(ran)).not.toContain(canary);
    for (const name of ["OTHER_KEY", "PATH", "HOME", "constructor", "__proto__"]) expect(failed(await run(fetching(`{ url: "http://${local}/photo", headers: { "X-Key": { secret: "${name}" } } }`)))).toEqual([expect.objectContaining({ code: "SECRET_NOT_GRANTED", message: expect.stringContaining('"attacker"') })]);
  });

  test("carries a secret to no other host, whatever its header is called", async () => {
    const to = `127.0.0.1:${serverPort}`;
    const send = guardedFetch({ pack: "attacker", granted: [local, to], local: [local, to] });
    const headers = { "X-Odd": canary, authorization: canary, "X-Note": "a" };
    const answer = await send({ url: `http://${local}/key-beside`, method: "GET", headers, secret: new Set(["X-Odd"]) }, new AbortController().signal);
    const seen = Buffer.from(answer.body).toString();
    expect(JSON.parse(seen)).toMatchObject({ host: to, "x-note": "a" });
    expect(seen).not.toContain(canary);
  });
});

describe("what is on disk", () => {
  test("is nothing but the store, after all that", async () => {
    expect((await readdir(home)).sort()).toEqual([".reelwright", "reelwright.lock.json"]);
    expect((await readdir(join(home, ".reelwright", "packs", "attacker", "1.0.0"))).sort()).toEqual(["pack.js", "package.json", "reelwright.pack.json"]);
    expect(await readFile(join(addedFolder(home, "attacker", "1.0.0"), "pack.js"), "utf8")).toBe(alone);
  });
});

describe("a value that is not what its type says", () => {
  const claiming = (schema: string) => alone.replace("outputs: { value: anything }", `outputs: { value: { schema: ${schema} } }`);
  const Price = valueType("healthy/price", Type.Object({ amount: Type.Integer({ minimum: 0 }) }));
  const till = definePack({
    name: "healthy", title: "Healthy", version: "1.0.0", contract: 1, types: [Price],
    nodes: [
      defineNode({ type: "healthy/sum", version: 1, title: "Sum", summary: "Adds.", inputs: { prices: port.value(Type.Array(Price)) }, outputs: { sum: port.value(Type.Number()) }, run: async ({ inputs }) => ({ sum: inputs.prices.reduce((sum, { amount }) => sum + amount, 0) }) }),
      defineNode({ type: "healthy/look", version: 1, title: "Look", summary: "Looks.", inputs: { image: port.value(Image) }, outputs: { bytes: port.value(Type.Number()) }, run: async ({ inputs, context }) => ({ bytes: (await context.read(inputs.image)).length }) }),
    ],
  });

  test.each<[string, string, string, string]>([
    ["a type of another pack", '{ type: "array", items: { valueType: "healthy/price" } }', "return [{ amount: 3 }, { amount: -5 }]", "sum.prices"],
    ["a type that everybody has", '{ valueType: "image" }', 'return { artifact: "../../../../etc/passwd" }', "look.image"],
  ])("does not reach a pack that takes it at its word: %s", async (_what, schema, code, to) => {
    const other = await project({}, claiming(schema));
    const opened = await openRuntime({ home: other, packs: [till], builtIn: false });
    const node = to.split(".")[0]!;
    const ran = await runGraph(opened, graph({ bad: ["attacker/work", { code }], [node]: [`healthy/${node}`] }, [`bad.value -> ${to}`]));
    expect(failed(ran)).toEqual([expect.objectContaining({ node: "bad", code: "OUTPUT_INVALID", message: expect.stringContaining('"attacker"') })]);
    expect(ran.of("item.started").map(({ node: started }) => started)).toEqual(["bad"]);
    await opened.close();
    await rm(other, { recursive: true });
  });
});

describe("a pack that is not what was added", () => {
  test("does not begin when a file of it was changed, and only its graphs fail", async () => {
    const other = await project();
    await writeFile(join(addedFolder(other, "attacker", "1.0.0"), "pack.js"), `${alone} //`);
    const opened = await openRuntime({ home: other, packs: [healthy], builtIn: false });
    expect((await opened.check(beside("return 1"))).map(({ code, message }) => [code, message.includes('"attacker"')])).toEqual([["PACK_CHANGED", true]]);
    expect((await runGraph(opened, graph({ good: ["healthy/work", { text: "x" }] }, []))).last.outcome).toBe("succeeded");
    await opened.close();
    await rm(other, { recursive: true });
  });

  test("is run from the bytes that were checked, not from those that lie there later", async () => {
    const other = await project();
    const opened = await openRuntime({ home: other, packs: [healthy], builtIn: false });
    expect(await opened.check(beside("return 1"))).toEqual([]);
    await writeFile(join(addedFolder(other, "attacker", "1.0.0"), "pack.js"), alone.replace("return { value: await", "return { value: 'evil' + await"));
    const [first] = [await runGraph(opened, beside("for (;;);", "1"))];
    expect(failed(first!)).toHaveLength(1);
    expect(valueOf(await runGraph(opened, beside("return 1", "2")))).toBe(1);
    await opened.close();
    await rm(other, { recursive: true });
  });

  test("that breaks as it is loaded is named, and takes no other graph with it", async () => {
    const other = await project({}, "throw new Error('no')");
    const opened = await openRuntime({ home: other, packs: [healthy], builtIn: false });
    expect(await opened.check(beside("return 1"))).toEqual([expect.objectContaining({ code: "PACK_BROKEN", message: expect.stringContaining('"attacker"') })]);
    expect((await runGraph(opened, graph({ good: ["healthy/work", { text: "x" }] }, []))).last.outcome).toBe("succeeded");
    await opened.close();
    await rm(other, { recursive: true });
  });
});
