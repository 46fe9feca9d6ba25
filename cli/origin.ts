import { createHash } from "node:crypto";
import { chmod, open, stat } from "node:fs/promises";
import type { Artifact } from "../runtime/contract/types.ts";
import { patchesFor } from "../runtime/provenance/container.ts";
import type { Provenance } from "../runtime/provenance/provenance.ts";
import { bytesOf } from "./file-bytes.ts";

/** What is the same for every file of a run. */
export type Making = Omit<Provenance, "format" | "output" | "item" | "artifact">;

interface Delivered {
  readonly output: string;
  readonly item: string;
  readonly artifact: Artifact;
}

/** What the files of a run are to carry of their making. */
export interface Origin {
  /** undefined for a kind of file that has no place for it. */
  of(file: Delivered): Provenance | undefined;
  /** Why nothing is put into files of that type, though they have a place for it. */
  bare(media: string): string | undefined;
}

const kinds: ReadonlySet<string> = new Set(["video/mp4", "audio/wav", "audio/x-wav", "image/png", "application/x-subrip", "text/srt", "text/vtt"]);

export function originOf(making: Making): Origin {
  return {
    of: ({ output, item, artifact: { artifact, media } }) => isKind(media) ? { format: "reelwright/provenance@1", ...making, output, item, artifact } : undefined,
    bare: () => undefined,
  };
}

/** Nothing is put into any file, and the report says why. */
export function withheld(why: string): Origin {
  return { of: () => undefined, bare: (media) => isKind(media) ? why : undefined };
}

function isKind(media: string): boolean {
  return kinds.has(media.split(";", 1)[0]!.trim().toLowerCase());
}

export function digestOf(provenance: Provenance): string {
  return createHash("sha256").update(JSON.stringify(provenance)).digest("hex");
}

/** Puts it into a file of its own. @returns false for a file that cannot hold it, which stays as it is */
export async function carry(path: string, provenance: Provenance): Promise<boolean> {
  // What is kept may be read-only, and so its copy.
  await chmod(path, (await stat(path)).mode | 0o200);
  const file = await open(path, "r+");
  try {
    const patches = await patchesFor(await bytesOf(file), provenance);
    for (const { at, bytes } of patches ?? []) await file.write(bytes, 0, bytes.length, at);
    return patches !== undefined;
  } finally {
    await file.close();
  }
}
