import { defineNode, port, Type } from "reelwright/pack";
import { Cue, Finding, Line, ShotCues } from "reelwright/story";
import { asOneRow, emsOf } from "./measure.js";
import { oneOf, Pair } from "./types.js";

/** Puts the translation under every subtitle. A line that is shown in several subtitles has its translation shared out. */
export const bilingual = defineNode({
  type: "subtitle-styles/bilingual",
  version: 1,
  title: "Two languages",
  summary: "Puts a translation under the subtitles of a scene.",
  inputs: {
    cues: port.value(Type.Array(Cue), { title: "Cues", summary: "Of one scene." }),
    lines: port.value(Type.Array(Line), { title: "Translated lines", summary: "With the ids of the lines they translate." }),
    order: port.value({ ...oneOf(["original", "translation"], "On top"), default: "original" }, { summary: "Which of the two is read first." }),
    shots: port.value(Type.Array(ShotCues), { title: "Cues of each shot", optional: true, summary: "To be burnt in, in both languages." }),
  },
  outputs: {
    pairs: port.value(Type.Array(Pair), { title: "Cues in two languages", summary: "For a style." }),
    cues: port.value(Type.Array(Cue), { title: "Plain cues", summary: "Both languages as rows: for SRT and WebVTT." }),
    shots: port.value(Type.Array(ShotCues), { title: "Plain cues of each shot", summary: "To be burnt in by `compose/shot`." }),
    findings: port.value(Type.Array(Finding), { title: "Findings", summary: "Lines without a translation." }),
  },
  async run({ inputs: { cues, lines, order, shots = [] } }) {
    const translations = new Map(lines.map((line) => [line.id, line]));
    const secondFirst = order === "translation";
    const shares = new Map();
    for (const id of new Set(cues.map(({ line }) => line))) {
      const own = cues.filter(({ line }) => line === id);
      const parts = shared(translations.get(id)?.text.trim() ?? "", own.map((cue) => emsOf(cue.lines.join(""))));
      own.forEach((cue, index) => shares.set(keyOf(cue), parts[index]));
    }
    const rows = (cue) => rowsOf(cue, shares.get(keyOf(cue)) ?? "", secondFirst);
    const missing = [...new Set(cues.map(({ line }) => line))].filter((id) => !translations.get(id)?.text.trim());
    /** @type {Finding[]} */
    const findings = missing.map((id) => ({
      check: "subtitle-styles/untranslated", severity: "warn", message: `Line ${id} has no translation.`, hint: "Translate the scene again, or write the line by hand.",
      where: { line: id }, quote: cues.filter(({ line }) => line === id).map(({ lines }) => asOneRow(lines)).join(" "),
    }));
    return {
      pairs: cues.map((cue) => ({ ...cue, second: shares.get(keyOf(cue)), secondLanguage: translations.get(cue.line)?.language ?? "", secondFirst })),
      cues: cues.map((cue) => ({ ...cue, lines: rows(cue) })),
      shots: shots.map((shot) => ({ ...shot, cues: shot.cues.map((cue) => ({ ...cue, lines: rows(cue) })) })),
      findings,
    };
  },
});

/** A cue and what a shot shows of it have the same rows; frames differ. */
function keyOf({ line, lines }) {
  return JSON.stringify([line, lines]);
}

function rowsOf({ lines }, second, secondFirst) {
  if (second === "") return lines;
  return secondFirst ? [second, asOneRow(lines)] : [asOneRow(lines), second];
}

/** Cuts a text into parts of about these proportions: at punctuation where it is near, else between words or characters. */
function shared(text, sizes) {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const signs = [...text];
  const parts = [];
  let from = 0;
  let read = 0;
  for (const [index, size] of sizes.entries()) {
    read += size;
    const wanted = index === sizes.length - 1 || total === 0 ? signs.length : Math.round((signs.length * read) / total);
    const end = index === sizes.length - 1 ? signs.length : cutNear(signs, from, wanted);
    parts.push(signs.slice(from, end).join("").trim());
    from = end;
  }
  return parts;
}

function cutNear(signs, from, wanted) {
  const reach = Math.max(6, Math.round(signs.length / 5));
  const all = [];
  for (let at = Math.max(from + 1, wanted - reach); at <= Math.min(signs.length, wanted + reach); at++) {
    const before = signs[at - 1];
    const far = Math.abs(at - wanted);
    if (/[,.;:!?，。；：！？…—]/.test(before)) all.push({ at, cost: far - reach });
    else if (before === " " || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(before)) all.push({ at, cost: far });
  }
  return all.sort((a, b) => a.cost - b.cost)[0]?.at ?? Math.max(from, wanted);
}
