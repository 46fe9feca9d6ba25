import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rangeOf } from "../../server/range.ts";
import { servedAs } from "../../server/media-type.ts";
import { digestOf } from "../kit/keys.ts";
import { bytesInChunks, raw, startTestServer, type TestServer } from "./kit.ts";

const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), randomBytes(5000)]);
const reprDigest = (bytes: string | Uint8Array) => `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;
const upload = (server: TestServer, bytes: Uint8Array, headers: Record<string, string> = {}) =>
  server.fetch("/api/artifacts", { method: "POST", body: bytes as never, headers: { "Content-Type": "image/png", "Repr-Digest": reprDigest(bytes), ...headers } });

async function keep(server: TestServer, bytes: string | Uint8Array, media = "text/plain"): Promise<string> {
  return `/api/artifacts/${(await server.runtime.keep(media, bytes)).artifact}`;
}

describe("uploads", () => {
  test("bytes are kept under their sha256, and come back as they were", async () => {
    const server = await startTestServer();
    const answer = await upload(server, png);
    expect([answer.status, await answer.json(), answer.headers.get("Location")]).toEqual([201, { artifact: digestOf(png), media: "image/png", bytes: png.length }, `/api/artifacts/${digestOf(png)}`]);
    const back = await server.fetch(answer.headers.get("Location")!);
    expect([back.headers.get("Content-Type"), Buffer.from(await back.arrayBuffer()).equals(png)]).toEqual(["image/png", true]);
  });

  test("a client can ask beforehand whether bytes are there, and sending them twice does no harm", async () => {
    const server = await startTestServer();
    const head = () => server.fetch(`/api/artifacts/${digestOf(png)}`, { method: "HEAD" });
    expect((await head()).status).toBe(404);
    expect((await upload(server, png)).status).toBe(201);
    expect([(await head()).status, (await head()).headers.get("Content-Length")]).toEqual([200, String(png.length)]);
    expect((await upload(server, png)).status).toBe(200);
  });

  test.each([
    ["the digest of something else", { "Repr-Digest": reprDigest("other") }, "400 DIGEST_DIFFERS"],
    ["no digest", { "Repr-Digest": "" }, "400 DIGEST_MISSING"],
    ["a digest of another kind", { "Repr-Digest": "md5=:AAAA:" }, "400 DIGEST_MISSING"],
    ["a digest that is cut short", { "Repr-Digest": "sha-256=:AAAA:" }, "400 DIGEST_MISSING"],
    ["no media type", { "Content-Type": "" }, "415 MEDIA_TYPE_REFUSED"],
    ["something else for a media type", { "Content-Type": "../../etc" }, "415 MEDIA_TYPE_REFUSED"],
  ])("with %s nothing is kept", async (_what, headers, refusal) => {
    const server = await startTestServer();
    expect(await server.refusal(await upload(server, png, headers as Record<string, string>))).toBe(refusal);
    expect((await server.fetch(`/api/artifacts/${digestOf(png)}`, { method: "HEAD" })).status).toBe(404);
    expect(await leftovers(server)).toEqual([]);
  });

  test("more than the limit is refused, whether it says so or not, and leaves nothing behind", async () => {
    const server = await startTestServer({ largestUpload: 4096 });
    expect(await server.refusal(await upload(server, png))).toBe("413 BODY_TOO_LARGE");
    const answer = await server.fetch("/api/artifacts", { method: "POST", body: bytesInChunks(1), duplex: "half", headers: { "Content-Type": "image/png", "Repr-Digest": reprDigest("") } } as RequestInit);
    expect(await server.refusal(answer)).toBe("413 BODY_TOO_LARGE");
    expect(await leftovers(server)).toEqual([]);
  });

  test("one that breaks off is not kept", async () => {
    const server = await startTestServer();
    const broken = new AbortController();
    const body = new ReadableStream({ start: (controller) => controller.enqueue(png), pull: () => broken.abort() });
    await expect(server.fetch("/api/artifacts", { method: "POST", body, duplex: "half", signal: broken.signal, headers: { "Content-Type": "image/png", "Repr-Digest": reprDigest(png) } } as RequestInit)).rejects.toThrow();
    expect((await server.fetch(`/api/artifacts/${digestOf(png)}`, { method: "HEAD" })).status).toBe(404);
  });

  test("no bytes at all are bytes too", async () => {
    const server = await startTestServer();
    expect((await upload(server, new Uint8Array())).status).toBe(201);
    const back = await server.fetch(`/api/artifacts/${digestOf("")}`);
    expect([back.status, await back.text()]).toEqual([200, ""]);
  });

  /** Files on their way in that were not taken away. */
  async function leftovers(server: TestServer): Promise<string[]> {
    const entries = await readdir(join(server.home, ".reelwright", "work"), { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }
});

describe("parts of bytes", () => {
  const text = "0123456789";

  test.each([
    ["bytes=2-5", "2345", "bytes 2-5/10"], ["bytes=7-", "789", "bytes 7-9/10"], ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=0-999", text, "bytes 0-9/10"], ["bytes=-999", text, "bytes 0-9/10"], ["bytes=9-9", "9", "bytes 9-9/10"],
  ])("%s is answered with that part", async (range, part, told) => {
    const server = await startTestServer();
    const answer = await server.fetch(await keep(server, text), { headers: { Range: range } });
    expect([answer.status, await answer.text(), answer.headers.get("Content-Range"), answer.headers.get("Content-Length")]).toEqual([206, part, told, String(part.length)]);
  });

  test.each(["bytes=10-", "bytes=999-1000", "bytes=-0"])("%s is nowhere in it", async (range) => {
    const server = await startTestServer();
    const answer = await server.fetch(await keep(server, text), { headers: { Range: range } });
    expect([await server.refusal(answer), answer.headers.get("Content-Range"), answer.headers.get("Content-Type")]).toEqual(["416 RANGE_UNSATISFIABLE", "bytes */10", "application/problem+json"]);
  });

  test.each(["bytes=5-2", "bytes=a-b", "items=0-1", "bytes=-", "bytes", "bytes=0-1,3-4", "bytes=1e1-", "bytes=99999999999999999999-"])("%s asks for nothing that is known: the whole is sent", async (range) => {
    const server = await startTestServer();
    const answer = await server.fetch(await keep(server, text), { headers: { Range: range } });
    expect([answer.status, await answer.text()]).toEqual([200, text]);
  });

  test("a client that has the bytes is told so, and a part is sent only of what it knows", async () => {
    const server = await startTestServer();
    const path = await keep(server, text);
    const etag = (await server.fetch(path)).headers.get("ETag")!;
    expect((await server.fetch(path, { headers: { "If-None-Match": etag } })).status).toBe(304);
    expect((await server.fetch(path, { headers: { "If-None-Match": etag, Range: "bytes=0-1" } })).status).toBe(304);
    expect((await server.fetch(path, { headers: { "If-Range": etag, Range: "bytes=0-1" } })).status).toBe(206);
    expect((await server.fetch(path, { headers: { "If-Range": '"other"', Range: "bytes=0-1" } })).status).toBe(200);
    expect((await server.fetch(path, { headers: { "If-Range": "Sun, 22 Nov 2026 10:00:00 GMT", Range: "bytes=0-1" } })).status).toBe(200);
  });

  test("asked for nothing but the head, the server says how long it is and that parts can be had", async () => {
    const server = await startTestServer();
    const answer = await server.fetch(await keep(server, text), { method: "HEAD", headers: { Range: "bytes=0-1" } });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ "content-length": "10", "accept-ranges": "bytes", "cache-control": "private, max-age=31536000, immutable" });
  });

  test("a large file is sent as it is read, also when clients leave in the middle", async () => {
    const server = await startTestServer();
    const path = await keep(server, randomBytes(8 * 1024 * 1024), "application/octet-stream");
    for (let n = 0; n < 20; n++) {
      const leaves = new AbortController();
      const answer = await fetch(server.origin + path, { headers: { Authorization: `Bearer ${server.token}` }, signal: leaves.signal });
      await answer.body!.getReader().read();
      leaves.abort();
    }
    expect((await (await server.fetch(path)).arrayBuffer()).byteLength).toBe(8 * 1024 * 1024);
  });

  test("every range of a short text is what a slice of it is", () => {
    for (let size = 0; size <= 4; size++) {
      for (let start = 0; start <= 5; start++) {
        for (let end = start; end <= 5; end++) {
          const range = rangeOf(`bytes=${start}-${end}`, size);
          const expected = text.slice(0, size).slice(start, end + 1);
          expect(range === "unsatisfiable" || !range ? "" : text.slice(0, size).slice(range.start, range.end + 1)).toBe(expected);
        }
      }
    }
  });
});

describe("what bytes are served as", () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = "<!doctype html><script>alert(1)</script>";

  test.each([
    ["a picture that can hold scripts", svg, "image/svg+xml"], ["the same without a head", svg.slice(21), "image/svg+xml"], ["a page", html, "text/html"], ["a page with a space before it", `\n\t ${html}`, "text/html"],
    ["a page behind a byte order mark", `\uFEFF${html}`, "text/html"], ["XML", "<?xml version='1.0'?><a/>", "application/xml"], ["unknown bytes", "\x00\x01\x02", "text/html"],
  ])("%s is never shown as a page of the server's, whatever it is called", async (_what, bytes, media) => {
    const server = await startTestServer();
    const path = await keep(server, bytes, media);
    for (const claimed of ["", "text/html", "image/svg+xml", "image/png", "text/plain", media]) {
      const { headers } = await server.fetch(`${path}?media=${encodeURIComponent(claimed)}`);
      expect([headers.get("Content-Disposition"), headers.get("X-Content-Type-Options"), headers.get("Content-Security-Policy")]).toEqual(["attachment", "nosniff", "sandbox; default-src 'none'"]);
      expect(["image/svg+xml", "application/octet-stream"]).toContain(headers.get("Content-Type"));
    }
  });

  test.each([
    ["\x89PNG\r\n\x1a\n", undefined, "image/png"], ["\x89PNG\r\n\x1a\n", "text/html", "image/png"], ["\x89PNG\r\n\x1a\n", "image/svg+xml", "image/png"],
    ["\xff\xd8\xff\xe0", "image/png", "image/jpeg"], ["GIF89a", undefined, "image/gif"], ["RIFF1234WEBP", undefined, "image/webp"], ["RIFF1234WAVE", "audio/x-wav", "audio/x-wav"],
    ["\0\0\0\x18ftypisom", undefined, "video/mp4"], ["\0\0\0\x18ftypisom", "audio/mp4", "audio/mp4"], ["\0\0\0\x18ftypisom", "text/html", "video/mp4"], ["\0\0\0\x18ftypavif", undefined, "image/avif"],
    ["\x1aE\xdf\xa3", "audio/webm", "audio/webm"], ["OggS", undefined, "audio/ogg"], ["ID3", undefined, "audio/mpeg"],
    ["WEBVTT\n", "text/vtt", "text/vtt; charset=utf-8"], ["{}", "application/json", "application/json; charset=utf-8"], ["a text", "text/html", "text/plain; charset=utf-8"], ["a text", "image/png", "text/plain; charset=utf-8"], ["", undefined, "text/plain; charset=utf-8"],
  ])("%j called %s is %s", (bytes, claimed, type) => {
    expect(servedAs(Buffer.from(bytes, "latin1"), claimed)).toEqual({ type, inline: true });
  });

  test("a text that is cut off in the middle of a character is a text", () => {
    expect(servedAs(Buffer.from("团圆饭").subarray(0, 8), undefined).type).toBe("text/plain; charset=utf-8");
    expect(servedAs(Buffer.from([0xe5, 0x41]), undefined).inline).toBe(false);
  });

  test("bytes that were changed on disk are not handed out as what they were", async () => {
    const server = await startTestServer();
    const path = await keep(server, "good");
    const { writeFile } = await import("node:fs/promises");
    const digest = path.split("/").at(-1)!;
    await writeFile(join(server.home, ".reelwright", "blobs", digest.slice(0, 2), digest), "bad");
    expect(await server.refusal(await server.fetch(path))).toBe("500 ARTIFACT_CORRUPT");
  });

  test("two Range headers, a thousand ranges or a hostile tag do no harm", async () => {
    const server = await startTestServer();
    const path = await keep(server, "hello");
    const ask = (...headers: string[]) => raw(server.port, [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, `Authorization: Bearer ${server.token}`, ...headers]);
    expect((await ask("Range: bytes=0-1", "Range: bytes=2-3")).status).toBe(200);
    expect((await ask(`Range: bytes=${Array.from({ length: 1000 }, (_, n) => `${n}-${n}`).join(",")}`)).body).toBe("hello");
    expect((await ask(`If-None-Match: ${'"x",'.repeat(2000)}`)).status).toBe(200);
  });
});
