import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { Square } from "lucide";
import { icon } from "../look/icon.ts";
import { settings } from "../state/settings.ts";
import type { ItemState, RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { count, duration, money, percent } from "./format.ts";
import { outcomeName, stateName } from "./names.ts";
import { itemStates, type Progress, reuse } from "./progress.ts";
import { words } from "./words.ts";

/** The state a run's outcome looks like. */
export function outcomeState(outcome: RunState["outcome"] | "queued"): ItemState {
  switch (outcome) {
    case "running": return "running";
    case "succeeded": return "done";
    case "queued": return "waiting";
    case "cancelled": return "skipped";
    default: return "failed";
  }
}

function costText({ costMicros, budgetMicros, currency }: RunState): string {
  const { language } = settings;
  const cost = money(costMicros, language, currency);
  return budgetMicros === undefined ? words().cost(cost) : words().costOf(cost, money(budgetMicros, language, currency));
}

/** How far the run is, in one line and a bar. */
export function runHead(workspace: Workspace, run: RunState, progress: Progress): TemplateResult {
  const { language } = settings;
  const { counts, remaining, elapsedMs } = progress;
  const reused = reuse(progress);
  const cancel = () => void workspace.server.cancel(run.id).catch((error: unknown) => workspace.notices.failed(error));
  return html`<div class="overview column">
    <div class="row facts">
      <strong class="state" data-state=${outcomeState(run.outcome)}>${outcomeName(run.outcome)}</strong>
      <span class="muted small">${words().total(progress.total)}</span>
      <span class="row counts small">${itemStates.filter((state) => counts[state] > 0).map((state) => html`<span class="state" data-state=${state}><span class="numbers">${count(counts[state], language)}</span> ${stateName(state)}</span>`)}</span>
      <span class="fill"></span>
      ${reused.whole > 0 ? html`<span class="small">${words().reusedShare(percent(reused.part, reused.whole))}</span>` : nothing}
      ${run.costMicros > 0 || run.budgetMicros !== undefined ? html`<span class="small">${costText(run)}</span>` : nothing}
      ${run.exposedMicros > 0 ? html`<span class="small state" data-state="skipped" title=${words().inDoubtHelp}>${words().inDoubt(money(run.exposedMicros, language, run.currency))}</span>` : nothing}
      <span class="small numbers">${run.outcome === "running" ? html`${words().elapsed} ${duration(elapsedMs, language)}` : run.outcome === "interrupted" ? nothing : words().took(duration(elapsedMs, language))}</span>
      ${remaining ? html`<span class="small muted numbers">${remaining.complete ? words().left(duration(remaining.ms, language)) : words().atLeast(words().left(duration(remaining.ms, language)))}</span>` : nothing}
      ${run.outcome === "running" ? html`<button class="small danger" @click=${cancel}>${icon(Square)}${words().cancel}</button>` : nothing}
    </div>
    <div class="bar" role="progressbar" aria-label=${words().progress} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(progress.fraction * 100)}>
      ${itemStates.map((state) => html`<i data-state=${state} style=${styleMap({ flexGrow: String(counts[state]), flexBasis: "0" })}></i>`)}
    </div>
    ${run.problems.map(({ message, hint }) => html`<div class="problem"><p>${message}</p>${hint ? html`<p class="small muted">${hint}</p>` : nothing}</div>`)}
  </div>`;
}
