import { css, html, nothing, type TemplateResult } from "lit";
import { CircleHelp, Maximize, Plus, Search, Square, StickyNote, WandSparkles } from "lucide";
import type { IconNode } from "lucide";
import type { Command } from "../commands/command.ts";
import { shownKeys } from "../commands/keys.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { isMac } from "./platform.ts";

/** The commands that have a button, from top to bottom; a gap where there is none. */
const tools: readonly (readonly [id: string, sign: IconNode] | undefined)[] = [
  ["insert.node", Plus], ["view.find-command", Search], undefined,
  ["insert.note", StickyNote], ["insert.frame", Square], ["arrange.graph", WandSparkles], ["view.zoom-fit", Maximize],
];

/**
 * @summary The tools at the left: commands that are used often.
 * @fires rw-command
 */
export class Rail extends View {
  static override styles = [look, css`
    :host { display: flex; flex-direction: column; align-items: center; gap: var(--space-1); width: 2.75rem; padding: var(--space-2) 0; background: var(--surface-1); border-inline-end: 1px solid var(--line-1); overflow-y: auto; }
    button.icon { width: 2rem; min-height: 2rem; } .gap { width: 1.25rem; border-top: 1px solid var(--line-1); margin: var(--space-1) 0; } .fill { flex: 1; }
    button.add { background: var(--accent-soft); color: var(--accent); }
  `];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  override willUpdate(): void {
    this.watchOpen(this.workspace);
  }

  override render(): TemplateResult {
    const commands = new Map(this.workspace.shell!.commands.map((command) => [command.id, command]));
    return html`
      ${tools.map((tool) => {
        if (!tool) return html`<span class="gap"></span>`;
        const command = commands.get(tool[0]);
        return command ? this.button(command, tool[1]) : nothing;
      })}
      <span class="fill"></span>
      ${this.button(commands.get("view.first-steps")!, CircleHelp)}`;
  }

  private button(command: Command, sign: IconNode): TemplateResult {
    const title = `${command.title().replace(/…$/, "")}${command.keys ? ` (${shownKeys(command.keys[0]!, isMac)})` : ""}`;
    const isOff = !(command.isEnabled?.(this.workspace) ?? true);
    return html`<button class="quiet icon ${command.id === "insert.node" ? "add" : ""}" ?disabled=${isOff} aria-label=${title} title=${title} @click=${() => this.tell("rw-command", command.id)}>${icon(sign)}</button>`;
  }
}

customElements.define("rw-rail", Rail);

declare global {
  interface HTMLElementTagNameMap { "rw-rail": Rail }
}
