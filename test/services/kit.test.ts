import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, expect, test } from "vitest";
import { BibleReply, EpisodeReply, OutlinesReply, SceneReply } from "../../nodes/script/replies.ts";
import { promptsFor } from "../../nodes/script/prompts/prompts.ts";
import { schemaFaults } from "../../nodes/script/reply-faults.ts";
import { built } from "../kit/built.ts";
import { startChild } from "../kit/child.ts";
import { priceOf } from "../kit/service/bill.ts";
import { Script } from "../kit/service/faults.ts";
import { production } from "../kit/service/setup.ts";
import { type ModelService, type ServiceOptions, startService } from "../kit/service/service.ts";

const open: ModelService[] = [];
afterEach(async () => { for (const service of open.splice(0)) await service.close(); });

async function start(options: ServiceOptions = {}): Promise<ModelService> {
  const service = await startService({ models: production, ...options });
  open.push(service);
  return service;
}

function post(service: ModelService, path: string, body: object | FormData, key = service.keys.current): Promise<Response> {
  const form = body instanceof FormData;
  return fetch(service.baseUrl + path, {
    method: "POST", body: form ? body : JSON.stringify(body), headers: { authorization: `Bearer ${key}`, ...(form ? {} : { "content-type": "application/json" }) },
  });
}

function ask(service: ModelService, content: string, more: object = {}): Promise<Response> {
  return post(service, "/chat/completions", { model: "script-1", messages: [{ role: "user", content }], ...more });
}

test("a stream says the same as a whole answer, with what was used and an end mark", async () => {
  const service = await start();
  const whole = await (await ask(service, "Who is there?", { seed: 3 })).json() as any;
  const text = await (await ask(service, "Who is there?", { seed: 3, stream: true, stream_options: { include_usage: true } })).text();
  const events = text.trim().split("\n\n").map((line) => line.slice(6));
  expect(events.at(-1)).toBe("[DONE]");
  const chunks = events.slice(0, -1).map((event) => JSON.parse(event));
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe(whole.choices[0].message.content);
  expect(chunks.at(-1).usage).toEqual(whole.usage);
  expect(service.witness.bill("script-1")).toHaveLength(2);
});

test("the bill is exact where floating point is not", () => {
  expect(priceOf({ inputPerMillion: 0.42 }, { tokensIn: 1000 })).toBe(420);
  expect(priceOf({ inputPerMillion: 0.1, outputPerMillion: 0.2 }, { tokensIn: 5, tokensOut: 5 })).toBe(2);
  expect(priceOf({ perMinute: 0.015 }, { audioMs: 1234 })).toBe(309);
  expect(priceOf({ inputPerMillion: 1, cachedInputPerMillion: 0.1 }, { tokensIn: 100, cachedTokensIn: 40 })).toBe(64);
  expect(priceOf({ perSecond: 0.1003, perCall: 0.01 }, { videoMs: 4000 })).toBe(411_200);
});

test("the writer writes what the script pack's prompts ask for, in both languages", async () => {
  const service = await start();
  for (const language of ["zh-CN", "en-US"]) {
    const story = { theme: "Home for the new year", language, episodes: 12, minutes: 1.5, style: "" };
    const say = async (name: string, schema: object, prompt: { system: string; user: string }) => {
      const messages = [{ role: "system", content: prompt.system }, { role: "user", content: prompt.user }];
      const reply = await (await post(service, "/chat/completions", { model: "script-1", messages, response_format: { type: "json_schema", json_schema: { name, schema } } })).json() as any;
      const value = JSON.parse(reply.choices[0].message.content);
      expect(await schemaFaults(schema as never, value), name).toEqual([]);
      return value;
    };
    const prompts = promptsFor(language);
    const bible = await say("story_bible", BibleReply, prompts.bible({ task: "script/arc/bible", ...story, must: ["red envelopes", "reunion dinner"] }));
    expect(bible.musts.map(({ must }: { must: string }) => must)).toEqual(["red envelopes", "reunion dinner"]);
    const { outlines } = await say("episode_outlines", OutlinesReply, prompts.outlines({ task: "script/arc/outlines", ...story, bible, from: 11, to: 12, before: [] }));
    expect(outlines.map(({ episode }: { episode: number }) => episode)).toEqual([11, 12]);
    const characters = bible.characters.map((character: { name: string }) => ({ ...character, id: character.name, relations: [] }));
    const arc = { ...bible, theme: "", language, characters, outlines: outlines.map((outline: object) => ({ ...outline, index: 1, targetMs: 90_000 })) };
    const plan = await say("episode_plan", EpisodeReply, prompts.episode({ task: "script/episode", arc, outline: arc.outlines[0], facts: ["一件事，后来"] }));
    expect(plan.scenes[0].characters.length).toBeGreaterThan(0);
    for (const name of plan.scenes[0].characters) expect(characters.map((character: { name: string }) => character.name)).toContain(name);
    const scenes = [{ ...plan.scenes[0], id: "s01", durationMs: 30_000 }];
    const scene = await say("scene", SceneReply, prompts.scene({ task: "script/dialogue", arc, episode: { index: 1, plan: scenes } as never, scene: scenes[0], facts: [] }));
    expect(scene.shots[0].characters).toEqual(plan.scenes[0].characters);
  }
});

test("pictures show their references, and a drifted one does not", async () => {
  const service = await start({ rules: [{ route: "edits", nth: 2, fault: { do: "drift" } }] });
  const reference = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 200, g: 40, b: 40 } } }).png().toBuffer();
  const form = () => {
    const form = new FormData();
    form.set("model", "picture-1");
    form.set("prompt", "at the gate");
    form.set("size", "96x128");
    form.append("image[]", new Blob([reference], { type: "image/png" }), "a.png");
    return form;
  };
  const seen = async () => {
    const { data } = await (await post(service, "/images/edits", form())).json() as { data: { b64_json: string }[] };
    const picture = sharp(Buffer.from(data[0]!.b64_json, "base64"));
    expect(await picture.clone().metadata()).toMatchObject({ format: "png", width: 96, height: 128 });
    return [...(await picture.extract({ left: 0, top: 64, width: 96, height: 64 }).raw().toBuffer()).subarray(0, 3)];
  };
  expect(await seen()).toEqual([200, 40, 40]);
  expect((await seen())[0]).toBeLessThan(120);
});

test("a video is made, listed and fetched; speech has the length its text asks for", async () => {
  const service = await start();
  const headers = { authorization: `Bearer ${service.keys.current}` };
  const form = new FormData();
  for (const [name, value] of Object.entries({ model: "film-1", prompt: "snow", seconds: "2", size: "90x160" })) form.set(name, value);
  const { id } = await (await post(service, "/videos", form)).json() as { id: string };
  const { data } = await (await fetch(`${service.baseUrl}/videos`, { headers })).json() as { data: object[] };
  expect(data).toMatchObject([{ id, prompt: "snow", status: "completed" }]);
  const clip = Buffer.from(await (await fetch(`${service.baseUrl}/videos/${id}/content`, { headers })).arrayBuffer());
  expect(clip.subarray(4, 8).toString()).toBe("ftyp");
  const spoken = await post(service, "/audio/speech", { model: "tts-1", input: "你好你好你好", voice: "nova", response_format: "pcm", speed: 1.5 });
  expect((await spoken.arrayBuffer()).byteLength).toBe(360 * 48);
  expect(service.witness.billMicros).toBe(200_600 + 180);
});

test("an expired key is good for nothing until a new one is asked for", async () => {
  const service = await start();
  const old = service.keys.current;
  service.keys.expire();
  expect((await ask(service, "x")).status).toBe(401);
  const [program, ...words] = service.refreshCommand;
  const { execFileSync } = await import("node:child_process");
  expect(program).toBe(process.execPath);
  // The service is in this process: it can only answer while nothing blocks.
  expect(() => execFileSync(program!, words, { timeout: 200 })).toThrow();
  expect(await (await fetch(service.baseUrl.replace("/v1", "/refresh"), { method: "POST" })).text()).toBe(service.keys.current);
  expect(service.keys.current).not.toBe(old);
  expect((await ask(service, "x")).status).toBe(200);
});

test("who comes inside a window to wait, or too often, stands in the log", async () => {
  const service = await start({
    models: { "script-1": { limits: { requestsPerMinute: 3 } } },
    rules: [{ nth: 1, fault: { do: "busy", ms: 300, told: "retry-after-ms" } }],
  });
  expect((await ask(service, "x")).headers.get("retry-after-ms")).toBe("300");
  expect((await ask(service, "x")).status).toBe(429);
  expect(service.witness.insideRetryWindows(0)).toHaveLength(1);
  await new Promise((resolve) => { setTimeout(resolve, 320); });
  expect((await ask(service, "x")).status).toBe(200);
  expect((await ask(service, "x")).status).toBe(200);
  expect((await ask(service, "x")).status).toBe(429);
  expect(service.witness.overLimit).toHaveLength(2);
  expect(service.witness.mostStarts("script-1")).toBe(5);
});

test("each fault breaks an answer in its own way, and is billed as services do", async () => {
  const service = await start();
  const next = async (fault: Parameters<Script["add"]>[0]["fault"], more: object = {}) => {
    const takeBack = service.script.add({ fault });
    const before = service.witness.billMicros;
    const outcome = await ask(service, "x", more).then(async (reply) => ({ status: reply.status, text: await reply.text() })).catch(() => "broken");
    takeBack();
    return { outcome, billed: service.witness.billMicros > before };
  };
  expect(await next({ do: "status", status: 529 })).toMatchObject({ outcome: { status: 529 }, billed: false });
  expect(await next({ do: "reset" })).toEqual({ outcome: "broken", billed: false });
  expect(await next({ do: "cut", bytes: 200 }, { stream: true })).toEqual({ outcome: "broken", billed: true });
  expect(await next({ do: "lose", ms: 10 })).toEqual({ outcome: "broken", billed: true });
  expect(await next({ do: "lose", ms: 10, billed: false })).toEqual({ outcome: "broken", billed: false });
  const noEnd = await next({ do: "no-end" }, { stream: true }) as { outcome: { text: string } };
  expect(noEnd.outcome.text).not.toMatch(/\[DONE\]|"finish_reason":"/);
  expect(await next({ do: "truncate" })).toMatchObject({ outcome: { text: expect.stringContaining('"finish_reason":"length"') } });
  expect(await next({ do: "refuse" })).toMatchObject({ outcome: { text: expect.stringContaining('"refusal":"I cannot') } });
  expect(await next({ do: "error-body" })).toMatchObject({ outcome: { status: 200, text: expect.stringContaining('"error"') }, billed: false });
  expect(service.witness.unheardMicros).toBeGreaterThan(0);
});

test("its log is on disk line by line, without a key", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const service = await start({ log: join(folder, "log.ndjson"), keyPrefix: "sk-secret" });
  await ask(service, "x");
  const lines = (await readFile(join(folder, "log.ndjson"), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  expect(lines.map(({ event }) => event)).toEqual(["begin", "end"]);
  expect(lines[1]).toMatchObject({ route: "chat", model: "script-1", status: 200, complete: true, billedMicros: service.witness.billMicros });
  expect(JSON.stringify(lines)).not.toContain("sk-secret");
  await rm(folder, { recursive: true });
});

test("it can go down and come up again at the same address", async () => {
  const service = await start();
  await service.down();
  await expect(ask(service, "x")).rejects.toThrow();
  await service.up();
  expect((await ask(service, "x")).status).toBe(200);
});

test("it runs in a process of its own, and its log outlives it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const log = join(folder, "log.ndjson");
  const child = startChild((await built())("test/kit/children/serve-models.ts"), [log, JSON.stringify([{ nth: 1, fault: { do: "status", status: 503 } }])]);
  const [baseUrl, key] = [await child.next(), await child.next()];
  const ask = () => fetch(`${baseUrl}/chat/completions`, {
    method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify({ model: "script-1", messages: [{ role: "user", content: "x" }] }),
  });
  expect((await ask()).status).toBe(503);
  expect((await ask()).status).toBe(200);
  child.say("bill");
  const bill = Number(await child.next());
  child.say("expire");
  await child.next();
  expect((await ask()).status).toBe(401);
  child.kill();
  await child.ended();
  const lines = (await readFile(log, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  expect(lines.filter(({ event }) => event === "begin")).toHaveLength(3);
  expect(lines.filter(({ event }) => event === "end").map(({ status }) => status).slice(0, 2)).toEqual([503, 200]);
  expect(lines.findLast(({ billedMicros }) => billedMicros > 0).billedMicros).toBe(bill);
  await rm(folder, { recursive: true });
});
