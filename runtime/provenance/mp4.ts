import { ascii, joined, readUint32, readUint64, text, uint32 } from "./bytes.ts";
import type { ByteSource, Container } from "./container.ts";

/**
 * ISO 14496-12: a `uuid` box at the top level, after everything else. Readers skip boxes they do not know, and nothing
 * that counts positions in the file is moved.
 */
const ours = Uint8Array.of(0x7a, 0x1c, 0x9e, 0x52, 0x4b, 0x0d, 0x4f, 0x6e, 0x9a, 0x21, 0xd3, 0x5f, 0x08, 0xb6, 0xe4, 0x77);
const headBytes = 8 + ours.length;

export const mp4: Container = {
  fits: (head) => text(head, 4, 4) === "ftyp",
  async embed(source, payload) {
    const boxes = await boxesOf(source);
    // A last box without a length of its own would swallow ours.
    if (!boxes || boxes.at(-1)?.endless) return undefined;
    const before = boxes.find(({ isOurs }) => isOurs);
    if (before && before !== boxes.at(-1)) return undefined;
    const box = joined(uint32(headBytes + payload.length), ascii("uuid"), ours, payload);
    // What remains of a longer one would be read as a box.
    if (before && before.size > box.length) return undefined;
    return [{ at: before?.at ?? source.size, bytes: box }];
  },
  async extract(source) {
    const box = (await boxesOf(source))?.find(({ isOurs }) => isOurs);
    return box && source.read(box.at + headBytes, box.at + box.size);
  },
};

interface Box {
  readonly at: number;
  readonly size: number;
  readonly endless: boolean;
  readonly isOurs: boolean;
}

/** @returns undefined for a file that is not made of boxes to its end */
async function boxesOf(source: ByteSource): Promise<Box[] | undefined> {
  const boxes: Box[] = [];
  for (let at = 0; at < source.size;) {
    const head = await source.read(at, at + headBytes);
    if (head.length < 8) return undefined;
    const short = readUint32(head, 0);
    const endless = short === 0;
    const size = endless ? source.size - at : short === 1 && head.length >= 16 ? readUint64(head, 8) : short;
    if (size < 8 || at + size > source.size) return undefined;
    boxes.push({ at, size, endless, isOurs: text(head, 4, 4) === "uuid" && head.length === headBytes && ours.every((byte, index) => head[8 + index] === byte) });
    at += size;
  }
  return boxes;
}
