import type { Film, FilmShot } from "./film.ts";
import { median } from "./patches.ts";
import type { PictureScan } from "./picture-scan.ts";

/** How far around a planned cut the real one is looked for. */
const reach = 12;
/** A cut changes at least this share of the picture … */
const cutSpread = 0.2;
/** … and stands out from the frames around it: less is asked where a cut is expected. */
const standsOut = { expected: 2.5, unexpected: 4 } as const;
/** Mean change of a cut that nobody planned; smaller jumps may be a lamp that goes on. */
const surprising = 20;

export interface CutCheck {
  readonly planned: number;
  /** Cuts that are elsewhere than planned; `by` is in frames, positive when late. */
  readonly moved: readonly { readonly shot: FilmShot; readonly by: number }[];
  /** Planned cuts at which nothing changes. */
  readonly unseen: readonly FilmShot[];
  /** Frames at which the picture cuts although nothing was planned. */
  readonly unplanned: readonly number[];
}

/** Compares what the picture does with what the timeline says. Dissolves, wipes and fades are no cuts. */
export function compareCuts(film: Film, scan: PictureScan): CutCheck {
  const hard = film.shots.slice(1).filter((shot) => shot.head === 0);
  const moved: { shot: FilmShot; by: number }[] = [];
  const unseen: FilmShot[] = [];
  const explained = new Set<number>();
  for (const shot of hard) {
    const actual = cutNear(shot, film, scan);
    if (actual === undefined) {
      unseen.push(shot);
      continue;
    }
    explained.add(actual);
    if (actual !== shot.start) moved.push({ shot, by: actual - shot.start });
  }
  return { planned: hard.length, moved, unseen, unplanned: surprises(film, scan, explained) };
}

/** The cut that is nearest to a planned one, not further than halfway to the neighbouring cuts. */
function cutNear(shot: FilmShot, film: Film, scan: PictureScan): number | undefined {
  const index = film.shots.indexOf(shot);
  const before = film.shots[index - 1]!;
  const from = Math.max(1, shot.start - Math.min(reach, Math.floor(before.frames / 2)));
  const to = Math.min(scan.frames - 1, shot.start + Math.min(reach, Math.floor(shot.frames / 2)));
  const found = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter((frame) => isCut(frame, scan, standsOut.expected));
  return found.toSorted((a, b) => Math.abs(a - shot.start) - Math.abs(b - shot.start))[0];
}

function isCut(frame: number, scan: PictureScan, times: number): boolean {
  return scan.spread[frame]! >= cutSpread && scan.change[frame]! >= times * Math.max(0.25, around(frame, scan));
}

/** The usual change of the frames about this one. */
function around(frame: number, scan: PictureScan): number {
  const neighbours: number[] = [];
  for (let other = Math.max(1, frame - 5); other <= Math.min(scan.frames - 1, frame + 5); other++) if (other !== frame) neighbours.push(scan.change[other]!);
  return median(neighbours);
}

function surprises(film: Film, scan: PictureScan, explained: ReadonlySet<number>): number[] {
  const inTransition = (frame: number) => film.shots.some((shot) => shot.head > 0 && frame >= shot.start - 1 && frame <= shot.start + shot.head + 1);
  const found: number[] = [];
  for (let frame = 1; frame < scan.frames; frame++) {
    if (scan.change[frame]! >= surprising && isCut(frame, scan, standsOut.unexpected) && !explained.has(frame) && !inTransition(frame)) found.push(frame);
  }
  return found;
}
