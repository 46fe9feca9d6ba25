import { type FileHandle, open } from "node:fs/promises";
import type { Rate } from "../../story/index.ts";

/** What the boxes of an MP4 say that a probe does not: ISO/IEC 14496-12, the parts for streaming and random access. */
export interface Mp4 {
  /** The index comes before the media, so that playing starts before the download ends. */
  readonly fastStart: boolean;
  /** Length of every video frame in units of `timescale`, run-length coded. */
  readonly deltas: readonly { readonly frames: number; readonly delta: number }[];
  readonly timescale: number;
  /** Frame numbers, in coding order, at which decoding can begin. */
  readonly keyFrames: readonly number[];
  /** Key frames that are followed by a frame shown before them: their group cannot be cut off cleanly. */
  readonly openKeyFrames: readonly number[];
  readonly frames: number;
}

interface Box { readonly type: string; readonly start: number; readonly end: number }

/** Top-level boxes are walked in the file, so that a large `mdat` is never read. @returns undefined for another format */
export async function readMp4(path: string): Promise<Mp4 | undefined> {
  const file = await open(path);
  try {
    const top = await topBoxes(file);
    const moov = top.find((box) => box.type === "moov");
    const mdat = top.find((box) => box.type === "mdat");
    if (!moov || !mdat) return undefined;
    const bytes = Buffer.alloc(moov.end - moov.start);
    await file.read(bytes, 0, bytes.length, moov.start);
    const track = videoTrack(bytes);
    return track && { fastStart: moov.start < mdat.start, ...track };
  } finally {
    await file.close();
  }
}

async function topBoxes(file: FileHandle): Promise<Box[]> {
  const { size } = await file.stat();
  const head = Buffer.alloc(16);
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= size;) {
    await file.read(head, 0, 16, at);
    const short = head.readUInt32BE(0);
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short;
    if (length < 8) break;
    const type = head.toString("latin1", 4, 8);
    boxes.push({ type, start: at + (short === 1 ? 16 : 8), end: Math.min(size, at + length) });
    at += length;
  }
  return boxes;
}

function boxesIn(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end;) {
    const length = bytes.readUInt32BE(at);
    if (length < 8 || at + length > end) break;
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), start: at + 8, end: at + length });
    at += length;
  }
  return boxes;
}

function inside(bytes: Buffer, box: Box | undefined, ...path: string[]): Box | undefined {
  let found = box;
  for (const type of path) found = found && boxesIn(bytes, found.start, found.end).find((child) => child.type === type);
  return found;
}

function videoTrack(bytes: Buffer): Omit<Mp4, "fastStart"> | undefined {
  for (const trak of boxesIn(bytes, 0, bytes.length).filter((box) => box.type === "trak")) {
    const media = inside(bytes, trak, "mdia");
    const handler = inside(bytes, media, "hdlr");
    if (!handler || bytes.toString("latin1", handler.start + 8, handler.start + 12) !== "vide") continue;
    const table = inside(bytes, media, "minf", "stbl");
    const header = inside(bytes, media, "mdhd");
    const times = inside(bytes, table, "stts");
    if (!header || !times) return undefined;
    const deltas = pairs(bytes, times).map(([frames, delta]) => ({ frames, delta }));
    const frames = deltas.reduce((sum, run) => sum + run.frames, 0);
    const keyFrames = readSync(bytes, inside(bytes, table, "stss"), frames);
    const shown = shownAt(deltas, inside(bytes, table, "ctts"), bytes, frames);
    return {
      timescale: bytes.readUInt32BE(header.start + (bytes[header.start] === 1 ? 20 : 12)),
      deltas, frames, keyFrames,
      openKeyFrames: keyFrames.filter((key, index) => leads(shown, key, keyFrames[index + 1] ?? frames)),
    };
  }
  return undefined;
}

/** A full box's table of pairs of 32-bit numbers. */
function pairs(bytes: Buffer, box: Box): [number, number][] {
  const count = Math.min(bytes.readUInt32BE(box.start + 4), Math.floor((box.end - box.start - 8) / 8));
  return Array.from({ length: count }, (_, index) => {
    const at = box.start + 8 + index * 8;
    return [bytes.readUInt32BE(at), bytes.readInt32BE(at + 4)];
  });
}

/** Without the table every frame is a key frame. */
function readSync(bytes: Buffer, box: Box | undefined, frames: number): number[] {
  if (!box) return Array.from({ length: frames }, (_, index) => index);
  const count = Math.min(bytes.readUInt32BE(box.start + 4), Math.floor((box.end - box.start - 8) / 4));
  return Array.from({ length: count }, (_, index) => bytes.readUInt32BE(box.start + 8 + index * 4) - 1);
}

/** When each frame, in coding order, is shown. */
function shownAt(deltas: Mp4["deltas"], offsets: Box | undefined, bytes: Buffer, frames: number): Float64Array {
  const shown = new Float64Array(frames);
  let frame = 0;
  let time = 0;
  for (const run of deltas) {
    for (let index = 0; index < run.frames; index++, time += run.delta) shown[frame++] = time;
  }
  frame = 0;
  for (const [length, offset] of offsets ? pairs(bytes, offsets) : []) {
    for (let index = 0; index < length && frame < frames; index++) shown[frame++]! += offset;
  }
  return shown;
}

function leads(shown: Float64Array, key: number, next: number): boolean {
  for (let frame = key + 1; frame < next; frame++) if (shown[frame]! < shown[key]!) return true;
  return false;
}

/** The longest way from one key frame to the next, or to the end, in milliseconds. */
export function longestGroupMs(mp4: Mp4, rate: Rate): number {
  const ends = [...mp4.keyFrames.slice(1), mp4.frames];
  const longest = Math.max(...mp4.keyFrames.map((key, index) => ends[index]! - key), mp4.keyFrames[0] ?? mp4.frames);
  return Math.round((longest * 1000 * rate.den) / rate.num);
}
