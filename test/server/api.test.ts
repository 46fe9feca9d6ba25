import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { hc } from "hono/client";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { PlanReport } from "../../runtime/index.ts";
import type { App } from "../../server/app.ts";
import { pinyinOf } from "../../server/pinyin.ts";
import { graph } from "../kit/probe-pack.ts";
import { raw, startTestServer, testFolder } from "./kit.ts";

const small = graph({ a: ["things", { text: "x y" }] }, [], { name: "small" });

describe("the description", () => {
  test("lists every route with what it takes and answers", async () => {
    const server = await startTestServer();
    const { openapi, paths, security } = await server.get("/api/openapi.json");
    expect([openapi, security]).toEqual(["3.1.0", [{ token: [] }]]);
    const routes = Object.entries(paths as Record<string, Record<string, any>>).flatMap(([path, methods]) => Object.entries(methods).map(([method, route]) => ({ name: `${method.toUpperCase()} ${path}`, ...route })));
    expect(routes.map(({ name }) => name).sort()).toEqual([
      "DELETE /api/graphs/{name}", "DELETE /api/runs/{id}",
      "GET /api/artifacts/{digest}", "GET /api/events", "GET /api/graphs", "GET /api/graphs/{name}", "GET /api/graphs/{name}/picture", "GET /api/openapi.json", "GET /api/packs", "GET /api/packs/{name}/icon", "GET /api/results/{key}",
      "GET /api/runs", "GET /api/runs/{id}", "GET /api/runs/{id}/events", "GET /api/services", "GET /api/session", "GET /api/takes", "GET /healthz", "GET /metrics",
      "POST /api/artifacts", "POST /api/check", "POST /api/plan", "POST /api/queue", "POST /api/runs", "POST /api/runs/{id}/move", "PUT /api/graphs/{name}",
    ]);
    for (const route of routes) {
      expect(route.summary, route.name).toMatch(/^[A-Z].{10,}$/);
      expect(route.responses.default.content["application/problem+json"].schema.required, route.name).toContain("problems");
      if (/^(PUT|POST) /.test(route.name) && route.name !== "POST /api/artifacts") expect(route.requestBody.content["application/json"].schema.type, route.name).toBe("object");
    }
  });

  test("the typed client knows routes, bodies and answers", async () => {
    const server = await startTestServer();
    const client = hc<App>(server.origin, { headers: { Authorization: `Bearer ${server.token}` } });
    const plan = await (await client.api.plan.$post({ json: { graph: small } })).json();
    expectTypeOf(plan.counts).toEqualTypeOf<PlanReport["counts"]>();
    expect(plan.counts).toEqual({ cached: 0, willRun: 1, depends: 0 });
    const started = await client.api.runs.$post({ json: { graph: small, quality: "draft" } });
    expectTypeOf((await started.json()).id).toEqualTypeOf<string>();
    const { runs } = await (await client.api.runs.$get()).json();
    expectTypeOf(runs[0]!.outcome).toEqualTypeOf<"queued" | "running" | "interrupted" | "succeeded" | "failed" | "cancelled" | "over-budget">();
    expect((await client.api.graphs[":name"].$get({ param: { name: "shipped-one" } })).status).toBe(200);
    // @ts-expect-error a body that does not fit is a mistake before it is sent
    expect((await client.api.check.$post({ json: { grph: small } })).status).toBe(400);
  });
});

describe("what a page begins with", () => {
  test("the session names the project and gives a ticket", async () => {
    const server = await startTestServer();
    expect(await server.get("/api/session")).toEqual({ currency: "USD", ticket: expect.stringMatching(/^[0-9a-f]{64}$/), version: expect.stringMatching(/^\d+\.\d+\.\d+/), project: server.home.split("/").at(-1) });
  });

  test("services are told with who fills each role at either quality, what was paid, and in which currency", async () => {
    const server = await startTestServer();
    const { currency, roles, providers, spent } = await server.get("/api/services");
    expect(currency).toBe("USD");
    expect(roles.final.echo).toEqual({ provider: "offline", label: "offline echo" });
    expect(roles.draft.echo).toEqual(roles.final.echo);
    expect(providers).toEqual([]);
    expect(spent).toEqual({ costMicros: {}, marketMicros: {}, exposedMicros: {}, settled: 0, uncertain: 0, open: 0 });
  });

  test("packs are listed with their roles, and a client that has the list is told so", async () => {
    const server = await startTestServer();
    const answer = await server.fetch("/api/packs");
    const { packs, roles } = await answer.json() as any;
    expect([packs[0].name, packs[0].nodes.length, roles.echo]).toEqual(["probe", server.probe.pack.nodes.length, { provider: "offline", label: "offline echo" }]);
    expect((await server.fetch("/api/packs", { headers: { "If-None-Match": answer.headers.get("ETag")! } })).status).toBe(304);
  });

  test("Chinese titles can be found by how they are typed", async () => {
    const listing = { name: "p", title: "P", version: "1.0.0", nodes: [], types: [], conversions: [], translations: { "zh-CN": {
      title: "剧本", types: { "p/line": "台词" }, nodes: { "p/a": { title: "女主角", summary: "一个角色。", inputs: { q: { title: "Final Cut Pro 文件（HD）", choices: { draft: "草稿" } } } } },
    } } };
    expect(await pinyinOf([listing])).toEqual({ 剧本: "juben jb", 台词: "taici tc", 女主角: "nvzhujue nzj", "Final Cut Pro 文件（HD）": "finalcutprowenjianhd fcpwjh", 草稿: "caogao cg" });
  });

  test("a graph is checked and planned before it is saved", async () => {
    const server = await startTestServer();
    const broken = graph({ a: ["things"] }, [], { name: "broken" });
    expect(await (await server.send("POST", "/api/check", { graph: broken })).json()).toMatchObject({ problems: [{ code: "INPUT_MISSING", node: "a", port: "text" }] });
    expect(await (await server.send("POST", "/api/plan", { graph: broken })).json()).toMatchObject({ problems: [{ code: "INPUT_MISSING" }], nodes: [] });
    await server.finish({ graph: small });
    expect(await (await server.send("POST", "/api/plan", { graph: small })).json()).toMatchObject({ counts: { cached: 1, willRun: 0 }, nodes: [{ node: "a", items: [{ item: "", state: "cached" }] }] });
    expect(await (await server.send("POST", "/api/plan", { graph: small, refresh: ["a"] })).json()).toMatchObject({ counts: { willRun: 1 } });
  });

  test("a mistake of the client's is told with what to do", async () => {
    const server = await startTestServer();
    const answer = await server.send("PUT", "/api/graphs/small", small);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await answer.json()).toEqual({ type: "docs/problems.md#precondition_missing", title: "A change must say what it replaces.", status: 428, problems: [{ code: "PRECONDITION_MISSING", message: "A change must say what it replaces.", hint: expect.any(String) }] });
  });
});

describe("the page", () => {
  const script = `export const numbers = [${Array.from({ length: 2000 }, (_, n) => n).join(",")}];\n`;

  async function built() {
    const editor = await testFolder();
    await mkdir(join(editor, "assets"));
    await writeFile(join(editor, "index.html"), "<!doctype html><title>Reelwright</title>");
    await writeFile(join(editor, "assets", "index-Dx4f2aB1.js"), script);
    return { editor, server: await startTestServer({ editor }) };
  }

  test("is served under a policy that lets it run only its own scripts", async () => {
    const { server } = await built();
    const { headers, status } = await fetch(`${server.origin}/`);
    const policy = headers.get("Content-Security-Policy")!;
    expect([status, headers.get("Content-Type"), headers.get("Cache-Control")]).toEqual([200, "text/html; charset=utf-8", "no-store"]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test("has files that never change, packed once as the browser likes them", async () => {
    const { server } = await built();
    const ask = async (accept: string) => {
      const answer = await raw(server.port, ["GET /assets/index-Dx4f2aB1.js HTTP/1.1", `Host: 127.0.0.1:${server.port}`, `Accept-Encoding: ${accept}`]);
      return { ...answer, bytes: Buffer.from(answer.body, "latin1") };
    };
    const [br, gzip, plain, none] = [await ask("gzip, br"), await ask("gzip"), await ask("identity"), await ask("br;q=0, gzip;q=0.0")];
    expect([br, gzip, plain, none].map(({ headers }) => headers["content-encoding"])).toEqual(["br", "gzip", undefined, undefined]);
    expect([brotliDecompressSync(br.bytes), gunzipSync(gzip.bytes), plain.bytes, none.bytes].map(String)).toEqual([script, script, script, script]);
    expect(br.headers).toMatchObject({ "cache-control": "public, max-age=31536000, immutable", "content-type": "text/javascript; charset=utf-8", "vary": "Accept-Encoding" });
    expect(new Set([br, gzip, plain].map(({ headers }) => headers["etag"])).size).toBe(3);
    const again = await raw(server.port, ["GET /assets/index-Dx4f2aB1.js HTTP/1.1", `Host: 127.0.0.1:${server.port}`, "Accept-Encoding: br", `If-None-Match: ${br.headers["etag"]}`]);
    expect([again.status, again.body]).toEqual([304, ""]);
  });

  test("a new build is served without a restart", async () => {
    const { editor, server } = await built();
    await fetch(`${server.origin}/`);
    await writeFile(join(editor, "assets", "index-New12345.js"), "1;");
    await writeFile(join(editor, "index.html"), "<!doctype html><title>New</title>");
    expect(await (await fetch(`${server.origin}/`)).text()).toContain("New");
    expect((await fetch(`${server.origin}/assets/index-New12345.js`)).status).toBe(200);
  });

  test("that is not built says how to build it", async () => {
    const server = await startTestServer();
    expect(await server.refusal(await fetch(`${server.origin}/`))).toBe("503 EDITOR_NOT_BUILT");
    expect(await server.refusal(await fetch(`${server.origin}/favicon.ico`))).toBe("404 ROUTE_UNKNOWN");
  });
});
