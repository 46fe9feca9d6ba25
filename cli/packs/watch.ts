import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Folders in which nothing of a pack's code is: graphs are read anew whenever they are opened. */
const others = new Set(["node_modules", "graphs", "out"]);
/** An editor that saves writes more than once. */
const quietMs = 150;

/**
 * Calls back each time the files of a pack have become other ones, and have been left alone for a moment. Touching a file, or
 * saving it as it was, is nothing.
 * @returns a function that stops it
 */
export async function watchPack(folder: string, changed: () => void): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let before = await look();

  async function look(): Promise<string> {
    const { folders, digest } = await stateOf(folder);
    for (const [path, watcher] of watchers) {
      if (folders.has(path)) continue;
      watcher.close();
      watchers.delete(path);
    }
    for (const path of folders) if (!stopped && !watchers.has(path)) watchers.set(path, watch(path, touched).on("error", () => {}));
    return digest;
  }
  function touched(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), quietMs);
  }
  async function settle(): Promise<void> {
    const now = await look();
    if (stopped || now === before) return;
    before = now;
    changed();
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

async function stateOf(top: string): Promise<{ readonly folders: ReadonlySet<string>; readonly digest: string }> {
  const folders = new Set<string>();
  const whole = createHash("sha256");
  const read = async (folder: string): Promise<void> => {
    folders.add(folder);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name.endsWith("~")) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !others.has(entry.name)) await read(path);
      // Gone since it was listed: the next look sees that.
      else if (entry.isFile()) whole.update(`${path}\0`).update(await readFile(path).catch(() => "")).update("\0");
    }
  };
  await read(top);
  return { folders, digest: whole.digest("hex") };
}
