import { css, html, nothing, type TemplateResult } from "lit";
import { X } from "lucide";
import type { Command } from "../commands/command.ts";
import { shownKeys } from "../commands/keys.ts";
import { menuGroups } from "../commands/menu.ts";
import { words as commandWords } from "../commands/words.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { isMac } from "./platform.ts";
import { words } from "./words.ts";

interface Line {
  readonly title: string;
  readonly keys: readonly string[];
}

/** @summary Every shortcut, in a dialog with a search field. */
export class Shortcuts extends View {
  static override styles = [look, css`
    dialog { width: min(58rem, 94vw); max-width: none; padding: 0; }
    .head { position: sticky; top: 0; z-index: 1; display: flex; align-items: center; gap: var(--space-3); padding: var(--space-4) var(--space-5); background: var(--surface-1); border-bottom: 1px solid var(--line-1); }
    .head input { max-width: 14rem; margin-inline-start: auto; }
    .groups { columns: 2 20rem; column-gap: var(--space-6); padding: var(--space-5); }
    section { break-inside: avoid; margin-bottom: var(--space-5); } h3 { color: var(--ink-3); margin-bottom: var(--space-2); }
    dl { display: grid; grid-template-columns: 1fr auto; gap: 0.375rem var(--space-3); align-items: center; } dd { text-align: end; }
    kbd + kbd { margin-inline-start: 0.25rem; }
  `];
  static override properties = { commands: { attribute: false }, wanted: { state: true } };
  declare commands: readonly Command[];
  declare private wanted: string;

  constructor() {
    super();
    this.commands = [];
    this.wanted = "";
  }

  open(): void {
    this.wanted = "";
    this.renderRoot.querySelector("dialog")!.showModal();
  }

  private groups(): { readonly title: string; readonly lines: readonly Line[] }[] {
    const own = words();
    const shown = (keys: string) => shownKeys(keys, isMac);
    const canvas: Line[] = [
      { title: own.moveSelection, keys: [own.arrows] }, { title: own.walkEdges, keys: [`${shown("Alt")} + ${own.arrows}`] },
      { title: own.panKeys, keys: [own.space] }, { title: own.duplicateDrag, keys: [`${shown("Alt")} + ${own.drag}`] },
      { title: own.boxSelect, keys: [own.drag] }, { title: own.addHere, keys: [own.click] },
    ];
    const groups = menuGroups.map((group) => ({
      title: commandWords()[group],
      lines: this.commands.filter((command) => command.group === group && command.keys).map((command) => ({ title: command.title(), keys: command.keys!.map(shown) })),
    }));
    const wanted = this.wanted.trim().toLowerCase();
    const fits = ({ title, keys }: Line) => `${title} ${keys.join(" ")}`.toLowerCase().includes(wanted);
    return [...groups, { title: own.canvasKeys, lines: canvas }].map(({ title, lines }) => ({ title, lines: lines.filter(fits) })).filter(({ lines }) => lines.length > 0);
  }

  override render(): TemplateResult {
    const groups = this.groups();
    return html`
      <dialog aria-labelledby="title">
        <div class="head">
          <h2 id="title">${words().shortcutsTitle}</h2>
          <input type="search" placeholder=${words().findShortcut} aria-label=${words().findShortcut} .value=${this.wanted} @input=${(event: Event) => { this.wanted = (event.target as HTMLInputElement).value; }}>
          <button class="quiet icon" aria-label=${words().close} @click=${() => this.renderRoot.querySelector("dialog")!.close()}>${icon(X)}</button>
        </div>
        <div class="groups">
          ${groups.map(({ title, lines }) => html`<section><h3>${title}</h3><dl>
            ${lines.map((line) => html`<dt>${line.title}</dt><dd>${line.keys.map((keys) => html`<kbd>${keys}</kbd>`)}</dd>`)}
          </dl></section>`)}
          ${groups.length === 0 ? html`<p class="muted">${words().noShortcut}</p>` : nothing}
        </div>
      </dialog>`;
  }
}

customElements.define("rw-shortcuts", Shortcuts);

declare global {
  interface HTMLElementTagNameMap { "rw-shortcuts": Shortcuts }
}
