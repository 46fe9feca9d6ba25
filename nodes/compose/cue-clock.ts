import type { Rate, SceneTimeline } from "../story/index.ts";

/** The times of subtitling as frames of one scene's rate, and the frames they may snap to. */
export interface CueClock {
  readonly perSecond: number;
  /** Five sixths of a second. */
  readonly shortest: number;
  /** Seven seconds. */
  readonly longest: number;
  /** Below this a cue is a flash; the next one waits for it. */
  readonly stub: number;
  readonly gap: number;
  /** How far a cue may begin from its speech. */
  readonly startSlack: number;
  /** How long a cue stays after its speech when nothing asks for more or less. */
  readonly rest: number;
  /** The longest it may stay. */
  readonly linger: number;
  /** First frames of the shots that begin with a cut. */
  readonly cuts: readonly number[];
  /** The first frame that the scene shares with the next one; cues keep out of it unless somebody speaks there. */
  readonly lastFrame: number;
}

/** Counts that the guides give in frames (2, 3, 12) are frames of any rate from 24 to 30. */
export function clockOf(timeline: Pick<SceneTimeline, "rate" | "frames" | "shots">): CueClock {
  const perSecond = framesPerSecond(timeline.rate);
  const outgoing = timeline.shots.at(-1)?.transition.frames ?? 0;
  return {
    perSecond,
    shortest: Math.ceil((perSecond * 5) / 6),
    longest: Math.floor(perSecond * 7),
    stub: Math.ceil(perSecond * 0.4),
    gap: 2,
    startSlack: 3,
    rest: 6,
    linger: 12,
    cuts: timeline.shots.slice(1).flatMap((shot, index) => (timeline.shots[index]!.transition.frames === 0 ? [shot.start] : [])),
    lastFrame: timeline.frames - outgoing,
  };
}

export function framesPerSecond(rate: Rate): number {
  return rate.num / rate.den;
}
