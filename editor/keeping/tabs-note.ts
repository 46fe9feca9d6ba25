import { css, html, nothing, type TemplateResult } from "lit";
import { AppWindow } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { keepingOf } from "./keep-safe.ts";
import { words } from "./words.ts";

/** @summary Says that the open graph is open in other tabs too; nothing where it is not. */
export class TabsNote extends View {
  static override styles = [look, css`:host { display: contents; }`];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  override render(): TemplateResult {
    const { tabs } = keepingOf(this.workspace);
    this.watch(tabs);
    return html`<span role="status">${tabs.sharing === 0 ? nothing : html`<span class="badge" title=${words().alsoOpenHint}>${icon(AppWindow)}${words().alsoOpen(tabs.sharing)}</span>`}</span>`;
  }
}

customElements.define("rw-tabs-note", TabsNote);

declare global {
  interface HTMLElementTagNameMap { "rw-tabs-note": TabsNote }
}
