import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { isPublic } from "../../../runtime/network/addresses.ts";
import { type GuardOptions, guardedFetch } from "../../../runtime/network/guarded-fetch.ts";
import { isGranted } from "../../../runtime/network/hosts.ts";

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** @returns its host and port */
async function served(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const never = new AbortController().signal;
const get = (options: Partial<GuardOptions>, url: string, more: object = {}) =>
  guardedFetch({ pack: "stock", granted: [], ...options })({ url, method: "GET", headers: {}, ...more }, never);
const refused = (promise: Promise<unknown>, why: string) => expect(promise).rejects.toMatchObject({ problem: { code: "NETWORK_REFUSED", message: expect.stringContaining(why) } });
const resolving = (...addresses: string[]): NonNullable<GuardOptions["lookup"]> => (_host, done) => done(null, addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));

describe("addresses", () => {
  test.each([
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "not an address", "",
  ])("%s is not of the public internet", (address) => expect(isPublic(address)).toBe(false));

  test.each(["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "151.101.1.6", "2606:4700::1111", "2a00:1450::1"])("%s is", (address) => expect(isPublic(address)).toBe(true));
});

describe("hosts", () => {
  test("are granted by name and port, below a star only what is below it", () => {
    const granted = (url: string, ...hosts: string[]) => isGranted(new URL(url), hosts);
    expect(granted("https://api.pexels.com/v1", "api.pexels.com")).toBe(true);
    expect(granted("https://API.Pexels.com./v1", "api.pexels.com")).toBe(false);
    expect(granted("https://pexels.com", "api.pexels.com")).toBe(false);
    expect(granted("https://api.pexels.com.evil.org", "api.pexels.com")).toBe(false);
    expect(granted("https://img.example.org", "*.example.org")).toBe(true);
    expect(granted("https://example.org", "*.example.org")).toBe(false);
    expect(granted("https://evilexample.org", "*.example.org")).toBe(false);
    expect(granted("https://api.pexels.com:8443", "api.pexels.com")).toBe(false);
    expect(granted("https://api.pexels.com:8443", "api.pexels.com:8443")).toBe(true);
  });
});

describe("a pack's fetch", () => {
  test("is refused what was not granted, what is not https, and addresses with a name in them", async () => {
    await refused(get({}, "https://api.pexels.com/"), "api.pexels.com was not granted");
    await refused(get({ granted: ["api.pexels.com"] }, "http://api.pexels.com/"), "http is not https");
    await refused(get({ granted: ["api.pexels.com"] }, "https://me:secret@api.pexels.com/"), "name and password");
    for (const url of ["file:///etc/passwd", "data:text/plain,x", "ftp://api.pexels.com/", "javascript:1"]) await refused(get({ granted: ["api.pexels.com"] }, url), "is not https");
    await refused(get({ granted: ["api.pexels.com"] }, "nonsense"), "not an address");
    await refused(get({ granted: ["api.pexels.com"] }, "https://api.pexels.com/", { method: "CONNECT" }), "the method");
  });

  test("reaches no address of this machine or its neighbours, however it is written, even when it was granted", async () => {
    for (const host of ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1"]) {
      const { hostname } = new URL(`https://${host}/`);
      await refused(get({ granted: [hostname] }, `https://${host}/latest/meta-data`), "this machine or its neighbours");
    }
  });

  test("reaches none by a name that leads there, also where only one of its addresses does", async () => {
    for (const addresses of [["127.0.0.1"], ["169.254.169.254"], ["8.8.8.8", "10.0.0.7"], ["::1"], []]) {
      await refused(get({ granted: ["rebind.example.org"], lookup: resolving(...addresses) }, "https://rebind.example.org/"), "this machine or its neighbours");
    }
  });

  test("connects to the address that was judged: the name is asked for once", async () => {
    let asked = 0;
    const lookup: NonNullable<GuardOptions["lookup"]> = (_host, done) => done(null, [{ address: asked++ === 0 ? "192.0.2.1" : "127.0.0.1", family: 4 }]);
    await refused(get({ granted: ["rebind.example.org"], lookup }, "https://rebind.example.org/"), "this machine or its neighbours");
    expect(asked).toBe(1);
  });

  test("reaches what the user lets it reach on this machine", async () => {
    const host = await served((request, response) => response.setHeader("x-kind", "photo").end(`${request.method} ${request.url}`));
    const answer = await get({ granted: [host], local: [host] }, `http://${host}/search?q=lantern`);
    expect([answer.status, answer.headers["x-kind"], Buffer.from(answer.body).toString()]).toEqual([200, "photo", "GET /search?q=lantern"]);
    await refused(get({ granted: [host] }, `http://${host}/`), "is not https");
  });

  test("is judged anew at every redirect", async () => {
    const inner = await served((_request, response) => response.end("secret"));
    const outer = await served((request, response) => response.writeHead(302, { location: request.url === "/meta" ? "http://169.254.169.254/latest" : request.url === "/loop" ? "/loop" : `http://${inner}/` }).end());
    await refused(get({ granted: [outer, "169.254.169.254:80"], local: [outer] }, `http://${outer}/meta`), "is not https");
    await refused(get({ granted: [outer], local: [outer, inner] }, `http://${outer}/`), "was not granted");
    await refused(get({ granted: [outer], local: [outer] }, `http://${outer}/loop`), "more than 5 times");
    expect(Buffer.from((await get({ granted: [outer, inner], local: [outer, inner] }, `http://${outer}/`)).body).toString()).toBe("secret");
  });

  test("does not carry a key to another host, nor post again what was posted", async () => {
    const seen: [string | undefined, string | undefined][] = [];
    const inner = await served((request, response) => { seen.push([request.method, request.headers.authorization]); response.end("ok"); });
    const outer = await served((_request, response) => response.writeHead(302, { location: `http://${inner}/` }).end());
    await get({ granted: [outer, inner], local: [outer, inner] }, `http://${outer}/`, { method: "POST", headers: { authorization: "Bearer k" }, body: new TextEncoder().encode("x") });
    expect(seen).toEqual([["GET", undefined]]);
  });

  test("sets no header that decides the connection, and gets no cookies", async () => {
    let host = "";
    const server = await served((request, response) => { host = request.headers.host ?? ""; response.setHeader("set-cookie", "a=1").end(); });
    const answer = await get({ granted: [server], local: [server] }, `http://${server}/`, { headers: { Host: "metadata.internal", "Proxy-Authorization": "x" } });
    expect(host).toBe(server);
    expect(answer.headers).not.toHaveProperty("set-cookie");
  });

  test("ends at its size and at its time", async () => {
    const server = await served((request, response) => { if (request.url === "/large") response.end(Buffer.alloc(5000)); });
    await expect(get({ granted: [server], local: [server], largestBytes: 4000 }, `http://${server}/large`)).rejects.toMatchObject({ problem: { code: "NETWORK_TOO_LARGE" } });
    await expect(get({ granted: [server], local: [server], timeoutMs: 50 }, `http://${server}/slow`)).rejects.toMatchObject({ problem: { code: "NETWORK_FAILED", message: expect.stringContaining("0.05 s") } });
    servers.forEach((one) => one.closeAllConnections());
  });

  test("ends when the item does", async () => {
    const server = await served(() => {});
    const stop = new AbortController();
    const asked = guardedFetch({ pack: "stock", granted: [server], local: [server] })({ url: `http://${server}/`, method: "GET", headers: {} }, stop.signal);
    setTimeout(() => stop.abort(new Error("cancelled")), 10);
    await expect(asked).rejects.toThrow("cancelled");
    servers.forEach((one) => one.closeAllConnections());
  });
});
