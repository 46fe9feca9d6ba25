import type { Artifact } from "../contract/types.ts";

/**
 * Where results and bytes are kept. A result lies under its cache key; bytes lie under their sha256. Both can be
 * copied to another machine as they are.
 */
export interface Store {
  /** The folder it lives in; null when everything ends with the process. */
  readonly folder: string | null;
  readonly results: Results;
  readonly blobs: Blobs;

  /** Writes what `put` has taken since the last commit. When it returns, a killed process loses none of it. */
  commit(): void;
  /** After this a power cut loses none of it either. */
  sync(): Promise<void>;
  /** Takes in what other processes have written since. */
  refresh(): void;
  /** Gives back the room that deleted results take up. */
  compact(): void;
  close(): Promise<void>;
}

export interface Results {
  get(key: string): ResultRecord | undefined;
  /** Artifacts named by the record must be in `blobs` already. Replaces a record that is there. */
  put(key: string, record: ResultRecord): void;
  delete(key: string): void;
  keys(): Iterable<string>;
  readonly size: number;
  /** Bytes the record takes up, blobs not counted. */
  sizeOf(key: string): number;
}

export interface ResultRecord {
  /** The outputs by name; artifacts as references. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Digests of every artifact the outputs refer to. */
  readonly artifacts?: readonly string[];
  /** The digests the key was made of, joined: first the node's fixed part, then each connected input. */
  readonly parts?: string;
  /** Keys of parts of the work that are kept on their own. */
  readonly memos?: readonly string[];
  readonly ms?: number;
  readonly costMicros?: number;
}

export interface Blobs {
  write(media: string, bytes: Uint8Array | string): Promise<Artifact>;
  /** Moves a file in. */
  writeFile(media: string, path: string): Promise<Artifact>;
  /** @throws ProblemError ARTIFACT_MISSING, ARTIFACT_CORRUPT */
  read(artifact: Artifact): Promise<Uint8Array>;
  /** A read-only file. @throws ProblemError ARTIFACT_MISSING, ARTIFACT_CORRUPT */
  path(artifact: Pick<Artifact, "artifact">): Promise<string>;
  /**
   * Whether the bytes are there and are what their name says. Bytes that are not are moved out of the way. A blob is
   * hashed once per process, when its file has changed since, and when asked to look `again`.
   */
  sound(digest: string, again?: boolean): Promise<boolean>;
  /** Whether bytes of that name are there; looks no closer and changes nothing. */
  present(digest: string): Promise<boolean>;
  /** An empty folder on the same file system, for work in progress. */
  folder(): Promise<string>;
  /** Digest, size and time of last change of every blob. */
  list(): Promise<readonly BlobInfo[]>;
  delete(digest: string): Promise<void>;
  close(): Promise<void>;
}

export interface BlobInfo {
  readonly digest: string;
  readonly bytes: number;
  readonly changed: number;
}

