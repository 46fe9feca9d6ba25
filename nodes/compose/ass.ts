import type { Cue, Rate } from "../story/index.ts";
import { clockFields } from "./clock.ts";
import { subtitleFont, textMeasure } from "./font.ts";
import { isWide } from "./reading.ts";
import { isCaption } from "./utterances.ts";

export const assMedia = "text/x-ssa";

/** The picture the subtitles are drawn on, in pixels; `safe` is what a player's own buttons and texts leave free. */
export interface AssFrame {
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  readonly safe?: SafeArea;
}

/** Margins as parts of the picture: 0.1 is a tenth of its height (top, bottom) or width (left, right). */
export interface SafeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Upright: what short-video apps cover, 150 px at the top and right and 440 px below in 1080×1920. Else: title safe. */
export function defaultSafeArea(width: number, height: number): SafeArea {
  return height > width
    ? { top: 150 / 1920, right: 150 / 1080, bottom: 440 / 1920, left: 60 / 1080 }
    : { top: 0.05, right: 0.05, bottom: 0.05, left: 0.05 };
}

/**
 * Advanced SubStation Alpha for libass: speech stands centred above the lower safe margin, captions in the upper part
 * of the picture. Rows are broken already; one that is wider than the safe area is set smaller, never cut.
 */
export async function buildAss(cues: readonly Cue[], frame: AssFrame): Promise<string> {
  const measure = await textMeasure();
  const layout = layoutOf(frame);
  return [
    "[Script Info]",
    "ScriptType: v4.00+",
    `PlayResX: ${frame.width}`,
    `PlayResY: ${frame.height}`,
    "WrapStyle: 2",
    "ScaledBorderAndShadow: yes",
    "YCbCr Matrix: TV.709",
    "",
    "[V4+ Styles]",
    `Format: ${Object.keys(styleOf(layout, "speech")).join(", ")}`,
    ...(["speech", "caption"] as const).map((name) => `Style: ${Object.values(styleOf(layout, name)).join(",")}`),
    "",
    "[Events]",
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ...cues.map((cue) => eventOf(cue, frame.rate, layout, measure)),
    "",
  ].join("\n");
}

interface Layout {
  /** Pixels per pixel of a 1080-wide upright picture. */
  readonly scale: number;
  readonly side: number;
  readonly safeTop: number;
  readonly safeBottom: number;
  readonly textWidth: number;
}

/** The wider side margin counts on both sides, so that text stays in the middle of the picture. */
function layoutOf({ width, height, safe = defaultSafeArea(width, height) }: AssFrame): Layout {
  const side = Math.round(Math.max(safe.left, safe.right) * width);
  return {
    scale: Math.min(width, height) / 1080,
    side,
    safeTop: Math.round(safe.top * height),
    safeBottom: Math.round(safe.bottom * height),
    textWidth: width - 2 * side,
  };
}

/** Sizes of a character in pixels of a 1080-wide picture; Latin letters are narrower and look as large when set smaller. */
const ems = { speech: 48, latin: 42, caption: 50 };

function styleOf({ scale, side, safeTop, safeBottom }: Layout, name: "speech" | "caption") {
  const px = (value: number) => round(value * scale);
  const speech = name === "speech";
  return {
    Name: name,
    Fontname: subtitleFont.family,
    Fontsize: px(ems[name] * subtitleFont.lineHeight),
    PrimaryColour: speech ? "&H00FFFFFF" : "&H00D6F0FF",
    SecondaryColour: "&H00FFFFFF",
    OutlineColour: speech ? "&H00181210" : "&H00201A38",
    BackColour: "&H78000000",
    Bold: -1, Italic: 0, Underline: 0, StrikeOut: 0, ScaleX: 100, ScaleY: 100,
    Spacing: speech ? 0 : px(4),
    Angle: 0, BorderStyle: 1,
    Outline: px(speech ? 3.6 : 3),
    Shadow: px(2),
    Alignment: speech ? 2 : 8,
    MarginL: side, MarginR: side,
    MarginV: speech ? safeBottom : safeTop + px(150),
    Encoding: 1,
  };
}

function eventOf(cue: Cue, rate: Rate, layout: Layout, measure: (text: string) => number): string {
  const caption = isCaption(cue);
  const rows = cue.lines.map((row) => (hasWide(row) ? row : straightQuotes(row)));
  const wanted = caption ? ems.caption : rows.some(hasWide) ? ems.speech : ems.latin;
  const spacing = caption ? 4 / ems.caption : 0;
  const widest = Math.max(...rows.map((row) => measure(row) + spacing * row.length)) * layout.scale;
  const em = Math.min(wanted, layout.textWidth / widest);
  const size = em === (caption ? ems.caption : ems.speech) ? "" : `{\\fs${round(em * layout.scale * subtitleFont.lineHeight)}}`;
  const times = `${stamp(cue.start, rate)},${stamp(cue.end, rate)}`;
  return `Dialogue: 0,${times},${caption ? "caption" : "speech"},,0,0,0,,${size}${rows.map(escape).join("\\N")}`;
}

/**
 * Centiseconds, never after the frame's own moment: libass compares whole milliseconds that may have been rounded
 * down, so a time that meets a frame exactly is moved one centisecond before it.
 */
function stamp(frame: number, rate: Rate): string {
  const moment = Math.max(0, Math.ceil((frame * rate.den * 100) / rate.num) - 1);
  const { hours, minutes, seconds, fraction } = clockFields(moment, 100);
  return `${hours}:${minutes}:${seconds}.${fraction}`;
}

/** `{` opens an override and `\` a command; full-width look-alikes stand in for them. */
function escape(row: string): string {
  return row.replaceAll("\\", "＼").replaceAll("{", "｛").replaceAll("}", "｝");
}

function hasWide(row: string): boolean {
  return isWide(row, false);
}

/** A Chinese font draws curly quotes as wide as a character, which tears Latin words apart. */
function straightQuotes(row: string): string {
  return row.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
