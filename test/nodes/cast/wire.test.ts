import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import { afterEach, expect, test } from "vitest";
import castPack from "../../../nodes/cast/pack.ts";
import picturePack from "../../../nodes/picture/pack.ts";
import { Character, identityAttributes } from "../../../nodes/story/index.ts";
import storyPack from "../../../nodes/story/pack.ts";
import { defineNode, definePack, Image, port, Type } from "../../../runtime/contract/index.ts";
import { openRuntime, type Runtime, type RuntimeOptions } from "../../../runtime/index.ts";
import { sha256 } from "../../kit/service/log.ts";
import { type Asked, readRequest } from "../../kit/service/request.ts";
import { type ModelService, type ServiceOptions, startService } from "../../kit/service/service.ts";
import { configFor, keyVariable, production } from "../../kit/service/setup.ts";
import type { Rule } from "../../kit/service/faults.ts";
import { runGraph } from "../../kit/run.ts";
import { setting, shot } from "../picture/material.ts";

const people = ["li-wei", "zhang-mei"].map((id) => ({ id, name: { "li-wei": "李伟", "zhang-mei": "张梅" }[id]!, age: 28, gender: "male", role: "", personality: "", speakingStyle: "", relations: [] }));
const colours: Readonly<Record<string, string>> = { "li-wei": "#c82828", "zhang-mei": "#2828c8" };

/** The people of the story, and of each a picture in a colour of its own. */
const cast = defineNode({
  type: "props/cast", version: 1, title: "Cast", summary: "Two people.",
  inputs: {}, outputs: { characters: port.value(Type.Array(Character)) },
  run: async () => ({ characters: people as Character[] }),
});
const portrait = defineNode({
  type: "props/portrait", version: 1, title: "Portrait", summary: "A picture of one colour.",
  inputs: { character: port.value(Character) }, outputs: { picture: port.value(Image) },
  async run({ inputs: { character }, context }) {
    return { picture: await context.write("image/png", await sharp({ create: { width: 300, height: 400, channels: 3, background: colours[character.id]! } }).png().toBuffer()) };
  },
});
const props = definePack({ name: "props", title: "Props", version: "1.0.0", contract: 1, nodes: [cast, portrait] });

const pair = { setting: setting(), shot: shot({ characters: ["zhang-mei", "li-wei"] }) };
const single = { setting: setting(), shot: shot({ characters: ["li-wei"] }) };
/** From reference pictures to a verified still, on real roles. */
const document = {
  format: "reelwright/graph@1", name: "wire",
  nodes: {
    cast: { type: "props/cast", version: 1, inputs: {} },
    portrait: { type: "props/portrait", version: 1, inputs: {} },
    look: { type: "cast/character", version: 1, inputs: {} },
    lock: { type: "cast/lock", version: 1, inputs: {} },
    image: { type: "picture/image", version: 1, inputs: pair },
    alone: { type: "picture/image", version: 1, inputs: single },
    verify: { type: "cast/verify", version: 1, inputs: single },
  },
  edges: [
    { from: "cast.characters", to: "portrait.character" }, { from: "cast.characters", to: "look.character" }, { from: "portrait.picture", to: "look.reference" },
    { from: "look.anchor", to: "lock.anchor" }, { from: "lock.anchor", to: "image.anchors" }, { from: "lock.anchor", to: "alone.anchors" },
    { from: "lock.anchor", to: "verify.anchors" }, { from: "alone.picture", to: "verify.picture" },
  ],
  outputs: { look: { from: "look.anchor" }, anchors: { from: "lock.anchor" }, picture: { from: "image.picture" }, verdict: { from: "verify.verdict" }, best: { from: "verify.picture" } },
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A runtime on the service, and everything that was sent to it, as it went over the wire. */
async function onTheWire(...rules: Rule[]) {
  return onService({ rules }, { packs: [storyPack, castPack, picturePack, props], builtIn: false });
}

async function onService(options: ServiceOptions, packs: Pick<RuntimeOptions, "packs" | "builtIn">): Promise<{ runtime: Runtime; home: string; service: ModelService; sent: { path: string; asked: Asked }[] }> {
  const service = await startService({ models: production, ...options });
  closing.push(() => service.close());
  const sent: { path: string; asked: Asked }[] = [];
  const between: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const replayed = Object.assign(Readable.from([body]), { headers: request.headers });
    sent.push({ path: request.url!, asked: await readRequest(replayed as never) });
    const { host: _host, connection: _connection, "content-length": _length, "transfer-encoding": _encoding, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url!, service.baseUrl), { method: request.method!, headers: headers as Record<string, string>, ...(body.length > 0 ? { body } : {}) });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  closing.push(() => between.close());
  const config = configFor(service);
  const providers = { loopback: { ...config.providers!["loopback"]!, baseUrl: `http://127.0.0.1:${(between.address() as AddressInfo).port}/v1` } };
  const home = await mkdtemp(join(tmpdir(), "reelwright-wire-"));
  closing.push(() => rm(home, { recursive: true, force: true }));
  const runtime = await openRuntime({ home, ...packs, config: { ...config, providers }, env: { ...process.env, [keyVariable]: service.keys.current } });
  closing.push(() => runtime.close());
  return { runtime, home, service, sent };
}

/** Line ends as they were written: a form on the wire has them as CR LF. */
const unfolded = (text: string): string => text.replaceAll("\r\n", "\n");

test("the request on the wire carries the reference bytes of everyone in the shot, in its order, and every lock verbatim", async () => {
  const { runtime, sent } = await onTheWire();
  const ran = await runGraph(runtime, document, { only: ["image"], quality: "draft" });
  expect(ran.last.outcome).toBe("succeeded");
  const edits = sent.filter(({ path }) => path === "/v1/images/edits");
  expect(edits).toHaveLength(1);
  const { fields, files } = edits[0]!.asked;
  const [liWei, zhangMei] = people.map(({ id }) => ran.output("anchors")[id]);
  const prompt = unfolded(fields["prompt"]);
  expect(files.map(({ data }) => sha256(data))).toEqual([zhangMei.reference.artifact, liWei.reference.artifact]);
  expect(prompt).toContain(liWei.lock);
  expect(prompt).toContain(zhangMei.lock);
  expect(prompt).toContain("image 1 shows 张梅; image 2 shows 李伟");
});

test("who is in the reference is asked with the picture in the message and a strict schema of five groups", async () => {
  const { runtime, sent } = await onTheWire();
  const ran = await runGraph(runtime, document, { only: ["look"] });
  expect(ran.last.outcome).toBe("succeeded");
  const { messages, response_format: format } = sent.find(({ path }) => path === "/v1/chat/completions")!.asked.fields;
  expect(messages[1].content[1].image_url.url).toMatch(/^data:image\/png;base64,/);
  expect(format).toMatchObject({ type: "json_schema", json_schema: { strict: true, schema: { required: ["face", "hair", "clothing", "body", "marks"] } } });
  expect(ran.output("look")["li-wei"].attributes.clothing.colour).toBe("red");
});

test("a character that drifted is found out, made again and kept when it is right", async () => {
  const { runtime, home, service, sent } = await onTheWire({ route: "edits", nth: 1, fault: { do: "drift" } });
  const ran = await runGraph(runtime, document, { only: ["verify"], quality: "draft" });
  expect(ran.last.outcome).toBe("succeeded");
  const [verdict, picture] = [ran.output("verdict")[""], ran.output("best")[""]];
  expect(verdict).toMatchObject({ state: "pass", kept: 1, attempts: [{ state: "fail" }, { state: "pass" }], by: "vision-1" });
  expect(picture.image).toEqual(verdict.attempts[1].image);
  const [first, second] = sent.filter(({ path }) => path === "/v1/images/edits").map(({ asked }) => asked);
  expect(second!.files.map(({ data }) => sha256(data))).toEqual(first!.files.map(({ data }) => sha256(data)));
  expect(second!.fields["prompt"]).toContain("must be right now");
  // About the candidate in both orders, about the second picture once.
  expect(sent.filter(({ asked }) => asked.fields["response_format"]?.json_schema?.name === "identity_checklist")).toHaveLength(3);
  const ledger = (await readFile(join(home, ".reelwright", "ledger.ndjson"), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  const settled = ledger.filter(({ line }) => line === "settled").reduce((sum, { costMicros }) => sum + costMicros, 0);
  expect(settled).toBe(service.log.entries.reduce((sum, { billedMicros }) => sum + billedMicros, 0));
  expect(settled).toBeGreaterThan(0);
});

test("the shipped graph, unchanged: a portrait of everybody first, then every shot with the portraits of those in it", async () => {
  const judged = JSON.stringify(Object.fromEntries(identityAttributes.map((attribute) => [attribute, { verdict: "match", evidence: "as in the reference" }])));
  const { runtime, sent } = await onService({ answer: ({ name }) => (name === "identity_checklist" ? judged : undefined) }, {});
  const shipped: unknown = JSON.parse(await readFile(new URL("../../../graphs/bowl-of-dumplings.json", import.meta.url), "utf8"));
  const ran = await runGraph(runtime, shipped, { only: ["identity"], quality: "draft" });
  expect(ran.last).toMatchObject({ outcome: "succeeded", counts: { failed: 0, skipped: 0 } });
  const portraits = sent.filter(({ path }) => path === "/v1/images/generations");
  const stills = sent.filter(({ path }) => path === "/v1/images/edits");
  expect([portraits.length, stills.length]).toEqual([3, 5]);
  for (const { asked: { fields, files } } of stills) {
    const shown = [...unfolded(fields["prompt"]).matchAll(/<<character "([^"]+)"/g)].map(([, name]) => name!);
    expect(files).toHaveLength(shown.length);
    expect(unfolded(fields["prompt"])).toContain(shown.map((name, index) => `image ${index + 1} shows ${name}`).join("; "));
  }
  // Whether a painter that works from references alone has pasted one is for the copy check to say.
  const { value: findings } = ran.of("item.finished").find(({ node }) => node === "identity")!.outputs["findings"]! as { value: any[] };
  expect(findings.filter(({ check, severity }) => severity !== "pass" && check !== "identity/copy")).toEqual([]);
}, 60_000);
