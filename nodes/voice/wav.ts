import { fail } from "../../runtime/contract/index.ts";

/** Everything the pack hands on is PCM s16 at this rate. */
export const sampleRate = 48_000;

/** Decoded sound: samples from −1 to 1, one array for each channel, all of the same length. */
export interface Sound {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
}

/** A RIFF/WAVE file, PCM s16 with the plain 44-byte header. Samples beyond full scale are clipped. */
export function writeWav({ sampleRate: rate, channels }: Sound): Buffer {
  const length = channels[0]?.length ?? 0;
  const bytes = Buffer.alloc(44 + length * channels.length * 2);
  const dataBytes = bytes.length - 44;
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * channels.length * 2, 28);
  bytes.writeUInt16LE(channels.length * 2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(dataBytes, 40);
  const pcm = new Int16Array(bytes.buffer, bytes.byteOffset + 44, length * channels.length);
  channels.forEach((samples, channel) => {
    for (let i = 0, at = channel; i < length; i++, at += channels.length) {
      pcm[at] = Math.max(-32768, Math.min(32767, Math.round(samples[i]! * 32767)));
    }
  });
  return bytes;
}

/**
 * Reads PCM s16 WAV. Chunks it does not know are passed over, and a data chunk that claims more than there is (as
 * writers to a pipe leave it) ends with the file.
 * @throws ProblemError AUDIO_UNREADABLE when there is no PCM s16 data in it
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: { readonly channels: number; readonly sampleRate: number } | undefined;
  if (view.toString("latin1", 0, 4) === "RIFF" && view.toString("latin1", 8, 12) === "WAVE") {
    for (let at = 12; at + 8 <= view.length;) {
      const name = view.toString("latin1", at, at + 4);
      const length = Math.min(view.readUInt32LE(at + 4), view.length - at - 8);
      const body = view.subarray(at + 8, at + 8 + length);
      if (name === "fmt ") format = readFormat(body);
      if (name === "data" && format) return { sampleRate: format.sampleRate, channels: split(body, format.channels) };
      at += 8 + length + (length % 2);
    }
  }
  return fail({ code: "AUDIO_UNREADABLE", message: "The sound is not a WAV file with 16-bit samples." });
}

function readFormat(body: Buffer): { channels: number; sampleRate: number } | undefined {
  const pcm = 1;
  const extensible = 0xfffe;
  if (body.length < 16 || ![pcm, extensible].includes(body.readUInt16LE(0)) || body.readUInt16LE(14) !== 16) return undefined;
  const channels = body.readUInt16LE(2);
  return channels > 0 ? { channels, sampleRate: body.readUInt32LE(4) } : undefined;
}

function split(pcm: Buffer, count: number): Float32Array[] {
  const length = Math.floor(pcm.length / 2 / count);
  return Array.from({ length: count }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let i = 0, at = channel * 2; i < length; i++, at += count * 2) samples[i] = pcm.readInt16LE(at) / 32768;
    return samples;
  });
}
