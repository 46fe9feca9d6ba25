import type { PackListing } from "../contract/listing.ts";
import type { Pack } from "../contract/pack.ts";
import type { TSchema } from "../contract/typebox.ts";
import type { Permissions } from "../packs/permissions.ts";

/** What an isolated pack gets no more of than. */
export interface IsolateLimits {
  /** Until it has said what it is, its process started, in milliseconds. */
  readonly openMs: number;
  /** Of one item, host calls included, in milliseconds. */
  readonly wallMs: number;
  /** Of one item in the pack's own code, in milliseconds; items under way together share theirs. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
  /** Of what crosses the border at once, in either direction, as JSON. */
  readonly messageBytes: number;
  /** Of one artifact that the pack reads or writes. */
  readonly artifactBytes: number;
  /** Of all artifacts that one item writes. */
  readonly writtenBytes: number;
  /** What one item may ask of the runtime, in number. */
  readonly calls: number;
  /** How often one item may tell of itself: progress, previews and lines for the log. */
  readonly told: number;
}

const mb = 2 ** 20;
export const usualLimits: IsolateLimits = {
  openMs: 30_000, wallMs: 10 * 60_000, cpuMs: 10_000, memoryBytes: 128 * mb, messageBytes: 8 * mb, artifactBytes: 64 * mb, writtenBytes: 512 * mb, calls: 5000, told: 2000,
};

/** Its files by their place in its folder, checked against the lock; or the folder of a pack that is worked on. */
type Files = { readonly files: ReadonlyMap<string, Uint8Array> } | { readonly folder: string };

export type IsolateOptions = Files & {
  readonly name: string;
  /** From the folder. */
  readonly entry: string;
  readonly granted: Permissions;
  readonly limits?: Partial<IsolateLimits>;
  /** What a value type is to others; undefined when nobody takes its values. */
  readonly schemaOf?: (valueType: string) => TSchema | undefined;
};

/**
 * A pack in a process of its own, in an interpreter with no powers but those handed to it. It looks to the runtime like any
 * other pack: its node types' `run` goes over the border and back.
 */
export interface Isolate {
  /** As data, read once when it was opened. */
  readonly listing: PackListing;
  /** For the registry. */
  readonly pack: Pack;
  /** Of its process; undefined when none is there. */
  readonly pid: number | undefined;
  /** Ends its process, and resolves when it is gone. Items under way fail with ISOLATE_ENDED. */
  close(): Promise<void>;
}
