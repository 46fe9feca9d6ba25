import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { RotateCcw } from "lucide";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { choiceControl } from "./choice-control.ts";
import { type Control, controlOf } from "./control-kind.ts";
import { faultText } from "./fault-words.ts";
import "./file-control.ts";
import { jsonControl } from "./json-control.ts";
import "./list-control.ts";
import { numberControl } from "./number-control.ts";
import { objectControl } from "./object-control.ts";
import "./record-control.ts";
import type { ControlSite } from "./site.ts";
import { fieldStyles } from "./styles.ts";
import { textControl } from "./text-control.ts";
import { memberTitle, valueTitle, withCode } from "./titles.ts";
import { toggleControl } from "./toggle-control.ts";
import { unionControl } from "./union-control.ts";
import { type Fault, faultOf } from "./validity.ts";
import { words } from "./words.ts";

/** The detail of `rw-field-input`. `value` undefined: back to the default. `final`: the field was left, or the choice made. */
export interface FieldInput {
  readonly value: unknown;
  readonly final: boolean;
}

/** What was typed and refused, by the name of the field: it outlives the element. */
export type KeptDrafts = Map<string, { readonly draft: unknown; readonly fault: Fault }>;

/**
 * @summary A value of any schema: the control that suits it, its label, its default and what is wrong with what was typed.
 * What is not valid stays in the field and is not told. `value` undefined: the default holds.
 * @fires rw-field-input - FieldInput: a valid value was given
 * @slot label-end - beside the label
 */
export class Field extends View {
  static override shadowRootOptions: ShadowRootInit = { ...View.shadowRootOptions, delegatesFocus: true };
  static override styles = [look, fieldStyles];
  static override properties = {
    workspace: { attribute: false }, schema: { attribute: false }, value: { attribute: false }, placeholder: { attribute: false },
    choices: { attribute: false }, members: { attribute: false }, kept: { attribute: false }, keptAs: { attribute: false }, lastRun: { attribute: false },
    label: {}, helper: {}, problem: {}, disabled: { type: Boolean }, compact: { type: Boolean, reflect: true }, plain: { type: Boolean, reflect: true }, optional: { type: Boolean }, mixed: { type: Boolean },
    draft: { state: true }, fault: { state: true },
  };
  declare workspace: Workspace | undefined;
  declare schema: TSchema;
  declare value: unknown;
  /** What holds while no value is given, where it is not the schema's default. */
  declare placeholder: unknown;
  declare label: string;
  declare helper: string | undefined;
  declare disabled: boolean;
  /** Without a visible label, in the height of one line: inside nodes and lists. */
  declare compact: boolean;
  /** Looks like text until it is pointed at: titles. */
  declare plain: boolean;
  /** The value can be taken away although there is no default. */
  declare optional: boolean;
  declare mixed: boolean;
  /** Something that others have found wrong with the value. */
  declare problem: string | undefined;
  /** Titles of allowed or proposed values in the language of the page. */
  declare choices: Readonly<Record<string, string>> | undefined;
  /** Titles of the members of a group, likewise. */
  declare members: Readonly<Record<string, string>> | undefined;
  declare kept: KeptDrafts | undefined;
  declare keptAs: string;
  /** What the value was in the last run. */
  declare lastRun: unknown;
  private declare draft: unknown;
  private declare fault: Fault | undefined;
  /** What was told last: a value that comes back is no change from outside. */
  private told: { readonly value: unknown } | undefined;
  private isUnsettled = false;

  constructor() {
    super();
    this.label = "";
    this.keptAs = "";
    this.disabled = this.compact = this.plain = this.optional = this.mixed = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("kept") || changed.has("keptAs")) {
      const kept = this.kept?.get(this.keptAs);
      if (kept) Object.assign(this, kept);
    }
    const comesBack = this.told !== undefined && same(this.told.value, this.value);
    if (!changed.has("value") && !changed.has("schema")) return;
    if (this.hasUpdated && !comesBack) this.forget();
    if (this.draft === undefined) this.fault = this.value === undefined ? undefined : faultOf(this.schema, this.value);
  }

  private get fallback(): unknown {
    return this.placeholder ?? this.schema["default"];
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.schema) return nothing;
    const control = controlOf(this.schema);
    const message = this.message;
    const note = this.compact ? message : message ?? this.helper;
    const site = this.site(control, note !== undefined);
    return html`<div class="field ${this.value === undefined && !this.mixed ? "unset" : ""} ${this.compact ? "compact" : ""}">
      ${this.compact ? nothing : this.head(control)}
      ${drawControl(control, site)}
      ${note === undefined ? nothing : html`<p id="note" class="note ${message === undefined ? "muted" : "fault"}" aria-live="polite">${withCode(note)}</p>`}
    </div>`;
  }

  private get message(): string | undefined {
    // A group with something to fill in says it in its own fields.
    if (!this.fault || (this.fault.path.length > 0 && this.draft !== undefined)) return this.problem;
    return faultText(this.fault, settings.language, { member: (name) => memberTitle(this.schema, name, this.members), value: (value) => this.titleOf(value) });
  }

  private titleOf(value: unknown): string {
    return valueTitle(value, this.schema, this.choices ?? this.workspace?.packs.choiceWords(this.schema["title"] as string | undefined));
  }

  private head(control: Control): TemplateResult {
    const canReset = !this.disabled && (this.isRefused || (this.value !== undefined && (this.optional || this.fallback !== undefined)));
    const label = this.isRefused ? words().discard(this.label) : words().reset(this.label);
    return html`<div class="head">
      ${isGroup(control) ? html`<span id="label" class="label">${this.label}</span>` : html`<label id="label" class="label" for="control">${this.label}</label>`}
      ${this.value === undefined && this.fallback !== undefined && !this.mixed ? html`<span class="badge" title=${words().defaultTip}>${words().default}</span>` : nothing}
      <span class="fill"></span>
      <slot name="label-end"></slot>
      ${canReset ? html`<button class="quiet icon reset" aria-label=${label} title=${label} @click=${this.reset}>${icon(RotateCcw)}</button>` : nothing}
    </div>`;
  }

  private site(control: Control, isDescribed: boolean): ControlSite {
    const { schema, label, value, fallback, draft, disabled, compact, mixed, workspace, choices, members, lastRun } = this;
    const name = compact ? { label, labelledBy: undefined } : { label: undefined, labelledBy: isGroup(control) ? "label" : undefined };
    return {
      schema, label, value, fallback, draft, disabled, compact, mixed, workspace, choices, members, lastRun,
      invalid: this.fault !== undefined || this.problem !== undefined,
      names: { id: "control", ...name, describedBy: isDescribed ? "note" : undefined },
      valueTitle: (one) => this.titleOf(one),
      give: (one, options) => this.give(one, options),
      hold: (one, fault) => this.hold(one, fault),
      leave: () => this.leave(),
    };
  }

  private give(given: unknown, { draft, final = false }: { readonly draft?: unknown; readonly final?: boolean } = {}): void {
    const value = isEmptyDefault(given, this.fallback) ? undefined : given;
    const fault = value === undefined ? undefined : faultOf(this.schema, value);
    if (fault) return this.hold(draft ?? given, fault);
    this.fault = undefined;
    this.draft = final ? undefined : draft;
    this.kept?.delete(this.keptAs);
    this.isUnsettled = !final;
    this.told = { value };
    this.tell<FieldInput>("rw-field-input", { value, final });
  }

  private hold(draft: unknown, fault?: Fault): void {
    this.draft = draft;
    this.fault = fault;
    if (fault) this.kept?.set(this.keptAs, { draft, fault });
  }

  private leave(): void {
    if (!this.fault) this.draft = undefined;
    if (!this.isUnsettled) return;
    this.isUnsettled = false;
    this.tell<FieldInput>("rw-field-input", { value: this.told?.value, final: true });
  }

  /** Something was typed that is not valid, and is still there. */
  private get isRefused(): boolean {
    return this.fault !== undefined && this.draft !== undefined;
  }

  private reset(): void {
    const { isRefused } = this;
    this.forget();
    if (!isRefused) this.give(undefined, { final: true });
  }

  private forget(): void {
    this.draft = undefined;
    this.fault = undefined;
    this.kept?.delete(this.keptAs);
  }
}

/** Controls of several parts are named as a group. */
function isGroup({ kind }: Control): boolean {
  return kind !== "text" && kind !== "number" && kind !== "json" && kind !== "toggle";
}

function drawControl(control: Control, site: ControlSite): TemplateResult {
  switch (control.kind) {
    case "text": return textControl(control, site);
    case "number": return numberControl(control, site);
    case "choice": return choiceControl(control, site);
    case "toggle": return toggleControl(site);
    case "list": return html`<rw-list-control .control=${control} .site=${site}></rw-list-control>`;
    case "object": return objectControl(control, site);
    case "record": return html`<rw-record-control .control=${control} .site=${site}></rw-record-control>`;
    case "file": return html`<rw-file-control .control=${control} .site=${site}></rw-file-control>`;
    case "union": return unionControl(control, site);
    case "json": return jsonControl(site);
  }
}

/** Nothing given where nothing is the default: the document need not say it. */
function isEmptyDefault(value: unknown, fallback: unknown): boolean {
  if (value === "") return fallback === undefined || fallback === "";
  return Array.isArray(value) && value.length === 0 && Array.isArray(fallback) && fallback.length === 0;
}

function same(one: unknown, other: unknown): boolean {
  return Object.is(one, other) || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
}

customElements.define("rw-field", Field);
declare global { interface HTMLElementTagNameMap { "rw-field": Field } }
