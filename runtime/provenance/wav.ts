import { ascii, joined, readUint32, text, uint32 } from "./bytes.ts";
import type { ByteSource, Container } from "./container.ts";

/** RIFF WAVE: a chunk of our own at the end. Chunks that are not known are skipped. https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html */
const name = "rlwr";

export const wav: Container = {
  fits: (head) => text(head, 0, 4) === "RIFF" && text(head, 8, 4) === "WAVE",
  async embed(source, payload) {
    const chunks = await chunksOf(source);
    if (!chunks || chunks.some((chunk) => chunk.name === name)) return undefined;
    const padding = new Uint8Array(payload.length & 1);
    const chunk = joined(ascii(name), uint32(payload.length, true), payload, padding);
    const end = source.size + (source.size & 1);
    const size = end + chunk.length - 8;
    if (size > 0xffff_ffff) return undefined;
    return [{ at: source.size, bytes: joined(new Uint8Array(source.size & 1), chunk) }, { at: 4, bytes: uint32(size, true) }];
  },
  async extract(source) {
    const chunk = (await chunksOf(source))?.find((one) => one.name === name);
    return chunk && source.read(chunk.at + 8, chunk.at + 8 + chunk.size);
  },
};

/** @returns undefined where lengths do not add up: a stream that was never closed, say */
async function chunksOf(source: ByteSource): Promise<{ readonly name: string; readonly at: number; readonly size: number }[] | undefined> {
  const chunks: { name: string; at: number; size: number }[] = [];
  for (let at = 12; at + 8 <= source.size;) {
    const head = await source.read(at, at + 8);
    const size = readUint32(head, 4, true);
    if (at + 8 + size > source.size) return undefined;
    chunks.push({ name: text(head, 0, 4), at, size });
    at += 8 + size + (size & 1);
  }
  return chunks;
}
