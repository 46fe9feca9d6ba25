import type { PackListing } from "../contract/listing.ts";
import type { Pack } from "../contract/pack.ts";
import type { Permissions } from "../packs/permissions.ts";

/** What an isolated pack gets no more of than. */
export interface IsolateLimits {
  /** Of one item, host calls included, in milliseconds. */
  readonly wallMs: number;
  /** Of one item in the pack's own code, in milliseconds. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
  /** Of what crosses the border at once, in either direction, as JSON. */
  readonly messageBytes: number;
  /** Of one artifact that the pack reads or writes. */
  readonly artifactBytes: number;
}

export const usualLimits: IsolateLimits = { wallMs: 10 * 60_000, cpuMs: 10_000, memoryBytes: 128 * 2 ** 20, messageBytes: 8 * 2 ** 20, artifactBytes: 64 * 2 ** 20 };

export interface IsolateOptions {
  readonly name: string;
  /** The folder of its files, checked against the lock beforehand. */
  readonly folder: string;
  /** From the folder. */
  readonly entry: string;
  readonly granted: Permissions;
  readonly limits?: Partial<IsolateLimits>;
}

/**
 * A pack in a process of its own, in an interpreter with no powers but those handed to it. It looks to the runtime like any
 * other pack: its node types' `run` goes over the border and back.
 */
export interface Isolate {
  /** As data, read once when it was opened. */
  readonly listing: PackListing;
  /** For the registry. */
  readonly pack: Pack;
  /** Ends its process. Items under way fail with ISOLATE_ENDED. */
  close(): Promise<void>;
}
