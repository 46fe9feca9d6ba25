import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { lock } from "../../../nodes/cast/lock.ts";
import { background } from "../../../nodes/picture/background.ts";
import { expression } from "../../../nodes/picture/expression.ts";
import { shotImage } from "../../../nodes/picture/image.ts";
import { storyboardPainter } from "../../../nodes/picture/painter.ts";
import { storyboard } from "../../../nodes/picture/storyboard.ts";
import { type Anchor, anchorOf, lockOf, proveIdentity } from "../../../nodes/story/index.ts";
import type { Image } from "../../../runtime/contract/index.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { anchor, setting, shot } from "./material.ts";
import { scriptedPainter } from "./painter.ts";

const draft = { settings: { quality: "draft" } } as const;
const open: Bench[] = [];
const benchWith = async (...providers: Parameters<typeof openBench>[0] & object) => {
  const bench = await openBench(providers);
  open.push(bench);
  return bench;
};
afterEach(async () => void (await Promise.all(open.splice(0).map((bench) => bench.close()))));

const flat = (colour: string, width = 864, height = 1536) => sharp({ create: { width, height, channels: 3, background: colour } }).png().toBuffer();
const painterOf = (colour: string, width?: number, height?: number, references?: number) =>
  scriptedPainter(async () => ({ media: "image/png", bytes: await flat(colour, width, height), model: "painter-1" }), references);

/** Two people with reference pictures and one without. */
async function people(bench: Bench) {
  const cast = [anchor("li-wei", "李伟", { gender: "male" }), anchor("zhang-mei", "张梅", { gender: "female" }), anchor("nai-nai", "奶奶")];
  const references = await Promise.all(["#203060", "#b02020"].map(async (colour) => bench.write("image/png", await flat(colour, 300, 400))));
  return Promise.all(cast.map(async (one, index) => {
    const reference = references[index];
    const known = { ...one, anchor: anchorOf(one.attributes, reference), ...(reference ? { reference } : {}) };
    return (await bench.run(lock, { anchor: known })).anchor as Anchor & { reference?: Image; lock: string };
  }));
}

describe("what is sent for a shot", () => {
  test("carries the lock verbatim and the bytes of everyone in it, in one order that the prompt counts", async () => {
    const painter = painterOf("#808080");
    const bench = await benchWith(painter.provider);
    const anchors = await people(bench);
    await bench.run(shotImage, { setting: setting(), shot: shot({ characters: ["zhang-mei", "li-wei"] }), anchors, style: "photographic" });
    const [request] = painter.requests;
    for (const id of ["li-wei", "zhang-mei"]) expect(request!.prompt).toContain(anchors.find((one) => one.id === id)!.lock);
    expect(request!.prompt).not.toContain(anchors[2]!.lock);
    expect(request!.references!.map(({ of }) => of)).toEqual(["zhang-mei", "li-wei"]);
    expect(await Promise.all(request!.references!.map(async ({ data }) => (await bench.write("image/png", data)).artifact)))
      .toEqual([anchors[1]!.reference!.artifact, anchors[0]!.reference!.artifact]);
    expect(request!.prompt).toContain("image 1 shows 张梅; image 2 shows 李伟");
    expect(request!.prompt).toContain("photographic");
    expect(request).toMatchObject({ width: 1350, height: 2400, brief: { task: "picture/shot" } });
  });

  test("is the prompt that was written for it, with an identity block in front that is missing from it", async () => {
    const painter = painterOf("#808080");
    const bench = await benchWith(painter.provider);
    const anchors = await people(bench);
    await bench.run(shotImage, { setting: setting(), shot: shot(), anchors, prompt: `${anchors[0]!.lock}\n\nTwo people cook.` });
    expect(painter.requests[0]!.prompt.startsWith(`${anchors[1]!.lock}\n\n${anchors[0]!.lock}\n\nTwo people cook.`)).toBe(true);
  });

  test("takes the empty set along as the last reference", async () => {
    const painter = painterOf("#808080");
    const bench = await benchWith(painter.provider);
    const place = await bench.write("image/png", await flat("#00ff00"));
    await bench.run(shotImage, { setting: setting(), shot: shot(), anchors: await people(bench), background: place });
    expect(painter.requests[0]!.references!.map(({ of }) => of)).toEqual(["li-wei", "zhang-mei", "place 奶奶家厨房"]);
    expect(painter.requests[0]!.prompt).toContain("image 3 shows the empty set, 奶奶家厨房");
  });

  test("is nothing when the model takes fewer references than are needed", async () => {
    const painter = painterOf("#808080", 864, 1536, 1);
    const bench = await benchWith(painter.provider);
    await expect(bench.run(shotImage, { setting: setting(), shot: shot(), anchors: await people(bench) })).rejects.toMatchObject({
      problem: { code: "REFERENCES_EXCEEDED", message: expect.stringMatching(/2 reference pictures.*takes 1/) },
    });
    expect(painter.requests).toEqual([]);
  });

  test("is words alone when the model takes no references at all", async () => {
    const painter = painterOf("#808080", 864, 1536, 0);
    const bench = await benchWith(painter.provider);
    const anchors = await people(bench);
    await bench.run(shotImage, { setting: setting(), shot: shot(), anchors });
    expect(painter.requests[0]!.references).toBeUndefined();
    expect(painter.requests[0]!.prompt).not.toContain("image 1");
    expect(painter.requests[0]!.prompt).toContain(anchors[0]!.lock);
  });
});

describe("the proof of identity", () => {
  const person = { ...anchor("li-wei", "李伟"), reference: { artifact: "0".repeat(64), media: "image/png", bytes: 3 } } as Anchor;
  const prompt = lockOf(person);
  const send = (data: string) => [{ of: "li-wei", media: "image/png", data: Buffer.from(data) }];

  test.each([
    ["a changed block", { prompt: prompt.replace("exactly", "roughly"), references: send("abc") }, "identity block of 李伟"],
    ["no bytes", { prompt }, "reference picture of 李伟"],
    ["other bytes", { prompt, references: send("abc") }, "reference picture of 李伟"],
    ["somebody else's bytes", { prompt, references: [{ ...send("abc")[0]!, of: "zhang-mei" }] }, "reference picture of 李伟"],
  ])("finds %s", (_, request, missing) => {
    expect(() => proveIdentity(request, [person], true)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "IDENTITY_NOT_ATTACHED", message: expect.stringContaining(missing) }) }));
  });

  test("holds for the very bytes, and for words alone where no references are taken", () => {
    const known = { ...person, reference: { ...person.reference!, artifact: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" } };
    expect(() => proveIdentity({ prompt: lockOf(known), references: send("abc") }, [known], true)).not.toThrow();
    expect(() => proveIdentity({ prompt: lockOf(known) }, [known], false)).not.toThrow();
  });

  test("stops a damaged reference before it is sent", async () => {
    const painter = painterOf("#808080");
    const bench = await benchWith(painter.provider);
    const anchors = await people(bench);
    const { writeFile } = await import("node:fs/promises");
    await writeFile(bench.path(anchors[0]!.reference!), "damaged");
    await expect(bench.run(shotImage, { setting: setting(), shot: shot(), anchors })).rejects.toMatchObject({ problem: { code: "IDENTITY_NOT_ATTACHED" } });
    expect(painter.requests).toEqual([]);
  });
});

describe("what comes back", () => {
  test("is cut to the upright frame, never enlarged", async () => {
    const bench = await benchWith(painterOf("#3366aa", 1024, 1536).provider);
    const { picture } = await bench.run(shotImage, { setting: setting(), shot: shot(), anchors: await people(bench) });
    expect(picture).toMatchObject({ width: 864, height: 1536, source: "painter-1", move: "push-in" });
    expect(await sharp(await bench.read(picture.image)).metadata()).toMatchObject({ width: 864, height: 1536 });
    expect(picture.prompt).toContain("李伟");
  });

  test("is made smaller when it is larger than the still", async () => {
    const bench = await benchWith(painterOf("#3366aa", 2160, 3840).provider);
    const { picture } = await bench.run(shotImage, { setting: setting(), shot: shot(), anchors: await people(bench) }, draft);
    expect(picture).toMatchObject({ width: 720, height: 1280 });
  });

  test("keeps its bytes when it has the shape already", async () => {
    const bench = await benchWith(painterOf("#3366aa", 720, 1280).provider);
    const { picture } = await bench.run(shotImage, { setting: setting(), shot: shot(), anchors: await people(bench) });
    expect(Buffer.compare(await bench.read(picture.image), await flat("#3366aa", 720, 1280))).toBe(0);
  });

  test.each([["empty", () => Buffer.alloc(0)], ["no picture", () => Buffer.from("<html>")], ["cut off", (whole: Buffer) => whole.subarray(0, whole.length / 2)]])("and is %s is a problem", async (_, spoil) => {
    const whole = await sharp({ create: { width: 720, height: 1280, channels: 3, background: "#444", noise: { type: "gaussian", mean: 128, sigma: 40 } } }).png().toBuffer();
    const bench = await benchWith(scriptedPainter(() => ({ media: "image/png", bytes: spoil(whole), model: "painter-1" })).provider);
    await expect(bench.run(shotImage, { setting: setting(), shot: shot(), anchors: [anchor("li-wei", "李伟"), anchor("zhang-mei", "张梅")] })).rejects.toMatchObject({ problem: { code: "PICTURE_UNREADABLE" } });
  });
});

describe("the offline painter", () => {
  test("gives the pixels, and the whole picture, that the storyboard gives", async () => {
    const bench = await benchWith(storyboardPainter);
    const anchors = await people(bench);
    for (const over of [{ seed: 0, festive: true }, { seed: 7, festive: false }]) {
      const inputs = { setting: setting(), shot: shot({ characters: ["nai-nai", "li-wei"] }), anchors, ...over };
      const [drawn, asked] = [await bench.run(storyboard, inputs, draft), await bench.run(shotImage, { ...inputs, prompt: "not read" }, draft)];
      expect(asked).toEqual(drawn);
    }
    expect(bench.calls.filter(({ model }) => model === "offline-storyboard")).toHaveLength(2);
  });

  test("paints the place that a prompt without a brief speaks of", async () => {
    const pictures = (await storyboardPainter.open()).bind(recordedCaller());
    const size = { width: 90, height: 160 };
    const [kitchen, again, station] = await Promise.all(["a kitchen at night", "a kitchen at night", "a railway station in the morning"].map((prompt) => pictures.generate({ prompt, ...size })));
    expect(pictures.label).toBe("offline storyboard");
    expect(again).toEqual(kitchen);
    expect(Buffer.compare(station!.bytes, kitchen!.bytes)).not.toBe(0);
    await expect(pictures.generate({ prompt: "", ...size, brief: { task: "other/thing" } })).rejects.toMatchObject({ problem: { code: "OFFLINE_PAINTER_LIMIT" } });
  });

  test("paints the empty set of a scene", async () => {
    const bench = await benchWith(storyboardPainter);
    const { background: place } = await bench.run(background, { setting: setting() }, draft);
    const drawn = await bench.run(storyboard, { setting: setting(), shot: shot({ size: "LS", move: "drift", characters: [] }), anchors: [] }, draft);
    expect(place).toEqual(drawn.picture.image);
  });
});

describe("an expression", () => {
  test("becomes the reference of a character that had none: another identity, with its lock", async () => {
    const bench = await benchWith(storyboardPainter);
    const [, , grandmother] = await people(bench);
    const { portrait, anchor: anchored } = await bench.run(expression, { anchor: grandmother, emotion: "family-warm" });
    expect(await sharp(await bench.read(portrait)).metadata()).toMatchObject({ width: 768, height: 1024 });
    expect(anchored).toMatchObject({ id: "nai-nai", reference: portrait, anchor: anchorOf(grandmother!.attributes, portrait) });
    expect(anchored.lock).toBe(lockOf(anchored));
  });

  test("leaves a reference that is there, and sends it along", async () => {
    const painter = painterOf("#808080", 768, 1024);
    const bench = await benchWith(painter.provider);
    const [liWei] = await people(bench);
    const { anchor: anchored } = await bench.run(expression, { anchor: liWei, emotion: "sad" });
    expect(anchored).toEqual(liWei);
    expect(painter.requests[0]!.references).toHaveLength(1);
    expect(painter.requests[0]!.prompt).toContain("grief held back");
  });
});
