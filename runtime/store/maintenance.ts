import type { RunHistory } from "./history.ts";
import type { BlobInfo, Store } from "./store.ts";

export interface StoreInfo {
  readonly folder: string | null;
  readonly results: number;
  readonly blobs: number;
  readonly runs: number;
  /** Of results and blobs. */
  readonly bytes: number;
  /** Of the records of runs. */
  readonly runBytes: number;
}

export async function storeInfo(store: Store, history: RunHistory): Promise<StoreInfo> {
  const blobs = await store.blobs.list();
  const runs = history.list();
  return { folder: store.folder, results: store.results.size, blobs: blobs.length, runs: runs.length, bytes: bytesOf(store, blobs), runBytes: runs.reduce((sum, { id }) => sum + history.bytes(id), 0) };
}

function bytesOf(store: Store, blobs: readonly BlobInfo[]): number {
  let bytes = blobs.reduce((sum, blob) => sum + blob.bytes, 0);
  for (const key of store.results.keys()) bytes += store.results.sizeOf(key);
  return bytes;
}

export interface Verified {
  readonly blobs: number;
  /** Blobs whose bytes were not what their name says; they are out of the way now. */
  readonly corrupt: readonly string[];
  /** Results that named blobs which are gone; they are removed, so the next run makes them again. */
  readonly removedResults: number;
}

/** Hashes every blob again and removes what cannot be relied on. */
export async function verifyStore(store: Store, signal?: AbortSignal): Promise<Verified> {
  const corrupt: string[] = [];
  const sound = new Set<string>();
  store.refresh();
  const blobs = (await store.blobs.list()).filter((blob) => /^[0-9a-f]{64}$/.test(blob.digest));
  for (const { digest } of blobs) {
    signal?.throwIfAborted();
    if (await store.blobs.sound(digest, true)) sound.add(digest);
    else corrupt.push(digest);
  }
  let removedResults = 0;
  const keys = [...store.results.keys()];
  for (const key of keys) {
    // What came in while this was looking is sound, or will be looked at when it is used.
    const lost = (store.results.get(key)?.artifacts ?? []).filter((digest) => !sound.has(digest));
    if ((await Promise.all(lost.map((digest) => store.blobs.present(digest)))).every(Boolean)) continue;
    store.results.delete(key);
    removedResults++;
  }
  if (removedResults > 0) store.compact();
  await store.sync();
  return { blobs: blobs.length, corrupt, removedResults };
}

export interface Pruned {
  readonly removedRuns: number;
  readonly removedResults: number;
  readonly removedBlobs: number;
  readonly freedBytes: number;
  readonly keptBytes: number;
}

export interface PruneOptions {
  readonly maxBytes: number;
  /** Artifacts that graphs pin or hold as values. */
  readonly pinned: ReadonlySet<string>;
}

/** Records of runs that a prune leaves: what was used when, and what has changed since, is told from them. */
const runsToKeep = 100;

/**
 * Removes the records of old runs, and the least recently used results until the store is small enough, with the blobs that only they need. What a
 * pinned item or a run under way needs is never removed, even if the store then stays too large.
 */
export async function pruneStore(store: Store, history: RunHistory, { maxBytes, pinned }: PruneOptions): Promise<Pruned> {
  store.refresh();
  const { lastUse, inUse, running } = await uses(history);
  const blobs = new Map((await store.blobs.list()).map((blob) => [blob.digest, blob]));
  const holders = countHolders(store, blobs);
  let bytes = bytesOf(store, [...blobs.values()]);
  const before = bytes;
  const oldRuns = history.list().slice(runsToKeep).filter(({ outcome }) => outcome !== "running");
  for (const { id } of oldRuns) history.remove(id);
  let removedBlobs = 0;
  const removeBlob = async (blob: BlobInfo) => {
    await store.blobs.delete(blob.digest);
    removedBlobs++;
    bytes -= blob.bytes;
  };
  const removable = (digest: string) => !pinned.has(digest) && (holders.get(digest) ?? 0) === 0;

  // Bytes that no result holds: left by a kill, or uploaded and never used. A run under way may be about to name them.
  if (bytes > maxBytes && !running) for (const blob of blobs.values()) if (removable(blob.digest)) await removeBlob(blob);

  // A part that is kept on its own is told of only when its item ends: during a run, what no event has told of stays.
  const order = [...store.results.keys()].filter((key) => !inUse.has(key) && (!running || lastUse.has(key))).sort((a, b) => (lastUse.get(a) ?? 0) - (lastUse.get(b) ?? 0));
  let removedResults = 0;
  for (const key of order) {
    if (bytes <= maxBytes) break;
    const artifacts = store.results.get(key)?.artifacts ?? [];
    if (artifacts.some((digest) => pinned.has(digest))) continue;
    bytes -= store.results.sizeOf(key);
    store.results.delete(key);
    removedResults++;
    for (const digest of artifacts) {
      holders.set(digest, (holders.get(digest) ?? 1) - 1);
      const blob = blobs.get(digest);
      if (blob && removable(digest)) await removeBlob(blob);
    }
  }
  store.compact();
  await store.sync();
  return { removedRuns: oldRuns.length, removedResults, removedBlobs, freedBytes: before - bytes, keptBytes: bytes };
}

/** How many results name each blob. */
function countHolders(store: Store, blobs: ReadonlyMap<string, BlobInfo>): Map<string, number> {
  const holders = new Map<string, number>();
  for (const key of store.results.keys()) {
    for (const digest of store.results.get(key)?.artifacts ?? []) if (blobs.has(digest)) holders.set(digest, (holders.get(digest) ?? 0) + 1);
  }
  return holders;
}

/**
 * When each result was last used, read from the runs' events; and what a run under way needs: what it has used so far,
 * and what the last run of the same graph used.
 */
async function uses(history: RunHistory): Promise<{ lastUse: Map<string, number>; inUse: Set<string>; running: boolean }> {
  const lastUse = new Map<string, number>();
  const inUse = new Set<string>();
  const runs = history.list();
  const live = runs.filter((run) => run.outcome === "running");
  const watched = new Set([...live.map(({ id }) => id), ...live.map(({ graph }) => runs.find((run) => run.graph === graph && run.outcome !== "running")?.id)]);
  for (const run of runs) {
    for await (const event of history.events(run.id)) {
      if (event.type !== "item.cached" && event.type !== "item.finished") continue;
      for (const key of [event.key, ...(event.memos ?? [])]) {
        lastUse.set(key, Math.max(lastUse.get(key) ?? 0, event.at));
        if (watched.has(run.id)) inUse.add(key);
      }
    }
  }
  return { lastUse, inUse, running: live.length > 0 };
}
