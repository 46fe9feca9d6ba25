// From a fresh clone to a finished episode: installs, builds, renders the example, and says what to try next.
import { join } from "node:path";
import { installed, node, root } from "./install.mjs";

const graph = "graphs/bowl-of-dumplings.json";
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Reelwright needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

if (!installed()) process.exit(1);
console.log("Building …");
if (node("scripts/build.mjs") !== 0) process.exit(1);
console.log(`Rendering ${graph} …`);
const code = node("dist/cli/main.js", "run", graph, "--out", "out");
if (code !== 0) process.exit(code);

console.log(`
Look at ${join(root, "out", "report.html")} in a browser: the episode plays there, above every check it passed.

Try next:
  npx reelwright run ${graph} --out out      the same again: nothing is left to make
  npx reelwright plan ${graph}               after changing a line in it: what would be made again, and why
  npx reelwright run graphs/eternal-love.json      a theme becomes twelve scripts, and the first of them a film
  npx reelwright run graphs/screenplay.json --set screenplay=@your.fountain      a screenplay of your own
`);
