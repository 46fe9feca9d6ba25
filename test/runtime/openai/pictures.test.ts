import { describe, expect, test } from "vitest";
import type { Model } from "../../../runtime/config/config.ts";
import type { PictureRequest, Pictures } from "../../../runtime/contract/index.ts";
import { isPrivate } from "../../../runtime/openai/download.ts";
import { nearestSize, nextSeconds } from "../../../runtime/openai/sizes.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { type Answering, bound, failureOf, type Loopback, loopback, providersOf, sendBytes, sendError, sendJson } from "./kit.ts";

const base64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const png = new Uint8Array(Buffer.from(base64, "base64"));
const shot: PictureRequest = { prompt: "a courtyard in snow", width: 720, height: 1280, seed: 3 };
const reference = (byte: number) => ({ media: "image/jpeg", data: Uint8Array.of(0xff, 0xd8, byte), of: `person ${byte}` });
const painted = (response: Parameters<Answering>[0]) => sendJson(response, { created: 1, data: [{ b64_json: base64 }] });

async function painting(answer: Answering, model: Model = {}) {
  const service = await loopback(answer);
  const caller = recordedCaller();
  const { final } = providersOf(service.url, { models: { "model-a": model } });
  return { service, caller, pictures: await bound<Pictures>(final, "image", caller) };
}

describe("a picture", () => {
  test("comes as bytes, in the size the model can make that is nearest", async () => {
    const { pictures, service, caller } = await painting(painted, { prices: { perImage: 0.04 }, can: { sizes: ["1024x1024", "1024x1536", "1536x1024"] } });
    expect(await pictures.generate(shot)).toEqual({ media: "image/png", bytes: png, model: "model-a" });
    expect(service.seen).toEqual([expect.objectContaining({ path: "/v1/images/generations", json: { model: "model-a", prompt: "a courtyard in snow", n: 1, size: "1024x1536" } })]);
    expect(caller.calls).toEqual([expect.objectContaining({ units: { images: 1 }, costMicros: 40_000 })]);
  });

  test("is charged by tokens where they are told", async () => {
    const { pictures, caller } = await painting((response) => sendJson(response, { data: [{ b64_json: base64 }], usage: { input_tokens: 50, output_tokens: 4160, input_tokens_details: { image_tokens: 0, text_tokens: 50 } } }), { prices: { inputPerMillion: 10, outputPerMillion: 40 } });
    await pictures.generate(shot);
    expect(caller.calls[0]).toMatchObject({ units: { images: 1, tokensIn: 50, tokensOut: 4160 }, costMicros: 500 + 166_400 });
    expect(caller.intents[0]!.maxMicros).toBeGreaterThanOrEqual(166_900);
  });

  test("that is charged by tokens of which none are told costs no less than was set aside for it", async () => {
    const { pictures, caller } = await painting(painted, { prices: { inputPerMillion: 10, outputPerMillion: 40 }, can: { maxOutputTokens: 5000 } });
    await pictures.generate(shot);
    expect(caller.calls[0]).toMatchObject({ units: { images: 1, tokensOut: 5000, estimated: 1 }, costMicros: caller.intents[0]!.maxMicros });
  });

  test("that lies at an address of the provider is fetched at once, for nothing", async () => {
    const { pictures, service, caller } = await painting((response, { path, headers }) => {
      if (path !== "/files/1") return sendJson(response, { data: [{ url: `http://${headers.host}/files/1` }] });
      sendBytes(response, png, "text/plain");
    }, { prices: { perImage: 0.04 } });
    expect((await pictures.generate(shot)).bytes).toEqual(png);
    expect(service.seen).toHaveLength(2);
    expect(caller.calls).toHaveLength(1);
  });

  test("whose fetching breaks off is fetched again, not painted again", async () => {
    let tries = 0;
    const { pictures, service, caller } = await painting((response, { path, headers }) => {
      if (path !== "/files/1") return sendJson(response, { data: [{ url: `http://${headers.host}/files/1` }] });
      if (++tries === 1) return sendBytes(response, png.subarray(0, 0));
      if (tries === 2) return void response.destroy();
      sendBytes(response, png);
    });
    expect((await pictures.generate(shot)).bytes).toEqual(png);
    expect(service.seen.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(caller.calls).toHaveLength(1);
  });

  test.each<[string, (elsewhere: Loopback) => string]>([
    ["inside this network", ({ url }) => `${url.replace("127.0.0.1", "127.0.0.2")}/picture.png`],
    ["inside this network, by its name", ({ url }) => `${url.replace("127.0.0.1", "localhost")}/picture.png`],
    ["in a file", () => "file:///etc/passwd"],
  ])("is not fetched from an address %s", async (_where, address) => {
    const elsewhere = await loopback((response) => sendBytes(response, png));
    const { pictures } = await painting((response) => sendJson(response, { data: [{ url: address(elsewhere) }] }));
    expect((await failureOf(pictures.generate(shot))).problem.code).toBe("PROVIDER_REFUSED");
    expect(elsewhere.seen).toEqual([]);
  });

  test("is fetched without the key from another port of the provider's machine", async () => {
    const files = await loopback((response) => sendBytes(response, png));
    const { pictures } = await painting((response) => sendJson(response, { data: [{ url: `${files.url}/picture.png` }] }));
    expect((await pictures.generate(shot)).bytes).toEqual(png);
    expect(files.seen[0]!.headers).not.toHaveProperty("authorization");
  });

  test("is not fetched by a redirect into this network either, and the key stays where it belongs", async () => {
    const elsewhere = await loopback((response) => sendBytes(response, png));
    const { pictures } = await painting((response, { path, headers }) => {
      if (path !== "/files/1") return sendJson(response, { data: [{ url: `http://${headers.host}/files/1` }] });
      response.writeHead(302, { location: `${elsewhere.url.replace("127.0.0.1", "[::ffff:127.0.0.1]")}/files/2` }).end();
    });
    expect((await failureOf(pictures.generate(shot))).problem.message).toContain("inside this network");
    expect(elsewhere.seen).toEqual([]);
  });

  test.each<[string, Answering]>([
    ["holds none", (response) => sendJson(response, { data: [] })],
    ["holds bytes that are none", (response) => sendJson(response, { data: [{ b64_json: Buffer.from("hello").toString("base64") }] })],
    ["is cut", (response) => void response.writeHead(200, { "content-length": "5000" }).write('{"data":[{"b64', () => setTimeout(() => response.destroy(), 10))],
  ])("is asked for again when the answer %s", async (_what, bad) => {
    const { pictures, caller } = await painting((response, seen, number) => number === 0 ? bad(response, seen, number) : painted(response));
    expect((await pictures.generate(shot)).media).toBe("image/png");
    expect(caller.calls.map(({ uncertain }) => uncertain)).toEqual([true, undefined]);
  });

  test("that is refused for its content is refused, in the provider's words", async () => {
    const { pictures, caller, service } = await painting((response) => sendError(response, 400, "Your request was rejected by the safety system.", { code: "moderation_blocked", type: "image_generation_user_error" }));
    expect((await failureOf(pictures.generate(shot))).problem).toMatchObject({ code: "CONTENT_REFUSED", message: expect.stringContaining("rejected by the safety system") });
    expect(service.seen).toHaveLength(1);
    expect(caller.calls).toEqual([]);
    expect(caller.open.size).toBe(0);
  });
});

describe("references", () => {
  test("go out whole and in order", async () => {
    const { pictures, service } = await painting(painted, { can: { references: 4 } });
    expect(pictures.references).toBe(4);
    await pictures.generate({ ...shot, references: [reference(1), reference(2), reference(3)] });
    expect(service.seen[0]!.path).toBe("/v1/images/edits");
    const form = await service.seen[0]!.form();
    expect(form.filter(([name]) => name !== "image[]")).toEqual([["model", "model-a"], ["prompt", shot.prompt], ["n", "1"], ["size", "720x1280"]]);
    const files = form.filter(([name]) => name === "image[]").map(([, file]) => file as File);
    expect(await Promise.all(files.map(async (file) => [...new Uint8Array(await file.arrayBuffer())]))).toEqual([[255, 216, 1], [255, 216, 2], [255, 216, 3]]);
    expect(files.map(({ name, type }) => `${name} ${type}`)).toEqual(["reference-1.jpeg image/jpeg", "reference-2.jpeg image/jpeg", "reference-3.jpeg image/jpeg"]);
  });

  test("are spelled the other way once a provider says so", async () => {
    const { pictures, service, caller } = await painting(async (response, seen) => {
      if ((await seen.form()).some(([name]) => name === "image[]")) return sendError(response, 422, "Field required: image", { param: "image" });
      painted(response);
    }, { can: { references: 4 } });
    const request = { ...shot, references: [reference(1)] };
    await pictures.generate(request);
    await pictures.generate(request);
    expect(service.seen).toHaveLength(3);
    expect(caller.notices).toEqual([expect.objectContaining({ code: "degraded", message: expect.stringContaining("in the field image") })]);
    expect(new Set(caller.intents.map(({ request }) => request)).size).toBe(1);
  });

  test("more than the model takes are not left out: it is not asked", async () => {
    const { pictures, service } = await painting(painted, { can: { references: 1 } });
    expect((await failureOf(pictures.generate({ ...shot, references: [reference(1), reference(2)] }))).problem).toMatchObject({ code: "MODEL_CANNOT", message: expect.stringContaining("takes 1 reference pictures, and 2") });
    expect(service.seen).toEqual([]);
  });
});

test("sizes and lengths are the nearest that can be made", () => {
  expect(nearestSize({ width: 720, height: 1280 }, undefined)).toBe("720x1280");
  expect(nearestSize({ width: 720, height: 1280 }, ["1024x1024", "1080x1920", "576x1024"])).toBe("576x1024");
  expect(nearestSize({ width: 1080, height: 1350 }, ["1024x1024", "1024x1536"])).toBe("1024x1536");
  expect(nextSeconds(5, [12, 4, 8])).toBe(8);
  expect(nextSeconds(20, [4, 8, 12])).toBe(12);
  expect(nextSeconds(5.5, undefined)).toBe(5.5);
});

test.each(["127.0.0.1", "10.2.3.4", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.64.1.1", "0.0.0.0", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::a00:1", "224.0.0.1", "255.255.255.255"])("%s is not a public address", (address) => expect(isPrivate(address)).toBe(true));
test.each(["8.8.8.8", "2606:4700::1111", "172.32.0.1"])("%s is a public address", (address) => expect(isPrivate(address)).toBe(false));
