import { type Context, defineNode, fail, port, Type } from "../../runtime/contract/index.ts";
import { Character, cumulativeFrames, Finding, frameAt, type Line, type PlacedLine, type PlacedShot, Rate, Scene, SceneTimeline, type Shot, SpokenLine } from "../story/index.ts";
import { deliveries } from "./delivery.ts";
import { fitToWindow } from "./fit.ts";
import { type Layout, layOut, type LineToPlace, type ShotToPlace } from "./layout.ts";
import { mixDialogue, sampleAt } from "./stem.ts";
import { readWav, sampleRate, writeWav } from "./wav.ts";

/** A shot that has neither lines nor a wanted length. */
const silentShotMs = 3000;
const shortestShotMs = 600;

const ms = (title: string, preset: number) => Type.Integer({ title, minimum: 0, maximum: 10_000, default: preset });

export const dub = defineNode({
  type: "voice/dub",
  version: 1,
  title: "Dub",
  summary: "Lays a scene in time by how long its lines really take, and mixes the dialogue.",
  inputs: {
    scene: port.value(Scene, { title: "Scene" }),
    characters: port.value(Type.Array(Character), { title: "Characters" }),
    spoken: port.value(Type.Array(SpokenLine), { title: "Spoken lines" }),
    rate: port.value({ ...Rate, default: { num: 25, den: 1 } }),
    gapMs: port.value(ms("Between lines (ms)", 300)),
    leadMs: port.value(ms("Before a shot's first line (ms)", 200)),
    tailMs: port.value(ms("After a shot's last line (ms)", 300)),
    fit: port.value(Type.Number({ title: "Tempo change at most", minimum: 0, maximum: 0.1, default: 0.1, description: "0.1 lets a line be a tenth faster or slower to meet its given times." })),
  },
  outputs: { timeline: port.value(SceneTimeline, { title: "Scene timeline" }), findings: port.value(Type.Array(Finding), { title: "Findings" }) },

  async run({ inputs, context }) {
    const { scene, characters, rate } = inputs;
    const shots = shotsWithLines(scene);
    const sounds = new Map<string, Sounding>();
    for (const line of shots.flatMap(({ lines }) => lines)) {
      if (line.kind !== "caption") sounds.set(line.id, await sounding(context, line, inputs.spoken, inputs.fit));
    }
    const frames = (length: number) => frameAt(length, rate);
    const toPlace = framesOf(shots, sounds, rate);
    const layout = layOut(toPlace, { gap: frames(inputs.gapMs), lead: frames(inputs.leadMs), tail: frames(inputs.tailMs), shortest: frames(shortestShotMs) });

    const placed = new Map(layout.lines.map((line) => [line.id, line]));
    const onStem = [...sounds.values()].map(({ samples, line }) => ({ samples, start: placed.get(line.id)!.start, level: deliveries[line.emotion].level }));
    const stem = await mixDialogue(onStem, layout.frames, rate, context.signal);
    const findings = [...[...sounds.values()].flatMap(({ finding }) => finding ?? []), ...moved(layout, toPlace, rate)];
    return {
      timeline: {
        id: scene.id,
        title: scene.title,
        rate,
        frames: layout.frames,
        ...(scene.incoming && scene.incoming.kind !== "cut" ? { incoming: frames(scene.incoming.ms) } : {}),
        shots: layout.shots.map((shot, i) => ({ ...shot, transition: transitionOf(shots[i]!, toPlace[i]!.overlap) })),
        lines: shots.flatMap(({ lines }) => lines).map((line) => placedLine(line, placed.get(line.id)!, characters)).sort((a, b) => a.start - b.start),
        dialogue: await context.write("audio/wav", writeWav({ sampleRate, channels: [stem, stem] })),
      },
      findings: findings.map((finding) => ({ ...finding, where: { scene: scene.id, ...finding.where } })),
    };
  },
});

type SpeakingShot = Omit<Shot, "lines"> & { readonly lines: readonly Line[] };

interface Sounding {
  readonly line: Line;
  readonly samples: Float32Array;
  readonly finding?: Finding;
}

/** Every line of the scene once, with the first shot that covers it, else with the one that covers the line before. */
function shotsWithLines(scene: Scene): SpeakingShot[] {
  if (scene.shots.length === 0) fail({ code: "SCENE_WITHOUT_SHOTS", message: `Scene ${scene.id} has no shots.`, hint: "Give the scene at least one shot." });
  const covering = new Map<string, number>();
  scene.shots.forEach((shot, index) => {
    for (const id of shot.lines) {
      if (!scene.lines.some((line) => line.id === id)) fail({ code: "LINE_UNKNOWN", message: `Shot ${shot.id} covers the line "${id}", which scene ${scene.id} does not have.`, hint: "Correct the shot's list of lines." });
      if (!covering.has(id)) covering.set(id, index);
    }
  });
  let before = 0;
  for (const { id } of scene.lines) covering.set(id, (before = covering.get(id) ?? before));
  const order = (shot: Shot, line: Line) => (shot.lines.includes(line.id) ? shot.lines.indexOf(line.id) : shot.lines.length);
  return scene.shots.map((shot, index) => ({
    ...shot,
    lines: scene.lines.filter(({ id }) => covering.get(id) === index).sort((a, b) => order(shot, a) - order(shot, b)),
    ...(index === scene.shots.length - 1 && scene.transition ? { transition: scene.transition } : {}),
  }));
}

async function sounding(context: Context, line: Line, spoken: readonly SpokenLine[], fit: number): Promise<Sounding> {
  const takes = spoken.filter(({ id }) => id === line.id);
  if (takes.length !== 1) {
    fail({ code: takes.length === 0 ? "LINE_NOT_SPOKEN" : "LINE_SPOKEN_TWICE", message: `Line ${line.id} ("${line.text}") has ${takes.length} spoken takes where there must be one.`, hint: "Connect the spoken lines of this scene, each once." });
  }
  const { channels: [samples], sampleRate: found } = readWav(await context.read(takes[0]!.audio));
  if (!samples || samples.length === 0 || found !== sampleRate) fail({ code: "AUDIO_UNREADABLE", message: `The sound of line ${line.id} is empty or not at 48 kHz.`, hint: "Speak it with `voice/speak`." });
  return { line, ...fitToWindow(line, samples, fit) };
}

/** The same shots counted in frames. Wanted lengths are rounded together, whatever the lines make of them. */
function framesOf(shots: readonly SpeakingShot[], sounds: ReadonlyMap<string, Sounding>, rate: Rate): ShotToPlace[] {
  const wanted = cumulativeFrames(shots.map(({ durationMs, lines }) => durationMs ?? (lines.length === 0 ? silentShotMs : 0)), rate);
  return shots.map((shot, i) => ({
    id: shot.id,
    wanted: wanted[i]!,
    overlap: shot.transition && shot.transition.kind !== "cut" ? frameAt(shot.transition.ms, rate) : 0,
    lines: shot.lines.map((line): LineToPlace => ({
      id: line.id,
      silent: line.kind === "caption",
      frames: lineFrames(line, sounds.get(line.id)?.samples, rate),
      ...(line.startMs === undefined ? {} : { given: { start: frameAt(line.startMs, rate), ...(line.endMs === undefined ? {} : { end: frameAt(line.endMs, rate) }) } }),
    })),
  }));
}

/** A transition too short for a frame is a cut. */
function transitionOf({ transition }: SpeakingShot, frames: number): PlacedShot["transition"] {
  return { kind: frames === 0 ? "cut" : transition!.kind, frames };
}

function placedLine({ id, kind, speaker, text, language, emotion }: Line, { start, end }: { start: number; end: number }, characters: readonly Character[]): PlacedLine {
  const name = characters.find((character) => character.id === speaker)?.name ?? speaker;
  return { id, kind, speaker, name, text, language, emotion, start, end };
}

/** Up to the frame in which its last sample sounds; a caption as long as it takes to read. */
function lineFrames(line: Line, samples: Float32Array | undefined, rate: Rate): number {
  if (samples) return Math.max(1, Math.ceil((samples.length * rate.num) / (sampleRate * rate.den)));
  const perSecond = /\p{Script=Han}/u.test(line.text) ? 9 : 20;
  const readingMs = Math.max(1500, ([...line.text].length / perSecond) * 1000);
  return Math.max(1, frameAt(line.endMs === undefined || line.startMs === undefined ? readingMs : line.endMs - line.startMs, rate));
}

/** What could not be where the author put it. */
function moved({ lines, shots }: Layout, wanted: readonly ShotToPlace[], rate: Rate): Finding[] {
  const inMs = (frames: number) => `${Math.round((sampleAt(frames, rate) / sampleRate) * 1000)} ms`;
  return [
    ...lines.filter(({ late }) => late > 0).map(({ id, late }): Finding => ({
      check: "voice/late", severity: "warn", message: `Line ${id} starts later than given, as the line before it is still being spoken.`,
      where: { line: id }, measured: `${inMs(late)} late`, expected: "0 ms",
    })),
    ...shots.flatMap(({ id, frames }, i): Finding[] => (frames >= wanted[i]!.wanted ? [] : [{
      check: "voice/shot-length", severity: "info", message: `Shot ${id} is shorter than wanted, to leave room for lines at given times.`,
      where: { shot: id }, measured: inMs(frames), expected: inMs(wanted[i]!.wanted),
    }])),
  ];
}
