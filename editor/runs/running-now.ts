import { html, nothing, type TemplateResult } from "lit";
import type { RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import "./media.ts";
import { isArtifact } from "./media/shape.ts";
import { nodeTitle } from "./names.ts";
import { runningItems } from "./progress.ts";
import { words } from "./words.ts";

/** Items under way that are shown beside the run; the rest is a number. */
const shownItems = 4;

/** What runs now, with what it has let be seen so far. */
export function runningNow(workspace: Workspace, run: RunState): TemplateResult | typeof nothing {
  if (run.outcome !== "running") return nothing;
  const running = [...run.nodes.values()].reduce((sum, { counts }) => sum + counts.running, 0);
  return html`<section class="now" aria-label=${words().runsNow}>
    <h3 class="small muted">${words().runsNow}</h3>
    ${running === 0 ? html`<p class="small muted">${words().nothingRuns}</p>` : nothing}
    ${runningItems(run, shownItems).map(({ node, item: { item, fraction, note, preview } }) => html`<article>
      <div class="row small"><span class="state truncate" data-state="running">${nodeTitle(workspace, node, run.types)}</span><span class="mono muted truncate fill">${item}</span></div>
      ${fraction === undefined ? nothing : html`<progress max="1" .value=${fraction} aria-label=${note ?? item}></progress>`}
      ${note ? html`<p class="small muted">${note}</p>` : nothing}
      ${typeof preview === "string" ? html`<div class="streamed"><span>${preview}</span></div>` : isArtifact(preview) ? html`<rw-value .workspace=${workspace} .value=${preview} label=${item}></rw-value>` : nothing}
    </article>`)}
    ${running > shownItems ? html`<p class="small muted">${words().more(running - shownItems)}</p>` : nothing}
  </section>`;
}
