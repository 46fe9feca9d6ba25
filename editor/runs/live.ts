import { css, html, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import type { RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { outcomeName } from "./names.ts";
import { words } from "./words.ts";

/** @summary Says aloud when a run begins and how it ends. Cannot be seen; the page has one of it. */
export class RunLive extends View {
  static override styles = [look, css`:host { position: absolute; }`];
  static override properties = { workspace: { attribute: false }, said: { state: true } };
  declare workspace: Workspace;
  private declare said: string;
  private readonly told = new Map<string, RunState["outcome"]>();

  constructor() {
    super();
    this.said = "";
  }

  protected override willUpdate(): void {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    const { run } = workspace;
    if (!run || run.seq < 0) return;
    const before = this.told.get(run.id);
    this.told.set(run.id, run.outcome);
    // A run that was over before this page looked is no news.
    if (before === run.outcome || (before === undefined && run.outcome !== "running")) return;
    this.said = this.sentence(run);
  }

  protected override render(): TemplateResult {
    return html`<p class="visually-hidden" role="status">${this.said}</p>`;
  }

  private sentence({ graph, outcome, counts }: RunState): string {
    const { session } = this.workspace;
    const title = session?.name === graph ? session.document.title ?? graph : graph;
    switch (outcome) {
      case "running": return words().saidStarted(title);
      case "succeeded": return words().saidDone(title, counts.executed, counts.cached);
      case "failed": return words().saidFailed(title, counts.failed);
      default: return words().saidEnded(title, outcomeName(outcome));
    }
  }
}

customElements.define("rw-run-live", RunLive);
declare global { interface HTMLElementTagNameMap { "rw-run-live": RunLive } }
