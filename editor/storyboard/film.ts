import type { GraphDocument } from "../../runtime/graph/document.ts";
import { childKey } from "../../runtime/ids.ts";

/** A finished episode laid in time, by item keys. Positions are whole frames from the first frame of the film. */
export interface Film {
  readonly title: string;
  /** Frames per second. */
  readonly fps: number;
  readonly frames: number;
  readonly scenes: readonly Segment[];
  readonly shots: readonly Segment[];
  readonly lines: readonly SpokenSegment[];
}

export interface Segment {
  /** The item key: `e03/s05/p02`. */
  readonly key: string;
  readonly start: number;
  /** The first frame after it. */
  readonly end: number;
}

export interface SpokenSegment extends Segment {
  readonly name: string;
  readonly text: string;
}

/** The parts of a `story/timeline` that are read here. */
interface TimelineLike {
  readonly title: string;
  readonly rate: { readonly num: number; readonly den: number };
  readonly frames: number;
  readonly scenes: readonly { readonly start: number; readonly scene: {
    readonly id: string; readonly frames: number;
    readonly shots: readonly { readonly id: string; readonly start: number; readonly frames: number }[];
    readonly lines: readonly { readonly id: string; readonly name: string; readonly text: string; readonly start: number; readonly end: number }[];
  } }[];
}

/**
 * @param item the key of the item that made the timeline: what the keys of its scenes begin with
 * @returns undefined for a value that is no timeline
 */
export function filmOf(timeline: unknown, item: string): Film | undefined {
  if (!isTimeline(timeline)) return undefined;
  const scenes = timeline.scenes.map(({ start, scene }) => ({ key: childKey(item, scene.id), start, end: start + scene.frames, scene }));
  return {
    title: timeline.title, fps: timeline.rate.num / timeline.rate.den, frames: timeline.frames,
    scenes: scenes.map(({ key, start, end }) => ({ key, start, end })),
    shots: scenes.flatMap(({ key, start, scene }) => scene.shots.map((shot) => ({ key: childKey(key, shot.id), start: start + shot.start, end: start + shot.start + shot.frames }))),
    lines: scenes.flatMap(({ key, start, scene }) => scene.lines.map(({ id, name, text, ...line }) => ({ key: childKey(key, id), name, text, start: start + line.start, end: start + line.end }))),
  };
}

function isTimeline(value: unknown): value is TimelineLike {
  const { rate, scenes, frames } = (value ?? {}) as Partial<TimelineLike>;
  return typeof rate?.num === "number" && typeof rate.den === "number" && typeof frames === "number" && Array.isArray(scenes);
}

/** What is on screen and heard at a frame. In a transition the shot that comes in counts. */
export interface Moment {
  readonly scene: Segment | undefined;
  readonly shot: Segment | undefined;
  readonly line: SpokenSegment | undefined;
}

export function momentAt(film: Film, frame: number): Moment {
  return { scene: at(film.scenes, frame), shot: at(film.shots, frame), line: at(film.lines, frame) };
}

function at<S extends Segment>(segments: readonly S[], frame: number): S | undefined {
  return segments.findLast(({ start, end }) => start <= frame && frame < end);
}

/** The start of the next line after a frame, or of the one before it. */
export function lineBeside(film: Film, frame: number, direction: 1 | -1): SpokenSegment | undefined {
  return direction > 0 ? film.lines.find(({ start }) => start > frame) : film.lines.findLast(({ start }) => start < frame - Math.round(film.fps / 4));
}

/** Where in a document a text is written. */
export interface TextPlace {
  /** An input of the graph by its name, or `node.port`. */
  readonly input: string;
  /** Characters of the input's value: the text is `from` up to `to`. */
  readonly from: number;
  readonly to: number;
}

/** Looks a spoken line up in the texts that a document holds: those given to the graph, then those of its nodes. */
export function placeOf(text: string, document: GraphDocument): TextPlace | undefined {
  const wanted = text.trim();
  if (wanted === "") return undefined;
  const given = Object.entries(document.inputs ?? {}).map(([name, { default: value }]) => ({ input: name, value }));
  const values = Object.entries(document.nodes).flatMap(([id, { inputs = {} }]) => Object.entries(inputs).map(([name, value]) => ({ input: `${id}.${name}`, value })));
  for (const { input, value } of [...given, ...values]) {
    const from = typeof value === "string" ? value.indexOf(wanted) : -1;
    if (from >= 0) return { input, from, to: from + wanted.length };
  }
  return undefined;
}
