import { open } from "node:fs/promises";

/** About this much of a file is in memory at a time, however long the episode. */
const chunkBytes = 1 << 20;

/**
 * Reads a raw file as records of one size, in order. A record is valid until the next one is asked for; an unfinished
 * record at the end is left out.
 * @param part where the records lie in the file; by default everywhere
 */
export async function* records(path: string, bytes: number, signal: AbortSignal, part = { from: 0, bytes: Infinity }): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const chunk = Buffer.alloc(Math.max(1, Math.floor(chunkBytes / bytes)) * bytes);
    for (let filled = 0, at = part.from; ;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(chunk, filled, Math.min(chunk.length - filled, part.from + part.bytes - at), at);
      filled += bytesRead;
      at += bytesRead;
      if (bytesRead > 0 && filled < chunk.length) continue;
      for (let start = 0; start + bytes <= filled; start += bytes) yield chunk.subarray(start, start + bytes);
      if (bytesRead === 0) return;
      filled = 0;
    }
  } finally {
    await file.close();
  }
}
