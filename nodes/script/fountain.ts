import type { Block, SceneHeading, Speech } from "./blocks.ts";
import { readCameraNote, readTransition } from "./camera-words.ts";
import { withoutHidden } from "./fountain-hidden.ts";
import { sourceLines, type SourceLine } from "./source-lines.ts";
import { keepsTime, readLunarDate, readNumber, readTimeOfDay } from "./time-words.ts";

const sceneStart = /^(INT\.?\/EXT|EXT\.?\/INT|I\/E|INT|EXT|EST)[. ]/i;
const titleKey = /^(title|credit|authors?|source|notes|draft date|date|contact|copyright|revision|characters|cast|episode|language)\s*:/i;
const cue = /^(@?)([^()^]{1,60}?)\s*((?:\([^()]{0,80}\)\s*)*)(\^?)$/;
const episodeName = /^(?:EPISODE|EP\.?)\s*([0-9]{1,3})\b[\s:.—–-]*(.*)$/i;
const chineseEpisodeName = /^第\s*([0-9零〇一二两三四五六七八九十百]{1,6})\s*集[\s：:—–-]*(.*)$/;

/** Reads Fountain (fountain.io/syntax, 1.1) into blocks. Never throws: what has no place becomes an `unplaced` block. */
export function readFountain(text: string): Block[] {
  const hidden = withoutHidden(text.replace(/\r\n?/g, "\n"));
  const lines = sourceLines(hidden.text);
  const blocks: Block[] = [...hidden.doubts];
  let at = readTitlePage(lines, blocks);
  while (at < lines.length) at = readBlock(lines, at, blocks);
  return blocks.sort((a, b) => a.line - b.line);
}

function readTitlePage(lines: readonly SourceLine[], blocks: Block[]): number {
  let at = lines.findIndex((line) => line.text.trim() !== "");
  if (at < 0 || !titleKey.test(lines[at]?.text ?? "")) return Math.max(at, 0);
  let key = "";
  for (; at < lines.length && lines[at]?.text.trim() !== ""; at++) {
    const line = lines[at] as SourceLine;
    const named = /^([A-Za-z ]{1,30}):(.*)$/.exec(line.text);
    if (named?.[1] && !line.text.startsWith(" ")) key = named[1].trim().toLowerCase();
    const value = (named && !line.text.startsWith(" ") ? named[2] : line.text)?.trim() ?? "";
    if (value !== "") readTitleValue(key, value, line.number, blocks);
  }
  return at;
}

function readTitleValue(key: string, value: string, line: number, blocks: Block[]): void {
  if (key === "title") blocks.push({ kind: "title", text: bare(value), line });
  if (key === "episode") {
    const index = /\d{1,3}/.exec(value);
    if (index) blocks.push({ kind: "episode", index: Number(index[0]), title: "", line });
  }
  if (key !== "characters" && key !== "cast") return;
  const profile = /^(.{1,40}?)\s*[:：—]\s*(.+)$/.exec(value);
  if (profile?.[1] && profile[2]) blocks.push({ kind: "profile", name: profile[1].trim(), text: profile[2], line });
  else blocks.push({ kind: "profile", name: value, text: "", line });
}

/** Reads the block that starts at `at`. @returns the index after it */
function readBlock(lines: readonly SourceLine[], at: number, blocks: Block[]): number {
  const { text, number: line } = lines[at] as SourceLine;
  const words = text.trim();
  if (words === "" || /^={3,}$/.test(words)) return at + 1;
  const afterBlank = at === 0 || (lines[at - 1]?.text.trim() ?? "") === "";
  const beforeBlank = (lines[at + 1]?.text.trim() ?? "") === "";

  if (sceneStart.test(words) || /^\.[^.]/.test(words)) {
    blocks.push({ kind: "scene", heading: readHeading(words, lastTime(blocks)), line });
  } else if (words.startsWith("#")) {
    readSection(words.replace(/^#+\s*/, ""), line, blocks);
  } else if (words.startsWith("=")) {
    blocks.push({ kind: "summary", text: words.slice(1).trim(), line });
  } else if (words.startsWith(">") && words.endsWith("<") && words.length > 1) {
    blocks.push({ kind: "caption", text: bare(words.slice(1, -1)), line });
  } else if (words.startsWith(">") || (afterBlank && beforeBlank && isTransition(words))) {
    blocks.push(transitionBlock(words.replace(/^>\s*/, ""), line));
  } else if (words.startsWith("!")) {
    return readAction(lines, at, blocks);
  } else if (afterBlank && !beforeBlank && isCue(words)) {
    return readSpeech(lines, at, blocks);
  } else if (words.startsWith("@")) {
    blocks.push({ kind: "unplaced", text: words, why: "The character has no words under the name.", hint: "Write the speech on the next line, without an empty line between.", line });
  } else {
    return readAction(lines, at, blocks);
  }
  return at + 1;
}

function readHeading(words: string, timeBefore: SceneHeading["timeOfDay"]): SceneHeading {
  const numbered = /^(.*?)\s*#([^#]{1,12})#\s*$/.exec(words);
  const inner = (numbered?.[1] ?? words).replace(/^\.(?=[^.])/, "");
  const prefix = sceneStart.exec(inner)?.[1]?.toUpperCase();
  const place = prefix ? inner.replace(sceneStart, "").replace(/^[.\s]+/, "") : inner;
  const parts = place.split(/\s+[-–—]+\s+|\s*，\s*/).map((part) => part.trim()).filter(Boolean);
  const time = parts.findLast((part) => readTimeOfDay(part));
  const lunarDate = readLunarDate(place);
  const named = parts.filter((part) => part !== time && (readLunarDate(part) === undefined || parts.length === 1));
  const timeOfDay = time === undefined ? undefined : keepsTime(time) ? timeBefore ?? "day" : readTimeOfDay(time);
  const number = readNumber(/\d+$/.exec(numbered?.[2] ?? "")?.[0] ?? "");
  return {
    location: bare(named.join(" - ")) || bare(place) || inner.trim(),
    ...(prefix && { interior: prefix.startsWith("I") || prefix.endsWith("INT") }),
    ...(timeOfDay && { timeOfDay }),
    ...(lunarDate && { lunarDate }),
    ...(number && { number }),
  };
}

function lastTime(blocks: readonly Block[]): SceneHeading["timeOfDay"] {
  const scene = blocks.findLast((block) => block.kind === "scene");
  return scene?.kind === "scene" ? scene.heading.timeOfDay : undefined;
}

/** Sections order a writer's thoughts; only those that name an episode mean something here. */
function readSection(title: string, line: number, blocks: Block[]): void {
  const named = episodeName.exec(title) ?? chineseEpisodeName.exec(title);
  const index = named?.[1] ? readNumber(named[1]) : undefined;
  if (index) blocks.push({ kind: "episode", index, title: named?.[2]?.trim() ?? "", line });
}

function isTransition(words: string): boolean {
  return /^[A-Z0-9 '.,-]{2,40}$/.test(words.replace(/:$/, "")) && (words.endsWith("TO:") || /^(FADE (IN|OUT)|CUT|SMASH CUT|DISSOLVE|BLACK ?OUT|WIPE)\b/.test(words));
}

function transitionBlock(words: string, line: number): Block {
  const transition = readTransition(words);
  if (transition) return { kind: "transition", transition, line };
  return { kind: "unplaced", text: words, why: "The transition is not one this reader knows.", hint: "Use CUT TO:, DISSOLVE TO:, WIPE TO: or FADE OUT.", line };
}

/** A cue is in capitals, or marked with @ where a script has none, as Chinese does. */
function isCue(words: string): boolean {
  const found = cue.exec(words);
  if (!found?.[2]) return false;
  if (found[1] === "@") return true;
  return /[A-Z]/.test(found[2]) && found[2] === found[2].toUpperCase() && !/[.!?:…]$/.test(found[2].replace(/\b(MR|MRS|MS|DR|JR|SR)\.$/, ""));
}

function readSpeech(lines: readonly SourceLine[], start: number, blocks: Block[]): number {
  const { text, number: line } = lines[start] as SourceLine;
  const found = cue.exec(text.trim());
  const parentheticals = [...(found?.[3] ?? "").matchAll(/\(([^()]*)\)/g)].map((match) => match[1] ?? "");
  const speech = { name: found?.[2]?.trim() ?? "", dual: found?.[4] === "^", osMeans: "offscreen" } as const;
  let words: string[] = [];
  let pending = [...parentheticals];
  let from = line;
  const say = () => {
    if (words.length > 0) blocks.push({ kind: "speech", line: from, speech: { ...speech, dual: speech.dual && from === line, parentheticals: pending, text: words.join(" ") } satisfies Speech });
  };

  let at = start + 1;
  for (; at < lines.length; at++) {
    const next = lines[at] as SourceLine;
    const spoken = next.text.trim();
    // Two spaces on an otherwise empty line keep a speech together.
    if (spoken === "" && next.text.length < 2) break;
    if (spoken === "") continue;
    const aside = /^[(（]([^()（）]*)[)）]$/.exec(spoken);
    if (aside?.[1] !== undefined) {
      // A parenthetical between two sentences changes how the second is said: they become two lines.
      if (words.length > 0) { say(); words = []; pending = [...parentheticals]; from = next.number; }
      pending.push(aside[1]);
    } else words.push(bare(spoken.replace(/^~\s*/, "")));
  }
  say();
  if (words.length === 0) blocks.push({ kind: "unplaced", text: text.trim(), why: "The character has no words under the name.", hint: "Write the speech on the next line, without an empty line between.", line });
  return at;
}

function readAction(lines: readonly SourceLine[], start: number, blocks: Block[]): number {
  const line = (lines[start] as SourceLine).number;
  const words: string[] = [];
  let at = start;
  for (; at < lines.length; at++) {
    const text = lines[at]?.text.trim() ?? "";
    if (text === "" || (at > start && (sceneStart.test(text) || /^[>#=@]/.test(text) || /^\.[^.]/.test(text)))) break;
    words.push(bare(text.replace(/^[!~]\s*/, "")));
  }
  const text = words.join(" ");
  const shout = /^([A-Z][A-Z' -]{2,40}?)(?::|\.|\s[-–—])\s*(.*)$/.exec(text) ?? /^((?:CLOSE ON|ANGLE ON|INSERT|WIDE ON))\s+(.*)$/.exec(text);
  const note = shout?.[1] ? readCameraNote(shout[1]) : undefined;
  if (note) blocks.push({ kind: "camera", note, text: shout?.[2]?.trim() || (shout?.[1] ?? ""), line });
  else if (text !== "") blocks.push({ kind: "action", text, line });
  return at;
}

/** Without the marks for bold, italics and underlining, which are neither spoken nor shown. */
function bare(text: string): string {
  const marks = /(?<!\\)(\*{1,3}|_)(?=\S)([^*_\n]*?\S)(?<!\\)\1/g;
  // Twice, because underlining may enclose bold and the other way round.
  return text.replace(marks, "$2").replace(marks, "$2").replace(/\\([*_@#>!.~=])/g, "$1").trim();
}
