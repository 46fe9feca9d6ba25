import { afterAll, beforeAll, expect, test } from "vitest";
import { character } from "../../../nodes/cast/character.ts";
import { lock } from "../../../nodes/cast/lock.ts";
import { pictureFeatures } from "../../../nodes/cast/picture-features.ts";
import { shotPrompt } from "../../../nodes/cast/shot-prompt.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";

const setting = {
  id: "s05",
  interior: true,
  location: "奶奶家厨房",
  timeOfDay: "evening",
  lunarDate: "12-29",
  emotion: "family-warm",
  characters: ["li-wei", "zhang-mei"],
  props: [{ name: "dumplings", state: "steaming", holder: "zhang-mei" }],
  wardrobe: [] as object[],
};
const shot = {
  id: "p02",
  size: "MS",
  move: "push-in",
  description: "两人在案板前包饺子",
  characters: ["zhang-mei", "li-wei"],
  emotion: "light-hearted",
  lines: ["l02"],
};

let bench: Bench;
let anchors: any[];
beforeAll(async () => {
  bench = await openBench([pictureFeatures]);
  const people = [
    { id: "li-wei", name: "李伟", age: 28, gender: "male" },
    { id: "zhang-mei", name: "张梅", age: 27, gender: "female" },
    { id: "nai-nai", name: "奶奶", age: 76, gender: "female" },
  ];
  anchors = await Promise.all(
    people.map(async (person) => {
      const { anchor } = await bench.run(character, { character: { ...person, role: "", personality: "", speakingStyle: "", relations: [] } });
      return (await bench.run(lock, { anchor })).anchor;
    }),
  );
});
afterAll(() => bench.close());

test("the lock is the same bytes for the same identity, whatever else is in the anchor", async () => {
  const reordered = {
    ...anchors[0],
    attributes: Object.fromEntries(
      Object.entries(anchors[0].attributes)
        .reverse()
        .map(([group, words]) => [group, Object.fromEntries(Object.entries(words as object).reverse())]),
    ),
    emotionalRange: ["sad"],
  };
  const [one, other] = await Promise.all([bench.run(lock, { anchor: anchors[0] }), bench.run(lock, { anchor: reordered })]);
  expect(other.prompt).toBe(one.prompt);
  expect(one.anchor.lock).toBe(one.prompt);
  expect(one.prompt).toContain("李伟");
  const order = ["face:", "hair:", "clothing:", "body:", "marks:"].map((group) => one.prompt.indexOf(`\n  ${group}`));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(Math.min(...order)).toBeGreaterThan(0);
});

test("a shot's prompt begins with the locks of those in it, verbatim and in the shot's order", async () => {
  const { prompt, anchors: passed } = await bench.run(shotPrompt, { setting, shot, anchors });
  expect(prompt.startsWith(`${anchors[1].lock}\n\n${anchors[0].lock}\n\n`)).toBe(true);
  expect(prompt).not.toContain(anchors[2].lock);
  expect(passed.map(({ id }: { id: string }) => id)).toEqual(["zhang-mei", "li-wei"]);
});

test("the rest says size, move, place, hour, props, feeling and the feast", async () => {
  const { prompt } = await bench.run(shotPrompt, { setting, shot, anchors });
  for (const words of [
    "medium shot",
    "moves slowly closer",
    "奶奶家厨房",
    "evening",
    "steaming dumplings held by 张梅",
    "light-hearted",
    "Spring Festival",
    "两人在案板前包饺子",
  ])
    expect(prompt).toContain(words);
});

test("another outfit for one scene leaves the identity block alone", async () => {
  const plain = await bench.run(shotPrompt, { setting, shot, anchors });
  const changed = await bench.run(shotPrompt, {
    setting: {
      ...setting,
      wardrobe: [
        { character: "zhang-mei", outfit: "a blue apron", reason: "cooking" },
        { character: "nai-nai", outfit: "a coat" },
      ],
    },
    shot,
    anchors,
  });
  const blocks = (prompt: string) => prompt.slice(0, prompt.lastIndexOf("<</character>>"));
  expect(blocks(changed.prompt)).toBe(blocks(plain.prompt));
  expect(changed.prompt).toContain("张梅 wears a blue apron (cooking)");
  expect(changed.prompt).not.toContain("a coat");
});

test("out of season nothing is festive", async () => {
  const { prompt } = await bench.run(shotPrompt, { setting: { ...setting, lunarDate: "06-10" }, shot, anchors });
  expect(prompt).not.toContain("Spring Festival");
});

test("somebody in the shot without an anchor is named", async () => {
  await expect(bench.run(shotPrompt, { setting, shot, anchors: anchors.slice(0, 1) })).rejects.toMatchObject({
    problem: { code: "ANCHOR_MISSING", message: expect.stringContaining("zhang-mei") },
  });
});
