import { Audio, type Context, defineNode, fail, ffmpeg, File, port, Type, Video } from "../../runtime/contract/index.ts";
import { Clip, Cue, Episode, Finding, SceneTimeline, Timeline } from "../story/index.ts";
import { assMedia, buildAss } from "./ass.ts";
import { episodeCues } from "./cues.ts";
import { expectFrames, joinClips, lengthOf } from "./join.ts";
import { mux } from "./mux.ts";
import type { Piece } from "./pieces.ts";
import { soundtrack } from "./soundtrack.ts";
import { buildSrt, srtMedia } from "./srt.ts";
import { loosePiece } from "./transition.ts";
import { buildVtt, vttMedia } from "./vtt.ts";

const decibels = (title: string, minimum: number, maximum: number, standard: number) => Type.Number({ title, minimum, maximum, default: standard });

/** Joins the scenes of an episode, mixes and masters its sound, and writes the film with its subtitles and stems. */
export const episode = defineNode({
  type: "compose/episode",
  version: 1,
  title: "Episode",
  summary: "Joins scenes, mixes dialogue, ambience and music to a loudness, and writes the finished film.",
  inputs: {
    episode: port.value(Episode, { title: "Episode" }),
    clips: port.value(Type.Array(Clip), { title: "Scenes" }),
    timelines: port.value(Type.Array(SceneTimeline), { title: "Scene timelines" }),
    ambience: port.value(Type.Array(Audio), { title: "Ambience", optional: true, summary: "One for each scene, as long as the scene." }),
    music: port.value(Audio, { title: "Music", optional: true, summary: "Repeated for the length of the episode." }),
    cues: port.value(Type.Array(Type.Array(Cue)), { title: "Cues", optional: true, summary: "The subtitles of each scene, where they were laid out with limits of their own." }),
    loudness: port.value(decibels("Loudness (LUFS)", -31, -9, -14)),
    peak: port.value(decibels("Limit (dBTP)", -9, -1, -1.5), { summary: "Encoding adds some; more than -1 dBTP is refused." }),
    duck: port.value(decibels("Ducking (dB)", 0, 40, 12), { summary: "How far music and ambience go down under speech." }),
    musicBelow: port.value(decibels("Music below dialogue (LU)", -6, 30, 8), { summary: "Where nobody speaks." }),
  },
  outputs: {
    video: port.value(Video, { title: "Finished video" }),
    timeline: port.value(Timeline, { title: "Episode timeline" }),
    srt: port.value(File, { title: "SRT subtitles" }),
    vtt: port.value(File, { title: "WebVTT subtitles" }),
    ass: port.value(File, { title: "ASS subtitles" }),
    stems: port.value(Type.Array(Audio), { title: "Stems", summary: "Dialogue, music, effects: they add up to the mix before its limiter." }),
    findings: port.value(Type.Array(Finding), { title: "Findings" }),
  },
  uses: [ffmpeg],
  settings: ["quality"],

  async run({ inputs, context }) {
    const { clips, timelines, ambience = [], music, loudness, peak, duck, musicBelow } = inputs;
    if (ambience.length > 0 && ambience.length !== clips.length) {
      fail({ code: "AMBIENCE_DISAGREES", message: `There are ${clips.length} scenes and ${ambience.length} ambiences.`, hint: "Connect one ambience for each scene, or none." });
    }
    const film = await joined(inputs.episode.id, clips, timelines, context);
    const timeline = timelineOf(inputs.episode, film.clip, timelines);
    expectFrames(`Episode "${timeline.id}"`, timeline.frames, lengthOf(film.pieces));
    context.progress(0.3, "picture joined");

    const sound = await soundtrack({ timeline, ambience, music, loudness, peak, duck, musicBelow }, context);
    context.progress(0.8, "sound mastered");
    const video = await mux({ pieces: film.pieces, rate: timeline.rate, sound: sound.sound, title: timeline.title }, context);

    const cues = inputs.cues ? placed(inputs.cues, timeline) : episodeCues(timeline);
    return {
      video: video as Video,
      timeline,
      srt: await context.write(srtMedia, buildSrt(cues, timeline.rate)),
      vtt: await context.write(vttMedia, buildVtt(cues, timeline.rate)),
      ass: await context.write(assMedia, await buildAss(cues, timeline)),
      stems: [...sound.stems],
      findings: [...sound.findings, ...heldFindings(timeline.id, film.clip)],
    };
  },
});

/** The scenes as one row of pieces; ends that meet no scene are encoded for delivery as well. */
async function joined(id: string, clips: readonly Clip[], timelines: readonly SceneTimeline[], context: Context): Promise<{ clip: Clip; pieces: Piece[] }> {
  const plan = timelines.map(({ id, frames, shots }) => {
    const { kind, frames: shared } = shots.at(-1)?.transition ?? { kind: "cut" as const, frames: 0 };
    return { id, frames, shared, kind };
  });
  const clip = await joinClips({ id, clips, plan }, context);
  const head = clip.head ? [await loosePiece("cut", clip.head, clip, context)] : [];
  const tail = clip.tail ? [await loosePiece(clip.transition, clip.tail, clip, context)] : [];
  return { clip, pieces: [...head, ...clip.pieces, ...tail] };
}

function timelineOf({ id, title }: Episode, { rate, width, height }: Clip, timelines: readonly SceneTimeline[]): Timeline {
  let start = 0;
  let frames = 0;
  const scenes = timelines.map((scene) => {
    const placed = { start, scene };
    frames = start + scene.frames;
    start = frames - (scene.shots.at(-1)?.transition.frames ?? 0);
    return placed;
  });
  return { id, title, rate, width, height, frames, scenes };
}

/** Subtitles that were laid out scene by scene, in the frames of the episode. */
function placed(cues: readonly (readonly Cue[])[], timeline: Timeline): Cue[] {
  if (cues.length !== timeline.scenes.length) {
    fail({ code: "CUES_DISAGREE", message: `There are ${timeline.scenes.length} scenes and subtitles for ${cues.length}.`, hint: "Connect the cues of the same scenes, or none." });
  }
  return timeline.scenes
    .flatMap(({ start, scene }, index) => cues[index]!.map((cue) => ({ ...cue, line: `${scene.id}/${cue.line}`, start: start + cue.start, end: start + cue.end })))
    .sort((a, b) => a.start - b.start);
}

function heldFindings(episode: string, clip: Clip): Finding[] {
  return (clip.held ?? []).map(({ shot, frames }) => ({
    check: "compose/held-frame", severity: "warn", where: { episode, shot },
    message: `The moving picture of shot "${shot}" was ${frames} frames too short; its last frame is held.`,
    hint: "Make a longer video for this shot, or shorten the shot.",
  }));
}
