import { fail } from "../problem.ts";
import { mp4 } from "./mp4.ts";
import { png } from "./png.ts";
import { packed, type Provenance, unpacked } from "./provenance.ts";
import { subrip } from "./subrip.ts";
import { wav } from "./wav.ts";
import { webvtt } from "./webvtt.ts";

/** The bytes of a file, read where they are needed: a film is not loaded to see where it came from. */
export interface ByteSource {
  readonly size: number;
  /** @returns fewer bytes than asked for where the file ends */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Bytes to write over those at `at`; the file grows where they reach beyond its end. */
export interface Patch {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A kind of file that can carry a note nobody sees. */
export interface Container {
  /** Whether the file begins like one of these. @param head its first 16 bytes */
  fits(head: Uint8Array): boolean;
  /** What to write so that the file carries the payload; undefined where this very file cannot. */
  embed(source: ByteSource, payload: Uint8Array): Promise<readonly Patch[] | undefined>;
  extract(source: ByteSource): Promise<Uint8Array | undefined>;
}

const containers: readonly Container[] = [mp4, wav, png, webvtt, subrip];

/** @returns undefined for a file that has no place for it */
export async function patchesFor(source: ByteSource, provenance: Provenance): Promise<readonly Patch[] | undefined> {
  return (await containerOf(source))?.embed(source, await packed(provenance));
}

/** Where a file came from. @throws ProblemError PROVENANCE_MISSING, PROVENANCE_UNREADABLE */
export async function provenanceIn(source: ByteSource): Promise<Provenance> {
  const payload = await (await containerOf(source))?.extract(source);
  return payload ? unpacked(payload) : fail({
    code: "PROVENANCE_MISSING", message: "The file does not say which graph made it.",
    hint: "Videos, sound, pictures and subtitles written by \"reelwright run\" do, unless something rewrote them since.",
  });
}

async function containerOf(source: ByteSource): Promise<Container | undefined> {
  const head = await source.read(0, 16);
  return containers.find(({ fits }) => fits(head));
}
