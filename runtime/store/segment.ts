import { closeSync, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { type Problem, ProblemError } from "../problem.ts";

/**
 * One append-only file of lines, each with a check sum: `crc32 key payload`. A line that is torn (the writer was
 * killed, the disk was full) fails its check sum and is passed over; nothing after it is lost.
 */
export interface Line {
  readonly key: string;
  /** Where the payload lies in the file. */
  readonly offset: number;
  readonly length: number;
}

const crcLength = 8;
const keyLength = 64;
const payloadStart = crcLength + 1 + keyLength + 1;
/** What a line takes up beside its payload, its end included. */
export const lineOverhead = payloadStart + 1;
const chunkBytes = 4 * 1024 * 1024;
const newline = 0x0a;

export class Segment {
  readonly path: string;
  private readonly descriptor: number;
  /** Everything before this is known to be read or written whole. */
  private end = 0;
  private dirty = false;

  /** @param mode `read` one of another process, or make a new one to `append` to. @throws what `open` throws */
  constructor(path: string, mode: "read" | "append") {
    this.path = path;
    // O_APPEND: writers of other processes have files of their own, but a stale descriptor must never overwrite.
    this.descriptor = openSync(path, mode === "read" ? "r" : "ax+");
  }

  /** Calls back for every sound line that was added since the last scan. */
  scan(found: (line: Line) => void): void {
    const size = fstatSync(this.descriptor).size;
    let rest: Buffer = Buffer.alloc(0);
    let at = this.end;
    while (at < size) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, size - at));
      const read = readSync(this.descriptor, chunk, 0, chunk.length, at);
      if (read === 0) break;
      const start = at - rest.length;
      const data = rest.length === 0 ? chunk.subarray(0, read) : Buffer.concat([rest, chunk.subarray(0, read)]);
      at += read;
      let from = 0;
      for (let to = data.indexOf(newline); to >= 0; to = data.indexOf(newline, from)) {
        const key = soundKey(data.subarray(from, to));
        if (key !== undefined) found({ key, offset: start + from + payloadStart, length: to - from - payloadStart });
        from = to + 1;
      }
      rest = data.subarray(from);
      this.end = start + from;
    }
  }

  read(line: Line): string {
    const bytes = Buffer.allocUnsafe(line.length);
    readSync(this.descriptor, bytes, 0, line.length, line.offset);
    return bytes.toString("utf8");
  }

  /** Appends lines in one write. @returns where each payload lies. @throws what `write` throws */
  append(lines: readonly { readonly key: string; readonly payload: string }[]): Line[] {
    const placed: Line[] = [];
    let offset = this.end;
    let text = "";
    for (const { key, payload } of lines) {
      const body = `${key} ${payload}`;
      text += `${crc32(body).toString(16).padStart(crcLength, "0")} ${body}\n`;
      const length = Buffer.byteLength(payload);
      placed.push({ key, offset: offset + payloadStart, length });
      offset += lineOverhead + length;
    }
    this.write(Buffer.from(text));
    this.end = offset;
    this.dirty = true;
    return placed;
  }

  private write(bytes: Buffer): void {
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(this.descriptor, bytes, done);
    } catch (error) {
      // Half a line must not stay: what is appended after it would be read as part of it.
      ftruncateSync(this.descriptor, this.end);
      throw error;
    }
  }

  async sync(): Promise<void> {
    if (!this.dirty) return;
    this.dirty = false;
    await promisify(fdatasync)(this.descriptor);
  }

  syncNow(): void {
    fdatasyncSync(this.descriptor);
    this.dirty = false;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function soundKey(line: Buffer): string | undefined {
  if (line.length < payloadStart) return undefined;
  const sum = Number.parseInt(line.toString("latin1", 0, crcLength), 16);
  if (sum !== crc32(line.subarray(crcLength + 1))) return undefined;
  return line.toString("latin1", crcLength + 1, crcLength + 1 + keyLength);
}

/** Runs something that writes. @throws ProblemError STORE_FULL, STORE_UNWRITABLE where the system refuses */
export function writing<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProblemError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new ProblemError(writeProblem(error as NodeJS.ErrnoException, file), { cause: error });
  }
}

/** What a failed write means to a user. */
export function writeProblem(error: NodeJS.ErrnoException, file?: string): Problem {
  const place = file === undefined ? {} : { file };
  if (error.code === "ENOSPC" || error.code === "EDQUOT") {
    return { code: "STORE_FULL", ...place, message: "The disk is full; what was finished before is kept.", hint: "Free some space, or run `reelwright cache prune --max SIZE`, and run again." };
  }
  return { code: "STORE_UNWRITABLE", ...place, message: `The store cannot be written (${error.code ?? error.message}); what was finished before is kept.`, hint: "Check the folder's permissions and its disk, and run again." };
}
