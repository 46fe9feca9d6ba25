import { css, html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { NodeRun } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { count, duration, money } from "./format.ts";
import { nodeTitle, stateName } from "./names.ts";
import { itemStates, nodesOf, stateOf, totalOf } from "./progress.ts";
import { runStyles } from "./styles.ts";
import { VirtualRows } from "./virtual-rows.ts";
import { words } from "./words.ts";

const styles = css`
  :host { container-type: inline-size; }
  .head, .line { grid-template-columns: minmax(8rem, 2fr) 7rem minmax(5rem, 1fr) 4.5rem 5rem 5rem; }
  .head { min-height: 1.5rem; }
  @container (max-width: 32rem) {
    .head, .line { grid-template-columns: minmax(5rem, 1fr) 5.5rem 5rem; }
    :is(.head, .line) > :is(:nth-child(3), :nth-child(5), :nth-child(6)) { display: none; }
  }
  .line { height: 1.75rem; cursor: pointer; }
  .line:hover { background: var(--surface-2); }
  .line[aria-selected="true"] { background: var(--accent-soft); }
`;

/** @summary The nodes of the shown run, a line each: how many of its items are where, time and cost. A click shows its items. */
export class NodeTable extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;
  private readonly rows = new VirtualRows(this, 1.75);

  protected override render(): TemplateResult | typeof nothing {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    const { run, focus } = workspace;
    if (!run) return nothing;
    const nodes = nodesOf(run);
    const { from, to } = this.rows.range(nodes.length);
    return html`<div role="grid" aria-label=${words().nodes} aria-rowcount=${nodes.length + 1} class="column fill" style=${styleMap({ gap: "0", minHeight: "0" })} @keydown=${this.onKey}>
      <div class="head" role="row" aria-rowindex="1">
        <span role="columnheader">${words().node}</span><span role="columnheader">${words().state}</span><span role="columnheader">${words().progress}</span><span role="columnheader" class="number">${words().items}</span><span role="columnheader" class="number">${words().time}</span><span role="columnheader" class="number">${words().costs}</span>
      </div>
      <div class="rows" role="rowgroup"><div class="tall" role="presentation" style=${styleMap({ height: `${nodes.length * this.rows.row}px` })}>
        ${nodes.slice(from, to).map((node, index) => this.line(node, from + index, node.node === focus?.node || (focus === undefined && from + index === 0)))}
      </div></div>
    </div>`;
  }

  private line(node: NodeRun, index: number, tabbable: boolean): TemplateResult {
    const { workspace } = this;
    const { language } = settings;
    const total = totalOf(node);
    const settled = total - node.counts.waiting - node.counts.running;
    const state = stateOf(node);
    return html`<div class="line" role="row" aria-rowindex=${index + 2} tabindex=${tabbable ? 0 : -1} data-index=${index} aria-selected=${workspace.focus?.node === node.node} style=${styleMap({ top: `${index * this.rows.row}px` })} @click=${() => this.choose(node)}>
      <span role="gridcell" class="truncate">${nodeTitle(workspace, node.node, workspace.run!.types)}</span>
      <span role="gridcell"><span class="state small" data-state=${state}>${stateName(state)}</span></span>
      <span role="gridcell"><span class="bar">${itemStates.map((one) => html`<i data-state=${one} style=${styleMap({ flexGrow: String(node.counts[one]), flexBasis: "0" })}></i>`)}</span></span>
      <span role="gridcell" class="number small">${total === 1 ? (settled === 1 ? "1" : "0/1") : settled === total ? count(total, language) : `${count(settled, language)}/${count(total, language)}`}</span>
      <span role="gridcell" class="number small">${node.ms > 0 ? duration(node.ms, language) : nothing}</span>
      <span role="gridcell" class="number small">${node.costMicros > 0 ? money(node.costMicros, language, workspace.run!.currency) : nothing}</span>
    </div>`;
  }

  private choose(node: NodeRun): void {
    const first = [...node.items.values()].find(({ state }) => state === "failed") ?? node.items.values().next().value;
    this.workspace.show({ panel: "items", focus: { node: node.node, item: first?.item ?? "" } });
  }

  private onKey(event: KeyboardEvent): void {
    const nodes = nodesOf(this.workspace.run!);
    const line = event.composedPath().find((target): target is HTMLElement => target instanceof HTMLElement && target.classList.contains("line"));
    if (!line) return;
    const at = Number(line.dataset["index"]);
    if (event.key === "Enter" || event.key === " ") this.choose(nodes[at]!);
    else {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 }[event.key];
      if (to === undefined) return;
      void this.goTo(Math.max(0, Math.min(nodes.length - 1, to)));
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private async goTo(index: number): Promise<void> {
    this.rows.reveal(index);
    await this.updateComplete;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
  }
}

customElements.define("rw-node-table", NodeTable);
declare global { interface HTMLElementTagNameMap { "rw-node-table": NodeTable } }
