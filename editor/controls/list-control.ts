import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { GripVertical, Plus, X } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { type Control, controlOf, startOf } from "./control-kind.ts";
import type { FieldInput } from "./field.ts";
import { inserted, moved, pastedEntries, replaced, without } from "./list-edit.ts";
import { isComposing, type ControlSite } from "./site.ts";
import { listStyles } from "./styles.ts";
import { words } from "./words.ts";

/**
 * @summary The entries of a list, each in its own field: added, removed, and moved by dragging or with the arrow keys on
 * the handle. A text that is still empty is a row, but not yet an entry.
 */
export class ListControl extends View {
  static override shadowRootOptions: ShadowRootInit = { ...View.shadowRootOptions, delegatesFocus: true };
  static override styles = [look, listStyles];
  static override properties = { control: { attribute: false }, site: { attribute: false }, dragged: { state: true }, said: { state: true } };
  declare control: Extract<Control, { kind: "list" }>;
  declare site: ControlSite;
  /** The row that is being dragged. */
  private declare dragged: number | undefined;
  /** For screen readers. */
  private declare said: string;
  /** Names of the rows, so that each keeps its field, with what is typed in it, wherever it moves. */
  private names: number[] = [];
  private nextName = 0;

  constructor() {
    super();
    this.said = "";
  }

  private get rows(): readonly unknown[] {
    const { draft, value, fallback, mixed } = this.site;
    const rows = mixed ? [] : draft ?? value ?? fallback;
    return Array.isArray(rows) ? rows : [];
  }

  protected override render(): TemplateResult {
    const { site, rows } = this;
    while (this.names.length < rows.length) this.names.push(this.nextName++);
    this.names.length = rows.length;
    return html`<div role="group" aria-label=${site.names.label ?? site.label} class=${site.value === undefined ? "unset" : ""} @focusout=${this.onFocusOut}>
      ${rows.length === 0 ? html`<p class="muted small">${site.mixed ? words().mixed : words().noEntries}</p>` : nothing}
      <ol>${repeat(rows, (_, index) => this.names[index], (row, index) => this.row(row, index))}</ol>
      <button class="quiet add" ?disabled=${site.disabled} aria-label=${words().addTo(site.label)} @click=${() => this.add(rows.length)}>${icon(Plus)}${words().add}</button>
      <span class="visually-hidden" aria-live="polite">${this.said}</span>
    </div>`;
  }

  private row(row: unknown, index: number): TemplateResult {
    const { site, control } = this;
    const label = this.rowLabel(index);
    const isSimple = !["object", "list", "record", "union"].includes(controlOf(control.item).kind);
    return html`<li class=${this.dragged === index ? "dragged" : ""} @dragover=${(event: DragEvent) => this.dragOver(event, index)} @drop=${(event: DragEvent) => { event.preventDefault(); this.dragged = undefined; }}>
      <button class="quiet icon handle" draggable="true" ?disabled=${site.disabled} aria-label=${words().move(label)} title=${words().move(label)}
        @keydown=${(event: KeyboardEvent) => this.onHandleKey(event, index)} @dragstart=${(event: DragEvent) => this.dragStart(event, index)} @dragend=${() => { this.dragged = undefined; }}>${icon(GripVertical)}</button>
      <rw-field class="fill" .compact=${isSimple} .workspace=${site.workspace} .members=${site.members} .schema=${control.item} .value=${row} .label=${label} .disabled=${site.disabled}
        @rw-field-input=${(event: CustomEvent<FieldInput>) => this.take(event, index)} @keydown=${(event: KeyboardEvent) => this.onRowKey(event, index)} @paste=${(event: ClipboardEvent) => this.onPaste(event, index)}></rw-field>
      <button class="quiet icon" ?disabled=${site.disabled} aria-label=${words().remove(label)} title=${words().remove(label)} @click=${() => this.removeRow(index)}>${icon(X)}</button>
    </li>`;
  }

  private rowLabel(index: number): string {
    const title = this.control.item["title"] as string | undefined;
    return title === undefined ? words().entry(this.site.label, index + 1) : `${title} ${index + 1}`;
  }

  /** Rows that say nothing yet are shown on, and are left out of the value. */
  private give(rows: readonly unknown[], final: boolean): void {
    const entries = rows.filter((row) => row !== "" && row !== undefined);
    this.site.give(entries, { draft: rows, final: final && entries.length === rows.length });
  }

  private take(event: CustomEvent<FieldInput>, index: number): void {
    event.stopPropagation();
    const { value, final } = event.detail;
    this.give(replaced(this.rows, index, value ?? ""), final);
  }

  private add(at: number, ...values: readonly unknown[]): void {
    const entries = values.length > 0 ? values : [startOf(this.control.item)];
    this.names.splice(at, 0, ...entries.map(() => this.nextName++));
    const rows = inserted(this.rows, at, ...entries);
    if (entries[0] === "" || entries[0] === undefined) this.site.hold(rows);
    else this.give(rows, true);
    void this.focusRow(at + entries.length - 1);
  }

  private removeRow(index: number): void {
    this.names.splice(index, 1);
    this.give(without(this.rows, index), true);
    void this.focusRow(Math.min(index, this.rows.length - 1));
  }

  private move(from: number, to: number): void {
    if (to < 0 || to >= this.rows.length || from === to) return;
    this.names = moved(this.names, from, to);
    this.give(moved(this.rows, from, to), true);
    this.said = words().movedTo(this.rowLabel(from), to + 1, this.rows.length);
  }

  private async focusRow(index: number, part = "rw-field"): Promise<void> {
    // The field that holds this list draws first, then the list.
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    const row = this.renderRoot.querySelectorAll("li")[index];
    const target = row?.querySelector<HTMLElement>(part) ?? this.renderRoot.querySelector<HTMLElement>(".add");
    target?.focus();
  }

  private onHandleKey(event: KeyboardEvent, index: number): void {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    this.move(index, index + by);
    void this.focusRow(Math.max(0, Math.min(this.rows.length - 1, index + by)), ".handle");
  }

  private onRowKey(event: KeyboardEvent, index: number): void {
    const target = event.composedPath()[0];
    if (isComposing(event) || !(target instanceof HTMLInputElement) || target.role === "spinbutton") return;
    if (event.key === "Enter") this.add(index + 1);
    else if (event.key === "Backspace" && target.value === "" && this.rows.length > 1) this.removeRow(index);
    else return;
    event.preventDefault();
  }

  private onPaste(event: ClipboardEvent, index: number): void {
    if (controlOf(this.control.item).kind !== "text") return;
    const entries = pastedEntries(event.clipboardData?.getData("text/plain") ?? "");
    if (entries.length < 2) return;
    event.preventDefault();
    const isEmpty = this.rows[index] === "";
    if (isEmpty) this.names.splice(index, 1, ...entries.map(() => this.nextName++));
    else this.names.splice(index + 1, 0, ...entries.map(() => this.nextName++));
    this.give(inserted(isEmpty ? without(this.rows, index) : this.rows, isEmpty ? index : index + 1, ...entries), true);
  }

  private onFocusOut(event: FocusEvent): void {
    if (event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget)) return;
    if (event.relatedTarget !== null || document.hasFocus()) this.site.leave();
  }

  private dragStart(event: DragEvent, index: number): void {
    this.dragged = index;
    event.dataTransfer!.effectAllowed = "move";
    event.dataTransfer!.setData("text/plain", "");
  }

  private dragOver(event: DragEvent, index: number): void {
    if (this.dragged === undefined) return;
    event.preventDefault();
    if (this.dragged === index) return;
    this.move(this.dragged, index);
    this.dragged = index;
  }
}

customElements.define("rw-list-control", ListControl);
declare global { interface HTMLElementTagNameMap { "rw-list-control": ListControl } }
