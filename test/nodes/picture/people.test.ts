import { expect, test } from "vitest";
import { Dice } from "../../../nodes/picture/dice.ts";
import { Sheet } from "../../../nodes/picture/draw.ts";
import { lookOf } from "../../../nodes/picture/people/look.ts";
import { figure } from "../../../nodes/picture/people/figure.ts";
import { person } from "../../../nodes/picture/people/person.ts";
import { framingOf, place } from "../../../nodes/picture/staging.ts";
import { type Anchor, type Emotion, emotions, type Setting, type Shot, shotSizes } from "../../../nodes/story/index.ts";
import { anchor, setting, shot } from "./material.ts";

const look = (...args: Parameters<typeof anchor>) => lookOf(anchor(...args) as Anchor);

test("words of hair, clothes and marks become what is drawn, from a writer or from a model", () => {
  expect(
    look("a", "A", {
      gender: "female",
      age: 70,
      hair: { style: "neat chignon", colour: "salt-and-pepper" },
      clothing: { top: "silk tang jacket", colour: "deep burgundy" },
    }),
  ).toMatchObject({ outfit: "tang", colour: "#7d2a3a", hair: "#a7a4aa", years: "elder", feminine: true });
  expect(
    look("b", "B", {
      gender: "male",
      age: 30,
      hair: { style: "receding and bald on top", colour: "black" },
      marks: { glasses: "thick black frames", beard: "full beard" },
      clothing: { top: "down jacket", colour: "藏青" },
    }),
  ).toMatchObject({ outfit: "puffer", colour: "#2c3f66", glasses: "glasses3", beard: "full4" });
  expect(look("c", "C", { gender: "male", age: 30, marks: { glasses: "none" } }).glasses).toBeUndefined();
});

test("one anchor has one look, and unknown words are settled by its hash", () => {
  const traits = { gender: "female", age: 25, hair: { style: "asymmetric galactic swirl", colour: "octarine" }, clothing: { top: "thneed" } };
  expect(look("x", "X", traits)).toEqual(look("x", "X", traits));
  const heads = new Set(Array.from({ length: 12 }, (_, index) => look(`x${index}`, "X", traits).head));
  expect(heads.size).toBeGreaterThan(1);
});

test("old people have wrinkles, children neither beard nor wrinkles, and grey hair is never drawn as black outline", () => {
  const old = look("o", "O", { gender: "female", age: 80, hair: { style: "long straight", colour: "white" } });
  expect(old.marks.has("wrinkles")).toBe(true);
  expect(["grayMedium", "grayBun", "bangs"]).toContain(old.head);
  expect(look("k", "K", { gender: "male", age: 6, marks: { beard: "full" } })).toMatchObject({ years: "child" });
  expect(look("k", "K", { gender: "male", age: 6, marks: { beard: "full" } }).beard).toBeUndefined();
});

test("a scene's wardrobe changes the clothes and nothing else", () => {
  const worn = lookOf(anchor("w", "W", { gender: "female", age: 30, clothing: { top: "cardigan", colour: "green" } }) as Anchor, {
    character: "w",
    outfit: "白色羽绒服",
  });
  const usual = look("w", "W", { gender: "female", age: 30, clothing: { top: "cardigan", colour: "green" } });
  expect(worn).toMatchObject({ outfit: "puffer", colour: "#f1ece2" });
  expect({ ...worn, outfit: usual.outfit, colour: usual.colour }).toEqual(usual);
});

test("every emotion is another face on the same head", () => {
  const one = look("f", "F", { gender: "male", age: 40 });
  const drawn = (emotion: Emotion) => person(one, { emotion, variant: 0, dice: new Dice("pose"), lit: (colour) => colour, glow: "#ffffff" }, new Sheet("t"));
  expect(new Set(emotions.map(drawn)).size).toBe(emotions.length);
});

test("closer sizes have larger heads, and faces stay above the subtitles and inside the frame", () => {
  const crowd = Array.from({ length: 7 }, (_, index) => look(`p${index}`, "P", { age: 20 + index * 9, gender: index % 2 ? "male" : "female" }));
  const heads = shotSizes.map((size) => framingOf(size, 1).head);
  expect(heads).toEqual(heads.toSorted((one, other) => one - other));
  for (const size of shotSizes) {
    for (let count = 1; count <= crowd.length; count++) {
      const ids = crowd.slice(0, count).map((_, index) => `p${index}`);
      const places = place(crowd.slice(0, count), framingOf(size, count), setting({ characters: ids }) as Setting, shot({ size, characters: ids }) as Shot);
      for (const { x, top, scale } of places) {
        expect(top + (figure.chin - figure.top) * scale, `${size} ${count}`).toBeLessThan(1480);
        expect(x, `${size} ${count}`).toBeGreaterThan(60);
        expect(x, `${size} ${count}`).toBeLessThan(1020);
      }
      if (count <= 4) expect(places.map(({ x }) => x)).toEqual(places.map(({ x }) => x).toSorted((one, other) => one - other));
    }
  }
});

test("two people look at each other", () => {
  const pair = [look("a", "A", { gender: "male" }), look("b", "B", { gender: "female" })];
  const [left, right] = place(pair, framingOf("MS", 2), setting() as Setting, shot() as Shot);
  expect([left!.mirrored, right!.mirrored]).toEqual([false, true]);
});
