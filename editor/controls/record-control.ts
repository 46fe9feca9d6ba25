import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { Plus, X } from "lucide";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { type Control, controlOf } from "./control-kind.ts";
import type { FieldInput } from "./field.ts";
import { inserted, replaced, without } from "./list-edit.ts";
import type { ControlSite } from "./site.ts";
import { listStyles } from "./styles.ts";
import { words } from "./words.ts";

type Row = readonly [name: string, value: unknown];

/** What a value may be where anything may be. */
const anything = { anyOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }, { type: "array", items: { type: "string" } }, {}] } as unknown as TSchema;

/**
 * @summary Values under names that are free to choose. A row without a name is not yet part of the value; names are held
 * in their order, and a name that is there twice is marked and kept back.
 */
export class RecordControl extends View {
  static override shadowRootOptions: ShadowRootInit = { ...View.shadowRootOptions, delegatesFocus: true };
  static override styles = [look, listStyles];
  static override properties = { control: { attribute: false }, site: { attribute: false } };
  declare control: Extract<Control, { kind: "record" }>;
  declare site: ControlSite;
  private names: number[] = [];
  private nextName = 0;

  private get rows(): readonly Row[] {
    const { draft, value, fallback, mixed } = this.site;
    if (Array.isArray(draft)) return draft as Row[];
    return mixed ? [] : Object.entries((value ?? fallback ?? {}) as object);
  }

  protected override render(): TemplateResult {
    const { site, rows } = this;
    while (this.names.length < rows.length) this.names.push(this.nextName++);
    this.names.length = rows.length;
    return html`<div role="group" aria-label=${site.names.label ?? site.label}>
      ${rows.length === 0 ? html`<p class="muted small">${site.mixed ? words().mixed : words().noEntries}</p>` : nothing}
      <ol>${repeat(rows, (_, index) => this.names[index], (row, index) => this.row(row, index))}</ol>
      <button class="quiet add" ?disabled=${site.disabled} aria-label=${words().addTo(site.label)} @click=${this.add}>${icon(Plus)}${words().add}</button>
    </div>`;
  }

  private row([name, value]: Row, index: number): TemplateResult {
    const { site } = this;
    const label = name === "" ? words().entry(site.label, index + 1) : name;
    const isTaken = name !== "" && this.rows.some(([other], at) => at !== index && other === name);
    const schema = controlOf(this.control.value).kind === "json" ? anything : this.control.value;
    return html`<li class="named">
      <input type="text" class="name" .value=${live(name)} placeholder=${words().name} aria-label=${`${label}: ${words().name}`} aria-invalid=${isTaken ? "true" : nothing} title=${isTaken ? words().nameTaken : ""}
        ?disabled=${site.disabled} spellcheck="false" @input=${(event: InputEvent) => this.give(replaced(this.rows, index, [(event.target as HTMLInputElement).value, value] as const), false)} @blur=${() => site.leave()}>
      <rw-field class="fill" .compact=${controlOf(schema).kind !== "object"} .workspace=${site.workspace} .members=${site.members} .schema=${schema} .value=${value} .label=${label} .disabled=${site.disabled}
        @rw-field-input=${(event: CustomEvent<FieldInput>) => {
          event.stopPropagation();
          this.give(replaced(this.rows, index, [name, event.detail.value ?? ""] as const), event.detail.final);
        }}></rw-field>
      <button class="quiet icon" ?disabled=${site.disabled} aria-label=${words().remove(label)} title=${words().remove(label)} @click=${() => this.removeRow(index)}>${icon(X)}</button>
    </li>`;
  }

  private give(rows: readonly Row[], final: boolean): void {
    const named = rows.filter(([name]) => name !== "");
    const value = Object.fromEntries(named);
    const isWhole = named.length === rows.length && Object.keys(value).length === rows.length;
    if (Object.keys(value).length < named.length) return this.site.hold(rows);
    this.site.give(named.length === 0 ? undefined : value, { draft: rows, final: final && isWhole });
  }

  private async add(): Promise<void> {
    const { rows } = this;
    this.site.hold(inserted<Row>(rows, rows.length, ["", ""]));
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLInputElement>("input.name")[rows.length]?.focus();
  }

  private removeRow(index: number): void {
    this.names.splice(index, 1);
    this.give(without(this.rows, index), true);
  }
}

customElements.define("rw-record-control", RecordControl);
declare global { interface HTMLElementTagNameMap { "rw-record-control": RecordControl } }
