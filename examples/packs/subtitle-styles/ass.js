import { emsOf, isWide, rowsOf } from "./measure.js";

/** libass takes a size as the height of a row; in the Chinese fonts that are used everywhere that is so many ems. */
const rowHeight = 1.448;
/** In those fonts a character stands so many ems lower than the middle of its row. */
const sag = 0.056;
/** Letters look as large as Chinese characters when they are set smaller. */
const latin = 0.9;
/** A row is not set smaller than this part of the wanted size without a word about it. */
export const smallest = 0.75;

/** @typedef {{ text: string, kind: "first" | "second" }} Row */

/**
 * A script in Advanced SubStation Alpha. Each speaker has a style of their own, so that it can be changed in an editor.
 * @param {{ style: any, width: number, height: number, title: string }} frame
 */
export function openScript({ style, width, height, title }) {
  const scale = Math.min(width, height) / 1080;
  const px = (value) => Math.round(value * scale * 10) / 10;
  const safe = { top: style.safe.top * height, bottom: style.safe.bottom * height, side: Math.max(style.safe.left, style.safe.right) * width };
  const names = new Map();
  const colours = new Map(style.speakers.map(({ speaker, colour }) => [speaker, colour]));
  const events = [];

  /** @param {{ speaker: string }} cue */
  const nameOf = ({ speaker }) => {
    const name = speaker === "" ? "caption" : colours.has(speaker) ? `speech ${speaker.replaceAll(",", " ")}` : "speech";
    names.set(name, name === "caption" ? style.second.fill : colours.get(speaker) ?? style.fill);
    return name;
  };
  const room = width - 2 * safe.side;
  const sizeOf = (rows, wanted) => {
    const ems = Math.max(...rows.map((row) => emsOf(row) + ([...row].length * style.spacing) / style.size));
    return Math.min(wanted * (rows.some((row) => [...row].some(isWide)) ? 1 : latin), room / scale / ems);
  };

  return {
    /**
     * Adds a cue. Times are texts of the format.
     * @param {{ start: string, end: string, speaker: string, first: readonly string[], second: string, secondFirst: boolean, sung?: (row: number) => string }} cue
     * @returns {number} what part of the wanted size the text could be set in
     */
    add({ start, end, speaker, first, second, secondFirst, sung }) {
      const name = nameOf({ speaker });
      const size = sizeOf(first, style.size);
      const wantedSecond = style.size * style.second.size;
      const secondRows = second === "" ? [] : rowsOf(second, room / scale / wantedSecond / latin, 2);
      const secondSize = secondRows.length > 0 ? sizeOf(secondRows, wantedSecond) : 0;
      const text = [
        ...first.map((row, index) => ({ second: false, size, text: sung?.(index) ?? escaped(row), ems: emsOf(row) })),
        ...secondRows.map((row) => ({ second: true, size: secondSize, text: escaped(row), ems: emsOf(row) })),
      ];
      if (secondFirst) text.unshift(...text.splice(first.length));
      const place = placeOf({ style, safe, height, isCaption: speaker === "", tall: text.reduce((sum, row) => sum + row.size * rowHeight * scale, 0) });
      const moves = motionOf(style.motion);
      // A sung row is lit from the second colour to the first; the translation is not sung, and has one.
      const look = (row) => `{\\fs${px(row.size * rowHeight)}${row.second ? `\\1c${colour(style.second.fill)}\\2c${colour(style.second.fill)}\\k0` : ""}}${row.text}${row.second ? "{\\1c\\2c}" : ""}`;
      const times = `${start},${end}`;
      if (style.plate > 0) events.push(`Dialogue: 0,${times},plate,,0,0,0,,{\\an7\\pos(0,0)${style.motion === "none" ? "" : "\\fad(120,80)"}\\1a${alpha(style.plate)}\\p1}${plate(text, place, { scale, width })}`);
      events.push(`Dialogue: 1,${times},${name},${escaped(speaker).replaceAll(",", " ")},0,0,0,,{\\an5\\pos(${Math.round(width / 2)},${Math.round(place.middle)})${moves}}${text.map(look).join("\\N")}`);
      return Math.min(size / (style.size * (first.some((row) => [...row].some(isWide)) ? 1 : latin)), secondSize === 0 ? 1 : secondSize / (wantedSecond * (isWide([...second][0]) ? 1 : latin)));
    },

    text() {
      const all = [...names].map(([name, own]) => styleOf(name, { style, own }, px));
      if (style.plate > 0) all.unshift(styleOf("plate", { style: { ...style, outline: 0, shadow: 0, highlight: "none" }, own: "#000000" }, px));
      return [
        "[Script Info]", `Title: ${escaped(title)}`, "ScriptType: v4.00+", `PlayResX: ${width}`, `PlayResY: ${height}`, "WrapStyle: 2", "ScaledBorderAndShadow: yes", "YCbCr Matrix: TV.709", "",
        "[V4+ Styles]", `Format: ${fields.join(", ")}`, ...all, "",
        "[Events]", "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text", ...events, "",
      ].join("\n");
    },
  };
}

const fields = ["Name", "Fontname", "Fontsize", "PrimaryColour", "SecondaryColour", "OutlineColour", "BackColour", "Bold", "Italic", "Underline", "StrikeOut", "ScaleX", "ScaleY", "Spacing", "Angle", "BorderStyle", "Outline", "Shadow", "Alignment", "MarginL", "MarginR", "MarginV", "Encoding"];

/** What is still to be said stands in the text's own colour and lights up in the speaker's, where that is another one. */
function coloursOf(name, { highlight, highlightColour, fill }, own) {
  if (highlight === "none" || name === "caption") return [own, fill];
  return [own.toLowerCase() === fill.toLowerCase() ? highlightColour : own, fill];
}

function styleOf(name, { style, own }, px) {
  const [shown, waiting] = coloursOf(name, style, own);
  return `Style: ${[
    name, style.font.replaceAll(",", " "), px(style.size * rowHeight), colour(shown), colour(waiting), colour(style.outlineColour), "&H80000000",
    style.bold ? -1 : 0, 0, 0, 0, 100, 100, px(style.spacing), 0, 1, px(style.outline), px(style.shadow), 5, 0, 0, 0, 1,
  ].join(",")}`;
}

/** Where a block of text of that height stands. @param {any} block @returns {{ middle: number, tall: number }} in pixels of the picture */
function placeOf({ style, safe, height, isCaption, tall }) {
  const inset = style.plate > 0 ? style.size * 0.4 * (height / 1920) : 0;
  if (isCaption) return { middle: safe.top + height * 0.08 + tall / 2, tall };
  if (style.position === "top") return { middle: safe.top + inset + tall / 2, tall };
  if (style.position === "middle") return { middle: Math.min(height * 0.6, height - safe.bottom - tall / 2), tall };
  return { middle: height - safe.bottom - inset - tall / 2, tall };
}

/** A rounded plate around the rows, as a drawing. */
function plate(rows, { middle, tall }, { scale, width }) {
  const first = rows[0].size * scale;
  const last = rows.at(-1).size * scale;
  const wide = Math.max(...rows.map(({ ems, size }) => ems * size)) * scale + first * 1.1;
  const top = middle - tall / 2 + first * ((rowHeight - 1) / 2 + sag - 0.34);
  const bottom = middle + tall / 2 - last * ((rowHeight - 1) / 2 - sag) + first * 0.34;
  const [x1, x2, y1, y2] = [(width - wide) / 2, (width + wide) / 2, top, bottom].map(Math.round);
  const r = Math.round(Math.min((y2 - y1) / 2, first * 0.42));
  const k = Math.round(r * 0.45);
  return `m ${x1 + r} ${y1} l ${x2 - r} ${y1} b ${x2 - k} ${y1} ${x2} ${y1 + k} ${x2} ${y1 + r} l ${x2} ${y2 - r} b ${x2} ${y2 - k} ${x2 - k} ${y2} ${x2 - r} ${y2} l ${x1 + r} ${y2} b ${x1 + k} ${y2} ${x1} ${y2 - k} ${x1} ${y2 - r} l ${x1} ${y1 + r} b ${x1} ${y1 + k} ${x1 + k} ${y1} ${x1 + r} ${y1}`;
}

function motionOf(motion) {
  if (motion === "fade") return "\\fad(120,80)";
  return motion === "pop" ? "\\fscx78\\fscy78\\t(0,90,\\fscx106\\fscy106)\\t(90,150,\\fscx100\\fscy100)" : "";
}

/** `#rrggbb` as the format has it: blue first. */
export function colour(hex) {
  return `&H00${hex.slice(5, 7)}${hex.slice(3, 5)}${hex.slice(1, 3)}`.toUpperCase();
}

function alpha(opacity) {
  return `&H${Math.round((1 - opacity) * 255).toString(16).padStart(2, "0").toUpperCase()}&`;
}

/** `{` opens a command and `\` is one; full-width look-alikes stand in for them. @param {string} text */
export function escaped(text) {
  return text.replaceAll("\\", "＼").replaceAll("{", "｛").replaceAll("}", "｝").replace(/\s+/g, " ");
}

/**
 * A frame as a time, never after the frame's own moment: players compare whole milliseconds that may have been rounded
 * down. Neighbours are rounded alike and never overlap.
 * @param {number} frame @param {{ num: number, den: number }} rate
 */
export function stamp(frame, { num, den }) {
  const at = Math.max(0, Math.ceil((frame * den * 100) / num) - 1);
  const two = (value) => String(value).padStart(2, "0");
  return `${Math.floor(at / 360000)}:${two(Math.floor(at / 6000) % 60)}:${two(Math.floor(at / 100) % 60)}.${two(at % 100)}`;
}
