import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { CornerDownRight } from "lucide";
import { icon } from "../look/icon.ts";
import { look as shared } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { headerColour } from "./colours.ts";
import type { NodeLook, PortLook } from "./node-look.ts";
import { countMark, faultMark, footerPart, iconOf, type NodeActions, previewPart, rowsPart } from "./node-parts.ts";
import { nodeStyles } from "./node-styles.ts";
import { words } from "./words.ts";

/** What a node on the page tells the canvas. */
export interface NodeEvents {
  "rw-node-title": { readonly id: string; readonly title: string | undefined };
  "rw-node-set": { readonly id: string; readonly port: PortLook; readonly value: unknown; readonly final: boolean };
  "rw-node-step": { readonly id: string; readonly by: number };
  "rw-node-open": { readonly id: string };
}

/**
 * @summary One node on the canvas: draws its look and nothing else. Gestures on it are the canvas's.
 * @fires rw-node-title, rw-node-set, rw-node-step, rw-node-open as in NodeEvents
 */
export class NodeView extends LitElement implements NodeActions {
  static override styles = [shared, nodeStyles];
  static override properties = { look: { attribute: false }, workspace: { attribute: false }, naming: { state: true }, editing: { state: true } };
  declare look: NodeLook;
  declare workspace: Workspace;
  declare naming: boolean;
  declare editing: string | undefined;

  constructor() {
    super();
    this.naming = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const kind = this.look.preview?.kind;
    if (changed.has("look") && (kind === "audio" || kind === "video")) void import("../runs/media.ts");
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("naming") && this.naming) this.renderRoot.querySelector<HTMLInputElement>("input.title")?.select();
    if (changed.has("editing") && this.editing !== undefined) void this.focusField();
  }

  /** A field can take the focus when it has drawn its control. */
  private async focusField(): Promise<void> {
    const field = this.renderRoot.querySelector("rw-field");
    await field?.updateComplete;
    field?.focus();
  }

  protected override render(): TemplateResult {
    const { look } = this;
    const classes = ["node", look.collapsed ? "collapsed" : "", look.selected ? "selected" : "", look.active ? "active" : "", look.problems.length > 0 ? "faulty" : "", look.known ? "" : "unknown", look.isDimmed ? "dimmed" : ""].filter(Boolean).join(" ");
    return html`<div class=${classes} data-mode=${look.mode ?? nothing} data-state=${look.run?.state ?? nothing} style=${styleMap({ "--head": headerColour(look.hue, settings.shade) })}>
      ${this.header(look)}
      ${look.run?.fraction === undefined ? nothing : html`<div class="progress"><i style=${styleMap({ transform: `scaleX(${look.run.fraction})` })}></i></div>`}
      ${look.collapsed ? nothing : html`
        ${rowsPart(look, this)}
        ${look.known ? nothing : html`<p class="missing" title=${words().notInstalledHelp(look.type)}><span class="mono">${look.type}</span> · ${words().notInstalled}</p>`}
        ${previewPart(look, this)}
        ${footerPart(look)}`}
    </div>`;
  }

  private header(look: NodeLook): TemplateResult {
    const { run, mode } = look;
    const hint = [look.title === look.typeTitle ? undefined : look.typeTitle, look.summary, mode && words()[mode]].filter(Boolean).join("\n");
    const title = this.naming
      ? html`<input class="title" .value=${look.title} aria-label=${words().rename} @keydown=${this.onTitleKey} @blur=${this.onTitleBlur}>`
      : html`<span class="title" title=${hint}>${look.title}</span>`;
    return html`<div class="head">
      ${icon(iconOf(look, this.workspace.packs.manifest(look.type)))}${title}
      ${countMark(look)}${faultMark(look)}
      ${look.isGraph && look.known ? html`<button class="icon quiet" style=${styleMap({ width: "22px", minHeight: "22px" })} tabindex="-1" aria-label=${words().openGraph} title=${words().openGraph} @click=${() => this.tellCanvas("rw-node-open", { id: look.id })}>${icon(CornerDownRight)}</button>` : nothing}
      ${run ? html`<span class="state" data-state=${run.state} title=${words()[run.state]} style=${styleMap({ "--state": `var(--state-${run.state})` })}></span>` : nothing}
    </div>`;
  }

  rename(): void {
    this.naming = true;
  }

  edit(port: PortLook): void {
    if (typeof port.value === "boolean") {
      this.set(port, !port.value, true);
      return;
    }
    void import("../controls/field.ts").then(() => { this.editing = port.name; });
  }

  leave(): void {
    this.editing = undefined;
  }

  set(port: PortLook, value: unknown, final: boolean): void {
    this.tellCanvas("rw-node-set", { id: this.look.id, port, value, final });
    if (final) this.editing = undefined;
  }

  step(by: number): void {
    this.tellCanvas("rw-node-step", { id: this.look.id, by });
  }

  private readonly onTitleKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    const field = event.currentTarget as HTMLInputElement;
    if (event.key === "Escape") field.value = this.look.title;
    if (event.key === "Escape" || event.key === "Enter") field.blur();
  };

  private readonly onTitleBlur = (event: FocusEvent): void => {
    const { value } = event.currentTarget as HTMLInputElement;
    this.naming = false;
    if (value !== this.look.title) this.tellCanvas("rw-node-title", { id: this.look.id, title: value.trim() === this.look.typeTitle ? undefined : value });
  };

  private tellCanvas<K extends keyof NodeEvents>(type: K, detail: NodeEvents[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("rw-node", NodeView);

declare global {
  interface HTMLElementTagNameMap { "rw-node": NodeView }
}
