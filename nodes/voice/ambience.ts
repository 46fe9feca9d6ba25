import { setImmediate } from "node:timers/promises";
import { Audio, defineNode, port, Type } from "../../runtime/contract/index.ts";
import { SceneTimeline, Setting } from "../story/index.ts";
import { bedOf, render } from "./beds.ts";
import { amplitude, loudness } from "./loudness.ts";
import { seededRandom, seedOf } from "./random.ts";
import { sampleAt } from "./stem.ts";
import { sampleRate, writeWav } from "./wav.ts";

/** Heard when nobody speaks, forgotten when somebody does. */
const bedLufs = -34;
const edgeMs = 10;

export const ambience = defineNode({
  type: "voice/ambience",
  version: 1,
  title: "Ambience",
  summary: "Makes the sound of the place, exactly as long as the scene.",
  inputs: {
    setting: port.value(Setting, { title: "Setting" }),
    timeline: port.value(SceneTimeline, { title: "Scene timeline" }),
    level: port.value(Type.Number({ title: "Level (dB)", minimum: -24, maximum: 24, default: 0 })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { ambience: port.value(Audio, { title: "Ambience" }) },

  async run({ inputs, context }) {
    const { setting, timeline: { frames, rate }, level, seed } = inputs;
    const bed = bedOf(setting);
    const length = sampleAt(frames, rate);
    const ambience = await context.memo({ bed, length, level, seed }, async () => {
      const pause = async () => {
        await setImmediate();
        context.signal.throwIfAborted();
      };
      const stage = { left: new Float32Array(length), right: new Float32Array(length), random: seededRandom(seedOf(bed, seed)), pause };
      await render[bed](stage);
      await pause();
      const channels = [stage.left, stage.right];
      finish(channels, bedLufs + level - loudness({ sampleRate, channels }));
      return context.write("audio/wav", writeWav({ sampleRate, channels }));
    });
    return { ambience };
  },
});

/** Brings the bed to its level, rounds off what sticks out, and lets it begin and end without a click. */
function finish(channels: readonly Float32Array[], gain: number): void {
  const knee = 0.5;
  const room = 0.4;
  const edge = (sampleRate * edgeMs) / 1000;
  const factor = amplitude(gain);
  for (const samples of channels) {
    for (let i = 0; i < samples.length; i++) {
      const sample = factor * samples[i]! * Math.min(1, i / edge, (samples.length - 1 - i) / edge);
      const over = Math.abs(sample) - knee;
      samples[i] = over <= 0 ? sample : Math.sign(sample) * (knee + room * Math.tanh(over / room));
    }
  }
}
