import { type FileHandle, open } from "node:fs/promises";

/** Sound inside the pack: interleaved stereo at 48 kHz. A sample here is one of each channel. */
export const sampleRate = 48_000;
export const channels = 2;

/** How the bytes of a WAV file are to be read. `offset` and `bytes` are those of its samples. */
export interface WavLayout {
  readonly format: "s16" | "f32";
  readonly channels: number;
  readonly sampleRate: number;
  readonly offset: number;
  readonly bytes: number;
}

/** @returns undefined when it is no WAV file, or one in an encoding other than 16-bit or float */
export async function readLayout(file: FileHandle): Promise<WavLayout | undefined> {
  const { size } = await file.stat();
  const riff = await readAt(file, 0, 12);
  if (riff.length < 12 || riff.toString("latin1", 0, 4) !== "RIFF" || riff.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let shape: Pick<WavLayout, "format" | "channels" | "sampleRate"> | undefined;
  for (let at = 12; at + 8 <= size;) {
    const head = await readAt(file, at, 8 + 40);
    const length = head.readUInt32LE(4);
    const kind = head.toString("latin1", 0, 4);
    if (kind === "fmt " && head.length >= 24) shape = shapeOf(head.subarray(8));
    if (kind === "data") return shape && { ...shape, offset: at + 8, bytes: Math.min(length, size - at - 8) };
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** In the extensible form of the header the encoding stands further back. */
const extensible = 0xfffe;

function shapeOf(fmt: Buffer): Pick<WavLayout, "format" | "channels" | "sampleRate"> | undefined {
  const tag = fmt.readUInt16LE(0);
  const encoding = `${tag === extensible && fmt.length >= 26 ? fmt.readUInt16LE(24) : tag}/${fmt.readUInt16LE(14)}`;
  const format = encoding === "1/16" ? "s16" : encoding === "3/32" ? "f32" : undefined;
  return format && { format, channels: fmt.readUInt16LE(2), sampleRate: fmt.readUInt32LE(4) };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Writes 32-bit float, in which stems neither clip nor lose anything when they are summed. */
export class WavWriter {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string, samples: number): Promise<WavWriter> {
    const file = await open(path, "w");
    await file.write(header(samples));
    return new WavWriter(file);
  }

  async append(block: Float32Array): Promise<void> {
    await this.#file.write(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function header(samples: number): Buffer {
  const frameBytes = 4 * channels;
  const head = Buffer.alloc(58);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(50 + samples * frameBytes, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(18, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate * frameBytes, 28);
  head.writeUInt16LE(frameBytes, 32);
  head.writeUInt16LE(32, 34);
  head.write("fact", 38, "latin1");
  head.writeUInt32LE(4, 42);
  head.writeUInt32LE(samples, 46);
  head.write("data", 50, "latin1");
  head.writeUInt32LE(samples * frameBytes, 54);
  return head;
}
