import { setImmediate } from "node:timers/promises";
import { Audio, defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Scene } from "../story/index.ts";
import { bell, drum, flute, hertz, pad, pluck, shaker } from "./instruments.ts";
import { amplitude, loudness } from "./loudness.ts";
import { seededRandom, seedOf } from "./random.ts";
import { inHall } from "./reverb.ts";
import { barsIn, compose, type Mood, moodOf, type Note } from "./score.ts";
import { sampleRate, writeWav } from "./wav.ts";

const musicLufs = -20;
const ceiling = 0.8;
const hallSeconds = 1.8;

export const music = defineNode({
  type: "voice/music",
  version: 1,
  title: "Music",
  summary: "Plays a bed of plucked strings, flute and soft drums that can go round in a loop.",
  inputs: {
    scenes: port.value(Type.Array(Scene), { title: "Scenes", summary: "Their emotions decide the mood." }),
    seconds: port.value(Type.Number({ title: "Length (s)", minimum: 4, maximum: 600, default: 60 })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0, description: "Another seed is another tune." })),
  },
  outputs: { music: port.value(Audio, { title: "Music" }) },

  async run({ inputs, context }) {
    const { scenes, seconds, seed } = inputs;
    const mood = moodOf(scenes.map(({ emotion }) => emotion));
    const play = async () => {
      const channels = await perform(mood, seconds, seed, async () => {
        await setImmediate();
        context.signal.throwIfAborted();
      });
      return context.write("audio/wav", writeWav({ sampleRate, channels }));
    };
    return { music: await context.memo({ mood, seconds, seed }, play) };
  },
});

/** Where the players sit, from left (0) to right (1), and how loud they are. */
const seats: Readonly<Record<Note["part"], { readonly pan: number; readonly gain: number }>> = {
  melody: { pan: 0.42, gain: 0.5 },
  accompaniment: { pan: 0.6, gain: 0.34 },
  flute: { pan: 0.55, gain: 0.3 },
  pad: { pan: 0.5, gain: 0.12 },
  drum: { pan: 0.5, gain: 0.35 },
  shaker: { pan: 0.35, gain: 0.12 },
  bell: { pan: 0.68, gain: 0.16 },
};

/** Plays the piece in a circle: what rings past the end rings on over the beginning. */
async function perform(mood: Mood, seconds: number, seed: number, pause: () => Promise<void>): Promise<[Float32Array, Float32Array]> {
  const random = seededRandom(seedOf("music", mood, seed));
  const bars = barsIn(seconds, mood);
  const length = Math.round(seconds * sampleRate);
  const beatSeconds = seconds / (bars * 4);
  const [left, right] = [new Float32Array(length), new Float32Array(length)];
  for (const [i, note] of compose(mood, bars, random).entries()) {
    if (i % 8 === 0) await pause();
    const sound = played(note, note.beats * beatSeconds, random);
    // Nobody plays like a clock; a few milliseconds are what sets players apart from a machine.
    const at = Math.round((note.beat * beatSeconds + 0.008 * random()) * sampleRate);
    const { pan, gain } = seats[note.part];
    addAround(left, sound, at, gain * Math.cos((pan * Math.PI) / 2));
    addAround(right, sound, at, gain * Math.sin((pan * Math.PI) / 2));
  }
  await pause();
  inHall(left, right, 0.32, hallSeconds);
  await pause();
  master(left, right);
  return [left, right];
}

function played({ part, pitch, weight }: Note, seconds: number, random: () => number): Float32Array {
  switch (part) {
    case "melody": return pluck(hertz(pitch), Math.max(1.6, seconds), weight, random);
    case "accompaniment": return pluck(hertz(pitch), Math.max(1.4, seconds), weight, random);
    case "flute": return flute(hertz(pitch), seconds, weight, random);
    case "pad": return pad(hertz(pitch), seconds, weight);
    case "drum": return drum(hertz(pitch), weight);
    case "shaker": return shaker(weight, random);
    case "bell": return bell(hertz(pitch), weight);
  }
}

function addAround(loop: Float32Array, sound: Float32Array, at: number, gain: number): void {
  for (let i = 0, to = at % loop.length; i < sound.length; i++) {
    loop[to]! += gain * sound[i]!;
    if (++to === loop.length) to = 0;
  }
}

function master(left: Float32Array, right: Float32Array): void {
  const gain = amplitude(musicLufs - loudness({ sampleRate, channels: [left, right] }));
  const knee = 0.6 * ceiling;
  for (const samples of [left, right]) {
    for (let i = 0; i < samples.length; i++) {
      const sample = gain * samples[i]!;
      const over = Math.abs(sample) - knee;
      samples[i] = over <= 0 ? sample : Math.sign(sample) * (knee + (ceiling - knee) * Math.tanh(over / (ceiling - knee)));
    }
  }
}
