import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { artifactsIn } from "./plan/digest.ts";
import type { RunHistory } from "./store/history.ts";

/** Artifacts that the project's graphs hold, as pins and as files given for values, and those that runs under way were given. */
export async function pinnedArtifacts(home: string | null, history: RunHistory): Promise<Set<string>> {
  const pinned = new Set<string>();
  for (const folder of home === null ? [] : [home, join(home, "graphs")]) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith(".json")) continue;
      const text = await readFile(join(folder, name), "utf8");
      if (!text.includes("reelwright/graph@")) continue;
      for (const [, digest] of text.matchAll(/"artifact":\s*"([0-9a-f]{64})"/g)) pinned.add(digest!);
    }
  }
  for (const run of history.list().filter(({ outcome }) => outcome === "running")) {
    for await (const event of history.events(run.id)) {
      if (event.type === "run.started") for (const digest of artifactsIn(event.inputs)) pinned.add(digest);
    }
  }
  return pinned;
}
