import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { codePointsOf } from "./cmap.ts";

/** The font of burnt-in text. It travels with the pack: what a machine has installed must not change a picture. */
export const subtitleFont = {
  /** As ASS and SVG name it; draw it bold, its only weight. */
  family: "Reelwright Sans SC",
  /** The folder for libass's `fontsdir`; holds nothing but this font and its licence. */
  folder: fileURLToPath(new URL("./fonts/", import.meta.url)),
  file: "ReelwrightSansSC-Bold.ttf",
  /** libass takes a font size as the height of a line (ascent + descent); a Chinese character is this much smaller. */
  lineHeight: 1.448,
} as const;

let glyphs: Promise<ReadonlySet<number>> | undefined;

/** @returns the characters of `text` that the font has no glyph for, each once, in order of appearance */
export async function missingFrom(text: string): Promise<string[]> {
  glyphs ??= readFile(`${subtitleFont.folder}${subtitleFont.file}`).then(codePointsOf);
  const covered = await glyphs;
  return [...new Set(text)].filter((character) => !invisible.test(character) && !covered.has(character.codePointAt(0)!));
}

/** Controls, joiners and variation selectors shape their neighbours and need no glyph of their own. */
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/u;
