// Installs what package-lock.json names, when it is not there yet. Used by scripts that must work on a fresh clone.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @returns false when npm failed; it has said why */
export function installed() {
  if (isComplete()) return true;
  console.log("Installing packages (npm ci) …");
  return npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
}

/** Every locked package is there in the locked version; optional ones may be absent on other platforms. */
function isComplete() {
  const kept = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(kept)) return false;
  const there = JSON.parse(readFileSync(kept, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(([path, { version, optional, devOptional }]) => {
    if (path === "" || (there[path] === undefined && (optional || devOptional))) return true;
    return there[path]?.version === version;
  });
}

/** The npm that runs this script, else the one on the PATH. */
export function npm(...words) {
  const own = process.env.npm_execpath;
  const run = own?.endsWith(".js") ? spawnSync(process.execPath, [own, ...words], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", words, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (run.error) console.error(`npm could not be started: ${run.error.message}`);
  return run.status === 0;
}

/** Runs a program of this project with Node. @returns its exit code */
export function node(...words) {
  return spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" }).status ?? 1;
}
