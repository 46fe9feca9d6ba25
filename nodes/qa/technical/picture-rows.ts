import { type Finding, msAt, type Rate, type Timeline } from "../../story/index.ts";
import { compareCuts } from "./cuts.ts";
import type { Crop, Decoded } from "./decode.ts";
import { type Film, type FilmShot, shotAt } from "./film.ts";
import { worstSecond } from "./flash.ts";
import { median, type PatchMeasure } from "./patches.ts";
import type { PictureScan } from "./picture-scan.ts";
import type { Limits } from "./profiles.ts";
import { clock, count, row, unmeasured } from "./row.ts";
import { repeatedShots, signatureFrames } from "./shot-hash.ts";

/** What the decoded picture shows, frame by frame. */
export interface PictureEvidence {
  readonly timeline: Timeline;
  readonly film: Film;
  readonly limits: Limits;
  readonly scan: PictureScan;
  readonly decoded: Decoded;
  readonly patches: readonly PatchMeasure[];
}

export function pictureRows(evidence: PictureEvidence): Finding[] {
  return [frames, black, freeze, flash, borders, sharpness, blocks, repeats, cuts].map((judge) => judge(evidence));
}

const placeOf = (film: Film, rate: Rate, from: number, to: number): Finding["where"] => {
  const shot = shotAt(film, from);
  return { ...(shot ? { scene: shot.scene, shot: shot.id } : {}), fromMs: msAt(from, rate), toMs: msAt(to, rate) };
};

function frames({ scan, timeline }: PictureEvidence): Finding {
  const off = scan.frames - timeline.frames;
  return row("frames", {
    holds: off === 0,
    held: "The film has exactly the planned number of frames.",
    broken: `The film is ${count(Math.abs(off), "frame")} too ${off > 0 ? "long" : "short"}.`,
    hint: "Cut by frame numbers; when the file was cut short, render it again.",
    measured: `${scan.frames} frames`,
    expected: `${timeline.frames} frames`,
  });
}

/** Runs of ones, as first frame and first frame after. */
function runs(flags: Uint8Array): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let frame = 0, from = -1; frame <= flags.length; frame++) {
    if (flags[frame] === 1 && from < 0) from = frame;
    if (flags[frame] !== 1 && from >= 0) {
      found.push({ from, to: frame });
      from = -1;
    }
  }
  return found;
}

function black({ scan, film, timeline: { rate }, limits }: PictureEvidence): Finding {
  const fades = film.shots.filter((shot) => shot.transition.kind === "fade" && shot.transition.frames > 0);
  const faded = ({ from, to }: { from: number; to: number }) => fades.some((shot) => from >= shot.start + shot.frames - shot.transition.frames && to <= shot.start + shot.frames);
  const long = runs(scan.black).filter((run) => !faded(run)).toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  const ms = long ? msAt(long.to, rate) - msAt(long.from, rate) : 0;
  return row("black", {
    holds: ms <= limits.maxBlackMs,
    held: "There is no black gap.",
    broken: `The picture is black from ${clock(msAt(long?.from ?? 0, rate))}.`,
    hint: "Fill the gap, or write a fade as the shot's transition.",
    measured: `longest ${ms} ms`,
    expected: `≤ ${limits.maxBlackMs} ms outside of fades`,
    where: long && placeOf(film, rate, long.from, long.to),
  });
}

function freeze({ decoded, film, timeline: { rate }, limits }: PictureEvidence): Finding {
  const longest = decoded.freezes.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  const at = longest && Math.round((longest.fromMs * rate.num) / (1000 * rate.den));
  return row("freeze", {
    holds: !longest,
    held: "Something always moves.",
    broken: `The picture stands still from ${clock(longest?.fromMs ?? 0)}.`,
    hint: "Give the shot a camera move.",
    measured: longest ? `${longest.toMs - longest.fromMs} ms or more` : "none",
    expected: `≤ ${limits.maxFreezeMs} ms`,
    where: longest && { ...placeOf(film, rate, at ?? 0, at ?? 0), fromMs: longest.fromMs, toMs: longest.toMs },
  });
}

function flash({ scan, film, timeline: { rate }, limits }: PictureEvidence): Finding {
  const perSecond = rate.num / rate.den;
  const general = worstSecond(scan.flashes.general, perSecond);
  const red = worstSecond(scan.flashes.red, perSecond);
  const worst = red.flashes > general.flashes ? red : general;
  return row("flash", {
    holds: worst.flashes <= limits.maxFlashesPerSecond,
    held: "No flashing that could harm photosensitive viewers.",
    broken: `The picture flashes from ${clock(msAt(worst.frame, rate))}: it can cause seizures.`,
    hint: "Slow the flashing down, or make it smaller or weaker.",
    measured: `at most ${general.flashes} flashes and ${red.flashes} red flashes in one second`,
    expected: `≤ ${limits.maxFlashesPerSecond} in one second (WCAG 2.3.1)`,
    where: placeOf(film, rate, worst.frame, worst.frame + Math.round(perSecond)),
  });
}

type Bars = Record<"left" | "top" | "right" | "bottom", number>;

function borders({ decoded, film, timeline, limits, scan }: PictureEvidence): Finding {
  const samples = decoded.crops.filter((crop) => scan.black[crop.frame] === 0);
  const everywhere = barsOf(samples, timeline);
  const bad = widest(everywhere) >= limits.minBorder
    ? { bars: everywhere, shot: undefined }
    : barredShots(samples, film, timeline, limits.minBorder)[0];
  const { left, top, right, bottom } = bad?.bars ?? everywhere;
  return row("borders", {
    holds: !bad,
    held: "The picture fills the frame.",
    broken: `There are black bars ${bad?.shot ? `in shot ${bad.shot.id}` : "in the whole film"}.`,
    hint: "Scale the picture to cover the frame.",
    measured: `left ${left}, top ${top}, right ${right}, bottom ${bottom} px`,
    expected: `< ${limits.minBorder} px`,
    where: bad?.shot && { scene: bad.shot.scene, shot: bad.shot.id },
  });
}

/** The bars that all samples share. */
function barsOf(samples: readonly Crop[], { width, height }: Timeline): Bars {
  if (samples.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  return {
    left: Math.min(...samples.map((crop) => crop.left)),
    top: Math.min(...samples.map((crop) => crop.top)),
    right: width - 1 - Math.max(...samples.map((crop) => crop.right)),
    bottom: height - 1 - Math.max(...samples.map((crop) => crop.bottom)),
  };
}
const widest = (bars: Bars) => Math.max(...Object.values(bars));

/** In a single shot only equal bars on opposite sides count: one dark edge may be the set. */
function barredShots(samples: readonly Crop[], film: Film, timeline: Timeline, least: number): { bars: Bars; shot: FilmShot }[] {
  const pair = (a: number, b: number) => Math.min(a, b) >= least && Math.abs(a - b) <= 4;
  return film.shots.flatMap((shot) => {
    const bars = barsOf(samples.filter(({ frame }) => frame >= shot.start + shot.head && frame < shot.start + shot.frames - shot.transition.frames), timeline);
    return pair(bars.left, bars.right) || pair(bars.top, bars.bottom) ? [{ bars, shot }] : [];
  });
}

/** Median of one measure for every shot that was sampled. */
function byShot(film: Film, patches: readonly PatchMeasure[], measure: (patch: PatchMeasure) => number): { shot: FilmShot; value: number }[] {
  return film.shots.flatMap((shot) => {
    const values = patches.filter(({ frame }) => frame >= shot.start && frame < shot.start + shot.frames).map(measure);
    return values.length > 0 ? [{ shot, value: median(values) }] : [];
  });
}

function sharpness({ film, patches, limits }: PictureEvidence): Finding {
  const shots = byShot(film, patches, (patch) => patch.sharpness);
  const usual = median(shots.map(({ value }) => value));
  const softest = shots.toSorted((a, b) => a.value - b.value)[0];
  if (!softest) return unmeasured("sharpness", "no frame was sampled.");
  const share = usual === 0 ? 1 : softest.value / usual;
  return row("sharpness", {
    holds: share >= limits.minSharpness,
    held: "All shots are about equally sharp.",
    broken: `Shot ${softest.shot.id} is much softer than the others.`,
    severity: "warn",
    hint: "Look at the shot; draw its picture larger or choose a gentler camera move.",
    measured: `softest shot ${share.toFixed(2)} of the median`,
    expected: `≥ ${limits.minSharpness}`,
    where: { scene: softest.shot.scene, shot: softest.shot.id },
  });
}

function blocks({ film, patches, limits }: PictureEvidence): Finding {
  const shots = byShot(film, patches, (patch) => patch.blockiness);
  const usual = median(shots.map(({ value }) => value));
  const worst = shots.toSorted((a, b) => b.value - a.value)[0];
  if (!worst) return unmeasured("blocks", "no frame was sampled.");
  const times = usual === 0 ? 1 : worst.value / usual;
  return row("blocks", {
    holds: times <= limits.maxBlocks,
    held: "No shot shows coding blocks.",
    broken: `Shot ${worst.shot.id} shows coding blocks.`,
    severity: "warn",
    hint: "Encode with a higher quality.",
    measured: `worst shot ${times.toFixed(2)} of the median`,
    expected: `≤ ${limits.maxBlocks}`,
    where: { scene: worst.shot.scene, shot: worst.shot.id },
  });
}

function repeats({ film, scan }: PictureEvidence): Finding {
  const shots = film.shots.flatMap((shot) => {
    const signature = signatureFrames(shot, shot.head).flatMap((frame) => scan.hashes.get(frame) ?? []);
    return signature.length === 3 ? [{ shot, signature }] : [];
  });
  const pairs = repeatedShots(shots).map(([a, b]) => [a.shot, b.shot] as const);
  const name = (shot: FilmShot) => `${shot.scene}/${shot.id}`;
  return row("repeats", {
    holds: pairs.length === 0,
    held: "No picture is used twice.",
    broken: `${count(pairs.length, "pair")} of shots look the same.`,
    severity: "warn",
    hint: "If it is not meant, draw one of them again with another seed or camera size.",
    measured: pairs.length === 0 ? "none" : pairs.slice(0, 4).map(([a, b]) => `${name(a)} = ${name(b)}`).join(", "),
    expected: "none",
    where: pairs[0] && { scene: pairs[0][1].scene, shot: pairs[0][1].id },
  });
}

function cuts({ film, scan, timeline: { rate }, limits }: PictureEvidence): Finding {
  const { planned, moved, unseen, unplanned } = compareCuts(film, scan);
  const worst = moved.toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))[0];
  const outside = worst !== undefined && Math.abs(worst.by) > limits.cutToleranceFrames;
  const side = worst && `${count(Math.abs(worst.by), "frame")} ${worst.by > 0 ? "late" : "early"}`;
  const said = worst ? `The cut to shot ${worst.shot.id} is ${side}.`
    : unplanned.length > 0 ? `The picture cuts at ${clock(msAt(unplanned[0]!, rate))} where no cut is planned.`
    : `The cut to shot ${unseen[0]?.id} cannot be seen.`;
  const place = worst?.shot.start ?? unplanned[0] ?? unseen[0]?.start ?? 0;
  return row("cuts", {
    holds: moved.length + unseen.length + unplanned.length === 0,
    held: "Every cut is on its planned frame.",
    broken: said,
    severity: outside ? "block" : "warn",
    hint: outside ? "Sound and subtitles no longer fit: render the episode again." : "Look at this place.",
    measured: `${moved.length} moved${side ? ` (worst ${side})` : ""}, ${unseen.length} unseen, ${unplanned.length} unplanned of ${planned}`,
    expected: `all within ${count(limits.cutToleranceFrames, "frame")}`,
    where: placeOf(film, rate, place, place),
  });
}
