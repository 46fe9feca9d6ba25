import { css, html, nothing, type TemplateResult } from "lit";
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
    :host { position: absolute; inset: auto auto var(--space-4) var(--space-4); z-index: 4; max-width: calc(100% - 2rem); box-shadow: var(--shadow-high); border-radius: var(--radius-l); }
    section { display: grid; grid-template-columns: 1fr auto; gap: 0 var(--space-3); padding: var(--space-2) var(--space-2) var(--space-3) var(--space-4); align-items: center; max-width: 33rem; }
    ol { display: flex; flex-wrap: wrap; gap: 0 var(--space-4); }
    li { display: flex; align-items: center; gap: var(--space-2); color: var(--ink-3); white-space: nowrap; }
    .number { display: grid; place-items: center; width: 1.25rem; height: 1.25rem; border-radius: 50%; background: var(--surface-3); color: var(--ink-2); font-size: var(--text-s); font-weight: 600; }
    .now { color: var(--ink-1); font-weight: 600; } .now .number { background: var(--accent); color: var(--accent-ink); } .done .number { background: none; color: var(--green); }
    p { grid-column: 1; color: var(--ink-2); }
  `];
  static override properties = { workspace: { attribute: false }, asked: { type: Boolean } };
  declare workspace: Workspace;
  /** Shown although the open graph has run before. */
  declare asked: boolean;
  private session: Session | undefined;
  private hadRun = false;

  override willUpdate(): void {
    const { session, runs } = this.workspace;
    if (this.session !== session) {
      this.unwatch(this.session);
      this.hadRun = runs.list.some(({ graph }) => graph === session?.name);
    }
    this.session = session;
    for (const source of [this.workspace, session, runs]) this.watch(source);
  }

  /** Whether the open graph is one to begin with: it asks for something, and was not opened out of another. */
  private get isStart(): boolean {
    const { session, trail } = this.workspace;
    return trail.length === 1 && Object.keys(session?.document.inputs ?? {}).length > 0;
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

  override render(): TemplateResult | typeof nothing {
    if (!this.asked && (this.hadRun || !this.isStart)) return nothing;
    const steps = this.steps();
    const now = steps.findIndex(({ isDone }) => !isDone);
    return html`
      <section class="panel" aria-label=${words().firstSteps}>
        <ol>${steps.map(({ title, isDone }, index) => html`
          <li class=${isDone ? "done" : index === now ? "now" : ""} aria-current=${index === now ? "step" : "false"}>
            <span class="number">${isDone ? icon(Check) : index + 1}</span>${title}${isDone ? html`<span class="visually-hidden"> (${words().done})</span>` : ""}
          </li>`)}</ol>
        <button class="quiet icon" aria-label=${words().close} title=${words().close} @click=${this.close}>${icon(X)}</button>
        <p role="status">${now < 0 ? words().allDone : steps[now]!.help}</p>
      </section>`;
  }
}

customElements.define("rw-first-steps", FirstSteps);

declare global {
  interface HTMLElementTagNameMap { "rw-first-steps": FirstSteps }
}
