import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { Dices, Pin, RotateCcw } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { ItemRun, ItemState, NodeRun } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { duration, money } from "./format.ts";
import { anotherTake, hasSeed, isPinned, retryItems } from "./item-actions.ts";
import "./item-detail.ts";
import { type Column, itemRows, type Wanted } from "./item-rows.ts";
import { itemsStyles } from "./items-styles.ts";
import "./media.ts";
import { labelOf, mainArtifact } from "./media/shape.ts";
import { itemName, nodeTitle, stateName } from "./names.ts";
import { ItemLabels } from "./origins.ts";
import { itemStates, nodesOf } from "./progress.ts";
import { focusedItem, outputsOf } from "./shown-outputs.ts";
import { runStyles } from "./styles.ts";
import { VirtualRows } from "./virtual-rows.ts";
import { words } from "./words.ts";

const columns: readonly Column[] = ["key", "label", "state", "time", "cost"];

/** @summary The items of the node in focus: found, filtered and sorted; one of them in detail beside the table. */
export class Items extends View {
  static override styles = [look, runStyles, itemsStyles];
  static override properties = { workspace: { attribute: false }, wanted: { state: true }, selected: { state: true } };
  declare workspace: Workspace;
  private declare wanted: Wanted;
  private declare selected: ReadonlySet<string>;
  private readonly rows = new VirtualRows(this, 2.5);
  private labels: { readonly of: unknown; readonly run: unknown; readonly labels: ItemLabels } | undefined;
  private sorted: { readonly node: NodeRun; readonly version: number; readonly wanted: Wanted; readonly rows: readonly ItemRun[] } | undefined;
  private shownNode: string | undefined;
  private revealed: string | undefined;

  constructor() {
    super();
    this.wanted = { find: "", state: undefined, sort: "key", descending: false };
    this.selected = new Set();
  }

  protected override willUpdate(): void {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    this.watch(workspace.session);
    this.watch(workspace.results);
    const { focus } = workspace;
    if (focus?.node !== this.shownNode) {
      this.shownNode = focus?.node;
      this.selected = new Set();
      this.wanted = { ...this.wanted, find: "", state: undefined };
    }
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    const { run, focus } = workspace;
    const node = focus && run?.nodes.get(focus.node);
    if (!run || !focus) return html`${this.tools(undefined, [])}<p class="empty">${words().noNode}</p>`;
    if (!node || node.items.size === 0) return html`${this.tools(node, [])}<p class="empty">${words().noItems}</p>`;
    const rows = this.rowsOf(node);
    this.revealFocus(rows, `${focus.node} ${focus.item}`);
    return html`${this.tools(node, rows)}
      <div class="split">
        ${rows.length === 0 ? html`<p class="empty">${words().noMatch}</p>` : this.table(node, rows)}
        ${focusedItem(workspace) ? html`<rw-item-detail .workspace=${workspace} .labels=${this.labelsNow}></rw-item-detail>` : nothing}
      </div>`;
  }

  private get labelsNow(): ItemLabels | undefined {
    const { run, session } = this.workspace;
    if (!run || !session) return undefined;
    const { graph } = session.linked;
    if (this.labels?.of !== graph || this.labels.run !== run) this.labels = { of: graph, run, labels: new ItemLabels(run, graph) };
    return this.labels.labels;
  }

  private labelOf(node: string, item: ItemRun): string {
    return this.labelsNow?.of(node, item) ?? "";
  }

  /** Sorted anew only when the run has gone on or something else is wanted: there may be ten thousand. */
  private rowsOf(node: NodeRun): readonly ItemRun[] {
    const { wanted } = this;
    const { version } = this.workspace.run!;
    if (this.sorted?.node !== node || this.sorted.version !== version || this.sorted.wanted !== wanted) {
      this.sorted = { node, version, wanted, rows: itemRows(node.items.values(), wanted, (item) => this.labelOf(node.node, item)) };
    }
    return this.sorted.rows;
  }

  private revealFocus(rows: readonly ItemRun[], focus: string): void {
    if (this.revealed === focus) return;
    this.revealed = focus;
    const at = rows.findIndex(({ item }) => item === this.workspace.focus!.item);
    if (at >= 0) this.rows.reveal(at);
  }

  private tools(node: NodeRun | undefined, rows: readonly ItemRun[]): TemplateResult {
    const { workspace, wanted } = this;
    const { run, focus } = workspace;
    const chosen = rows.filter(({ item }) => this.selected.has(item)).map(({ item }) => item);
    const state = (name: ItemState | undefined, title: string) => html`<button aria-pressed=${wanted.state === name} @click=${() => { this.wanted = { ...wanted, state: name }; }}>${title}</button>`;
    return html`<div class="row tools">
      <select aria-label=${words().chooseNode} @change=${(event: Event) => this.chooseNode((event.target as HTMLSelectElement).value)}>
        ${focus && run?.nodes.has(focus.node) ? nothing : html`<option value="" selected>${focus ? nodeTitle(workspace, focus.node) : words().noNode}</option>`}
        ${run ? nodesOf(run).map(({ node: id }) => html`<option value=${id} ?selected=${id === focus?.node}>${nodeTitle(workspace, id, run.types)}</option>`) : nothing}
      </select>
      <input type="search" aria-label=${words().find} placeholder=${words().find} .value=${wanted.find} @input=${(event: Event) => { this.wanted = { ...wanted, find: (event.target as HTMLInputElement).value }; }}>
      ${node ? html`<div class="tabs" role="group" aria-label=${words().state}>${state(undefined, `${words().all} ${node.items.size}`)}${itemStates.filter((name) => node.counts[name] > 0 && node.counts[name] < node.items.size).map((name) => state(name, `${stateName(name)} ${node.counts[name]}`))}</div>` : nothing}
      <span class="fill"></span>
      ${chosen.length > 0 && focus ? html`<span class="small">${words().selected(chosen.length)}</span>
        <button class="small" @click=${() => retryItems(workspace, focus.node, chosen)}>${icon(RotateCcw)}${words().retry}</button>
        ${hasSeed(workspace, focus.node) ? html`<button class="small" title=${words().anotherHelp} @click=${() => anotherTake(workspace, focus.node, chosen)}>${icon(Dices)}${words().another}</button>` : nothing}` : nothing}
    </div>`;
  }

  private table(node: NodeRun, rows: readonly ItemRun[]): TemplateResult {
    const { from, to } = this.rows.range(rows.length);
    const { focus } = this.workspace;
    const focusAt = rows.findIndex(({ item }) => item === focus?.item);
    const all = rows.every(({ item }) => this.selected.has(item));
    return html`<div class="table" role="grid" aria-label=${words().items} aria-multiselectable="true" aria-rowcount=${rows.length + 1} @keydown=${(event: KeyboardEvent) => this.onKey(event, rows)}>
      <div class="head" role="row" aria-rowindex="1">
        <span role="columnheader"><input type="checkbox" aria-label=${words().all} .checked=${all} .indeterminate=${!all && this.selected.size > 0} @change=${() => { this.selected = new Set(all ? [] : rows.map(({ item }) => item)); }}></span>
        ${columns.map((column) => this.heading(column))}<span role="columnheader">${words().preview}</span>
      </div>
      <div class="rows" role="rowgroup"><div class="tall" role="presentation" style=${styleMap({ height: `${rows.length * this.rows.row}px` })}>
        ${rows.slice(from, to).map((item, at) => this.line(node, item, from + at, from + at === Math.max(0, focusAt)))}
      </div></div>
    </div>`;
  }

  private heading(column: Column): TemplateResult {
    const { sort, descending } = this.wanted;
    const title = { key: words().key, label: words().label, state: words().state, time: words().time, cost: words().costs }[column];
    const isSorted = sort === column;
    return html`<span role="columnheader" aria-sort=${isSorted ? (descending ? "descending" : "ascending") : "none"}>
      <button class="link" @click=${() => { this.wanted = { ...this.wanted, sort: column, descending: isSorted ? !descending : false }; }}>${title}${isSorted ? (descending ? " ↓" : " ↑") : ""}</button></span>`;
  }

  private line(node: NodeRun, item: ItemRun, index: number, tabbable: boolean): TemplateResult {
    const { workspace } = this;
    const { language } = settings;
    const ref = { node: node.node, item: item.item };
    const name = itemName(item.item);
    return html`<div class="line" role="row" aria-rowindex=${index + 2} tabindex=${tabbable ? 0 : -1} data-index=${index} aria-selected=${this.selected.has(item.item)} aria-current=${workspace.focus?.item === item.item ? "true" : "false"}
      style=${styleMap({ top: `${index * this.rows.row}px` })} @click=${(event: MouseEvent) => this.onClick(event, ref)}>
      <span role="gridcell"><input type="checkbox" tabindex="-1" aria-label=${name} .checked=${this.selected.has(item.item)} @click=${(event: Event) => { event.stopPropagation(); this.toggle(item.item); }}></span>
      <span role="gridcell" class="mono small truncate" title=${item.item}>${name}</span>
      <span role="gridcell" class="truncate" title=${item.problem?.message ?? this.labelOf(node.node, item)}>${item.problem ? html`<span class="fault">${item.problem.message}</span>` : this.labelOf(node.node, item)}</span>
      <span role="gridcell"><span class="state small" data-state=${item.state}>${stateName(item.state)}</span>${isPinned(workspace, ref) ? html` <span class="badge" title=${words().pinned}>${icon(Pin)}</span>` : nothing}</span>
      <span role="gridcell" class="number small">${item.ms === undefined ? nothing : duration(item.ms, language)}</span>
      <span role="gridcell" class="number small">${item.costMicros ? money(item.costMicros, language, this.workspace.run?.currency) : nothing}</span>
      <span role="gridcell" class="preview">${this.preview(node.node, item)}</span>
    </div>`;
  }

  private preview(node: string, item: ItemRun): TemplateResult | typeof nothing {
    if (typeof item.preview === "string" && item.state === "running") return html`<span class="small muted truncate">${item.preview.slice(-80)}</span>`;
    const outputs = outputsOf(this.workspace, node, item);
    if (!Array.isArray(outputs) || outputs.length === 0) return nothing;
    const { value } = outputs[0]!;
    const label = this.labelOf(node, item);
    // What the line says already is not said twice.
    return labelOf(value) === label && !mainArtifact(value) ? nothing : html`<rw-value .workspace=${this.workspace} .value=${value} .label=${label || item.item}></rw-value>`;
  }

  private chooseNode(node: string): void {
    const first = this.workspace.run?.nodes.get(node)?.items.keys().next().value;
    this.workspace.show({ focus: { node, item: first ?? "" } });
  }

  private onClick(event: MouseEvent, ref: { readonly node: string; readonly item: string }): void {
    if (event.shiftKey || event.ctrlKey || event.metaKey) this.toggle(ref.item);
    else this.workspace.show({ focus: ref });
  }

  private toggle(item: string): void {
    const selected = new Set(this.selected);
    if (!selected.delete(item)) selected.add(item);
    this.selected = selected;
  }

  private onKey(event: KeyboardEvent, rows: readonly ItemRun[]): void {
    const line = event.composedPath()[0];
    if (!(line instanceof HTMLElement) || !line.classList.contains("line")) return;
    const at = Number(line.dataset["index"]);
    const page = 8;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) void this.goTo(rows, Math.max(0, Math.min(rows.length - 1, to)));
    else if (event.key === " ") this.toggle(rows[at]!.item);
    else if (event.key === "Enter") this.workspace.show({ panel: "viewer" });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private async goTo(rows: readonly ItemRun[], index: number): Promise<void> {
    this.workspace.show({ focus: { node: this.workspace.focus!.node, item: rows[index]!.item } });
    this.rows.reveal(index);
    await this.updateComplete;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
  }
}

customElements.define("rw-items", Items);
declare global { interface HTMLElementTagNameMap { "rw-items": Items } }
