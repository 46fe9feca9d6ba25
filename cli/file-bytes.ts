import type { FileHandle } from "node:fs/promises";
import type { ByteSource } from "../runtime/provenance/container.ts";

/** The bytes of an open file, read where they are asked for. */
export async function bytesOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(from, to) {
      const wanted = new Uint8Array(Math.max(0, Math.min(to, size) - from));
      let length = 0;
      while (length < wanted.length) {
        const { bytesRead } = await file.read(wanted, length, wanted.length - length, from + length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return wanted.subarray(0, length);
    },
  };
}
