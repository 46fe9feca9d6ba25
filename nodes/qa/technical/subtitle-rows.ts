import { type Finding, msAt, type Rate, type Timeline } from "../../story/index.ts";
import { type PlacedCue } from "./cue-match.ts";
import { thumb } from "./decode.ts";
import type { Film, FilmLine } from "./film.ts";
import type { PictureScan } from "./picture-scan.ts";
import type { Limits } from "./profiles.ts";
import { readCharacters, readingFor, rowWidth, spokenText } from "./reading.ts";
import { count, row, unmeasured } from "./row.ts";

/** The subtitles as delivered, laid over the planned lines. */
export interface SubtitleEvidence {
  readonly timeline: Timeline;
  readonly film: Film;
  readonly limits: Limits;
  readonly scan: PictureScan;
  /** Undefined when no subtitle file was given. */
  readonly cues: readonly PlacedCue[] | undefined;
}
type Read = SubtitleEvidence & { readonly cues: readonly PlacedCue[] };

const rows = { "subtitle-length": lengths, "subtitle-gap": gaps, "subtitle-speed": speed, "subtitle-width": width, "subtitle-timing": timing, "subtitle-coverage": coverage, "subtitle-place": place } as const;

export function subtitleRows(evidence: SubtitleEvidence): Finding[] {
  const { cues } = evidence;
  return Object.entries(rows).map(([name, judge]) => cues ? judge({ ...evidence, cues }) : unmeasured(name, "no subtitle file was given."));
}

const languageOf = (cue: PlacedCue, film: Film) => cue.line?.language ?? film.lines[0]?.language ?? "en";
const placeOf = (cue: PlacedCue): Finding["where"] => ({
  ...(cue.line ? { scene: cue.line.scene, line: cue.line.id } : {}), fromMs: cue.fromMs, toMs: cue.toMs,
});
const said = (cue: PlacedCue | undefined) => cue?.rows.join(" / ");

function lengths({ cues, limits }: Read): Finding {
  const lasts = (cue: PlacedCue) => cue.toMs - cue.fromMs;
  const sorted = cues.toSorted((a, b) => lasts(a) - lasts(b));
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  // Times are written in whole milliseconds.
  const bad = shortest && lasts(shortest) < limits.minCueMs - 1 ? shortest : longest && lasts(longest) > limits.maxCueMs + 1 ? longest : undefined;
  return row("subtitle-length", {
    holds: !bad,
    held: "Every subtitle stays long enough, and none too long.",
    broken: `Subtitle ${bad?.number} stays ${bad ? lasts(bad) : 0} ms.`,
    severity: "warn",
    hint: "Join it with its neighbour, or split it.",
    measured: shortest && longest ? `${lasts(shortest)} to ${lasts(longest)} ms` : "no subtitles",
    expected: `${limits.minCueMs} to ${limits.maxCueMs} ms`,
    where: bad && placeOf(bad),
    quote: said(bad),
  });
}

function gaps({ cues, limits }: Read): Finding {
  const pairs = cues.slice(1).map((cue, index) => ({ cue, gap: cue.start - cues[index]!.end }));
  const bad = pairs.filter(({ gap }) => gap < limits.minCueGapFrames).toSorted((a, b) => a.gap - b.gap);
  const least = Math.min(...pairs.map(({ gap }) => gap));
  return row("subtitle-gap", {
    holds: bad.length === 0,
    held: "Subtitles are told apart by a gap.",
    broken: (bad[0]?.gap ?? 0) < 0 ? `Subtitle ${bad[0]?.cue.number} begins before the one before has gone.` : `Subtitle ${bad[0]?.cue.number} follows too closely.`,
    severity: (bad[0]?.gap ?? 0) < 0 ? "block" : "warn",
    hint: `Leave ${limits.minCueGapFrames} frames between two subtitles.`,
    measured: Number.isFinite(least) ? `smallest ${count(least, "frame")}` : "fewer than two subtitles",
    expected: `≥ ${count(limits.minCueGapFrames, "frame")}`,
    where: bad[0] && placeOf(bad[0].cue),
    quote: said(bad[0]?.cue),
  });
}

function speed({ cues, film, limits }: Read): Finding {
  const read = cues.map((cue) => {
    const language = languageOf(cue, film);
    const cps = (readCharacters(cue.rows, language) * 1000) / Math.max(1, cue.toMs - cue.fromMs);
    return { cue, language, cps, limit: readingFor(language, limits)?.cps ?? Infinity };
  });
  const worst = read.toSorted((a, b) => b.cps / b.limit - a.cps / a.limit)[0];
  return row("subtitle-speed", {
    holds: !worst || worst.cps <= worst.limit + 0.05,
    held: "Every subtitle can be read in its time.",
    broken: `Subtitle ${worst?.cue.number} is too fast to read.`,
    severity: "warn",
    hint: "Let it stay longer, or shorten the line.",
    measured: worst ? `fastest ${worst.cps.toFixed(1)} characters a second` : "no subtitles",
    expected: worst ? `≤ ${worst.limit} in ${worst.language}; letters and digits count in full` : "any",
    where: worst && placeOf(worst.cue),
    quote: said(worst?.cue),
  });
}

function width({ cues, film, limits }: Read): Finding {
  const measured = cues.flatMap((cue) => {
    const language = languageOf(cue, film);
    const reading = readingFor(language, limits);
    const widest = Math.max(...cue.rows.map((text) => rowWidth(text, language)));
    return reading ? [{ cue, widest, reading, bad: widest > reading.width || cue.rows.length > reading.rows }] : [];
  });
  const bad = measured.find((entry) => entry.bad);
  const shown = bad ?? measured.toSorted((a, b) => b.widest - a.widest)[0];
  return row("subtitle-width", {
    holds: !bad,
    held: "Rows are few and short enough.",
    broken: `Subtitle ${bad?.cue.number} is too wide or has too many rows.`,
    hint: "Break it at punctuation, or make two subtitles of it.",
    measured: shown ? `${bad ? "" : "widest "}${shown.widest} characters, ${count(shown.cue.rows.length, "row")}` : "no subtitles",
    expected: shown ? `≤ ${shown.reading.width} characters (half-width ones count 0.5 in Chinese), ≤ ${shown.reading.rows} rows` : "any",
    where: bad && placeOf(bad.cue),
    quote: said(bad?.cue),
  });
}

/**
 * A short line's cue has to stay its minimum; that is not lingering. A cue that ends close to a cut is moved to it
 * (up to 7 frames) or to 12 frames behind it.
 */
function timing({ cues, film, limits, timeline: { rate } }: Read): Finding {
  const cuts = new Set(film.shots.filter((shot) => shot.head === 0).map((shot) => shot.start));
  const least = Math.ceil((limits.minCueMs * rate.num) / (1000 * rate.den));
  const off = groupByLine(cues, film).flatMap(({ line, cues: shown }) => {
    const [first, last] = [shown[0], shown.at(-1)];
    if (!first || !last || line.kind === "caption") return [];
    const early = first.start - line.start;
    const late = last.end - line.end;
    const reading = readingFor(line.language, limits);
    const toRead = Math.ceil((readCharacters(last.rows, line.language) / (reading?.cps ?? Infinity)) * (rate.num / rate.den));
    const mayStay = Math.max(limits.cueLingerFrames, last.start + Math.max(least, toRead) - line.end) + (cuts.has(last.end - 12) ? 4 : 0);
    const mayLeave = cuts.has(last.end) ? 7 : limits.cueInFrames;
    const wrong = Math.max(Math.abs(early) - limits.cueInFrames, late - mayStay, -late - mayLeave, 0);
    return [{ cue: first, early, late, wrong }];
  });
  const bad = off.filter(({ wrong }) => wrong > 0).toSorted((a, b) => b.wrong - a.wrong);
  const worst = bad[0] ?? off.toSorted((a, b) => Math.abs(b.early) - Math.abs(a.early))[0];
  return row("subtitle-timing", {
    holds: bad.length === 0,
    held: "Subtitles come and go with the speech.",
    broken: `Subtitle ${bad[0]?.cue.number} does not fit its speech (${count(bad.length, "line")} off).`,
    severity: (bad[0]?.wrong ?? 0) > limits.cueLingerFrames ? "block" : "warn",
    hint: "Place the subtitle at the measured times of its line.",
    measured: worst ? `${bad.length > 0 ? "" : "at most "}in by ${worst.early}, out by ${worst.late} frames` : "no line with subtitles",
    expected: `in within ±${limits.cueInFrames}, out at most ${limits.cueLingerFrames} frames after the speech unless needed for reading`,
    where: bad[0] && placeOf(bad[0].cue),
    quote: said(bad[0]?.cue),
  });
}

function groupByLine(cues: readonly PlacedCue[], film: Film): { line: FilmLine; cues: PlacedCue[] }[] {
  return film.lines.map((line) => ({ line, cues: cues.filter((cue) => cue.line === line) }));
}

/** Every line's words are shown once, in order, and nothing else is. */
function coverage({ cues, film, timeline: { rate } }: Read): Finding {
  const groups = groupByLine(cues, film);
  const wrong = groups.filter(({ line, cues: shown }) => spokenText(shown.map((cue) => cue.rows.join("")).join("")) !== spokenText(line.text));
  const stray = cues.find((cue) => !cue.line);
  const first = wrong[0];
  const broken = first
    ? first.cues.length === 0 ? `Line ${first.line.id} has no subtitle.` : `The subtitles of line ${first.line.id} do not show its words exactly once.`
    : `Subtitle ${stray?.number} belongs to no line.`;
  return row("subtitle-coverage", {
    holds: wrong.length === 0 && !stray,
    held: "Every line is subtitled word for word, once.",
    broken,
    hint: "Make the subtitles from the same timeline as the film.",
    measured: `${groups.length - wrong.length} of ${count(groups.length, "line")} shown, ${cues.filter((cue) => !cue.line).length} stray`,
    expected: "all lines, no stray",
    where: first ? lineWhere(first.line, rate) : stray && placeOf(stray),
    quote: first?.line.text ?? said(stray),
  });
}

function lineWhere(line: FilmLine, rate: Rate): Finding["where"] {
  return { scene: line.scene, line: line.id, fromMs: msAt(line.start, rate), toMs: msAt(line.end, rate) };
}

/** Burnt-in subtitles are found as what appears in the picture at a cue's first frame, or goes at its end. */
function place({ cues, scan, limits, film }: Read): Finding {
  const near = (frame: number) => film.shots.some((shot) => frame >= shot.start - 1 && frame <= shot.start + shot.head + 2);
  const inShot = cues.flatMap((cue) => {
    const clear = [cue.start, cue.end].filter((frame) => !near(frame));
    return clear.length > 0 ? [{ cue, box: clear.map((frame) => scan.appearances.get(frame)).find((box) => box !== undefined) }] : [];
  });
  const seen = inShot.flatMap(({ cue, box }) => box ? [{ cue, box }] : []);
  // One or two of many may be something in the scene that happens to move just then.
  if (seen.length === 0 || seen.length * 2 < inShot.length) return unmeasured("subtitle-place", "no subtitle was seen to appear in the picture (none burnt in, or all begin and end with cuts).");
  const [cellX, cellY] = [limits.width / thumb.width, limits.height / thumb.height];
  const { safe } = limits;
  const measured = seen.map(({ cue, box }) => ({ cue, left: box.left * cellX, top: box.top * cellY, right: limits.width - box.right * cellX, bottom: limits.height - box.bottom * cellY }));
  // Letters may end anywhere in a cell, so that one cell at each edge is in doubt.
  const bad = measured.find(({ left, top, right, bottom }) =>
    left + cellX < safe.left || right + cellX < safe.right || top + cellY < safe.top || bottom + cellY < safe.bottom);
  const lowest = measured.toSorted((a, b) => a.bottom - b.bottom)[0];
  const shown = bad ?? lowest;
  return row("subtitle-place", {
    holds: !bad,
    held: "Subtitles keep clear of what players draw over the picture.",
    broken: `Subtitle ${bad?.cue.number} reaches into the area that players cover.`,
    hint: "Move it up or make its rows shorter.",
    measured: shown ? `clear: left ${Math.round(shown.left)}, right ${Math.round(shown.right)}, bottom ${Math.round(shown.bottom)} px, in ${count(seen.length, "subtitle")} seen` : "none",
    expected: `left ${safe.left}, right ${safe.right}, top ${safe.top}, bottom ${safe.bottom} px`,
    where: bad && placeOf(bad.cue),
    quote: said(bad?.cue),
  });
}
