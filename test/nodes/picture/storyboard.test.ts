import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { develop } from "../../../nodes/picture/develop.ts";
import { gradeOf } from "../../../nodes/picture/mood.ts";
import { storyboard } from "../../../nodes/picture/storyboard.ts";
import { sets } from "../../../nodes/picture/place.ts";
import { tableau } from "../../../nodes/picture/tableau.ts";
import { type Anchor, emotions, type Setting, type Shot, shotSizes, timesOfDay } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { anchor, setting, shot } from "./material.ts";

const draft = { settings: { quality: "draft" } } as const;
let bench: Bench;
beforeAll(async () => void (bench = await openBench()));
afterAll(() => bench.close());

const people = [
  anchor("li-wei", "李伟", { gender: "male", age: 28 }),
  anchor("zhang-mei", "张梅", { gender: "female", age: 27, clothing: { top: "knitted sweater", colour: "red" } }),
  anchor("nai-nai", "奶奶", { gender: "female", age: 76, hair: { style: "low bun", colour: "silver" } }),
];
const draw = (
  over: { setting?: object; shot?: object; festive?: boolean; seed?: number; anchors?: object[] } = {},
  options: Parameters<Bench["run"]>[2] = draft,
) =>
  bench
    .run(
      storyboard,
      {
        setting: setting(over.setting),
        shot: shot(over.shot),
        anchors: over.anchors ?? people,
        ...("festive" in over ? { festive: over.festive } : {}),
        seed: over.seed ?? 0,
      },
      options,
    )
    .then(({ picture }) => picture);

/** The average difference of two pictures, 0 to 255, measured small. */
async function difference(one: { image: any }, other: { image: any }): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map(async ({ image }) =>
      sharp(await bench.read(image))
        .resize(54, 96)
        .raw()
        .toBuffer(),
    ),
  );
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
}

describe("a still", () => {
  test("is an upright JPEG larger than the frame in final, and a preview of itself", async () => {
    const picture = await draw({}, {});
    const data = await sharp(await bench.read(picture.image)).metadata();
    expect(data).toMatchObject({ format: "jpeg", width: 1350, height: 2400 });
    expect(picture).toMatchObject({ id: "p01", width: 1350, height: 2400, move: "push-in", source: "offline storyboard" });
    expect(bench.previews).toContainEqual(picture.image);
    expect(picture.anchors).toEqual(["li-wei", "zhang-mei"].map((id) => ({ id, anchor: people.find((one) => one.id === id)!.anchor })));
  });

  test("is the same bytes for the same inputs and other bytes for another seed", async () => {
    const [one, again, seeded] = [await draw(), await draw(), await draw({ seed: 5 })];
    expect(again.image.artifact).toBe(one.image.artifact);
    expect(seeded.image.artifact).not.toBe(one.image.artifact);
  });

  test("does not depend on anchors of people who are elsewhere, nor on their order", async () => {
    const one = await draw();
    const other = await draw({ anchors: [people[1]!, people[0]!] });
    expect(other.image.artifact).toBe(one.image.artifact);
  });

  test("of somebody without an anchor is refused by name", async () => {
    await expect(draw({ shot: { characters: ["zhao"] } })).rejects.toMatchObject({
      problem: { code: "ANCHOR_MISSING", message: expect.stringContaining("zhao") },
    });
  });

  test("stops when it is cancelled", async () => {
    const signal = AbortSignal.abort();
    await expect(draw({}, { ...draft, signal })).rejects.toThrow();
  });

  test("always has a way for the camera to go", async () => {
    for (const move of ["push-in", "drift", "pan-left"]) expect((await draw({ shot: { move, size: "ECU" } })).amount).toBeGreaterThanOrEqual(0.05);
  });
});

describe("what is seen", () => {
  test("changes with place, hour, feeling, people, camera size and the feast", async () => {
    const plain = await draw();
    for (const over of [
      { setting: { location: "高铁站站台" } },
      { setting: { timeOfDay: "morning" } },
      { shot: { characters: ["nai-nai", "zhang-mei"] } },
      { shot: { size: "CU" } },
      { festive: false },
    ]) {
      expect(await difference(plain, await draw(over)), JSON.stringify(over)).toBeGreaterThan(3);
    }
    expect(await difference(plain, await draw({ shot: { emotion: "sad" } }))).toBeGreaterThan(1);
  });

  test("is festive no longer when the date is out of season", async () => {
    const plain = await draw({ festive: false, setting: { lunarDate: "06-10" } });
    expect((await draw({ festive: true, setting: { lunarDate: "06-10" } })).image.artifact).toBe(plain.image.artifact);
  });

  test("in an unknown place depends on the place's name only", async () => {
    const [one, again, other] = [
      await draw({ setting: { location: "阿强的仓库" } }),
      await draw({ setting: { location: "阿强的仓库", id: "s09" } }),
      await draw({ setting: { location: "地下室" } }),
    ];
    expect(again.image.artifact).toBe(one.image.artifact);
    expect(other.image.artifact).not.toBe(one.image.artifact);
  });
});

const places: Readonly<Record<keyof typeof sets, string>> = {
  kitchen: "厨房",
  diningRoom: "年夜饭餐桌",
  livingRoom: "LIVING ROOM",
  bedroom: "卧室",
  entrance: "玄关",
  courtyard: "四合院",
  lane: "村口小巷",
  cityNight: "城市天台",
  fair: "庙会",
  station: "高铁站",
  airport: "AIRPORT",
  office: "办公室",
  hospital: "医院",
  car: "车内",
  phone: "手机屏幕",
  teahouse: "咖啡馆",
  interior: "某处",
  exterior: "原野",
};
const open = new Set(["courtyard", "lane", "cityNight", "fair", "exterior", "station"]);

// A drawing that resvg cannot take ends the process, so every set is drawn at every size, hour and with every feeling once.
test.each(Object.entries(places))("the set %s (%s) can be drawn at all sizes and hours", async (name, location) => {
  for (const [index, size] of shotSizes.entries()) {
    const characters = [[], ["li-wei"], ["li-wei", "nai-nai"], ["li-wei", "zhang-mei", "nai-nai"]][index % 4]!;
    const emotion = emotions[(index * 5 + name.length) % 12]!;
    const where = setting({ location, interior: !open.has(name), timeOfDay: timesOfDay[(index + name.length) % 6] }) as Setting;
    const present = people.filter(({ id }) => characters.includes(id)) as Anchor[];
    const drawn = tableau(where, shot({ size, characters, emotion }) as Shot, present, index % 3 !== 0, 0);
    for (const { content } of drawn.layers) expect(content).not.toMatch(/NaN|undefined|Infinity/);
    const still = await develop({ ...drawn, grade: gradeOf(emotion), width: 216, height: 384, signal: new AbortController().signal });
    expect(still.length).toBeGreaterThan(5_000);
  }
});
