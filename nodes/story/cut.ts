import { Audio, Image, type Static, Type, valueType, Video } from "../../runtime/contract/index.ts";
import { Rate } from "./time.ts";
import { CameraMove, Emotion, LineKind, TransitionKind } from "./vocabulary.ts";

/** The story laid in time. All positions and lengths are whole frames of `rate`. */

const Frames = Type.Integer({ minimum: 0 });

/** A line at its place. `start` and `end` are where its sound begins and ends. */
export const PlacedLine = Type.Object({
  id: Type.String(),
  kind: LineKind,
  speaker: Type.String(),
  name: Type.String({ description: "The speaker's name as shown." }),
  text: Type.String(),
  language: Type.String(),
  emotion: Emotion,
  start: Frames,
  end: Frames,
}, { title: "Placed line" });
export type PlacedLine = Static<typeof PlacedLine>;

/** A shot at its place. Where it overlaps the next by a transition, both cover the same frames. */
export const PlacedShot = Type.Object({
  id: Type.String(),
  start: Frames,
  frames: Type.Integer({ minimum: 1 }),
  /** Frames shared with the next shot; 0 for a cut. For the last shot: shared with the next scene. */
  transition: Type.Object({ kind: TransitionKind, frames: Frames }),
}, { title: "Placed shot" });
export type PlacedShot = Static<typeof PlacedShot>;

/**
 * One scene laid in time by `voice/dub`. `frames` is the length of the picture from the first frame of the first shot
 * to the last frame of the last; lines count from the same first frame.
 */
export const SceneTimeline = valueType("story/scene-timeline", Type.Object({
  id: Type.String({ description: "The scene's id." }),
  title: Type.String(),
  rate: Rate,
  frames: Type.Integer({ minimum: 1 }),
  /** Frames shared with the scene before, i.e. that scene's last `transition.frames`; none when it starts with a cut. */
  incoming: Type.Optional(Frames),
  shots: Type.Array(PlacedShot),
  lines: Type.Array(PlacedLine),
  /** The dialogue stem: WAV, 48 kHz, stereo, exactly as long as the scene. */
  dialogue: Audio,
}));
export type SceneTimeline = Static<typeof SceneTimeline>;

/** Scenes in order, with the frame each starts on; consecutive scenes overlap by their transition. */
export const Timeline = valueType("story/timeline", Type.Object({
  id: Type.String({ description: "The episode's id." }),
  title: Type.String(),
  rate: Rate,
  width: Type.Integer(),
  height: Type.Integer(),
  frames: Type.Integer({ minimum: 1 }),
  scenes: Type.Array(Type.Object({ start: Frames, scene: SceneTimeline })),
}));
export type Timeline = Static<typeof Timeline>;

/** What is drawn for one shot: a still larger than the frame, and the camera's way over it. */
export const Picture = valueType("story/picture", Type.Object({
  id: Type.String({ description: "The shot's id." }),
  image: Image,
  width: Type.Integer(),
  height: Type.Integer(),
  move: CameraMove,
  /** How far the camera goes: 0.1 is a tenth of the picture. */
  amount: Type.Number({ minimum: 0.02, maximum: 0.5 }),
  /** Moving picture, where a video model made one; then `image` is its first frame. */
  video: Type.Optional(Video),
  /** The anchors that are in the picture, as drawn or as attached to the request. */
  anchors: Type.Array(Type.Object({ id: Type.String(), anchor: Type.String() })),
  prompt: Type.Optional(Type.String()),
  source: Type.String(),
}));
export type Picture = Static<typeof Picture>;

/** One subtitle on screen: `start` is its first frame, `end` the first frame without it. */
export const Cue = valueType("story/cue", Type.Object({
  line: Type.String(),
  speaker: Type.String(),
  lines: Type.Array(Type.String(), { description: "The rows on screen, top first." }),
  language: Type.String(),
  start: Frames,
  end: Frames,
}));
export type Cue = Static<typeof Cue>;

/** The cues that are on screen during one shot, counted from the shot's first frame. */
export const ShotCues = valueType("story/shot-cues", Type.Object({
  id: Type.String({ description: "The shot's id." }),
  frames: Type.Integer({ minimum: 1, description: "The shot's length." }),
  rate: Rate,
  /** Frames at the shot's start and end that a transition uses; they are kept apart so that the rest can be copied. */
  head: Frames,
  tail: Frames,
  cues: Type.Array(Cue),
}));
export type ShotCues = Static<typeof ShotCues>;

/**
 * Encoded picture that can be joined by copying: every piece starts with a key frame and all share one encoder set-up.
 * `head` and `tail` are the frames that a transition with the neighbour needs, kept at intermediate quality.
 */
export const Clip = valueType("story/clip", Type.Object({
  id: Type.String({ description: "The shot's or scene's id." }),
  rate: Rate,
  width: Type.Integer(),
  height: Type.Integer(),
  /** Length with head and tail. */
  frames: Type.Integer({ minimum: 1 }),
  pieces: Type.Array(Type.Object({ video: Video, frames: Type.Integer({ minimum: 1 }) })),
  head: Type.Optional(Type.Object({ video: Video, frames: Type.Integer({ minimum: 1 }) })),
  tail: Type.Optional(Type.Object({ video: Video, frames: Type.Integer({ minimum: 1 }) })),
  /** How the clip goes over into the next: the length is that of `tail`. A single shot does not know and says `cut`. */
  transition: TransitionKind,
  /** Shots whose moving picture was too short: its last frame was held for so many frames. */
  held: Type.Optional(Type.Array(Type.Object({ shot: Type.String(), frames: Type.Integer({ minimum: 1 }) }))),
}));
export type Clip = Static<typeof Clip>;
