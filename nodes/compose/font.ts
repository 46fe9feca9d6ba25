import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { advancesOf } from "./glyphs.ts";

/** The font of burnt-in text. It travels with the pack: what a machine has installed must not change a picture. */
export const subtitleFont = {
  /** As ASS and SVG name it; draw it bold, its only weight. */
  family: "Reelwright Sans SC",
  /** The folder for libass's `fontsdir`; the only font in it is this one. */
  folder: fileURLToPath(new URL("./fonts/", import.meta.url)),
  file: "ReelwrightSansSC-Bold.ttf",
  /** libass takes a font size as the height of a line (ascent + descent), which is this many ems. */
  lineHeight: 1.448,
} as const;

let advances: Promise<ReadonlyMap<number, number>> | undefined;

function fontAdvances(): Promise<ReadonlyMap<number, number>> {
  advances ??= readFile(`${subtitleFont.folder}${subtitleFont.file}`).then(advancesOf);
  return advances;
}

/** @returns the characters of `text` that the font has no glyph for, each once, in order of appearance */
export async function missingFrom(text: string): Promise<string[]> {
  const known = await fontAdvances();
  return [...new Set(text)].filter((character) => !invisible.test(character) && !known.has(character.codePointAt(0)!));
}

/** @returns a function that gives the width of a row of text in ems; a character without a glyph counts as one em */
export async function textMeasure(): Promise<(text: string) => number> {
  const known = await fontAdvances();
  return (text) => [...text].reduce((width, character) => width + (invisible.test(character) ? 0 : known.get(character.codePointAt(0)!) ?? 1), 0);
}

/** Controls, joiners and variation selectors shape their neighbours and need no glyph of their own. */
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/u;
