import { existsSync } from "node:fs";
import { createRequire, register } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The built package joins modules, so this one may lie a folder higher there. */
const root = new URL(existsSync(new URL("./registry/lend.mjs", import.meta.url)) ? "./" : "../", import.meta.url);
const builtIn = fileURLToPath(new URL("../nodes/", root));
let isLent = false;

/**
 * Makes `reelwright/pack` mean this installation for a pack whose folder finds none: then the two agree on what a problem is.
 * Done once, and only where it is needed: it starts a thread.
 */
export function lendTo(entry: string): void {
  if (isLent || entry.startsWith(builtIn) || findsItsOwn(entry)) return;
  isLent = true;
  register(new URL("registry/lend.mjs", root), {
    data: {
      "reelwright": new URL("index.js", root).href,
      "reelwright/pack": new URL("contract/index.js", root).href,
      "reelwright/story": new URL("../nodes/story/index.js", root).href,
    },
  });
}

function findsItsOwn(entry: string): boolean {
  try {
    createRequire(pathToFileURL(entry)).resolve("reelwright/pack");
    return true;
  } catch {
    return false;
  }
}
