import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { character } from "../../../nodes/cast/character.ts";
import { readDescription } from "../../../nodes/cast/describe.ts";
import { anchorOf, canonicalJson } from "../../../nodes/story/identity.ts";
import { pictureFeatures } from "../../../nodes/cast/picture-features.ts";
import { type Chat, type ChatRequest, defineProvider, vision } from "../../../runtime/contract/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";

const person = { id: "li-wei", name: "李伟", age: 28, gender: "male", role: "protagonist", personality: "倔强，幽默", speakingStyle: "直接", relations: [] };
const grandmother = { ...person, id: "nai-nai", name: "奶奶", age: 76, gender: "female", role: "grandmother", personality: "温柔慈祥" };

let bench: Bench;
beforeAll(async () => void (bench = await openBench([pictureFeatures])));
afterAll(() => bench.close());

/** A head-and-shoulders card: background, hair, face and clothes as flat areas. */
async function portrait(hair: string, clothes: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="500"><rect width="400" height="500" fill="#8fc0d8"/><rect x="100" y="12" width="200" height="260" rx="90" fill="${hair}"/><ellipse cx="200" cy="190" rx="80" ry="100" fill="#f2c8a4"/><rect x="40" y="350" width="320" height="150" fill="${clothes}"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

function visionThatSays(...texts: string[]): { provider: ReturnType<typeof defineProvider<Chat>>; requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  const provider = defineProvider<Chat>({
    service: vision,
    name: "scripted",
    fingerprint: "scripted",
    open: async () => ({
      bind: () => ({
        complete: async (request) => {
          requests.push(structuredClone(request));
          return { text: texts[Math.min(requests.length, texts.length) - 1]!, finish: "stop", model: "scripted" };
        },
      }),
    }),
  });
  return { provider, requests };
}

describe("a description", () => {
  test.each([
    ["戴眼镜，短发，红毛衣", { hair: { style: "short" }, clothing: { top: "knitted sweater", colour: "red" }, marks: { glasses: "round glasses" } }],
    [
      "穿深蓝色大衣戴金丝眼镜的短发青年",
      { hair: { style: "short" }, clothing: { top: "coat", colour: "navy" }, marks: { glasses: "thin round metal glasses" } },
    ],
    [
      "grey hair in a bun, a burgundy tang jacket and an apron",
      { hair: { style: "low bun", colour: "grey" }, clothing: { top: "tang jacket", colour: "burgundy" }, marks: { apron: "apron" } },
    ],
    [
      "Slim, with long black hair, wearing a cream turtleneck and blue jeans",
      {
        hair: { style: "long straight", colour: "black" },
        clothing: { top: "turtleneck", colour: "cream", bottom: "jeans", bottomColour: "blue" },
        body: { build: "slim" },
      },
    ],
    ["满头银发，圆脸，有酒窝，红围巾", { hair: { colour: "silver" }, face: { shape: "round" }, marks: { dimples: "dimples", scarf: "knitted scarf" } }],
    ["银白短发别着黑发卡，圆脸", { hair: { style: "short", colour: "white" }, face: { shape: "round" } }],
    ["不戴眼镜的长发女孩", { hair: { style: "long straight" } }],
  ])("says what it says: %s", (text, expected) => {
    const read = readDescription(text);
    expect(read).toMatchObject(expected);
    if (text.startsWith("不戴")) expect(read.marks).toEqual({});
  });

  test("is kept word for word by the anchor, and the rest suits the age", async () => {
    const { anchor } = await bench.run(character, { character: { ...grandmother, appearance: "穿紫色开衫" } });
    expect(anchor.attributes.clothing).toMatchObject({ top: "cardigan", colour: "purple" });
    expect(["grey", "silver", "white"]).toContain(anchor.attributes.hair.colour);
    expect(anchor.attributes.marks.wrinkles).toBeDefined();
    expect(anchor.source).toBe("description");
  });

  test("of nobody in particular never puts a grandmother into a hoodie, whatever the seed", async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { anchor } = await bench.run(character, { character: grandmother, seed });
      expect(["tang jacket", "cardigan"]).toContain(anchor.attributes.clothing.top);
      expect(["low bun", "short"]).toContain(anchor.attributes.hair.style);
    }
  });
});

describe("the anchor", () => {
  test("is the same for the same inputs and another for another seed or description", async () => {
    const [one, again, seeded, described] = await Promise.all(
      [{}, {}, { seed: 3 }, { character: { ...person, appearance: "red hoodie" } }].map((inputs) => bench.run(character, { character: person, ...inputs })),
    );
    expect(again.anchor).toEqual(one.anchor);
    expect(seeded.anchor.anchor).not.toBe(one.anchor.anchor);
    expect(described.anchor.anchor).not.toBe(one.anchor.anchor);
    expect(one.anchor.anchor).toBe(anchorOf(one.anchor.attributes));
  });

  test("does not change with what is not seen: personality, role, relations", async () => {
    const one = await bench.run(character, { character: person });
    const other = await bench.run(character, { character: { ...person, personality: "害羞", role: "villain" } });
    expect(other.anchor.anchor).toBe(one.anchor.anchor);
    expect(other.anchor.emotionalRange).not.toEqual(one.anchor.emotionalRange);
  });

  test("hashes equal content equally, whatever the order of keys", () => {
    expect(canonicalJson({ b: 1, a: { d: [1, 2], c: "x" } })).toBe(canonicalJson({ a: { c: "x", d: [1, 2] }, b: 1 }));
  });

  test("has the range of feelings that the personality gives", async () => {
    const { anchor } = await bench.run(character, { character: person });
    expect(anchor.emotionalRange).toEqual(expect.arrayContaining(["determined", "light-hearted"]));
  });
});

describe("a reference picture", () => {
  test("gives the colours that can be measured and leaves the rest to the description", async () => {
    const reference = await bench.write("image/png", await portrait("#3a2820", "#b22f2a"));
    const { anchor } = await bench.run(character, { character: { ...person, appearance: "短发，戴眼镜" }, reference });
    expect(anchor.attributes.hair).toMatchObject({ colour: "dark brown", style: "short" });
    expect(anchor.attributes.clothing.colour).toBe("red");
    expect(anchor.attributes.marks.glasses).toBe("round glasses");
    expect(anchor.reference).toEqual(reference);
    expect(anchor.source).toBe("offline picture features");
    expect(anchor.anchor).toBe(anchorOf(anchor.attributes, reference));
  });

  test("with other bytes is another identity", async () => {
    const [one, other] = await Promise.all(
      ["#3a2820", "#e8e4e0"].map(async (hair) =>
        bench.run(character, { character: person, reference: await bench.write("image/png", await portrait(hair, "#2c3f66")) }),
      ),
    );
    expect(other.anchor.anchor).not.toBe(one.anchor.anchor);
    expect(["white", "silver"]).toContain(other.anchor.attributes.hair.colour);
  });

  test.each([
    ["empty", Buffer.alloc(0)],
    ["not a picture", Buffer.from("hello")],
    ["cut off", Buffer.from("89504e470d0a1a0a0000000d494844520000", "hex")],
  ])("that is %s is a problem with a hint", async (_, bytes) => {
    const reference = await bench.write("image/png", bytes);
    await expect(bench.run(character, { character: person, reference })).rejects.toMatchObject({
      problem: { code: "IMAGE_UNREADABLE", hint: expect.stringContaining("PNG") },
    });
  });

  test("is sent to the vision role with its bytes, a strict schema and no temperature", async () => {
    const data = await portrait("#222222", "#2c3f66");
    const { provider, requests } = visionThatSays(
      JSON.stringify({ face: { eyes: "almond" }, hair: { style: "wavy", colour: "auburn" }, clothing: {}, body: {}, marks: { scar: "left brow" } }),
    );
    const scripted = await openBench([provider]);
    const { anchor } = await scripted.run(character, { character: person, reference: await scripted.write("image/png", data) });
    const parts = requests[0]!.messages[1]!.content;
    expect(parts).toContainEqual({ type: "image", media: "image/png", data });
    expect(requests[0]).toMatchObject({ temperature: 0, schema: { name: "portrait" }, brief: { task: "cast/character" } });
    expect(anchor.attributes).toMatchObject({ hair: { style: "wavy", colour: "auburn" }, marks: { scar: "left brow" }, face: { eyes: "almond" } });
    expect(anchor.source).toBe("reference");
    await scripted.close();
  });

  test("is asked about again when the answer does not fit, and given up after three", async () => {
    const good = JSON.stringify({ face: {}, hair: { colour: "black" }, clothing: {}, body: {}, marks: {} });
    const repaired = visionThatSays("I see a man.", `\`\`\`json\n${good}\n\`\`\``);
    const first = await openBench([repaired.provider]);
    const { anchor } = await first.run(character, { character: person, reference: await first.write("image/png", await portrait("#222", "#333")) });
    expect(anchor.attributes.hair.colour).toBe("black");
    expect(repaired.requests).toHaveLength(2);
    expect(JSON.stringify(repaired.requests[1]!.messages.at(-1))).toContain("no JSON");
    await first.close();

    const hopeless = visionThatSays('{"face": 3}');
    const second = await openBench([hopeless.provider]);
    await expect(
      second.run(character, { character: person, reference: await second.write("image/png", await portrait("#222", "#333")) }),
    ).rejects.toMatchObject({ problem: { code: "PORTRAIT_UNUSABLE" } });
    expect(hopeless.requests).toHaveLength(3);
    await second.close();
  });
});
