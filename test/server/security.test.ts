import { mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ticketOf } from "../../server/token.ts";
import { graph } from "../kit/probe-pack.ts";
import { digestOf } from "../kit/keys.ts";
import { bytesInChunks, raw, startTestServer, testFolder, type TestServer } from "./kit.ts";

const sound = graph({ a: ["things", { text: "x y" }] }, [], { name: "sound" });

describe("who the server answers", () => {
  test.each([
    ["another site's name pointed at this machine", "evil.example", 421],
    ["that name with the server's port", "evil.example:PORT", 421],
    ["its own name with another port", "127.0.0.1:1", 421],
    ["its own name without a port", "127.0.0.1", 421],
    ["its own name as part of another", "127.0.0.1:PORT.evil.example", 421],
    ["a user name before it", "evil@127.0.0.1:PORT", 421],
    ["nothing", "", 421],
    ["its own name", "127.0.0.1:PORT", 200],
    ["localhost, in any case", "LocalHost:PORT", 200],
    ["the loopback address of IPv6", "[::1]:PORT", 200],
  ])("a request addressed to %s", async (_what, host, status) => {
    const { port, token } = await startTestServer();
    const answer = await raw(port, ["GET /api/session HTTP/1.1", `Host: ${host.replace("PORT", String(port))}`, `Authorization: Bearer ${token}`]);
    // Node refuses a Host header it cannot make an address of before anything else looks.
    expect([status, status === 421 ? 400 : status]).toContain(answer.status);
  });

  test("two Host headers, or an address that names another host than the header, are refused", async () => {
    const { port } = await startTestServer();
    const host = `Host: 127.0.0.1:${port}`;
    expect((await raw(port, ["GET /healthz HTTP/1.1", host, "Host: evil.example"])).status).toBeGreaterThanOrEqual(400);
    expect((await raw(port, ["GET http://evil.example/healthz HTTP/1.1", host])).status).toBe(421);
    expect((await raw(port, [`GET http://127.0.0.1:${port}/healthz HTTP/1.1`, host])).status).toBe(200);
  });

  test("the page, the health check and unknown addresses are closed to other names too", async () => {
    const { port } = await startTestServer();
    for (const path of ["/", "/healthz", "/assets/a.js", "/nothing"]) expect((await raw(port, [`GET ${path} HTTP/1.1`, `Host: evil.example:${port}`])).status).toBe(421);
  });

  test("a name given with --allow-host is answered whatever its port, and over TLS", async () => {
    const { port, token } = await startTestServer({ allowHosts: ["Studio.example"] });
    const from = (origin: string) => raw(port, ["GET /api/session HTTP/1.1", "Host: studio.example", `Authorization: Bearer ${token}`, `Origin: ${origin}`]);
    expect((await from("https://studio.example")).status).toBe(200);
    expect((await from("https://other.example")).status).toBe(403);
    expect((await raw(port, ["GET /healthz HTTP/1.1", "Host: studio.example.evil.example"])).status).toBe(421);
  });
});

describe("other sites in the same browser", () => {
  const post = (server: TestServer, headers: Record<string, string>) => server.send("POST", "/api/check", { graph: sound }, headers);

  test.each([
    ["another site", { Origin: "http://evil.example" }],
    ["no site (a sandboxed frame, a file)", { Origin: "null" }],
    ["the server's host with another port", { Origin: "http://127.0.0.1:1" }],
    ["the server's host over another scheme", { Origin: "https://127.0.0.1:PORT" }],
    ["the server's name as part of another", { Origin: "http://127.0.0.1:PORT.evil.example" }],
    ["a site beside it", { "Sec-Fetch-Site": "same-site", Origin: "http://127.0.0.1:PORT" }],
    ["another site, as the browser says", { "Sec-Fetch-Site": "cross-site", Origin: "http://127.0.0.1:PORT" }],
    ["a browser that does not say from where", { "Sec-Fetch-Site": "same-origin" }],
  ])("a change asked for by %s is refused", async (_what, headers: Record<string, string>) => {
    const server = await startTestServer();
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace("PORT", String(server.port))]));
    const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
    const body = JSON.stringify({ graph: sound });
    const answer = await raw(server.port, ["POST /api/check HTTP/1.1", `Host: 127.0.0.1:${server.port}`, `Authorization: Bearer ${server.token}`, "Content-Type: application/json", `Content-Length: ${body.length}`, ...lines], body);
    expect([answer.status, JSON.parse(answer.body).problems[0].code]).toEqual([403, "ORIGIN_REFUSED"]);
  });

  test("the server's own page may change things, and so may a program with the token", async () => {
    const server = await startTestServer();
    expect((await post(server, { Origin: server.origin })).status).toBe(200);
    expect((await post(server, {})).status).toBe(200);
  });

  test("another site may open the page, and load nothing", async () => {
    const { port } = await startTestServer();
    const ask = async (path: string, mode: string, dest: string) => (await raw(port, [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, "Sec-Fetch-Site: cross-site", `Sec-Fetch-Mode: ${mode}`, `Sec-Fetch-Dest: ${dest}`])).status;
    expect(await ask("/", "navigate", "document")).toBe(503);
    expect(await ask("/", "navigate", "iframe")).toBe(403);
    expect(await ask("/", "no-cors", "script")).toBe(403);
    expect(await ask("/api/session", "navigate", "document")).toBe(403);
  });

  test("nobody is told that other sites may read answers", async () => {
    const server = await startTestServer();
    const preflight = await fetch(`${server.origin}/api/runs`, { method: "OPTIONS", headers: { Origin: "http://evil.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization" } });
    const answers = [preflight, await server.fetch("/api/session"), await server.fetch("/api/session", { headers: { Origin: server.origin } })];
    expect(preflight.status).toBe(403);
    for (const { headers } of answers) expect([...headers.keys()].filter((name) => name.startsWith("access-control-") || name === "set-cookie")).toEqual([]);
  });

  test.each([
    ["a plain text", "text/plain"], ["a form", "application/x-www-form-urlencoded"], ["a form with files", "multipart/form-data; boundary=x"],
    ["JSON by another name", "text/json"], ["JSON as a second type", "text/plain, application/json"], ["JSON as a parameter", "text/plain; application/json"], ["JSON in another alphabet", "application/json; charset=utf-16"], ["nothing", ""],
  ])("a body that says it is %s is refused, even when it is JSON", async (_what, type) => {
    const server = await startTestServer();
    for (const [method, path] of [["POST", "/api/runs"], ["PUT", "/api/graphs/sound"], ["POST", "/api/queue"], ["POST", "/api/unknown"]] as const) {
      const body = JSON.stringify({ graph: sound });
      const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, `Authorization: Bearer ${server.token}`, `Content-Length: ${body.length}`, "If-None-Match: *"];
      expect((await raw(server.port, [...lines, ...(type === "" ? [] : [`Content-Type: ${type}`])], body)).status).toBe(415);
    }
    expect(await server.get("/api/runs")).toEqual({ paused: false, runs: [] });
  });
});

describe("the token", () => {
  const routes = ["/api/session", "/api/packs", "/api/services", "/api/graphs", "/api/graphs/sound", "/api/runs", "/api/events", "/api/takes?graph=a&node=b", "/api/openapi.json", "/metrics", `/api/artifacts/${digestOf("")}`, "/api/nothing"];

  test.each([
    ["none", undefined], ["an empty one", "Bearer "], ["a short one", "Bearer x"], ["its beginning", "Bearer BEGINNING"], ["one letter more", "Bearer TOKENx"],
    ["another scheme", "Basic TOKEN"], ["the ticket in its place", "Bearer TICKET"], ["two", "Bearer TOKEN TOKEN"],
  ])("%s opens nothing", async (_what, header) => {
    const server = await startTestServer();
    const value = header?.replace("BEGINNING", server.token.slice(0, -1)).replaceAll("TOKEN", server.token).replace("TICKET", ticketOf(server.token));
    const answers = await Promise.all(routes.map((path) => fetch(server.origin + path, { headers: value === undefined ? {} : { Authorization: value } })));
    expect(answers.map(({ status }) => status)).toEqual(routes.map(() => 401));
    for (const answer of answers) expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer realm="reelwright"');
  });

  test("it is refused in an address, even beside the right header", async () => {
    const server = await startTestServer();
    for (const name of ["token", "access_token"]) expect(await server.refusal(await server.fetch(`/api/session?${name}=${server.token}`))).toBe("400 TOKEN_IN_ADDRESS");
    expect((await fetch(`${server.origin}/api/session?token=${server.token}`)).status).toBe(400);
  });

  test("too many wrong ones from one address are answered with a wait; the right one is still let in", async () => {
    const server = await startTestServer();
    const wrong = () => fetch(`${server.origin}/api/session`, { headers: { Authorization: "Bearer guess" } });
    const statuses = [];
    for (let n = 0; n < 21; n++) statuses.push((await wrong()).status);
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
    const late = await wrong();
    expect(Number(late.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(await server.refusal(late)).toBe("429 TOKEN_TRIES");
    expect((await server.fetch("/api/session")).status).toBe(200);
  });

  test("the health check needs none and tells nothing", async () => {
    const server = await startTestServer();
    expect(await (await fetch(`${server.origin}/healthz`)).json()).toEqual({ status: "ok" });
  });

  test("a new project gets a long one, in a file that only its owner can read, and keeps it", async () => {
    const home = await testFolder();
    const first = await startTestServer({ home });
    expect(first.token).toMatch(/^[\w-]{43}$/);
    expect((await stat(join(home, ".reelwright", "token"))).mode & 0o777).toBe(0o600);
    await first.close();
    expect((await startTestServer({ home })).token).toBe(first.token);
    expect((await startTestServer()).token).not.toBe(first.token);
  });

  test("one that could be guessed is refused at the start", async () => {
    await expect(startTestServer({ token: "secret" })).rejects.toMatchObject({ problem: { code: "TOKEN_WEAK" } });
    await expect(startTestServer({ token: "a token with spaces in it, long enough" })).rejects.toMatchObject({ problem: { code: "TOKEN_WEAK" } });
  });

  test.each(["0.0.0.0", "::", "192.168.1.20", "studio.example"])("to listen on %s, where others could reach it, needs one that was given", async (host) => {
    await expect(startTestServer({ host })).rejects.toMatchObject({ problem: { code: "HOST_NEEDS_TOKEN" } });
  });
});

describe("the ticket", () => {
  async function prepared(): Promise<{ server: TestServer; ticket: string; digest: string }> {
    const server = await startTestServer();
    const { artifact } = await server.runtime.keep("image/png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    await writeFile(join(server.home, "graphs", "sound.webp"), "RIFF1234WEBP");
    return { server, ticket: (await server.get("/api/session")).ticket, digest: artifact };
  }

  test("opens artifacts and pictures of graphs for reading", async () => {
    const { server, ticket, digest } = await prepared();
    for (const method of ["GET", "HEAD"]) {
      for (const path of [`/api/artifacts/${digest}`, "/api/graphs/sound/picture"]) expect((await fetch(`${server.origin}${path}?ticket=${ticket}`, { method })).status).toBe(200);
    }
  });

  test("opens nothing else, and changes nothing", async () => {
    const { server, ticket, digest } = await prepared();
    for (const path of ["/api/session", "/api/graphs", "/api/graphs/sound", "/api/runs", "/api/packs", "/api/events", "/metrics", `/api/artifacts/${digest}/x`, "/api/graphs/a/b/picture"]) {
      expect((await fetch(`${server.origin}${path}?ticket=${ticket}`)).status, path).toBe(401);
    }
    for (const [method, path] of [["POST", "/api/artifacts"], ["PUT", "/api/graphs/sound"], ["DELETE", "/api/graphs/sound"], ["DELETE", `/api/artifacts/${digest}`], ["POST", "/api/graphs/sound/picture"]] as const) {
      expect((await fetch(`${server.origin}${path}?ticket=${ticket}`, { method })).status, path).toBe(401);
    }
  });

  test("a wrong one, or the token in its place, opens nothing", async () => {
    const { server, ticket, digest } = await prepared();
    for (const wrong of ["", "x", ticket.slice(1), ticket.toUpperCase(), server.token]) expect((await fetch(`${server.origin}/api/artifacts/${digest}?ticket=${wrong}`)).status).toBe(401);
  });
});

describe("bodies", () => {
  test("one that is too large is refused, whether it says so or not", async () => {
    const server = await startTestServer();
    const said = await raw(server.port, ["POST /api/check HTTP/1.1", `Host: 127.0.0.1:${server.port}`, `Authorization: Bearer ${server.token}`, "Content-Type: application/json", "Content-Length: 99999999999"]);
    expect(said.status).toBe(413);
    const answer = await fetch(`${server.origin}/api/check`, { method: "POST", body: bytesInChunks(20), duplex: "half", headers: { Authorization: `Bearer ${server.token}`, "Content-Type": "application/json" } } as RequestInit);
    expect(await server.refusal(answer)).toBe("413 BODY_TOO_LARGE");
  });

  test("one that opens brackets without end is refused before it is parsed", async () => {
    const server = await startTestServer();
    const post = (body: string) => server.fetch("/api/check", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    expect(await server.refusal(await post("[".repeat(1_000_000)))).toBe("400 JSON_TOO_DEEP");
    expect(await server.refusal(await post(`${'{"a":'.repeat(600)}1${"}".repeat(600)}`))).toBe("400 JSON_TOO_DEEP");
    const brackets = graph({ a: ["things", { text: `"\\${"[{".repeat(2000)}` }] }, []);
    expect(await (await server.send("POST", "/api/check", { graph: brackets })).json()).toEqual({ problems: [] });
  });

  test.each([["half of one", '{"graph":'], ["not UTF-8", Buffer.from([0x22, 0xff, 0x22])], ["empty", ""]])("one that is no JSON is refused: %s", async (_what, body) => {
    const server = await startTestServer();
    expect(await server.refusal(await server.fetch("/api/check", { method: "POST", body: body as string, headers: { "Content-Type": "application/json" } }))).toBe("400 JSON_MALFORMED");
  });

  test("fields that nobody asked for, or of the wrong kind, are refused by name", async () => {
    const server = await startTestServer();
    for (const body of [{ graph: sound, folder: "/etc" }, { graph: sound, id: "x" }, { graph: sound, concurrency: 9 }, { graph: sound, budget: "much" }, { graph: "sound" }, [], null, "x"]) {
      expect(await server.refusal(await server.send("POST", "/api/runs", body))).toBe("400 REQUEST_INVALID");
    }
  });

  test("__proto__ is no name for anything, however it is spelt", async () => {
    const server = await startTestServer();
    const text = (name: string) => `{"graph":{"format":"reelwright/graph@1","name":"a","nodes":{${name}:{"type":"probe/things","inputs":{"text":"x"}}}}}`;
    for (const name of ['"__proto__"', '"\\u005f_proto__"', '"__proto\\u005F_"']) {
      expect(await server.refusal(await server.fetch("/api/check", { method: "POST", body: text(name), headers: { "Content-Type": "application/json" } }))).toBe("400 NAME_RESERVED");
    }
    expect(({} as Record<string, unknown>)["type"]).toBeUndefined();
  });

  test("names that every object has are names like others", async () => {
    const server = await startTestServer();
    const nodes: Parameters<typeof graph>[0] = Object.fromEntries([["constructor", ["things", { text: "x" }]], ["toString", ["split", {}]], ["hasOwnProperty", ["gather"]]]);
    const odd = graph(nodes, ["constructor.things -> toString.thing", "toString.parts -> hasOwnProperty.things"], { name: "constructor", outputs: { valueOf: { from: "hasOwnProperty.thing" } } });
    const put = await server.send("PUT", "/api/graphs/constructor", odd, { "If-None-Match": "*" });
    expect(put.status).toBe(201);
    expect(await server.get("/api/graphs/constructor")).toEqual(odd);
    const id = await server.finish({ name: "constructor" });
    expect(await server.get(`/api/runs/${id}`)).toMatchObject({ outcome: "succeeded" });
    for (const path of ["/api/results/__proto__", "/api/results/constructor", "/api/runs/__proto__", "/api/graphs/toString"]) expect((await server.fetch(path)).status, path).toBeGreaterThanOrEqual(400);
  });
});

describe("names and paths", () => {
  const outward = ["..%2f..%2fsecret", "..%5c..%5csecret", "%2e%2e%2fsecret", "..%252fsecret", "secret%00", "secret%00.json", "%ef%bc%8e%ef%bc%8e%ef%bc%8fsecret", "%E2%80%AE", "a%0d%0aX-Evil:%201", ".hidden", "CON%3a", "index", "a".repeat(101), "%", "%ff", "A"];

  test.each(outward)("a graph called %s is neither read nor written nor removed", async (name) => {
    const server = await startTestServer();
    await writeFile(join(server.home, "secret.json"), JSON.stringify(sound));
    for (const answer of [await server.fetch(`/api/graphs/${name}`), await server.fetch(`/api/graphs/${name}/picture`), await server.fetch(`/api/graphs/${name}`, { method: "DELETE", headers: { "If-Match": "*" } }), await server.send("PUT", `/api/graphs/${name}`, sound, { "If-None-Match": "*" })]) {
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get("X-Evil")).toBeNull();
    }
    expect(JSON.parse(await readFile(join(server.home, "secret.json"), "utf8"))).toEqual(sound);
  });

  test.each(["/../package.json", "/assets/../../secret.json", "/assets/%2e%2e/%2e%2e/secret.json", "/..%2f..%2fsecret.json", "//etc/passwd", "/%00"])("the page's files do not lead out of their folder: %s", async (path) => {
    const editor = await testFolder();
    await mkdir(join(editor, "built", "assets"), { recursive: true });
    await writeFile(join(editor, "built", "index.html"), "<!doctype html>");
    await writeFile(join(editor, "secret.json"), "secret");
    const { port } = await startTestServer({ editor: join(editor, "built") });
    const answer = await raw(port, [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`]);
    expect([400, 404, 421]).toContain(answer.status);
    expect(answer.body).not.toContain("secret\n");
  });

  test("a graph or picture that is a link out of the folder is not followed, and not written through", async () => {
    const server = await startTestServer();
    const outside = join(server.home, "outside.json");
    await writeFile(outside, JSON.stringify(sound));
    await symlink(outside, join(server.home, "graphs", "sound.json"));
    await symlink(outside, join(server.home, "graphs", "sound.webp"));
    expect(await server.refusal(await server.fetch("/api/graphs/sound"))).toBe("403 PATH_OUTSIDE");
    expect(await server.refusal(await server.fetch("/api/graphs/sound/picture"))).toBe("403 PATH_OUTSIDE");
    expect((await server.send("PUT", "/api/graphs/sound", { ...sound, title: "new" }, { "If-Match": "*" })).status).toBe(403);
    expect((await server.get("/api/graphs")).graphs.map(({ name }: { name: string }) => name)).not.toContain("sound");
    expect(JSON.parse(await readFile(outside, "utf8"))).toEqual(sound);
  });

  test("a link inside the folder is followed", async () => {
    const server = await startTestServer();
    await writeFile(join(server.home, "graphs", "sound.json"), JSON.stringify(sound));
    await symlink("sound.json", join(server.home, "graphs", "also.json"));
    expect((await server.fetch("/api/graphs/also")).status).toBe(200);
  });

  test("kept bytes that are a link to something else are not handed out", async () => {
    const server = await startTestServer();
    const digest = digestOf("outside");
    await writeFile(join(server.home, "outside.txt"), "outside");
    await server.runtime.keep("text/plain", "anything");
    await rm(join(server.home, ".reelwright", "blobs", digest.slice(0, 2), digest), { force: true });
    await symlink(join(server.home, "outside.txt"), join(server.home, ".reelwright", "blobs", digest.slice(0, 2), digest));
    expect(await server.refusal(await server.fetch(`/api/artifacts/${digest}`))).toBe("403 PATH_OUTSIDE");
  });

  test.each(["..%2f..%2ftoken", digestOf("x").toUpperCase(), "x", `${digestOf("x")}0`, "%00"])("%s names no kept bytes", async (name) => {
    const server = await startTestServer();
    expect((await server.fetch(`/api/artifacts/${name}`)).status).toBe(404);
  });
});

describe("what the server does not do", () => {
  test("no address installs, runs a program, changes settings or reads the token", async () => {
    const server = await startTestServer();
    const paths = Object.entries((await server.get("/api/openapi.json")).paths as Record<string, object>).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(paths.filter((path) => !path.startsWith("GET")).sort()).toEqual([
      "DELETE /api/graphs/{name}", "DELETE /api/runs/{id}", "POST /api/artifacts", "POST /api/check", "POST /api/plan", "POST /api/queue", "POST /api/runs", "POST /api/runs/{id}/move", "PUT /api/graphs/{name}",
    ]);
    for (const path of ["/api/install", "/api/exec", "/api/config", "/api/token", "/reelwright.config.json", "/.reelwright/token"]) {
      for (const method of ["GET", "PUT", "POST"]) expect((await server.send(method, path, method === "GET" ? undefined : {})).status).toBe(404);
    }
  });

  test("a graph cannot change the project's settings: it is kept in its folder under its own ending", async () => {
    const server = await startTestServer();
    const before = await stat(join(server.home, "reelwright.config.json")).catch(() => undefined);
    await server.send("PUT", "/api/graphs/reelwright.config", graph({}, [], { name: "reelwright.config" }), { "If-None-Match": "*" });
    expect(await stat(join(server.home, "reelwright.config.json")).catch(() => undefined)).toEqual(before);
    expect((await stat(join(server.home, "graphs", "reelwright.config.json"))).isFile()).toBe(true);
  });

  test("nothing that is sent becomes a header", async () => {
    const server = await startTestServer();
    const { artifact } = await server.runtime.keep("text/plain", "hello");
    for (const media of ["text/plain%0d%0aX-Evil:%201", "text/html", "text/plain%3b%20X-Evil", "%00"]) {
      const answer = await server.fetch(`/api/artifacts/${artifact}?media=${media}`);
      expect([answer.headers.get("X-Evil"), answer.headers.get("Content-Type")]).toEqual([null, "text/plain; charset=utf-8"]);
    }
  });

  test("a mistake of the server's tells the client nothing of its insides", async () => {
    const server = await startTestServer();
    server.runtime.listing = () => Promise.reject(new Error("at /home/someone/secret.ts"));
    const told: unknown[] = [];
    const before = console.error;
    console.error = (...words) => told.push(...words);
    const answer = await server.fetch("/api/packs");
    console.error = before;
    expect([answer.status, told.length]).toEqual([500, 1]);
    expect(await answer.text()).not.toContain("secret");
  });

  test("every answer forbids guessing its type, framing it and telling where it came from", async () => {
    const server = await startTestServer();
    for (const path of ["/", "/healthz", "/api/session", "/api/nothing", "/nothing"]) {
      const { headers } = await server.fetch(path);
      expect(Object.fromEntries(headers)).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin" });
      expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'/);
    }
  });
});
