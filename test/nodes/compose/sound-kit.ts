import type { Artifact } from "../../../runtime/contract/index.ts";
import type { Bench } from "../../kit/run-node.ts";

/** 16-bit stereo WAV at 48 kHz; `value` gives the sample at `seconds`, -1 to 1. */
export function wav(bench: Bench, seconds: number, value: (seconds: number) => number): Promise<Artifact> {
  const samples = Math.round(seconds * 48_000);
  const bytes = Buffer.alloc(44 + samples * 4);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + samples * 4, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(48_000, 24);
  bytes.writeUInt32LE(192_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(samples * 4, 40);
  for (let at = 0; at < samples; at++) {
    const sample = Math.round(32_767 * Math.max(-1, Math.min(1, value(at / 48_000))));
    bytes.writeInt16LE(sample, 44 + at * 4);
    bytes.writeInt16LE(sample, 46 + at * 4);
  }
  return bench.write("audio/wav", bytes);
}

export const tone = (hertz: number, level: number) => (seconds: number) => level * Math.sin(2 * Math.PI * hertz * seconds);

/** Noise, the same every time. */
export const hiss = (level: number) => (seconds: number) => {
  const seed = Math.sin(seconds * 78_233.17) * 43_758.5453;
  return level * (2 * (seed - Math.floor(seed)) - 1);
};

/** Syllables at four a second with overtones: loud enough and uneven enough to exercise a limiter as a voice does. */
export function babble(level: number): (seconds: number) => number {
  const voice = [tone(180, 0.5), tone(360, 0.3), tone(1130, 0.25), tone(2510, 0.15)];
  return (seconds) => level * Math.sin(Math.PI * 4 * seconds) ** 2 * voice.reduce((sum, part) => sum + part(seconds), 0);
}

/** Sounds only inside the given spans of seconds. */
export function during(spans: readonly (readonly [number, number])[], sound: (seconds: number) => number): (seconds: number) => number {
  return (seconds) => (spans.some(([start, end]) => seconds >= start && seconds < end) ? sound(seconds) : 0);
}

/** Interleaved stereo of a float WAV as the episode writes it. */
export function floatSamples(bytes: Buffer): Float32Array {
  const data = bytes.subarray(58);
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

/** The level of a stretch in dB, from samples of interleaved stereo. */
export function levelOf(samples: Float32Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * 48_000) * 2, Math.round(to * 48_000) * 2);
  return 10 * Math.log10(part.reduce((sum, value) => sum + value * value, 0) / part.length);
}
