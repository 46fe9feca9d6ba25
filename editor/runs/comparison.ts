import { html, nothing, type TemplateResult } from "lit";
import { settings } from "../state/settings.ts";
import type { RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { compareRuns, type ItemDifference, type NodeComparison, type Spent } from "./compare-runs.ts";
import { duration, money, when } from "./format.ts";
import { itemName, nodeTitle } from "./names.ts";
import { words } from "./words.ts";

/** Items of one node that are listed. */
const listedItems = 50;

/** Two runs of a graph node by node: what came out differently, and what each took. */
export function comparison(workspace: Workspace, first: RunState, second: RunState): TemplateResult {
  const named = (run: RunState) => when(run.started, Date.now(), settings.language, true);
  const nodes = compareRuns(first, second);
  const differing = nodes.filter(({ differences }) => differences.length > 0);
  return html`<h3>${words().comparing(named(second), named(first))}</h3>
    ${differing.length === 0 ? html`<p class="muted">${words().noDifference}</p>` : nothing}
    <table><thead><tr><th>${words().node}</th><th>${words().outcome}</th><th class="number">${words().time}</th><th class="number">${words().costs}</th></tr></thead>
    <tbody>${[...differing, ...nodes.filter((node) => !differing.includes(node))].map((node) => row(workspace, node, { first: named(first), second: named(second), types: { ...first.types, ...second.types } }))}</tbody></table>`;
}

interface Names {
  readonly first: string;
  readonly second: string;
  readonly types: RunState["types"];
}

function row(workspace: Workspace, { node, differences, first, second }: NodeComparison, names: Names): TemplateResult {
  const { language } = settings;
  const both = (text: (spent: Spent) => string) => html`${second ? text(second) : "–"}<br><span class="muted">${first ? text(first) : "–"}</span>`;
  return html`<tr>
    <td>${nodeTitle(workspace, node, names.types)}</td>
    <td>${differences.length === 0 ? html`<span class="muted small">${words().same}</span>` : html`<details><summary>${words().differs(differences.length)}</summary><ul class="small">
      ${differences.slice(0, listedItems).map((one) => html`<li><button class="link" @click=${() => workspace.show({ panel: "items", focus: { node, item: one.item } })}><span class="mono">${itemName(one.item)}</span></button> <span class="muted">${difference(workspace, one, { ...names, type: names.types[node] ?? "" })}</span></li>`)}
      ${differences.length > listedItems ? html`<li class="muted">${words().more(differences.length - listedItems)}</li>` : nothing}</ul></details>`}</td>
    <td class="number small">${both(({ ms }) => duration(ms, language))}</td>
    <td class="number small">${both(({ costMicros }) => money(costMicros, language))}</td>
  </tr>`;
}

function difference({ packs }: Workspace, { how, outputs }: ItemDifference, names: Names & { readonly type: string }): string {
  switch (how) {
    case "made": return `${words().otherResult}: ${outputs.map((name) => packs.outputWords(names.type, name).title).join(", ")}`;
    case "key": return words().sameResult;
    case "state": return words().madeInOne;
    case "only-first": return words().onlyIn(names.first);
    case "only-second": return words().onlyIn(names.second);
  }
}
