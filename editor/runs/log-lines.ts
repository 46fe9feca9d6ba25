import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { nodeTitle } from "./names.ts";
import { nodesOf } from "./progress.ts";
import { runStyles } from "./styles.ts";
import { words } from "./words.ts";

/** Lines that are shown: the last of each node come first to mind. */
const shownLines = 1000;

const styles = css`
  :host { overflow: auto; }
  dl { display: grid; grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr); gap: 0 var(--space-3); font-size: var(--text-s); }
  dt, dd { padding: 0.125rem 0; border-bottom: 1px solid var(--line-1); overflow-wrap: anywhere; }
  dt button.link { min-height: 1.5rem; color: var(--ink-2); }
  dd { white-space: pre-wrap; font-family: var(--mono); }
`;

/** @summary What the items of the shown run have said, by node and item. */
export class LogLines extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  protected override render(): TemplateResult | typeof nothing {
    const { workspace } = this;
    this.watch(workspace.runs);
    this.watch(workspace);
    const { run } = workspace;
    if (!run) return nothing;
    const lines = nodesOf(run).flatMap(({ node, items }) => [...items.values()].flatMap(({ item, logs }) => (logs ?? []).map((message) => ({ node, item, message })))).slice(-shownLines);
    if (lines.length === 0) return html`<p class="empty">${words().noLog}</p>`;
    return html`<dl tabindex="0" aria-label=${words().log}>${lines.map(({ node, item, message }) => html`
      <dt><button class="link" @click=${() => workspace.show({ panel: "items", focus: { node, item } })}>${nodeTitle(workspace, node, run.types)} <span class="mono">${item}</span></button></dt><dd>${message}</dd>`)}</dl>`;
  }
}

customElements.define("rw-log-lines", LogLines);
declare global { interface HTMLElementTagNameMap { "rw-log-lines": LogLines } }
