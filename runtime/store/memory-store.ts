import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlobFolder } from "./blobs.ts";
import type { Blobs, ResultRecord, Results, Store } from "./store.ts";

/** Results in memory; bytes, which programs want as files, in a temporary folder made when the first are written. */
export class MemoryStore implements Store {
  readonly folder = null;
  readonly results: Results = new MemoryResults();
  private bytes: { folder: string; blobs: BlobFolder } | undefined;

  get blobs(): Blobs {
    if (!this.bytes) {
      const folder = mkdtempSync(join(tmpdir(), "reelwright-"));
      this.bytes = { folder, blobs: new BlobFolder(folder) };
    }
    return this.bytes.blobs;
  }

  commit(): void {}
  async sync(): Promise<void> {}
  refresh(): void {}
  compact(): void {}

  async close(): Promise<void> {
    if (this.bytes) rmSync(this.bytes.folder, { recursive: true, force: true });
    this.bytes = undefined;
  }
}

class MemoryResults implements Results {
  private readonly records = new Map<string, ResultRecord>();

  get size(): number {
    return this.records.size;
  }

  get(key: string): ResultRecord | undefined {
    return this.records.get(key);
  }

  put(key: string, record: ResultRecord): void {
    this.records.set(key, record);
  }

  delete(key: string): void {
    this.records.delete(key);
  }

  keys(): Iterable<string> {
    return this.records.keys();
  }

  sizeOf(key: string): number {
    const record = this.records.get(key);
    return record ? JSON.stringify(record).length : 0;
  }
}
