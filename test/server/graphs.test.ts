import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatDocument } from "../../runtime/index.ts";
import { graph } from "../kit/probe-pack.ts";
import { shippedFolder, startTestServer } from "./kit.ts";

const sound = graph({ a: ["things", { text: "x y" }] }, [], { name: "sound", title: "Sound", summary: "Two things." });
const anew = { "If-None-Match": "*" };

describe("saving", () => {
  test("a new graph is written in the canonical form, and comes back as it was saved", async () => {
    const server = await startTestServer();
    const saved = await server.send("PUT", "/api/graphs/sound", sound, anew);
    expect([saved.status, await saved.json()]).toEqual([201, { name: "sound", etag: saved.headers.get("ETag") }]);
    expect(await readFile(join(server.home, "graphs", "sound.json"), "utf8")).toBe(formatDocument(sound));
    const read = await server.fetch("/api/graphs/sound");
    expect([await read.json(), read.headers.get("ETag")]).toEqual([sound, saved.headers.get("ETag")]);
    expect(await readdir(join(server.home, "graphs"))).toEqual(["sound.json"]);
  });

  test("unknown fields and node types are kept without loss", async () => {
    const server = await startTestServer();
    const odd = { ...graph({ a: ["stranger/node", { text: "x" }] }, [], { name: "odd" }), later: { field: [1, 2] } };
    await server.send("PUT", "/api/graphs/odd", odd, anew);
    expect(await server.get("/api/graphs/odd")).toEqual(odd);
  });

  test("the tag of what was read lets one save; whoever read before that is told", async () => {
    const server = await startTestServer();
    const first = (await server.send("PUT", "/api/graphs/sound", sound, anew)).headers.get("ETag")!;
    const second = await server.send("PUT", "/api/graphs/sound", { ...sound, title: "Second" }, { "If-Match": first });
    expect(second.status).toBe(200);
    expect(second.headers.get("ETag")).not.toBe(first);
    expect(await server.refusal(await server.send("PUT", "/api/graphs/sound", { ...sound, title: "Third" }, { "If-Match": first }))).toBe("412 GRAPH_CHANGED");
    expect((await server.get("/api/graphs/sound")).title).toBe("Second");
  });

  test("of many who save over the same graph at once, one does", async () => {
    const server = await startTestServer();
    const etag = (await server.send("PUT", "/api/graphs/sound", sound, anew)).headers.get("ETag")!;
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => server.send("PUT", "/api/graphs/sound", { ...sound, title: `Title ${n}` }, { "If-Match": etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(11).fill(412)]);
  });

  test("a change made behind the server's back is noticed", async () => {
    const server = await startTestServer();
    const etag = (await server.send("PUT", "/api/graphs/sound", sound, anew)).headers.get("ETag")!;
    await writeFile(join(server.home, "graphs", "sound.json"), formatDocument({ ...sound, title: "By hand" }));
    expect(await server.refusal(await server.send("PUT", "/api/graphs/sound", sound, { "If-Match": etag }))).toBe("412 GRAPH_CHANGED");
  });

  test("a save that does not say what it replaces is refused", async () => {
    const server = await startTestServer();
    expect(await server.refusal(await server.send("PUT", "/api/graphs/sound", sound))).toBe("428 PRECONDITION_MISSING");
    await server.send("PUT", "/api/graphs/sound", sound, anew);
    expect(await server.refusal(await server.send("PUT", "/api/graphs/sound", sound, anew))).toBe("412 GRAPH_CHANGED");
    expect(await server.refusal(await server.fetch("/api/graphs/sound", { method: "DELETE" }))).toBe("428 PRECONDITION_MISSING");
  });

  test.each([["weak", (etag: string) => `W/${etag}`, 412], ["in a list", (etag: string) => `"other", ${etag}`, 200], ["any", () => "*", 200], ["without its quotes", (etag: string) => etag.slice(1, -1), 412]])("a tag that is %s", async (_what, written, status) => {
    const server = await startTestServer();
    const etag = (await server.send("PUT", "/api/graphs/sound", sound, anew)).headers.get("ETag")!;
    expect((await server.send("PUT", "/api/graphs/sound", sound, { "If-Match": written(etag) })).status).toBe(status);
  });

  test("a graph under another name than its own, or that is none, is refused", async () => {
    const server = await startTestServer();
    expect(await server.refusal(await server.send("PUT", "/api/graphs/other", sound, anew))).toBe("400 GRAPH_NAME_DIFFERS");
    expect(await server.refusal(await server.send("PUT", "/api/graphs/sound", { name: "sound" }, anew))).toBe("400 REQUEST_INVALID");
    expect(await readdir(join(server.home, "graphs"))).toEqual([]);
  });
});

describe("reading", () => {
  test("a client that has it is told so", async () => {
    const server = await startTestServer();
    const etag = (await server.send("PUT", "/api/graphs/sound", sound, anew)).headers.get("ETag")!;
    for (const header of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const answer = await server.fetch("/api/graphs/sound", { headers: { "If-None-Match": header } });
      expect([answer.status, await answer.text()]).toEqual([304, ""]);
    }
    expect((await server.fetch("/api/graphs/sound", { headers: { "If-None-Match": '"x"' } })).status).toBe(200);
  });

  test("the list has the project's own first, the last changed on top, then the package's in its order", async () => {
    const server = await startTestServer();
    for (const [name, at] of [["older", 1000], ["newer", 2000]] as const) {
      await server.send("PUT", `/api/graphs/${name}`, { ...sound, name }, anew);
      await utimes(join(server.home, "graphs", `${name}.json`), at, at);
    }
    await writeFile(join(server.home, "graphs", "newer.webp"), "RIFF1234WEBP");
    await writeFile(join(server.home, "graphs", "notes.txt"), "no graph");
    expect((await server.get("/api/graphs")).graphs).toEqual([
      { name: "newer", title: "Sound", summary: "Two things.", changed: 2_000_000, nodes: 1, shipped: false, picture: true },
      { name: "older", title: "Sound", summary: "Two things.", changed: 1_000_000, nodes: 1, shipped: false, picture: false },
      { name: "shipped-one", title: "The shipped-one", changed: expect.any(Number), nodes: 1, shipped: true, picture: false },
      { name: "shipped-part", title: "The shipped-part", changed: expect.any(Number), nodes: 1, shipped: true, picture: false, part: true },
    ]);
  });

  test("a file that is no graph is listed with what is wrong with it", async () => {
    const server = await startTestServer();
    await writeFile(join(server.home, "graphs", "broken.json"), "{");
    expect((await server.get("/api/graphs")).graphs[0]).toMatchObject({ name: "broken", title: "broken", nodes: 0, problem: { code: "JSON_MALFORMED", file: "graphs/broken.json" } });
    expect(await server.refusal(await server.fetch("/api/graphs/broken"))).toBe("400 JSON_MALFORMED");
    expect((await server.send("PUT", "/api/graphs/broken", { ...sound, name: "broken" }, { "If-Match": "*" })).status).toBe(200);
  });

  test("a graph, a picture or a name that is not there is said to be so", async () => {
    const server = await startTestServer();
    expect(await server.refusal(await server.fetch("/api/graphs/nothing"))).toBe("404 GRAPH_UNKNOWN");
    expect(await server.refusal(await server.fetch("/api/graphs/nothing/picture"))).toBe("404 PICTURE_MISSING");
    expect(await server.refusal(await server.fetch("/api/graphs/nothing", { method: "DELETE", headers: { "If-Match": "*" } }))).toBe("404 GRAPH_UNKNOWN");
  });

  test("a graph that is removed is gone with its picture", async () => {
    const server = await startTestServer();
    const etag = (await server.send("PUT", "/api/graphs/sound", sound, anew)).headers.get("ETag")!;
    await writeFile(join(server.home, "graphs", "sound.webp"), "RIFF1234WEBP");
    expect(await server.refusal(await server.fetch("/api/graphs/sound", { method: "DELETE", headers: { "If-Match": '"stale"' } }))).toBe("412 GRAPH_CHANGED");
    expect((await server.fetch("/api/graphs/sound", { method: "DELETE", headers: { "If-Match": etag } })).status).toBe(204);
    expect(await readdir(join(server.home, "graphs"))).toEqual([]);
  });
});

describe("graphs that came with the package", () => {
  test("can be read and never written or removed", async () => {
    const server = await startTestServer();
    const read = await server.fetch("/api/graphs/shipped-one");
    const document = await read.json() as object;
    const ifMatch = { "If-Match": read.headers.get("ETag")! };
    expect(await server.refusal(await server.send("PUT", "/api/graphs/shipped-one", document, ifMatch))).toBe("409 GRAPH_SHIPPED");
    expect(await server.refusal(await server.send("PUT", "/api/graphs/shipped-one", document, anew))).toBe("409 GRAPH_SHIPPED");
    expect(await server.refusal(await server.fetch("/api/graphs/shipped-one", { method: "DELETE", headers: ifMatch }))).toBe("409 GRAPH_SHIPPED");
  });

  test("in a clone, where they lie in the project's own folder, too; others beside them can be written", async () => {
    const shipped = await shippedFolder();
    const server = await startTestServer();
    await server.close();
    const { rename, symlink, rmdir } = await import("node:fs/promises");
    await rmdir(join(server.home, "graphs"));
    await rename(shipped, join(server.home, "graphs"));
    await symlink(join(server.home, "graphs"), shipped);
    const clone = await startTestServer({ home: server.home, shipped });
    expect((await clone.get("/api/graphs")).graphs).toMatchObject([{ name: "shipped-one", shipped: true }, { name: "shipped-part", shipped: true }]);
    expect(await clone.refusal(await clone.send("PUT", "/api/graphs/shipped-one", { ...sound, name: "shipped-one" }, { "If-Match": "*" }))).toBe("409 GRAPH_SHIPPED");
    expect((await clone.send("PUT", "/api/graphs/sound", sound, anew)).status).toBe(201);
  });

  test("are copied beside a graph that calls them, once, and are the project's own from then on", async () => {
    const server = await startTestServer();
    const caller = graph({ all: ["graph/shipped-one"], part: ["graph/shipped-part"] }, [], { name: "caller" });
    await server.send("PUT", "/api/graphs/caller", caller, anew);
    expect((await readdir(join(server.home, "graphs"))).sort()).toEqual(["caller.json", "shipped-one.json", "shipped-part.json"]);
    const part = await server.fetch("/api/graphs/shipped-part");
    const edited = { ...await part.json() as object, title: "Mine" };
    expect((await server.send("PUT", "/api/graphs/shipped-part", edited, { "If-Match": part.headers.get("ETag")! })).status).toBe(200);
    await server.send("PUT", "/api/graphs/caller", { ...caller, title: "Again" }, { "If-Match": "*" });
    expect((await server.get("/api/graphs/shipped-part")).title).toBe("Mine");
  });

  test("can be checked, planned and run as they are, with those that they call", async () => {
    const server = await startTestServer();
    const document = await server.get("/api/graphs/shipped-one");
    expect(await (await server.send("POST", "/api/check", { graph: document })).json()).toEqual({ problems: [] });
    expect(await (await server.send("POST", "/api/plan", { graph: document })).json()).toMatchObject({ problems: [], counts: { willRun: 1 } });
    const id = await server.finish({ name: "shipped-one" });
    expect(await server.get(`/api/runs/${id}`)).toMatchObject({ outcome: "succeeded", counts: { executed: 1 } });
    expect(await readdir(join(server.home, "graphs"))).toEqual([]);
  });
});

describe("the repository's own", () => {
  test("every graph of graphs/index.json is there, and every graph that is there is in it", async () => {
    const folder = join(import.meta.dirname, "..", "..", "graphs");
    const listed = (JSON.parse(await readFile(join(folder, "index.json"), "utf8")) as { graphs: { name: string }[] }).graphs.map(({ name }) => `${name}.json`);
    const files = (await readdir(folder)).filter((name) => name.endsWith(".json") && name !== "index.json");
    // A clone may hold graphs of whoever works in it; those of the package are all there.
    expect(listed.filter((name) => !files.includes(name))).toEqual([]);
    expect(listed).toHaveLength(4);
  });
});
