// Finds a Chromium for the tests that drive the editor, and installs Debian's where there is none. Nothing is downloaded from anywhere else.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/** The fonts that Chinese pages are drawn with; without them every character is a box. */
const packages = ["chromium", "fonts-noto-cjk"];

/** @returns the path of a Chromium or Chrome: that of the variable CHROMIUM, else the first on the PATH; undefined when there is none */
export function findChromium() {
  const given = process.env.CHROMIUM;
  if (given) return isExecutable(given) ? given : undefined;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** Finds Chromium, or installs it with apt. @returns its path, or undefined when it cannot be had; then it has said why */
export function chromium() {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROMIUM) {
    console.error(`CHROMIUM is set to ${process.env.CHROMIUM}, which cannot be run.`);
    return undefined;
  }
  console.log("Installing Chromium for the tests of the editor (apt-get install) …");
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const words of [["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", ...packages]]) {
    const [program, ...rest] = [...asRoot, "apt-get", ...words];
    const { status, error } = spawnSync(program, rest, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    if (status !== 0) {
      console.error(`Chromium could not be installed (${error?.message ?? `apt-get ${words[0]} ended with ${status}`}). Install Chromium or Chrome, or name one in the variable CHROMIUM.`);
      return undefined;
    }
  }
  return findChromium();
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
