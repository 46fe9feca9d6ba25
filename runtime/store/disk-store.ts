import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BlobFolder } from "./blobs.ts";
import { processLives } from "./process.ts";
import { ResultLog } from "./result-log.ts";
import { writing } from "./segment.ts";
import type { Store } from "./store.ts";

/** The store of a project folder. Several processes may have it open at once. */
export class DiskStore implements Store {
  readonly folder: string;
  readonly results: ResultLog;
  readonly blobs: BlobFolder;

  /** @throws ProblemError STORE_UNWRITABLE, STORE_FULL */
  constructor(folder: string) {
    this.folder = folder;
    writing(folder, () => mkdirSync(folder, { recursive: true }));
    sweep(join(folder, "work"));
    this.results = new ResultLog(folder);
    this.blobs = new BlobFolder(folder);
  }

  commit(): void {
    this.results.commit();
  }

  async sync(): Promise<void> {
    this.results.commit();
    await this.results.sync().catch((error: unknown) => writing(this.folder, () => { throw error; }));
  }

  refresh(): void {
    this.results.refresh();
  }

  compact(): void {
    this.results.compact();
  }

  async close(): Promise<void> {
    try {
      await this.sync();
    } finally {
      this.results.close();
      await this.blobs.close();
    }
  }
}

/** Removes what killed processes left half done. */
function sweep(work: string): void {
  let owners: string[];
  try {
    owners = readdirSync(work);
  } catch {
    return;
  }
  for (const owner of owners) {
    if (!processLives(owner.split("-")[0]!)) rmSync(join(work, owner), { recursive: true, force: true });
  }
}
