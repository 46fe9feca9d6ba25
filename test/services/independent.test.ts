import { LLMock } from "@copilotkit/aimock";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { digestOf } from "../kit/keys.ts";
import { graph } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";
import { makingPack } from "../kit/service/making.ts";
import { clipOf, toneOf, wavOf } from "../kit/service/media.ts";

/** A mock of model services that others wrote: what is taken for granted in our own may be wrong in both. */
let mock: LLMock;
let runtime: Runtime;
let home: string;
beforeAll(async () => {
  mock = new LLMock({ port: 0 });
  await mock.start();
  home = await mkdtemp(join(tmpdir(), "reelwright-services-"));
  process.env["AIMOCK_KEY"] = "sk-mock";
  const prices = { inputPerMillion: 1, outputPerMillion: 2 };
  runtime = await openRuntime({
    home, packs: [makingPack], config: {
      providers: {
        mock: {
          type: "openai", baseUrl: `${mock.url}/v1`, key: { env: "AIMOCK_KEY" },
          models: { "gpt-4o": { prices }, "tts-1": { can: { voices: [{ name: "nova", gender: "female", age: "young" }] } }, "gpt-image-1": { can: { references: 4 } }, "sora-2": { can: { firstFrame: true } } },
        },
      },
      roles: { writer: "mock/gpt-4o", speech: "mock/tts-1", image: "mock/gpt-image-1", video: "mock/sora-2" },
    },
  });
});
afterAll(async () => {
  await runtime.close();
  await mock.stop();
  await rm(home, { recursive: true });
});

test("chat, as text and as JSON of a schema, streamed", async () => {
  mock.onMessage("one word", { content: "Homecoming, of course." });
  mock.onMessage("two fields", { content: JSON.stringify({ title: "The Bowl", year: 2026 }) });
  const schema = { type: "object", properties: { title: { type: "string" }, year: { type: "integer" } }, required: ["title", "year"] };
  const ran = await runGraph(runtime, graph(
    { text: ["script/chat", { prompt: "Say it in one word." }], json: ["script/chat", { prompt: "Give me two fields.", schema }] }, [],
    { outputs: { text: { from: "text.text" }, json: { from: "json.json" } } },
  ));
  expect(ran.last.outcome).toBe("succeeded");
  expect(Object.values(ran.output("text"))).toEqual(["Homecoming, of course."]);
  expect(Object.values(ran.output("json"))).toEqual([{ title: "The Bowl", year: 2026 }]);
  expect(ran.of("item.preview").length).toBeGreaterThan(0);
  expect(ran.of("service.called").every(({ provider, model }) => provider === "mock" && model === "gpt-4o")).toBe(true);
});

test("an error first, then the answer: it is asked again", async () => {
  mock.onMessage("twice", { content: "At last." });
  mock.nextRequestError(503, { message: "overloaded", type: "server_error" });
  const ran = await runGraph(runtime, graph({ text: ["script/chat", { prompt: "Ask me twice." }] }, [], { outputs: { text: { from: "text.text" } } }));
  expect(Object.values(ran.output("text"))).toEqual(["At last."]);
  expect(ran.of("service.called")).toMatchObject([{ retries: 1 }]);
});

test("a scene is spoken, painted after other pictures, and filmed", async () => {
  const png = await sharp({ create: { width: 96, height: 160, channels: 3, background: "#803020" } }).png().toBuffer();
  const clip = await clipOf(1, 90, 160, "203040");
  // The mock tells an address and serves no films of itself; what is made is only fetched from the service's own address.
  mock.mount("/films", { handleRequest: async (_, response) => (response.writeHead(200, { "content-type": "video/mp4" }).end(clip), true) });
  mock.onSpeech(/你好/, { audio: wavOf(toneOf("你好", 640)).toString("base64"), format: "wav" });
  mock.onImage(/hall/, { image: { b64Json: png.toString("base64") } });
  mock.onImage(/poster/, { image: { b64Json: png.toString("base64") } });
  mock.onVideo(/snow/, { video: { id: "film-1", status: "completed", url: `${mock.url}/films/1.mp4` } });

  const line = { id: "l01", kind: "dialogue", speaker: "a", text: "你好", language: "zh-CN", emotion: "neutral" };
  const shot = { id: "p01", size: "LS", move: "drift", description: "a hall", characters: [], emotion: "neutral", lines: ["l01"] };
  const scene = {
    id: "s01", interior: true, location: "the hall", timeOfDay: "night", emotion: "neutral", characters: [], props: [], wardrobe: [], title: "A hall", summary: "Hello.", lines: [line], shots: [shot],
  };
  const ran = await runGraph(runtime, graph(
    { say: ["making/say", { scene }], paint: ["making/paint", { scene }], poster: ["making/poster"], film: ["making/film"] },
    ["paint.picture -> poster.pictures", "poster.picture -> film.picture"], { outputs: { audio: { from: "say.audio" }, picture: { from: "poster.picture" }, film: { from: "film.film" } } },
  ));
  expect(ran.of("item.failed")).toEqual([]);
  const [audio, picture, film] = ["audio", "picture", "film"].map((name) => Object.values(ran.output(name))[0]);
  expect(audio).toMatchObject({ media: expect.stringMatching(/^audio\//) });
  expect(picture).toMatchObject({ artifact: digestOf(png), media: "image/png" });
  expect(film).toMatchObject({ artifact: digestOf(clip), media: "video/mp4" });
  expect(ran.of("service.called").map(({ role }) => role).sort()).toEqual(["image", "image", "speech", "video"]);
});
