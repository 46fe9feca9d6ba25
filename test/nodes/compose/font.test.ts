import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { codePointsOf } from "../../../nodes/compose/cmap.ts";
import { missingFrom, subtitleFont } from "../../../nodes/compose/font.ts";
import { ProblemError } from "../../../runtime/contract/index.ts";

const folder = await mkdtemp(join(tmpdir(), "reelwright-font-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

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

it("has the name libass looks it up by", async () => {
  const font = await readFile(join(subtitleFont.folder, subtitleFont.file));
  const family = Buffer.from(subtitleFont.family, "utf16le").swap16();
  expect(font.includes(family)).toBe(true);
});

it("refuses a file that is no font with a problem", async () => {
  await writeFile(join(folder, "broken.ttf"), "not a font at all");
  const broken = await readFile(join(folder, "broken.ttf"));
  expect(() => codePointsOf(broken)).toThrow(ProblemError);
  expect(() => codePointsOf(new Uint8Array())).toThrow("no readable table");
});
