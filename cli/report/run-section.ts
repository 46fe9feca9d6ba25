import { duration, money } from "../text.ts";
import { html, type Html, text } from "./html.ts";
import type { NodeRow, RunReport } from "./model.ts";
import type { SlowItem } from "../tally.ts";

/** Inputs longer than this are read in `report.json`. */
const inputShown = 4000;

/** How the run went, for the one who runs it: nodes, slow items, settings, log. */
export function runSection(report: RunReport): Html {
  const currency = report.costMicros > 0 ? report.currency : undefined;
  return html`<section><h2>The run</h2>
${nodesTable(report.nodes.filter((node) => node.items > 0), currency)}
${report.slowest.length > 0 && slowestTable(report.slowest, currency)}
${values("Settings", report.settings)}
${values("Inputs", report.inputs)}
${report.log.length > 0 && html`<details><summary>Log, ${report.log.length} lines</summary><pre>${report.log.map(({ node, item, message }) => html`${node} ${item}: ${message}
`)}</pre></details>`}
</section>`;
}

function nodesTable(nodes: readonly NodeRow[], currency: string | undefined): Html {
  const longest = Math.max(1, ...nodes.map((node) => node.ms));
  return html`<div class="scroll"><table><caption>Nodes</caption>
<thead><tr><th>Node</th><th class="type">Type</th><th class="num">Items</th><th class="num">Made</th><th class="num">Kept</th><th class="num">Failed</th><th class="num">Skipped</th>${currency && html`<th class="num">Cost</th>`}<th class="num">Work</th></tr></thead>
<tbody>${nodes.map((node) => html`
<tr><td>${node.node}</td><td class="type soft">${node.type}</td>${[node.items, node.executed, node.cached, node.failed, node.skipped].map((number, column) => html`<td class="num${number === 0 ? " dim" : column > 2 ? " bad" : ""}">${number === 0 ? "·" : number}</td>`)}${currency && html`<td class="num">${money(node.costMicros, currency)}</td>`}<td class="num">${node.executed === 0 ? "" : duration(node.ms)}<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.round((100 * node.ms) / longest)}" height="6"/></svg></td></tr>`)}
</tbody></table></div>`;
}

function slowestTable(items: readonly SlowItem[], currency: string | undefined): Html {
  return html`<details><summary>Slowest items</summary><div class="scroll"><table>
<thead><tr><th>Node</th><th>Item</th><th class="num">Took</th>${currency && html`<th class="num">Cost</th>`}</tr></thead>
<tbody>${items.map(({ node, item, ms, costMicros }) => html`
<tr><td>${node}</td><td>${text(item)}</td><td class="num">${duration(ms)}</td>${currency && html`<td class="num">${money(costMicros, currency)}</td>`}</tr>`)}
</tbody></table></div></details>`;
}

function values(title: string, record: Readonly<Record<string, unknown>>): Html | false {
  const entries = Object.entries(record);
  return entries.length > 0 && html`<details><summary>${title}</summary><div class="scroll"><table><tbody>${entries.map(([name, value]) => html`
<tr><th>${name}</th><td><pre>${text(shown(value))}</pre></td></tr>`)}
</tbody></table></div></details>`;
}

function shown(value: unknown): string {
  const words = typeof value === "string" ? value : JSON.stringify(value, null, 2) ?? "";
  return words.length > inputShown ? `${words.slice(0, inputShown)}…` : words;
}
