import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Trash2 } from "lucide";
import type { Command } from "../commands/command.ts";
import { icon } from "../look/icon.ts";
import { layoutOf } from "../model/layout.ts";
import { removeElements, setInput } from "../model/nodes.ts";
import { setColour } from "../model/place.ts";
import { huePicker } from "./hue-picker.ts";
import { nodeTitle } from "../view/titles.ts";
import { fieldOf, type Inspection } from "./inspection.ts";
import { modePicker } from "./node-head.ts";
import { section } from "./pieces.ts";
import { sharedInputs } from "./shared-inputs.ts";
import { words } from "./words.ts";

const mostNames = 12;

/** Several nodes: what can be done with all of them, and what they share. */
export function manyPart(inspection: Inspection, ids: readonly string[]): TemplateResult {
  const { session, workspace } = inspection;
  const { nodes } = session.document;
  const colours = layoutOf(session.document).colours ?? {};
  const modes = new Set(ids.map((id) => nodes[id]!.mode));
  const hues = new Set(ids.map((id) => colours[id]));
  const shared = sharedInputs(ids.map((id) => session.portsOf(id)));
  const type = nodes[ids[0]!]!.type;
  return html`<header><h2>${words().several(ids.length)}</h2>
      <p class="small muted">${ids.slice(0, mostNames).map((id) => nodeTitle(inspection, id)).join(", ")}${ids.length > mostNames ? " …" : ""}</p>
      ${modePicker(inspection, ids, modes.size === 1 ? [...modes][0] : "mixed")}
      ${huePicker(hues.size === 1 ? [...hues][0] : -1, (hue) => session.edit(words().doColour, (document) => setColour(document, ids, hue)))}</header>
    ${arranging(inspection)}
    ${section(words().shared, shared.length === 0 ? html`<p class="muted small">${words().noShared}</p>` : repeat(shared, ({ name }) => name, ({ name, schema, value, mixed }) => {
      const { title, summary, choices, members } = workspace.packs.inputWords(type, name);
      return html`<div class="input">${fieldOf(inspection, {
        at: `${ids.join(" ")}.${name}`, schema, value, mixed, label: title, helper: summary, choices, members, optional: true,
        write: (document, after) => ids.reduce((all, id) => setInput(all, id, name, after), document),
      })}</div>`;
    }))}
    <section><button class="danger" @click=${() => session.edit(words().doRemove, (document) => removeElements(document, session.selection))}>${icon(Trash2)}${words().removeAll}</button></section>`;
}

/** Elements of several kinds can only be taken away together. */
export function mixedPart({ session }: Inspection, count: number): TemplateResult {
  return html`<header><h2>${words().elements(count)}</h2></header>
    <section><button class="danger" @click=${() => session.edit(words().doRemove, (document) => removeElements(document, session.selection))}>${icon(Trash2)}${words().removeAll}</button></section>`;
}

/** The commands that arrange what is selected. */
function arranging({ workspace }: Inspection): TemplateResult | typeof nothing {
  const commands = (workspace.shell?.commands ?? []).filter(({ group }) => group === "arrange");
  if (commands.length === 0) return nothing;
  const button = (command: Command) => html`<button class="small" ?disabled=${command.isEnabled?.(workspace) === false} @click=${() => command.run(workspace)}>${command.title()}</button>`;
  return section(words().arrange, html`<div class="commands">${commands.map(button)}</div>`);
}
