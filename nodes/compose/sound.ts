import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { type Audio, type Context, fail, ffmpeg } from "../../runtime/contract/index.ts";
import { channels, readLayout, sampleRate, type WavLayout } from "./wav.ts";

/** Sound that is read a block at a time: an episode's would fill the memory. */
export interface Sound {
  readonly path: string;
  /** Its length, in samples of 48 kHz. */
  readonly samples: number;
  /** Adds `gain[i] * sample` to every sample of `into`, from its own sample `from` on; beyond its ends it is silent. */
  addTo(into: Float32Array, from: number, gain: Float32Array): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens WAV as the pipeline writes it; anything else is converted first.
 * @throws ProblemError AUDIO_UNREADABLE
 */
export async function openSound(audio: Audio, context: Context): Promise<Sound> {
  const path = await context.path(audio);
  const sound = await tryWav(path) ?? await openWav(await converted(path, context));
  if (sound.samples === 0) unreadable("A sound is empty.");
  return sound;
}

/** Opens WAV that was written by this pack. */
export async function openWav(path: string): Promise<Sound> {
  return await tryWav(path) ?? unreadable("A sound has no samples.");
}

async function tryWav(path: string): Promise<Sound | undefined> {
  const file = await open(path);
  const layout = await readLayout(file);
  if (layout && isOurs(layout)) return soundOf(path, file, layout);
  await file.close();
  return undefined;
}

async function converted(path: string, context: Context): Promise<string> {
  const engine = await context.use(ffmpeg);
  const wav = join(await context.folder(), "sound.wav");
  const options = ["-vn", "-ar", String(sampleRate), "-ac", String(channels), "-c:a", "pcm_f32le", "-f", "wav"];
  try {
    await engine.run({ inputs: [{ path }], outputs: [{ path: wav, options }] });
  } catch (cause) {
    context.signal.throwIfAborted();
    unreadable("A sound could not be read.", cause);
  }
  return wav;
}

function unreadable(message: string, cause?: unknown): never {
  return fail({ code: "AUDIO_UNREADABLE", message, hint: "Replace it by a WAV, MP3, AAC or FLAC file that plays." }, cause);
}

function isOurs(layout: WavLayout): boolean {
  return layout.sampleRate === sampleRate && (layout.channels === 1 || layout.channels === channels);
}

function soundOf(path: string, file: FileHandle, layout: WavLayout): Sound {
  const sampleBytes = layout.format === "s16" ? 2 : 4;
  const frameBytes = sampleBytes * layout.channels;
  const samples = Math.floor(layout.bytes / frameBytes);
  return {
    path,
    samples,
    async addTo(into, from, gain) {
      const first = Math.max(0, -from);
      const count = Math.min(gain.length - first, samples - (from + first));
      if (count <= 0) return;
      const bytes = new Uint8Array(count * frameBytes);
      await file.read(bytes, 0, bytes.length, layout.offset + (from + first) * frameBytes);
      const values = layout.format === "s16" ? new Int16Array(bytes.buffer) : new Float32Array(bytes.buffer);
      const scale = layout.format === "s16" ? 1 / 32_768 : 1;
      const right = layout.channels === 1 ? 0 : 1;
      for (let at = 0; at < count; at++) {
        const factor = gain[first + at]! * scale;
        into[2 * (first + at)]! += values[at * layout.channels]! * factor;
        into[2 * (first + at) + 1]! += values[at * layout.channels + right]! * factor;
      }
    },
    close: () => file.close(),
  };
}
