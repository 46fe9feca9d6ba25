import type { PlacedLine, PlacedShot, Timeline } from "../../story/index.ts";

/** A shot counted from the first frame of the episode. */
export interface FilmShot extends PlacedShot {
  readonly scene: string;
  /** Frames at its start that it shares with the shot before. */
  readonly head: number;
}
/** A line counted from the first frame of the episode. */
export interface FilmLine extends PlacedLine { readonly scene: string }

/** An episode's shots and lines on one count of frames, in order. */
export interface Film { readonly shots: readonly FilmShot[]; readonly lines: readonly FilmLine[] }

export function layOut(timeline: Timeline): Film {
  const shots: FilmShot[] = [];
  const lines: FilmLine[] = [];
  for (const { start, scene } of timeline.scenes) {
    for (const shot of scene.shots) {
      const before = shots.at(-1);
      shots.push({ ...shot, scene: scene.id, start: start + shot.start, head: before?.transition.frames ?? 0 });
    }
    for (const line of scene.lines) lines.push({ ...line, scene: scene.id, start: start + line.start, end: start + line.end });
  }
  return { shots, lines };
}

/** The shot on screen at a frame; during a transition the one that is coming. */
export function shotAt(film: Film, frame: number): FilmShot | undefined {
  return film.shots.findLast((shot) => shot.start <= frame);
}
