import { html, nothing, type TemplateResult } from "lit";
import type { RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { itemName, nodeTitle } from "./names.ts";
import { type Failure, failuresOf } from "./progress.ts";
import { again, startRun } from "./start.ts";
import { words } from "./words.ts";

/** Failures shown before one asks for all. */
const shownFailures = 3;

/** What failed comes before everything else: what happened, what to do, and a way there. */
export function failureList(workspace: Workspace, run: RunState): TemplateResult | typeof nothing {
  const failures = failuresOf(run);
  if (failures.length === 0) return nothing;
  return html`<section class="failures" aria-label=${words().failures(failures.length)}>
    ${failures.slice(0, shownFailures).map((failure) => failureView(workspace, run, failure))}
    ${failures.length > shownFailures ? html`<button class="small" @click=${() => workspace.show({ panel: "problems" })}>${words().showAllFailures(failures.length)}</button>` : nothing}
  </section>`;
}

export function failureView(workspace: Workspace, run: RunState, { node, item, problem, skipped }: Failure): TemplateResult {
  const retry = () => void startRun(workspace, again(node, [item])).catch((error: unknown) => workspace.notices.failed(error));
  return html`<article class="problem">
    <p><strong>${nodeTitle(workspace, node, run.types)}</strong> <span class="mono small muted">${item}</span> ${problem.message}</p>
    <p class="small muted">${problem.hint ?? nothing} ${skipped > 0 ? words().hangsOn(skipped) : nothing} <span class="mono">${problem.code}</span></p>
    <span class="actions">
      <button class="small" @click=${() => workspace.show({ panel: "items", focus: { node, item } })}>${words().showItem}</button>
      <button class="small" ?disabled=${!workspace.session || !workspace.online} aria-label=${`${words().retry}: ${itemName(item)}`} @click=${retry}>${words().retry}</button>
    </span>
  </article>`;
}
