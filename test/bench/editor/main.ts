import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../../scripts/chromium.mjs";
import { type Figures, measure, visit } from "./measures.ts";
import { servePages } from "./page-server.ts";
import { type Editor, editors, printFigures } from "./report.ts";
import { weigh } from "./weight.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { nodes: { type: "string", multiple: true }, rounds: { type: "string", default: "3" }, only: { type: "string", multiple: true } } });
const browser = await chromium.launch({ executablePath: findChromium()!, args: ["--no-sandbox", "--js-flags=--max-old-space-size=2000"] });
console.log(`Chromium ${browser.version()}, 1600 × 900; load of the machine ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors`);
if (positionals.length === 0 || positionals.includes("speed")) await speed();
if (positionals.length === 0 || positionals.includes("size")) await weigh(browser);
await browser.close();

/** The editors take turns, each first in its turn, so that a busy moment of the machine falls on all alike. */
async function speed(): Promise<void> {
  const server = await servePages(resolve("dist-bench/editor/pages"));
  const asked = editors.filter((editor) => !values.only || values.only.includes(editor));
  // A browser that has shown nothing yet makes its first page pay for that.
  for (const editor of asked) await visit(browser, `${server.address}/${editor}.html`);
  for (const nodes of (values.nodes ?? ["100", "1000", "5000"]).map(Number)) {
    const taken: Record<Editor, Figures[]> = { ours: [], flow: [], litegraph: [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const editor of [...asked.slice(round % asked.length), ...asked.slice(0, round % asked.length)]) taken[editor].push(await measure(browser, `${server.address}/${editor}.html`, nodes));
    }
    printFigures(nodes, taken);
  }
  server.close();
}
