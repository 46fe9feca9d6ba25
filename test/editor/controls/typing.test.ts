import { describe, expect, test } from "vitest";
import { jsonText, parseJson } from "../../../editor/controls/json-text.ts";
import { inserted, moved, pastedEntries, replaced, without } from "../../../editor/controls/list-edit.ts";
import { mediaFault, mediaTypeOf } from "../../../editor/controls/media-type.ts";
import { parseNumber, stepped } from "../../../editor/controls/number-text.ts";
import { changedLines, measure } from "../../../editor/controls/text-measure.ts";
import { faultText } from "../../../editor/controls/fault-words.ts";

describe("numbers as they are typed", () => {
  test.each([["12", 12], [" -1.5 ", -1.5], ["１２．５", 12.5], ["－3", -3], ["−3", -3], ["1,5", 1.5], ["1,080", 1080], ["1,234.5", 1234.5], ["1 080", 1080], ["1e3", 1000], [".5", 0.5], ["7.", 7]])("%s is %d", (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  test.each(["", "abc", "1.2.3", "12px", "0x10", "Infinity", "--3", "１２集"])("“%s” is no number", (text) => {
    expect(parseNumber(text)).toBeNaN();
  });

  test("steps land on the grid, inside the range, without crumbs of floating point", () => {
    expect(stepped(0.1, 2, { minimum: 0, maximum: 1, step: 0.1 })).toBe(0.3);
    expect(stepped(1081, 1, { minimum: 64, maximum: 4096, step: 4 })).toBe(1084);
    expect(stepped(99, 10, { minimum: 1, maximum: 100, step: 1 })).toBe(100);
    expect(stepped(0, -1, { minimum: undefined, maximum: undefined, step: 1e-7 })).toBe(-1e-7);
  });
});

describe("lists", () => {
  test("entries are replaced, inserted, taken out and moved without changing the list that was there", () => {
    const list = Object.freeze(["a", "b", "c"]);
    expect(replaced(list, 1, "x")).toEqual(["a", "x", "c"]);
    expect(inserted(list, 1, "x", "y")).toEqual(["a", "x", "y", "b", "c"]);
    expect(without(list, 0)).toEqual(["b", "c"]);
    expect(moved(list, 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(list, 2, -5)).toEqual(["c", "a", "b"]);
    expect(moved(list, 7, 0)).toEqual(["a", "b", "c"]);
  });

  test("pasted lines become entries, empty ones do not", () => {
    expect(pastedEntries("red lantern\r\n\n  dumplings \n")).toEqual(["red lantern", "dumplings"]);
  });
});

describe("files", () => {
  test("browsers' media types are taken without parameters, and known endings are named", () => {
    expect(mediaTypeOf({ name: "a.txt", type: "text/plain; charset=utf-8" })).toBe("text/plain");
    expect(mediaTypeOf({ name: "film.SRT", type: "" })).toBe("application/x-subrip");
    expect(mediaTypeOf({ name: "unknown", type: "" })).toBe("application/octet-stream");
  });

  test("what an input does not take is refused in words", () => {
    expect(mediaFault("image/png", "image", "^image/")).toBeUndefined();
    expect(mediaFault("application/pdf", "file", "^[a-z]+/")).toBeUndefined();
    const fault = mediaFault("audio/mpeg", "image", "^image/")!;
    expect(faultText(fault, "en")).toBe("Takes images, not audio/mpeg.");
    expect(faultText(fault, "zh")).toBe("这里只接受图片，而不是 audio/mpeg。");
  });
});

describe("JSON as it is typed", () => {
  test("an empty text is no value; what is laid out reads back as it was", () => {
    expect(parseJson("  ")).toEqual({ value: undefined });
    const value = { type: "object", list: [1, null] };
    expect(parseJson(jsonText(value))).toEqual({ value });
  });

  test("a mistake is found at its line", () => {
    expect(parseJson("{\n  \"a\": 1,\n  b\n}")).toMatchObject({ fault: { keyword: "notJson", demands: 3 } });
    expect(parseJson("{\n")).toMatchObject({ fault: { keyword: "notJson", demands: 2 } });
  });
});

describe("texts are measured as writers do", () => {
  test("Chinese counts by character, other languages by word", () => {
    expect(measure("李伟：奶奶，我回来了！")).toEqual({ words: 8, characters: 11, lines: 1 });
    expect(measure("Grandma, I'm home.\nWell-known")).toEqual({ words: 4, characters: 26, lines: 2 });
    expect(measure("用iPhone拍")).toMatchObject({ words: 3 });
    expect(measure("")).toEqual({ words: 0, characters: 0, lines: 0 });
  });

  test("changed lines are those that are new, gone or other", () => {
    expect(changedLines("a\nb\nc", "a\nb\nc")).toBe(0);
    expect(changedLines("a\nb\nc", "a\nx\nc")).toBe(1);
    expect(changedLines("a\nb\nc", "a\nc")).toBe(1);
    expect(changedLines("a\nb\nc", "new\na\nb\nc\nlast")).toBe(2);
    expect(changedLines("a\nb", "b\na")).toBe(1);
  });
});
