import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { DiskStore } from "../../runtime/store/disk-store.ts";
import { MemoryStore } from "../../runtime/store/memory-store.ts";
import { testStore } from "../kit/store-suite.ts";

const folders: string[] = [];
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  folders.push(folder);
  return folder;
}
afterAll(async () => { for (const folder of folders) await rm(folder, { recursive: true }); });

testStore("in memory", async () => new MemoryStore());
testStore("on disk", async () => new DiskStore(await freshFolder()));
