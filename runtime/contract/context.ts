import type { Artifact } from "./types.ts";
import type { Service } from "./service.ts";

/** What a run decides for all of its nodes. A node reads only the settings it declares; those are in its cache key. */
export interface Settings {
  readonly quality: "draft" | "final";
}

/** A request as data. */
export interface FetchRequest {
  readonly url: string;
  /** Default: GET. */
  readonly method?: string;
  /** A secret is filled in on its way out, where the manifest names it and a person granted it: the node never sees it. */
  readonly headers?: Readonly<Record<string, string | { readonly secret: string; readonly prefix?: string }>>;
  readonly body?: Uint8Array | string;
}
/** The answer, whole. Any status is an answer. */
export interface FetchReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** All a node may touch. Anything else run() reached for would escape the cache key. */
export interface Context {
  /** Aborts when the run is cancelled. Services and files already listen to it; loops of your own should too. */
  readonly signal: AbortSignal;
  /** The item's key, e.g. `e03/s12`; empty for a node that does not fan out. For messages, never for results. */
  readonly item: string;
  /** The declared settings; reading another one throws. */
  readonly settings: Settings;

  /** A declared service, bound to this item: it stops when the item is cancelled. */
  use<T>(service: Service<T>): Promise<T>;

  /**
   * The one way to the network: over https, from hosts that the pack's manifest names and a person granted. Not for what has
   * a role: models, voices and pictures come through `use`, which counts their cost.
   * @throws ProblemError NETWORK_REFUSED, NETWORK_FAILED, NETWORK_TOO_LARGE
   */
  fetch(request: FetchRequest): Promise<FetchReply>;

  read(artifact: Artifact): Promise<Uint8Array>;
  /** A file with the artifact's bytes, for programs that want one. Read-only. */
  path(artifact: Artifact): Promise<string>;
  /** Keeps bytes; the artifact is complete on disk when the promise resolves. */
  write(media: string, bytes: Uint8Array | string): Promise<Artifact>;
  /** Keeps a file, which is moved away from `path`. */
  writeFile(media: string, path: string): Promise<Artifact>;
  /** An empty folder of this item's own, removed when the item ends. */
  folder(): Promise<string>;

  /**
   * A part of the work kept under its own content key: when `parts` (JSON, artifacts as references) are as before,
   * `make` does not run. Shared with every item of the same node type and version.
   */
  memo<T>(parts: unknown, make: () => Promise<T>): Promise<T>;

  /** @param fraction 0 to 1 */
  progress(fraction: number, note?: string): void;
  /** Something to look at while the item still runs: partial text, or an artifact. */
  preview(partial: string | Artifact): void;
  /** A line for the run's log. */
  log(message: string): void;
}
