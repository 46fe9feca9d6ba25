import { Audio, type Context, defineNode, File, fail, ffmpeg, port, Type, Video } from "../../runtime/contract/index.ts";
import { Finding, msAt, Timeline } from "../story/index.ts";
import { type Container, inspect } from "./technical/container.ts";
import { matchCues, type PlacedCue } from "./technical/cue-match.ts";
import { decode } from "./technical/decode.ts";
import { type Film, layOut } from "./technical/film.ts";
import { formatRows } from "./technical/format-rows.ts";
import { measurePatches } from "./technical/patches.ts";
import { pictureRows } from "./technical/picture-rows.ts";
import { scanPicture } from "./technical/picture-scan.ts";
import { Limits, limitsOf, profiles } from "./technical/profiles.ts";
import { signatureFrames } from "./technical/shot-hash.ts";
import { soundRows } from "./technical/sound-rows.ts";
import { type Contour, scanSound, stemContour } from "./technical/sound-scan.ts";
import { readSrt } from "./technical/srt.ts";
import { subtitleRows } from "./technical/subtitle-rows.ts";
import { type HeardLine, hear } from "./technical/sync.ts";

/** Measures the finished file itself, not what was asked of the encoder. Gives one finding for every row of the list. */
export const technical = defineNode({
  type: "qa/technical",
  version: 1,
  title: "Technical check",
  summary: "Measures picture, sound, sync and subtitles of the finished file against a delivery profile.",
  inputs: {
    video: port.value(Video, { title: "Finished video" }),
    timeline: port.value(Timeline, { title: "Episode timeline" }),
    srt: port.value(File, { optional: true, title: "Subtitles", summary: "The SRT file that goes with the video." }),
    stems: port.value(Type.Array(Audio), { optional: true, title: "Stems", summary: "Dialogue, music, effects: to measure how music makes way for speech." }),
    profile: port.value(Type.String({ title: "Profile", default: Object.keys(profiles)[0]! })),
    limits: port.value(Type.Partial(Limits, { title: "Limits", default: {}, additionalProperties: false }), { summary: "Single limits that differ from the profile." }),
  },
  outputs: { findings: port.value(Type.Array(Finding), { title: "Findings" }) },
  uses: [ffmpeg],
  settings: ["quality"],

  async run({ inputs, context }) {
    const { timeline } = inputs;
    const limits = limitsOf(inputs.profile, inputs.limits);
    const film = layOut(timeline);
    const cues = inputs.srt && await placedCues(inputs.srt, timeline, film, context);
    const tools = await context.use(ffmpeg);
    const path = await context.path(inputs.video);
    const container = await inspect(path, tools);
    const { video: { width, height }, audio } = container;
    if (Math.min(width, height) < 16) fail({ code: "VIDEO_UNREADABLE", message: "The picture has no usable size.", hint: "Render the episode again." });

    context.progress(0.05, "decoding");
    const decoded = await decode(path, { width, height, sound: audio !== undefined, rate: timeline.rate, limits }, tools, await context.folder());
    context.progress(0.7, "measuring");
    const scan = await scanPicture(decoded.thumbs, {
      hashes: new Set(film.shots.flatMap((shot) => signatureFrames(shot, shot.head))),
      appearances: new Set(cues?.flatMap((cue) => [cue.start, cue.end])),
    }, context.signal);
    const patches = await measurePatches(decoded.patches, context.signal);
    const sound = decoded.sound === undefined ? undefined : await scanSound(decoded.sound, context.signal);
    const heard = sound ? await hearLines(timeline, film, sound, container, context) : [];
    const music = inputs.stems?.[1] && await contourOf(inputs.stems[1], "The music stem", context);

    return {
      findings: [
        ...formatRows(container, timeline, limits, context.settings.quality === "draft"),
        ...pictureRows({ timeline, film, limits, scan, decoded, patches }),
        ...soundRows({ timeline, film, limits, container, decoded, frames: scan.frames, sound, heard, music }),
        ...subtitleRows({ timeline, film, limits, scan, cues }),
      ],
    };
  },
});

async function placedCues(srt: File, timeline: Timeline, film: Film, context: Context): Promise<PlacedCue[]> {
  return matchCues(readSrt(Buffer.from(await context.read(srt)).toString("utf8")), film.lines, timeline.rate);
}

/** Scene by scene, so that one stem is in memory at a time. */
async function hearLines(timeline: Timeline, film: Film, final: Contour, container: Container, context: Context): Promise<HeardLine[]> {
  const heard: HeardLine[] = [];
  const late = (container.audio?.startMs ?? 0) - container.video.startMs;
  for (const { start, scene } of timeline.scenes) {
    const stem = await contourOf(scene.dialogue, `The dialogue of scene ${scene.id}`, context);
    const lines = film.lines.filter((line) => line.scene === scene.id && line.kind !== "caption");
    for (const [index, line] of lines.entries()) {
      context.signal.throwIfAborted();
      const { lagMs, ...found } = hear(line, lines[index - 1]?.end ?? 0, stem, final, msAt(start, timeline.rate), timeline.rate);
      heard.push({ ...found, lagMs: lagMs === undefined ? undefined : lagMs + late });
    }
  }
  return heard;
}

async function contourOf(stem: Audio, name: string, context: Context): Promise<Contour> {
  return await stemContour(await context.path(stem), context.signal)
    ?? fail({ code: "STEM_UNREADABLE", message: `${name} is not a 48 kHz WAV file.`, hint: "Take timeline and stems as voice/dub and compose/episode give them." });
}
