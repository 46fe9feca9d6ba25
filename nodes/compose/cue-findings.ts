import { type Cue, type Finding, msAt, type Rate, type SceneTimeline } from "../story/index.ts";
import { clockOf, framesPerSecond } from "./cue-clock.ts";
import { missingFrom, subtitleFont } from "./font.ts";
import { charactersOf, limitsFor, type ReadingOverrides } from "./reading.ts";
import { isCaption } from "./utterances.ts";

/**
 * What a viewer would trip over in a scene's subtitles: too fast, too short, late, two at once, or a character the font
 * cannot draw. A scene without any gets one `pass` with the fastest speed measured.
 */
export async function cueFindings(cues: readonly Cue[], timeline: SceneTimeline, overrides: ReadingOverrides = {}): Promise<Finding[]> {
  const clock = clockOf(timeline);
  const lines = new Map(timeline.lines.map((line) => [line.id, line]));
  const findings: Finding[] = [];
  for (const [index, cue] of cues.entries()) {
    const about = { where: placeOf(cue, timeline), quote: cue.lines.join(" ") };
    const found = (check: string, message: string, measured: string, expected: string, severity: Finding["severity"] = "warn") =>
      findings.push({ check: `subtitles/${check}`, severity, message, ...about, measured, expected });

    const speed = speedOf(cue, timeline.rate);
    const { charactersPerSecond } = limitsFor(cue.language, overrides);
    if (speed > charactersPerSecond) found("speed", "A subtitle is gone before it can be read.", perSecond(speed), `at most ${charactersPerSecond} characters a second`);
    if (cue.end - cue.start < clock.shortest) found("length", "A subtitle is on screen too briefly to be noticed.", `${cue.end - cue.start} frames`, `at least ${clock.shortest} frames`);
    const speech = lines.get(cue.line);
    const late = cue.start - (speech?.start ?? cue.start);
    if (!isCaption(cue) && late > clock.startSlack && cues.find(({ line }) => line === cue.line) === cue)
      found("sync", "A subtitle begins after its speech, because the one before is still up.", `${late} frames late`, `at most ${clock.startSlack} frames`);
    if (cue.end > timeline.frames) found("sync", "A subtitle reaches past the end of its scene.", `ends on frame ${cue.end}`, `at most ${timeline.frames}`, "block");
    const next = cues[index + 1];
    if (next && next.start < cue.end) found("together", "A caption and a subtitle are on screen at the same time.", `${cue.end - next.start} frames together`, "one text at a time");
    const lacking = await missingFrom(cue.lines.join(""));
    if (lacking.length > 0) found("font", `FONT_LACKS: the font ${subtitleFont.family} has no glyph for ${lacking.join(" ")}.`, lacking.join(" "), "simplified Chinese, Latin, or common symbols", "block");
  }
  if (findings.length === 0 && cues.length > 0) findings.push(allReadable(cues, timeline));
  return findings;
}

/** Characters a second: graphemes, punctuation and half-width ones counting one each. */
export function speedOf(cue: Cue, rate: Rate): number {
  return (charactersOf(cue.lines) * framesPerSecond(rate)) / (cue.end - cue.start);
}

function allReadable(cues: readonly Cue[], timeline: SceneTimeline): Finding {
  const fastest = Math.max(...cues.map((cue) => speedOf(cue, timeline.rate)));
  return {
    check: "subtitles/speed",
    severity: "pass",
    message: "Every subtitle can be read in its time; every character counts one, punctuation and half-width ones too.",
    where: { scene: timeline.id },
    measured: `${cues.length} subtitles, the fastest at ${perSecond(fastest)}`,
  };
}

function placeOf(cue: Cue, timeline: SceneTimeline): NonNullable<Finding["where"]> {
  return { scene: timeline.id, line: cue.line, fromMs: msAt(cue.start, timeline.rate), toMs: msAt(cue.end, timeline.rate) };
}

function perSecond(speed: number): string {
  return `${speed.toFixed(1)} characters a second`;
}
