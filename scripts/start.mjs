// From a fresh clone to the editor: installs what is missing, builds what is older than its sources, and serves this folder.
// Words after it go to `reelwright serve`: npm start -- --open
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { installed, node, root } from "./install.mjs";

if (!installed()) process.exit(1);
if (isStale()) {
  console.log("Building …");
  if (node("scripts/build.mjs") !== 0) process.exit(1);
}
const server = spawn(process.execPath, [join(root, "dist", "cli", "main.js"), "serve", "--home", root, ...process.argv.slice(2)], { stdio: "inherit" });
// Ctrl-C reaches the server by itself; it decides when to end. A stop that is sent to this process alone is passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => server.kill("SIGTERM"));
server.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));

/** Whether something that is built is missing, or a source is newer than it. */
function isStale() {
  const built = ["dist/cli/main.js", "dist/editor/index.html"].map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const sources = ["cli", "editor", "nodes", "runtime", "server", "scripts"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  const newest = Math.max(...[...sources, join(root, "package-lock.json")].map((path) => statSync(path).mtimeMs));
  return Math.min(...built) < newest;
}
