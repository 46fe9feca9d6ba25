import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Context, fail, ffmpeg, ProblemError } from "../../runtime/contract/index.ts";
import { sampleRate } from "./wav.ts";

/** What an engine could not do itself and is done to its sound. */
export interface Reshaping {
  /** Factor on the pace. */
  readonly tempo: number;
  /** In semitones. */
  readonly pitch: number;
}

/**
 * Decodes whatever a speech provider returned. Its own word for the container is not trusted, nor are lengths in
 * headers: streamed WAV claims gigabytes.
 *
 * @returns mono samples at 48 kHz
 * @throws ProblemError AUDIO_UNREADABLE
 */
export async function decodeSpeech(context: Context, bytes: Uint8Array, reshaping: Reshaping = { tempo: 1, pitch: 0 }): Promise<Float32Array> {
  const hint = "Try again; if it stays so, check the provider's model and voice.";
  if (bytes.length === 0) fail({ code: "AUDIO_UNREADABLE", message: "The speech provider returned an empty sound.", hint });
  const folder = await context.folder();
  await writeFile(join(folder, "spoken"), bytes);
  try {
    await (await context.use(ffmpeg)).run({
      folder,
      inputs: [{ path: "spoken" }],
      outputs: [{ path: "spoken.pcm", options: ["-vn", ...filters(reshaping), "-ac", "1", "-ar", String(sampleRate), "-c:a", "pcm_s16le", "-f", "s16le"] }],
    });
  } catch (cause) {
    context.signal.throwIfAborted();
    if (!(cause instanceof ProblemError) || cause.problem.code !== "FFMPEG_FAILED") throw cause;
    fail({ code: "AUDIO_UNREADABLE", message: `The speech provider returned ${bytes.length} bytes that are no sound.`, hint }, cause);
  }
  const pcm = await readFile(join(folder, "spoken.pcm"));
  if (pcm.length < 2) fail({ code: "AUDIO_UNREADABLE", message: "The speech provider returned a sound without samples.", hint });
  return new Float32Array(pcm.length >> 1).map((_, i) => pcm.readInt16LE(i * 2) / 32768);
}

/** Played at another rate the voice is higher and quicker; the pace is then put right without touching the pitch. */
function filters({ tempo, pitch }: Reshaping): string[] {
  if (tempo === 1 && pitch === 0) return [];
  const rise = 2 ** (pitch / 12);
  const raised = pitch === 0 ? [] : [`aresample=${sampleRate}`, `asetrate=${Math.round(sampleRate * rise)}`, `aresample=${sampleRate}`];
  return ["-af", [...raised, ...tempos(tempo / rise).map((factor) => `atempo=${factor.toFixed(6)}`)].join(",")];
}

/** One `atempo` changes the pace by a factor of two at most. */
function tempos(factor: number): number[] {
  if (factor > 2) return [2, ...tempos(factor / 2)];
  return factor < 0.5 ? [0.5, ...tempos(factor / 0.5)] : [factor];
}
