import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries } from "../../../runtime/services/ffmpeg-binaries.ts";
import { sha256 } from "./log.ts";

/** A tone in which each word has its own pitch: real PCM, 24 kHz, mono, 16 bits. `ms` is whole, and so is what is made. */
export function toneOf(text: string, ms: number): Buffer {
  const samples = Buffer.alloc(ms * 24 * 2);
  const pitch = 140 + (parseInt(sha256(text).slice(0, 4), 16) % 160);
  for (let at = 0; at < ms * 24; at++) {
    const edge = Math.min(1, at / 240, (ms * 24 - at) / 240);
    const syllable = 0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * at) / 24_000);
    samples.writeInt16LE(Math.round(9000 * edge * syllable * Math.sin((2 * Math.PI * pitch * at) / 24_000)), at * 2);
  }
  return samples;
}

/** @param streamed as services write it that do not know the length yet: the header says 0xFFFFFFFF */
export function wavOf(samples: Buffer, streamed = false): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(streamed ? 0xffffffff : 36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(24_000, 24);
  header.writeUInt32LE(48_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(streamed ? 0xffffffff : samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Audio in another container, by ffmpeg. */
export function encodeAudio(wav: Buffer, format: string): Promise<Buffer> {
  const muxer: Readonly<Record<string, readonly string[]>> = {
    mp3: ["-f", "mp3"], opus: ["-c:a", "libopus", "-f", "ogg"], flac: ["-f", "flac"], aac: ["-f", "adts"],
  };
  return ffmpegOnce(["-i", "pipe:0", ...muxer[format] ?? [], "pipe:1"], wav);
}

const clips = new Map<string, Promise<Buffer>>();

/** A clip of one colour, made once for every length, size and colour. */
export function clipOf(seconds: number, width: number, height: number, colour: string): Promise<Buffer> {
  const name = `${seconds} ${width}x${height} ${colour}`;
  let clip = clips.get(name);
  if (!clip) clips.set(name, (clip = makeClip({ seconds, width, height, colour })));
  return clip;
}

async function makeClip({ seconds, width, height, colour }: { seconds: number; width: number; height: number; colour: string }): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-clip-"));
  try {
    const path = join(folder, "clip.mp4");
    const source = `color=c=0x${colour}:s=${width}x${height}:r=12:d=${seconds},drawbox=x='mod(t*40,iw)':y=ih/3:w=iw/6:h=ih/6:color=white:t=fill`;
    await ffmpegOnce(["-filter_complex", source, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart", path]);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function ffmpegOnce(words: readonly string[], input?: Buffer): Promise<Buffer> {
  const { ffmpeg } = await findBinaries();
  const child = spawn(ffmpeg, ["-nostdin", "-loglevel", "error", ...words], { stdio: ["pipe", "pipe", "pipe"] });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`ffmpeg: ${Buffer.concat(errors)}`);
  return Buffer.concat(out);
}
