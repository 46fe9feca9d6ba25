import { css, html, type TemplateResult } from "lit";
import { FileInput } from "lucide";
import { openFileWords as words } from "../commands/open-file-words.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";

/** A drag says every so often that it is still over the page, and nothing when it leaves; in milliseconds. */
const goneMs = 300;

/** @summary Says that the page takes a file, while one is dragged over it; fields that take files speak for themselves. */
export class DropPlace extends View {
  static override styles = [look, css`
    :host { position: fixed; inset: 0; z-index: 60; display: none; pointer-events: none; padding: var(--space-4); }
    :host([over]) { display: grid; }
    .place { display: grid; place-content: center; border: 2px dashed var(--accent); border-radius: var(--radius-m); background: color-mix(in srgb, var(--surface-0) 70%, transparent); }
    .words { display: grid; justify-items: center; gap: var(--space-2); max-width: 30rem; padding: var(--space-5); text-align: center; background: var(--surface-1); border-radius: var(--radius-l); box-shadow: var(--shadow-high); }
    svg { color: var(--accent); width: 1.75rem; height: 1.75rem; }
    strong { font-size: var(--text-l); }
  `];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** A file is over the page. */
  over(): void {
    this.toggleAttribute("over", true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.gone(), goneMs);
  }

  gone(): void {
    clearTimeout(this.timer);
    this.toggleAttribute("over", false);
  }

  override render(): TemplateResult {
    return html`<div class="place"><div class="words">${icon(FileInput)}<strong>${words().drop}</strong><p class="muted">${words().dropHelp}</p></div></div>`;
  }
}

customElements.define("rw-drop-place", DropPlace);

declare global {
  interface HTMLElementTagNameMap { "rw-drop-place": DropPlace }
}
