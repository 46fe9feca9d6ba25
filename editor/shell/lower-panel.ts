import { css, html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { ChevronDown, ChevronUp } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { PanelName, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { lowerPart } from "./parts.ts";
import { words } from "./words.ts";

const panels: readonly PanelName[] = ["run", "items", "viewer", "problems", "history"];

/** @summary The tabs below the view, and the panel that is open. The tabs stay when it is closed. */
export class LowerPanel extends View {
  static override styles = [look, css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--surface-1); }
    .tabs { display: flex; align-items: center; flex: none; gap: 0.125rem; padding: 0 var(--space-2); min-height: 2.125rem; border-bottom: 1px solid transparent; overflow-x: auto; scrollbar-width: none; }
    :host([open]) .tabs { border-color: var(--line-1); }
    [role="tablist"] { display: flex; gap: 0.125rem; }
    .tabs > button { position: sticky; inset-inline-end: 0; } .tabs > button:not(:hover) { background: var(--surface-1); }
    [role="tab"] { position: relative; background: none; border-color: transparent; color: var(--ink-2); min-height: 1.75rem; padding: 0 var(--space-2); }
    [role="tab"]:hover:not(:disabled) { color: var(--ink-1); background: var(--surface-3); border-color: transparent; }
    [role="tab"][aria-selected="true"] { color: var(--ink-1); font-weight: 600; }
    [role="tab"][aria-selected="true"]::after { content: ""; position: absolute; inset: auto var(--space-2) -0.25rem; border-bottom: 2px solid var(--accent); }
    .badge.problems { background: color-mix(in srgb, var(--red) 20%, transparent); color: var(--red); }
    .body { flex: 1; min-height: 0; overflow: hidden; display: grid; }
    .part-failed, .part-loading { place-self: center; padding: var(--space-4); text-align: center; }
    .body > * { min-height: 0; min-width: 0; overflow: auto; }
  `];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  override willUpdate(): void {
    this.watchOpen(this.workspace);
    this.watch(this.workspace.runs);
    this.toggleAttribute("open", this.workspace.panel !== undefined);
  }

  private open(panel: PanelName | undefined): void {
    this.workspace.show({ panel });
  }

  private onKey(event: KeyboardEvent): void {
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>("[role='tab']")];
    const at = tabs.indexOf(event.target as HTMLElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length)!;
    tab.focus();
    if (this.workspace.panel !== undefined) this.open(tab.dataset["panel"] as PanelName);
  }

  override render(): TemplateResult {
    const { panel } = this.workspace;
    return html`
      <div class="tabs">
        <div role="tablist" aria-label=${words().panel} @keydown=${this.onKey}>${panels.map((name) => this.tab(name))}</div>
        <span class="fill"></span>
        <button class="quiet icon" aria-label=${panel ? words().closePanel : words().panel} title=${panel ? words().closePanel : words().panel} aria-expanded=${panel !== undefined}
          @click=${() => this.open(panel ? undefined : "run")}>${icon(panel ? ChevronDown : ChevronUp)}</button>
      </div>
      ${panel ? keyed(panel, html`<div class="body" id="body" role="tabpanel" aria-label=${title(panel)}>${lowerPart(panel, this.workspace)}</div>`) : nothing}`;
  }

  private tab(name: PanelName): TemplateResult {
    const { panel } = this.workspace;
    const isOpen = panel === name;
    return html`
      <button role="tab" data-panel=${name} aria-selected=${isOpen} aria-controls=${isOpen ? "body" : nothing} tabindex=${isOpen || (panel === undefined && name === "run") ? 0 : -1}
        @click=${() => this.open(isOpen ? undefined : name)}>${title(name)}${this.badge(name)}</button>`;
  }

  private badge(name: PanelName): TemplateResult | typeof nothing {
    if (name === "problems") {
      const count = (this.workspace.session?.problems.length ?? 0) + (this.workspace.run?.counts.failed ?? 0);
      return count === 0 ? nothing : html`<span class="badge problems" aria-label=${words().problemCount(count)}>${count}</span>`;
    }
    const { run } = this.workspace;
    if (name !== "run" || run?.outcome !== "running") return nothing;
    return html`<span class="badge">…</span>`;
  }
}

function title(name: PanelName): string {
  const own = words();
  return { run: own.panelRun, items: own.panelItems, viewer: own.panelViewer, problems: own.panelProblems, history: own.panelHistory }[name];
}

customElements.define("rw-lower-panel", LowerPanel);

declare global {
  interface HTMLElementTagNameMap { "rw-lower-panel": LowerPanel }
}
