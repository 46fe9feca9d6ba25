import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { missingFrom, subtitleFont, textMeasure } from "../../../nodes/compose/font.ts";
import { advancesOf } from "../../../nodes/compose/glyphs.ts";
import { ProblemError } from "../../../runtime/contract/index.ts";

it("covers GB 2312, Latin with pinyin marks and the punctuation of both", async () => {
  const decoder = new TextDecoder("gb18030");
  const hanzi = [];
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) hanzi.push(decoder.decode(Uint8Array.of(row, cell)));
  expect(hanzi).toHaveLength(6763);
  expect(await missingFrom(hanzi.join(""))).toEqual([]);
  expect(await missingFrom("The quick brown fox—“naïve”, 50 €: ǎéìōü《》「」·…！？，。")).toEqual([]);
});

it("names each character it lacks once and asks no glyph for joiners", async () => {
  expect(await missingFrom("新年好😀กก\u200d\ufe0f")).toEqual(["😀", "ก"]);
});

it("measures a Chinese character as one em and Latin as less", async () => {
  const widthOf = await textMeasure();
  expect(widthOf("你好")).toBe(2);
  expect(widthOf("ill")).toBeLessThan(widthOf("MWM"));
  expect(widthOf("MWM")).toBeLessThan(3);
});

it("has the name libass looks it up by", async () => {
  const font = await readFile(join(subtitleFont.folder, subtitleFont.file));
  const family = Buffer.from(subtitleFont.family, "utf16le").swap16();
  expect(font.includes(family)).toBe(true);
});

it("refuses a file that is no font with a problem", () => {
  expect(() => advancesOf(Buffer.from("not a font at all"))).toThrow(ProblemError);
  expect(() => advancesOf(new Uint8Array())).toThrow("no readable table");
});
