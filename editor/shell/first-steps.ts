import { css, html, type TemplateResult } from "lit";
import { Check, X } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { words } from "./words.ts";

const kept = "reelwright.first-steps";

/** Shown to those who have never closed it. */
export function areFirstStepsWanted(): boolean {
  return localStorage.getItem(kept) === null;
}

/**
 * @summary Three steps from an opened template to a film, ticked off as they are done.
 * @fires rw-close when it is wanted no more
 */
export class FirstSteps extends View {
  static override styles = [look, css`
    :host { position: absolute; inset: auto auto var(--space-4) var(--space-4); z-index: 4; width: min(21rem, calc(100% - 2rem)); box-shadow: var(--shadow-high); border-radius: var(--radius-l); }
    section { padding: var(--space-4); }
    ol { display: grid; gap: var(--space-3); margin-top: var(--space-3); }
    li { display: grid; grid-template-columns: 1.375rem 1fr; gap: 0 var(--space-2); }
    .number { display: grid; place-items: center; width: 1.375rem; height: 1.375rem; border-radius: 50%; background: var(--surface-3); color: var(--ink-2); font-size: var(--text-s); font-weight: 600; }
    .now .number { background: var(--accent); color: var(--accent-ink); } .done .number { background: none; color: var(--green); }
    .done { color: var(--ink-3); } p { color: var(--ink-3); grid-column: 2; } li:not(.now) p { display: none; }
    .all { margin-top: var(--space-3); }
  `];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;
  private session: Session | undefined;

  override willUpdate(): void {
    const { session, runs } = this.workspace;
    if (this.session !== session) this.unwatch(this.session);
    this.session = session;
    for (const source of [this.workspace, session, runs]) this.watch(source);
  }

  private steps(): { readonly title: string; readonly help: string; readonly isDone: boolean }[] {
    const { session, run } = this.workspace;
    const own = words();
    const hasRun = run !== undefined;
    return [
      { title: own.stepChange, help: own.stepChangeHelp, isDone: hasRun || (session?.steps.done.length ?? 0) > 0 },
      { title: own.stepRun, help: own.stepRunHelp, isDone: hasRun },
      { title: own.stepWatch, help: own.stepWatchHelp, isDone: run?.outcome === "succeeded" },
    ];
  }

  private close(): void {
    localStorage.setItem(kept, "closed");
    this.tell("rw-close");
  }

  override render(): TemplateResult {
    const steps = this.steps();
    const now = steps.findIndex(({ isDone }) => !isDone);
    return html`
      <section class="panel" aria-label=${words().firstSteps}>
        <div class="row"><h2 class="fill">${words().firstSteps}</h2><button class="quiet icon" aria-label=${words().close} @click=${this.close}>${icon(X)}</button></div>
        <ol>${steps.map(({ title, help, isDone }, index) => html`
          <li class=${isDone ? "done" : index === now ? "now" : ""} aria-current=${index === now ? "step" : "false"}>
            <span class="number">${isDone ? icon(Check) : index + 1}</span><strong>${title}${isDone ? html`<span class="visually-hidden"> (${words().done})</span>` : ""}</strong>
            <p>${help}</p>
          </li>`)}</ol>
        ${now < 0 ? html`<div class="row all"><span class="fill">${words().allDone}</span><button @click=${this.close}>${words().gotIt}</button></div>` : ""}
      </section>`;
  }
}

customElements.define("rw-first-steps", FirstSteps);

declare global {
  interface HTMLElementTagNameMap { "rw-first-steps": FirstSteps }
}
