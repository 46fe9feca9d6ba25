import { afterAll, describe, expect, it } from "vitest";
import core from "../../../nodes/core/pack.ts";
import { choose } from "../../../nodes/core/choose.ts";
import { nearest } from "../../../nodes/core/nearest.ts";
import { pairs } from "../../../nodes/core/pairs.ts";
import { pick } from "../../../nodes/core/pick.ts";
import { template } from "../../../nodes/core/template.ts";
import { openBench } from "../../kit/run-node.ts";

const bench = await openBench();
afterAll(() => bench.close());

const problemOf = (run: Promise<unknown>) => run.then(() => undefined, (error: { problem: unknown }) => error.problem);

describe("what holds a value", () => {
  const reference = (media: string) => ({ artifact: "a".repeat(64), media, bytes: 3 });
  it.each([
    ["core/text", "text", "饺子"],
    ["core/number", "number", 12],
    ["core/file", "file", reference("text/plain")],
    ["core/image", "image", reference("image/png")],
    ["core/audio", "audio", reference("audio/wav")],
    ["core/video", "video", reference("video/mp4")],
  ])("%s passes it on", async (type, name, value) => {
    const node = core.nodes.find((candidate) => candidate.type === type)!;
    expect(await bench.run(node, { [name]: value })).toEqual({ [name]: value });
  });

  it("takes no text file for a picture", async () => {
    const node = core.nodes.find(({ type }) => type === "core/image")!;
    await expect(bench.run(node, { image: reference("text/plain") })).rejects.toThrow("media");
  });

  it("a note gives nothing to connect", () => {
    expect(core.nodes.find(({ type }) => type === "core/note")!.outputs).toEqual({});
  });
});

describe("template", () => {
  const fill = (text: string, values: object = {}, more: object = {}) => bench.run(template, { template: text, values, ...more });

  it("puts values and their fields in the gaps", async () => {
    const { text } = await fill("{{ name }}, {{who.age}} years, {{dishes.1}}: {{a}} {{b.title}}", { name: "李伟", who: { age: 28 }, dishes: ["鱼", "饺子"] }, { a: true, b: { title: "回家" } });
    expect(text).toBe("李伟, 28 years, 饺子: true 回家");
  });

  it("does not read again what it filled in", async () => {
    expect((await fill("{{x}}$&", { x: "{{y}} $1" })).text).toBe("{{y}} $1$&");
  });

  it("refuses a name it was not given, and offers the one that was meant", async () => {
    expect(await problemOf(fill("{{nmae}}", { name: "x" }))).toMatchObject({ code: "TEMPLATE_NAME_UNKNOWN", hint: 'Did you mean "name"?' });
  });

  it.each(["constructor", "__proto__", "name.length", "toString.name"])("finds nothing behind a value's back: %s", async (name) => {
    expect(await problemOf(fill(`{{${name}}}`, { name: "x" }))).toMatchObject({ code: "TEMPLATE_NAME_UNKNOWN" });
  });

  it("refuses to print an object, naming what is in it", async () => {
    expect(await problemOf(fill("{{who}}", { who: { name: "x" } }))).toMatchObject({ code: "TEMPLATE_VALUE_UNFIT", hint: "Name something in it: {{who.name}}." });
  });

  it("refuses a gap that does not end", async () => {
    expect(await problemOf(fill("Dear {{name", { name: "x" }))).toMatchObject({ code: "TEMPLATE_UNCLOSED" });
  });
});

describe("pick", () => {
  const episodes = ["e01", "e02", "e03"].map((id) => ({ id }));

  it("lets the named elements through in the list's order", async () => {
    expect((await bench.run(pick, { items: episodes, keys: ["e03", "e01"] })).items).toEqual([{ id: "e01" }, { id: "e03" }]);
  });

  it("lets everything through when nothing is named", async () => {
    expect((await bench.run(pick, { items: episodes })).items).toEqual(episodes);
  });

  it("takes the index for elements without an id", async () => {
    expect((await bench.run(pick, { items: ["鱼", "饺子"], keys: ["1"] })).items).toEqual(["饺子"]);
  });

  it("refuses a key that is not there, naming near ones", async () => {
    expect(await problemOf(bench.run(pick, { items: episodes, keys: ["e30"] }))).toMatchObject({ code: "KEY_NOT_FOUND", hint: expect.stringContaining('"e03"') });
    expect(nearest("kitchen", ["kitchin", "hall", "kit"])).toEqual(["kitchin"]);
  });
});

describe("pairs", () => {
  it("brings one value together with each of a list", async () => {
    const dishes = [{ id: "fish" }, { id: "cake" }];
    expect(await bench.run(pairs, { a: { id: "li-wei" }, b: dishes })).toEqual({
      a: { id: "li-wei" }, b: dishes,
      pairs: [{ id: "li-wei×fish", a: { id: "li-wei" }, b: { id: "fish" } }, { id: "li-wei×cake", a: { id: "li-wei" }, b: { id: "cake" } }],
    });
  });
});

describe("choose", () => {
  it.each([[true, "use"], [1, "use"], ["yes", "use"], [false, "otherwise"], [0, "otherwise"], ["", "otherwise"], ["No", "otherwise"], [" false ", "otherwise"]] as const)(
    "asks, for %s, only for %s", async (when, wanted) => {
      expect(choose.demands!({ when, use: undefined, otherwise: undefined })).toEqual([wanted]);
      expect(await bench.run(choose, { when, use: "一", otherwise: "二" })).toEqual({ chosen: wanted === "use" ? "一" : "二" });
    },
  );
});

it("converts only what every value of a type can become", () => {
  const convert = (from: string, to: string) => core.conversions!.find((conversion) => conversion.from === from && conversion.to === to)?.convert;
  expect(convert("number", "text")!(1.5)).toBe("1.5");
  expect(convert("boolean", "text")!(false)).toBe("false");
  expect(convert("image", "file")!("same")).toBe("same");
  expect(convert("text", "number")).toBeUndefined();
  expect(convert("file", "image")).toBeUndefined();
});
