import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { CircleAlert, CircleCheck, Info, X } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { ShownNotice } from "../state/notices.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { words } from "./words.ts";

/** How long a notice stays that is no problem, in milliseconds; longer where it offers something. */
const staysMs = { plain: 6000, action: 12_000 };

/** @summary What the page tells in passing. Problems stay; the rest goes by itself unless the pointer or the focus is on it. */
export class Toasts extends View {
  static override styles = [look, css`
    :host { position: fixed; inset-inline: 0; bottom: var(--space-6); z-index: 40; display: grid; justify-items: center; gap: var(--space-2); pointer-events: none; }
    .toast {
      display: flex; align-items: flex-start; gap: var(--space-3); max-width: min(40rem, calc(100vw - 2rem)); padding: var(--space-3); pointer-events: auto;
      background: var(--surface-1); border: 1px solid var(--line-2); border-radius: var(--radius-m); box-shadow: var(--shadow-high); animation: rise var(--calm) var(--ease);
    }
    .toast > svg { margin-top: 0.125rem; color: var(--ink-2); }
    .toast.problem > svg { color: var(--red); } .toast.done > svg { color: var(--green); }
    .toast button { min-height: 1.5rem; margin: -0.125rem 0; } .toast button.icon { width: 1.5rem; }
    [role="log"] { display: contents; }
    .text { overflow-wrap: anywhere; }
    @keyframes rise { from { opacity: 0; transform: translateY(0.5rem); } }
  `];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private isHeld = false;

  constructor() {
    super();
    this.addEventListener("pointerenter", () => this.hold(true));
    this.addEventListener("pointerleave", () => this.hold(false));
    this.addEventListener("focusin", () => this.hold(true));
    this.addEventListener("focusout", () => this.hold(false));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch(this.workspace?.notices);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.hold(true);
  }

  private hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    if (!isHeld) this.requestUpdate();
  }

  override updated(): void {
    if (this.isHeld) return;
    for (const { id, kind, action } of this.workspace.notices.list) {
      if (kind === "problem" || this.timers.has(id)) continue;
      this.timers.set(id, setTimeout(() => this.dismiss(id), action ? staysMs.action : staysMs.plain));
    }
  }

  private dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.workspace.notices.dismiss(id);
  }

  override render(): TemplateResult {
    return html`<div role="log" aria-live="polite" aria-relevant="additions">${repeat(this.workspace.notices.list, ({ id }) => id, (notice) => this.toast(notice))}</div>`;
  }

  private toast({ id, kind, message, hint, action }: ShownNotice): TemplateResult {
    return html`
      <div class="toast ${kind}">
        ${icon(kind === "problem" ? CircleAlert : kind === "done" ? CircleCheck : Info)}
        <div class="fill text"><p>${message}</p>${hint ? html`<p class="muted">${hint}</p>` : nothing}</div>
        ${action ? html`<button @click=${() => { this.dismiss(id); action.run(); }}>${action.label}</button>` : nothing}
        <button class="quiet icon" aria-label=${words().dismiss} @click=${() => this.dismiss(id)}>${icon(X)}</button>
      </div>`;
  }
}

customElements.define("rw-toasts", Toasts);

declare global {
  interface HTMLElementTagNameMap { "rw-toasts": Toasts }
}
