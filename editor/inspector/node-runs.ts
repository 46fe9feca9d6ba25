import { html, nothing, type TemplateResult } from "lit";
import { List } from "lucide";
import { runOf } from "../canvas/run-look.ts";
import { icon } from "../look/icon.ts";
import type { NodePorts } from "../model/ports.ts";
import { duration, money } from "../runs/format.ts";
import { roleName, stateName } from "../runs/names.ts";
import { changeWords } from "../runs/plan-words.ts";
import type { ItemState, RunState } from "../state/run-state.ts";
import { settings } from "../state/settings.ts";
import type { ItemRef } from "../state/workspace.ts";
import type { Inspection } from "./inspection.ts";
import { section } from "./pieces.ts";
import { words } from "./words.ts";

/** Reasons that are shown of those why an item will run. */
const mostReasons = 4;
const states: readonly ItemState[] = ["running", "waiting", "done", "cached", "failed", "skipped"];

/** What the node did in the run that is shown. A subgraph's nodes count for the node that stands for it. */
export function lastRun({ workspace }: Inspection, { id, type }: NodePorts): TemplateResult | typeof nothing {
  const { run } = workspace;
  const work = run && runOf(run, id, type);
  if (!work) return nothing;
  const show = html`<button class="quiet small" @click=${() => workspace.show({ panel: "items", focus: firstItem(run, id) })}>${icon(List)}${words().showItems}</button>`;
  return section(words().lastRun, html`
    <p class="row wrap">${states.filter((state) => work.counts[state] > 0).map((state) => html`<span class="badge state-${state}">${work.counts[state]} ${stateName(state)}</span>`)}</p>
    ${work.ms > 0 || work.costMicros > 0 ? html`<p class="small muted">${words().took} ${duration(work.ms, settings.language)}${work.costMicros > 0 ? ` · ${words().cost} ${money(work.costMicros, settings.language, run.currency)}` : ""}</p>` : nothing}`, { end: show });
}

/** The first item, for the table of items; of a node that is a graph, that of the first node inside. */
function firstItem(run: RunState, id: string): ItemRef {
  const node = run.nodes.get(id) ?? [...run.nodes.values()].find((inner) => inner.node.startsWith(`${id}/`));
  return { node: node?.node ?? id, item: node?.items.keys().next().value ?? "" };
}

/** What the next run would do with the node, and why. */
export function nextRun({ workspace }: Inspection, { id, type }: NodePorts): TemplateResult | typeof nothing {
  const planned = workspace.plan.fresh ? workspace.plan.node(id) : undefined;
  if (!planned) return nothing;
  const { willRun, cached, depends } = planned;
  const parts = [willRun > 0 ? words().willRun(willRun) : "", cached > 0 ? words().reused(cached) : "", depends > 0 ? words().depends(depends) : ""].filter((part) => part !== "");
  const reasons = planned.items.find(({ state }) => state === "will-run")?.why ?? [];
  return section(words().nextRun, html`<p class="small">${willRun + depends === 0 ? words().nothingToDo : parts.join(" · ")}</p>
    <ul class="reasons small">${reasons.slice(0, mostReasons).map((reason) => html`<li>${changeWords(workspace, type, reason)}
      ${reason.old === undefined ? nothing : html`<span class="muted">${words().was}</span> <del>${reason.old}</del>`} ${reason.new === undefined || reason.old === undefined ? nothing : html`<span class="muted">${words().isNow}</span> <ins>${reason.new}</ins>`}</li>`)}</ul>`);
}

/** The roles that the node asks for, and who fills them here. */
export function services({ workspace: { packs } }: Inspection, { manifest }: NodePorts): TemplateResult | typeof nothing {
  const uses = manifest?.uses ?? [];
  if (uses.length === 0) return nothing;
  return section(words().services, html`<dl class="small">${uses.map(({ name }) => {
    const filled = packs.roles[name];
    return html`<div class="row wrap"><dt>${roleName(name)}</dt><dd>${filled ? html`${filled.provider} ${filled.label ? html`<span class="badge" title=${filled.label}>${words().standIn}</span> <span class="muted">${filled.label}</span>` : nothing}`
      : html`<span class="fault">${words().nobody}</span> <span class="muted">${words().nobodyHelp}</span>`}</dd></div>`;
  })}</dl>`);
}
