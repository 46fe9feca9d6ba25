import { ascii, joined, readUint32, text, uint32 } from "./bytes.ts";
import type { ByteSource, Container } from "./container.ts";

/**
 * A private ancillary chunk, safe to copy, just before the end: readers that do not know it skip it, and programs that
 * change the picture may keep it. https://www.w3.org/TR/png-3/#5Chunk-naming-conventions
 */
const name = "rlWr";
const signature = "\x89PNG\r\n\x1a\n";
const endBytes = 12;

export const png: Container = {
  fits: (head) => text(head, 0, 8) === signature,
  async embed(source, payload) {
    const chunks = await chunksOf(source);
    const last = chunks?.at(-1);
    if (last?.name !== "IEND" || last.at + endBytes !== source.size || chunks!.some((chunk) => chunk.name === name)) return undefined;
    return [{ at: last.at, bytes: joined(chunk(name, payload), chunk("IEND", new Uint8Array())) }];
  },
  async extract(source) {
    const found = (await chunksOf(source))?.find((one) => one.name === name);
    return found && source.read(found.at + 8, found.at + 8 + found.size);
  },
};

async function chunksOf(source: ByteSource): Promise<{ readonly name: string; readonly at: number; readonly size: number }[] | undefined> {
  const chunks: { name: string; at: number; size: number }[] = [];
  for (let at = 8; at + endBytes <= source.size;) {
    const head = await source.read(at, at + 8);
    const size = readUint32(head, 0);
    if (at + endBytes + size > source.size) return undefined;
    chunks.push({ name: text(head, 4, 4), at, size });
    at += endBytes + size;
  }
  return chunks;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined(ascii(type), data);
  return joined(uint32(data.length), body, uint32(crc32(body)));
}

/** https://www.w3.org/TR/png-3/#D-CRCAppendix */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
