import { describe, expect, test } from "vitest";
import { Type } from "../../../runtime/contract/typebox.ts";
import { faultText } from "../../../editor/controls/fault-words.ts";
import { faultOf } from "../../../editor/controls/validity.ts";
import { mismatch } from "../../../runtime/graph/schema.ts";
import { builtInInputs, schemaOf } from "./built-in-schemas.ts";

function said(at: string, value: unknown): readonly [string, string] | undefined {
  const fault = faultOf(schemaOf(at), value);
  return fault && [faultText(fault, "en"), faultText(fault, "zh")];
}

/** Values of all sorts: what one schema takes another refuses. */
const samples: readonly unknown[] = [
  "", "text", "zh-CN", "E 01", "e01", 0, 1, -1, 1.5, 3, 1081, 1e9, true, false, null, [], ["a"], [1], [""], {}, { a: 1 },
  { top: 0.1, right: 0.1, bottom: 0.1, left: 0.1 }, { num: 25, den: 1 }, [{ rule: "gift-clock" }], { artifact: "a".repeat(64), media: "image/png", bytes: 3 },
];

describe("what is wrong with a value", () => {
  test("the browser finds the same values wrong as the runtime, for every built-in input", () => {
    const differing = builtInInputs().flatMap(({ at, port }) =>
      samples.filter((value) => (faultOf(port.schema, value) === undefined) !== (mismatch(port.schema, value) === undefined)).map((value) => `${at}: ${JSON.stringify(value)}`));
    expect(differing).toEqual([]);
  });

  test("every fault of every built-in input is said in both languages, in words of our own", () => {
    const texts = builtInInputs().flatMap(({ port }) => samples.flatMap((value) => {
      const fault = faultOf(port.schema, value);
      return fault ? [[faultText(fault, "en"), faultText(fault, "zh")] as const] : [];
    }));
    expect(texts.length).toBeGreaterThan(500);
    for (const [english, chinese] of texts) {
      expect(english).not.toMatch(/undefined|NaN|\[object|schema/i);
      expect(chinese).toMatch(/[\u4e00-\u9fff].*。$|[\u4e00-\u9fff]/);
      expect(chinese).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test.each([
    ["script/arc.episodes", 0, "Must be 1 or more.", "不能小于 1。"],
    ["script/arc.episodes", 101, "Must be 100 or less.", "不能大于 100。"],
    ["script/arc.episodes", 1.5, "Must be a whole number.", "必须是整数。"],
    ["script/arc.theme", 3, "Must be a text.", "必须是文本。"],
    ["compose/shot.width", 1081, "Must be a multiple of 4.", "必须是 4 的倍数。"],
    ["compose/shot.burn", "yes", "Must be yes or no.", "只能是“是”或“否”。"],
    ["voice/voice.voice", "", "Must not be empty.", "不能为空。"],
    ["script/screenplay.episode", "E 01", "Only small letters, digits and hyphens, with a letter first: e01.", "只能用小写字母、数字和连字符，并以字母开头，如 e01。"],
    ["qa/culture.market", "mars", "Must be one of: cn, abroad.", "只能是以下之一：cn、abroad。"],
    ["script/arc.must", ["a", 2], "Entry 2: Must be a text.", "第 2 项：必须是文本。"],
    ["qa/culture.waivers", [{ rule: "gift-clock" }], "Entry 1: Still to fill in: by, reason.", "第 1 项：还需填写：by、reason。"],
    ["compose/shot.safe", { top: 0.9, right: 0, bottom: 0, left: 0 }, "Top: Must be 0.45 or less.", "top：不能大于 0.45。"],
    ["qa/technical.limits", { wide: 3 }, "“wide” is not known here; remove it.", "这里没有“wide”这一项，请删除。"],
    ["qa/technical.limits", { reading: { zh: { width: 9, rows: 1.5, cps: 9 } } }, "Reading › zh › rows: Must be a whole number.", "reading的zh的rows：必须是整数。"],
  ])("%s = %j", (at, value, english, chinese) => {
    expect(said(at, value)).toEqual([english, chinese]);
  });

  test("a value that fits none of several forms is judged by the form it was meant to have", () => {
    const schema = Type.Union([Type.Integer({ minimum: 10 }), Type.Null()]);
    expect(faultText(faultOf(schema, 3)!, "en")).toBe("Must be 10 or more.");
    expect(faultOf(schema, null)).toBeUndefined();
  });

  test("members and allowed values are called by their titles", () => {
    const fault = faultOf(schemaOf("qa/culture.market"), "mars")!;
    expect(faultText(fault, "zh", { value: (value) => value === "cn" ? "国内" : "海外" })).toBe("只能是以下之一：国内、海外。");
  });

  test("a schema is left as it was", () => {
    const schema = schemaOf("qa/culture.waivers");
    const before = JSON.stringify(schema);
    faultOf(schema, []);
    expect(JSON.stringify(schema)).toBe(before);
  });
});
