import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { pictureFeatures } from "../../../nodes/cast/picture-features.ts";
import { verify } from "../../../nodes/cast/verify.ts";
import { storyboardPainter } from "../../../nodes/picture/painter.ts";
import { storyboard } from "../../../nodes/picture/storyboard.ts";
import { anchorOf, type IdentityAttribute, identityAttributes, type IdentityVerdict, lockOf } from "../../../nodes/story/index.ts";
import { type Chat, type ChatReply, type ChatRequest, defineProvider, ProblemError, vision } from "../../../runtime/contract/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { anchor, setting, shot } from "../picture/material.ts";
import { scriptedPainter } from "../picture/painter.ts";

type Judged = "match" | "mismatch" | "not_visible";
const open: Bench[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((bench) => bench.close()))));

/** A reply that says the same of every attribute but those named. */
const saying = (over: Partial<Record<IdentityAttribute, Judged>> = {}, otherwise: Judged = "match") =>
  JSON.stringify(Object.fromEntries(identityAttributes.map((attribute) => [attribute, { verdict: over[attribute] ?? otherwise, evidence: `${attribute} as seen` }])));

/** A vision model that says its replies one after the other, the last for ever. */
function visionThat(...replies: (string | Partial<ChatReply>)[]) {
  const requests: ChatRequest[] = [];
  const provider = defineProvider<Chat>({
    service: vision, name: "scripted", fingerprint: "scripted",
    open: async () => ({
      bind: () => ({
        complete: async (request) => {
          const reply = replies[Math.min(requests.push(request), replies.length) - 1]!;
          return { text: "", finish: "stop", model: "looker-1", ...(typeof reply === "string" ? { text: reply } : reply) };
        },
      }),
    }),
  });
  return { provider, requests };
}

const flat = (colour: string, width = 432, height = 768) => sharp({ create: { width, height, channels: 3, background: colour } }).png().toBuffer();
/** Every attempt in a colour of its own. */
const painter = () => scriptedPainter(async (_, index) => ({ media: "image/png", bytes: await flat(["#101010", "#202020", "#303030", "#404040"][index]!, 864, 1536), model: "painter-1" }));

/** Li Wei alone in a picture, with a reference. */
async function scene(...providers: Parameters<typeof openBench>[0] & object) {
  const bench = await openBench(providers);
  open.push(bench);
  const attributes = { face: {}, hair: { style: "short", colour: "black" }, clothing: { top: "coat", colour: "navy" }, body: {}, marks: {} };
  const reference = await bench.write("image/png", await flat("#555555", 300, 400));
  const known = { ...anchor("li-wei", "李伟", { gender: "male", ...attributes }), reference, anchor: anchorOf(attributes, reference) };
  const anchors = [{ ...known, lock: lockOf(known) }];
  const picture = { id: "p01", image: await bench.write("image/png", await flat("#000000")), width: 432, height: 768, move: "push-in", amount: 0.1, anchors: [], prompt: "first", source: "painter-1" };
  const run = async (over: object = {}): Promise<{ picture: any; verdict: IdentityVerdict; findings: any[] }> =>
    bench.run(verify, { picture, setting: setting(), shot: shot({ characters: ["li-wei"] }), anchors, ...over });
  return { bench, anchors, picture, run };
}

describe("a look at a picture", () => {
  test("sends reference and candidate in one message, with the lock, and passes what matches", async () => {
    const eye = visionThat(saying());
    const { bench, anchors, picture, run } = await scene(eye.provider, painter().provider);
    const { picture: kept, verdict, findings } = await run();
    const parts = eye.requests[0]!.messages[1]!.content as { type: string; text: string; data: Uint8Array }[];
    expect(parts.map(({ type }) => type)).toEqual(["text", "image", "image"]);
    expect(parts[0]!.text).toContain(anchors[0]!.lock);
    expect(parts[0]!.text).toContain("Image 1 is the reference picture of 李伟. Image 2 is the candidate.");
    expect(parts[1]!.data).toEqual(await bench.read(anchors[0]!.reference));
    expect(parts[2]!.data).toEqual(await bench.read(picture.image));
    expect(eye.requests).toHaveLength(1);
    expect(verdict).toMatchObject({ id: "p01", scene: "s05", state: "pass", score: 1, kept: 0, by: "looker-1" });
    expect(verdict.characters[0]!.attributes).toHaveLength(identityAttributes.length);
    expect(kept).toEqual(picture);
    expect(findings).toEqual([]);
  });

  test("asks for a schema that strict modes take: everything required, nothing beside it", async () => {
    const eye = visionThat(saying());
    await (await scene(eye.provider, painter().provider)).run();
    const { schema } = eye.requests[0]!.schema as { schema: { required: string[]; additionalProperties: boolean; properties: Record<string, { required: string[]; additionalProperties: boolean }> } };
    expect(schema.required).toEqual([...identityAttributes]);
    expect([schema.additionalProperties, ...Object.values(schema.properties).map((one) => one.additionalProperties)]).toEqual(Array(12).fill(false));
    expect(JSON.stringify(schema)).not.toMatch(/minLength|patternProperties/);
  });

  test("weighs only what is visible, and calls it nobody's when too little is", async () => {
    const seen = await scene(visionThat(saying({ hairColour: "match", hairStyle: "match", outfit: "mismatch" }, "not_visible")).provider, painter().provider);
    expect((await seen.run({ threshold: 0.5 })).verdict).toMatchObject({ state: "pass", score: 5 / 7 });
    const little = await scene(visionThat(saying({ hairColour: "match" }, "not_visible")).provider, painter().provider);
    const { verdict, findings } = await little.run();
    expect(verdict).toMatchObject({ state: "uncertain", attempts: [{ state: "uncertain" }] });
    expect(findings).toMatchObject([{ check: "identity/kept", severity: "warn", message: expect.stringContaining("needs a look") }]);
  });

  test("fails on one identifying attribute, whatever the score", async () => {
    const { run } = await scene(visionThat(saying({ hairColour: "mismatch" })).provider, painter().provider);
    const { verdict, findings } = await run({ attempts: 0, threshold: 0.1 });
    expect(verdict).toMatchObject({ state: "fail", characters: [{ reason: "hairColour does not match" }], attempts: [{ failing: ["li-wei hairColour"] }] });
    expect(findings).toMatchObject([{ severity: "warn", quote: "hairColour: hairColour as seen", where: { scene: "s05", shot: "p01" } }]);
  });

  test("does not hold against somebody what the scene declares", async () => {
    const wardrobe = [{ character: "li-wei", outfit: "a red coat", reason: "New Year" }];
    const eye = visionThat(saying({ outfit: "mismatch", outfitColours: "mismatch" }));
    const { run } = await scene(eye.provider, painter().provider);
    const { verdict } = await run({ setting: setting({ wardrobe }) });
    expect(verdict).toMatchObject({ state: "pass", score: 1 });
    expect(verdict.characters[0]!.attributes.filter(({ declared }) => declared).map(({ attribute }) => attribute)).toEqual(["outfit", "outfitColours", "accessories"]);
    expect(JSON.stringify(eye.requests[0]!.messages)).toContain("a red coat");
    const hair = await scene(visionThat(saying({ hairColour: "mismatch" })).provider, painter().provider);
    expect((await hair.run({ attempts: 0, setting: setting({ wardrobe }) })).verdict.state).toBe("fail");
  });
});

describe("doubt", () => {
  test("is settled by asking again with the pictures swapped", async () => {
    const eye = visionThat(saying({ hairColour: "mismatch" }));
    const { bench, picture, run } = await scene(eye.provider, painter().provider);
    await run({ attempts: 0 });
    expect(eye.requests).toHaveLength(2);
    const parts = eye.requests[1]!.messages[1]!.content as unknown as { text: string; data: Uint8Array }[];
    expect(parts[0]!.text).toContain("Image 1 is the candidate. Image 2 is the reference picture of 李伟.");
    expect(parts[1]!.data).toEqual(await bench.read(picture.image));
  });

  test("that the second look does not share is a person's to settle: nothing is made again", async () => {
    const brush = painter();
    const { run } = await scene(visionThat(saying({ hairColour: "mismatch" }), saying()).provider, brush.provider);
    const { verdict, findings } = await run();
    expect(verdict).toMatchObject({ state: "uncertain", characters: [{ reason: expect.stringContaining("differ in hairColour") }] });
    expect(findings[0]).toMatchObject({ severity: "warn" });
    expect(brush.requests).toEqual([]);
  });

  test.each([
    ["that does not parse", "I think it is him."],
    ["without evidence", saying().replaceAll(/"evidence":"[^"]*"/g, '"evidence":""')],
    ["that leaves attributes out", JSON.stringify({ gender: { verdict: "match", evidence: "male" } })],
    ["that was cut off", { text: saying(), finish: "length" as const }],
  ])("is all there is in a reply %s: it never passes", async (_, reply) => {
    const eye = visionThat(reply);
    const { verdict } = await (await scene(eye.provider, painter().provider)).run();
    expect(eye.requests).toHaveLength(3);
    expect(verdict).toMatchObject({ state: "uncertain", characters: [{ attributes: [], reason: expect.stringContaining("could not be read") }] });
    expect(verdict.score).toBeUndefined();
  });

  test("is what a refusal leaves, with the model's words", async () => {
    const { verdict } = await (await scene(visionThat({ text: "I do not identify people.", finish: "refused" }).provider, painter().provider)).run();
    expect(verdict).toMatchObject({ state: "uncertain", characters: [{ reason: expect.stringContaining("I do not identify people.") }] });
  });

  test("follows from clothes whose colour is nowhere in the picture: it is looked at twice", async () => {
    const eye = visionThat(saying());
    const { bench, anchors, run } = await scene(eye.provider, painter().provider);
    const portrait = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><rect width="300" height="400" fill="#ddd"/><rect y="290" width="300" height="110" fill="#c02020"/></svg>`;
    const reference = await bench.write("image/png", await sharp(Buffer.from(portrait)).png().toBuffer());
    const known = { ...anchors[0]!, reference, lock: undefined };
    const { verdict } = await run({ anchors: [known] });
    expect(verdict.characters[0]!.votes).toContainEqual(expect.objectContaining({ by: "clothes colour", says: "against", value: 0 }));
    expect(verdict.state).toBe("pass");
    expect(eye.requests).toHaveLength(2);
  });
});

describe("making it again", () => {
  const drifted = saying({ hairColour: "mismatch" });

  test("says what was wrong, uses another seed, carries the identity, and keeps the picture that passes", async () => {
    const brush = painter();
    const { bench, anchors, run } = await scene(visionThat(drifted, drifted, saying()).provider, brush.provider);
    const { picture, verdict, findings } = await run({ prompt: "Two people." });
    const [request] = brush.requests;
    expect(brush.requests).toHaveLength(1);
    expect(request!.prompt).toContain('李伟, hair colour: must be black; the picture showed "hairColour as seen".');
    expect(request!.prompt).toContain(anchors[0]!.lock);
    expect(request!.references).toEqual([{ of: "li-wei", media: "image/png", data: await bench.read(anchors[0]!.reference) }]);
    expect(request!.seed).not.toBe(0);
    expect(verdict).toMatchObject({ state: "pass", kept: 1, attempts: [{ state: "fail" }, { state: "pass", seed: request!.seed, image: picture.image }] });
    expect(picture).toMatchObject({ id: "p01", width: 864, height: 1536, move: "push-in", prompt: request!.prompt });
    expect(findings).toEqual([]);
  });

  test("stops after the attempts it has, keeps the best of them and asks for a look", async () => {
    const brush = painter();
    const twice = (reply: string) => [reply, reply];
    const eye = visionThat(...twice(saying({ hairColour: "mismatch", outfit: "mismatch", eyes: "mismatch" })), ...twice(drifted), ...twice(saying({ hairColour: "mismatch", age: "mismatch" })));
    const { picture, verdict, findings } = await (await scene(eye.provider, brush.provider)).run();
    expect(brush.requests).toHaveLength(2);
    expect(verdict).toMatchObject({ state: "fail", kept: 1 });
    expect(verdict.attempts).toHaveLength(3);
    expect(picture.image).toEqual(verdict.attempts[1]!.image);
    expect(findings).toMatchObject([{ severity: "warn", message: expect.stringContaining("after 3 pictures") }]);
  });

  test("ends with the budget, which passes through; what was bought before is not bought again", async () => {
    let budget = 1;
    const brush = scriptedPainter(async (_, index) => {
      if (index >= budget) throw new ProblemError({ code: "BUDGET_REACHED", message: "The budget is reached." });
      return { media: "image/png", bytes: await flat(["#101010", "#101010", "#303030"][index]!, 864, 1536), model: "painter-1" };
    });
    const eye = visionThat(drifted);
    const { run } = await scene(eye.provider, brush.provider);
    await expect(run()).rejects.toMatchObject({ problem: { code: "BUDGET_REACHED" } });
    const [asked, painted] = [eye.requests.length, brush.requests.length];
    expect([asked, painted]).toEqual([4, 2]);
    budget = Infinity;
    const { verdict } = await run();
    expect(verdict.attempts).toHaveLength(3);
    // Only the attempt that was not paid for is painted and looked at.
    expect([eye.requests.length - asked, brush.requests.length - painted]).toEqual([2, 1]);
  });

  test("ends when the model will not paint it: the candidate stays, and waits for a look", async () => {
    const refusing = scriptedPainter(() => { throw new ProblemError({ code: "CONTENT_REFUSED", message: "Refused for its content." }); });
    const { verdict, picture, findings } = await (await scene(visionThat(drifted).provider, refusing.provider)).run();
    expect(verdict).toMatchObject({ state: "fail", attempts: [{ state: "fail" }] });
    expect([picture.prompt, findings.length, refusing.requests.length]).toEqual(["first", 1, 1]);
  });

  test("fails with the service when that fails", async () => {
    const broken = scriptedPainter(() => { throw new ProblemError({ code: "PROVIDER_UNREACHABLE", message: "Nobody there." }); });
    await expect((await scene(visionThat(drifted).provider, broken.provider)).run()).rejects.toMatchObject({ problem: { code: "PROVIDER_UNREACHABLE" } });
  });

  test("is what another seed asks for before anything is looked at", async () => {
    const brush = painter();
    const { verdict, picture } = await (await scene(visionThat(saying()).provider, brush.provider)).run({ seed: 3 });
    expect(brush.requests.map(({ seed }) => seed)).toEqual([3]);
    expect(verdict.attempts).toMatchObject([{ seed: 3, image: picture.image, state: "pass" }]);
  });

  test("is, offline, the storyboard's drawing with that seed", async () => {
    const { bench, anchors, run } = await scene(pictureFeatures, storyboardPainter);
    const { picture } = await run({ seed: 3 });
    const drawn = await bench.run(storyboard, { setting: setting(), shot: shot({ characters: ["li-wei"] }), anchors, seed: 3 });
    expect(picture).toMatchObject({ image: drawn.picture.image, source: "offline storyboard" });
    expect(picture.prompt).toBeUndefined();
  });

  test("is left alone with a stand-in that would draw the same", async () => {
    const { verdict, picture, findings } = await (await scene(visionThat(drifted).provider, storyboardPainter)).run();
    expect(verdict).toMatchObject({ state: "fail", attempts: [{ state: "fail" }] });
    expect(picture.prompt).toBe("first");
    expect(findings).toHaveLength(1);
  });
});

describe("offline", () => {
  test("nobody is recognised, nothing passes, and it is said once", async () => {
    const { picture: given, run } = await scene(pictureFeatures, storyboardPainter);
    const { picture, verdict, findings } = await run();
    expect(picture).toEqual(given);
    expect(verdict).toMatchObject({ state: "uncertain", by: "offline picture features" });
    expect(new Set(verdict.characters[0]!.attributes.map(({ verdict: judged }) => judged))).toEqual(new Set(["not_visible"]));
    expect(findings).toMatchObject([{ check: "identity/stand-in", severity: "info", measured: "offline picture features" }]);
  });

  test("a picture without people asks nobody", async () => {
    const eye = visionThat(saying());
    const { verdict, findings } = await (await scene(eye.provider, painter().provider)).run({ shot: shot({ characters: [] }) });
    expect(verdict).toMatchObject({ state: "pass", characters: [], by: "nobody" });
    expect([eye.requests, findings]).toEqual([[], []]);
  });
});

test("a picture that is its reference, pasted, is found out", async () => {
  const { bench, anchors, picture, run } = await scene(visionThat(saying()).provider, painter().provider);
  const svg = (shift: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="432" height="768"><rect width="432" height="768" fill="#88a"/><circle cx="${200 + shift}" cy="250" r="120" fill="#e0b090"/><rect x="60" y="430" width="${300 - shift}" height="338" fill="#234"/></svg>`;
  const reference = await bench.write("image/png", await sharp(Buffer.from(svg(0))).png().toBuffer());
  const known = { ...anchors[0]!, reference, lock: undefined };
  const judgedOn = async (bytes: Buffer) => run({ anchors: [known], picture: { ...picture, image: await bench.write("image/jpeg", bytes) } });
  const pasted = await judgedOn(await sharp(Buffer.from(svg(0))).resize(720, 1280).jpeg({ quality: 70 }).toBuffer());
  expect(pasted.findings).toContainEqual(expect.objectContaining({ check: "identity/copy", severity: "warn" }));
  const other = await judgedOn(await sharp(Buffer.from(svg(90))).jpeg().toBuffer());
  expect(other.findings).toEqual([]);
});

test("comparing faces without the packages for it says which to install", async () => {
  const { run } = await scene(visionThat(saying()).provider, painter().provider);
  await expect(run({ faces: true })).rejects.toMatchObject({ problem: { code: "FACE_MODEL_MISSING", hint: expect.stringContaining("@vladmandic/face-api") } });
});
