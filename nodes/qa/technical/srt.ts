import { fail } from "../../../runtime/contract/index.ts";

/** One subtitle as a player reads it. */
export interface SrtCue { readonly number: number; readonly fromMs: number; readonly toMs: number; readonly rows: readonly string[] }

const timing = /^(\d{2,}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d),(\d{3})$/;

/** Reads SubRip strictly: what some players forgive, others do not. @throws ProblemError SUBTITLES_UNREADABLE */
export function readSrt(text: string): SrtCue[] {
  const blocks = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n").trim().split(/\n{2,}/).filter((block) => block !== "");
  return blocks.map((block, index) => {
    const [number, times, ...rows] = block.split("\n");
    const match = timing.exec(times?.trim() ?? "");
    if (!/^\d+$/.test(number?.trim() ?? "") || !match || rows.length === 0) {
      fail({ code: "SUBTITLES_UNREADABLE", message: `Subtitle ${index + 1} is not written as SubRip: "${block.split("\n").slice(0, 2).join(" / ")}".`, hint: "Write number, times `HH:MM:SS,mmm --> HH:MM:SS,mmm` and text on lines of their own." });
    }
    const at = (first: number) => [3_600_000, 60_000, 1000, 1].reduce((sum, unit, part) => sum + unit * Number(match[first + part]), 0);
    return { number: Number(number), fromMs: at(1), toMs: at(5), rows: rows.map((row) => row.replace(/<[^>]+>|\{\\[^}]+\}/g, "")) };
  });
}
