import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ExternalLink } from "lucide";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { packOf } from "../../runtime/ids.ts";
import { icon } from "../look/icon.ts";
import { layoutOf } from "../model/layout.ts";
import { type Mode, setMode, setTitle } from "../model/nodes.ts";
import { setColour } from "../model/place.ts";
import type { NodePorts } from "../model/ports.ts";
import { huePicker } from "./hue-picker.ts";
import { packIcon } from "../view/pack-icon.ts";
import { typeTitle } from "../view/titles.ts";
import { fieldOf, type Inspection } from "./inspection.ts";
import { words } from "./words.ts";

/** One line of free text. */
export const lineSchema = { type: "string", maxLength: 120 } as unknown as TSchema;

export function nodeHead(inspection: Inspection, ports: NodePorts): TemplateResult {
  const { session, workspace } = inspection;
  const { id, type } = ports;
  const entry = session.document.nodes[id]!;
  const title = typeTitle(inspection, type);
  const graph = type.startsWith("graph/") ? type.slice("graph/".length) : undefined;
  const summary = graph === undefined ? workspace.packs.nodeWords(type).summary : session.subgraphs.get(graph)?.summary;
  return html`<header>
    <div class="title">${fieldOf(inspection, { at: `${id} title`, schema: lineSchema, value: entry.title, placeholder: title, label: words().title, plain: true, write: (document, value) => setTitle(document, id, value as string | undefined) })}</div>
    <p class="small muted">${title === entry.title || entry.title === undefined ? "" : `${title} · `}${graph === undefined ? html`${packIcon(workspace, packOf(type))} ${workspace.packs.packTitle(packOf(type))}` : words().graph} · <span class="mono">${id}</span></p>
    ${summary ? html`<p class="small summary">${summary}</p>` : nothing}
    ${ports.depth > 0 ? html`<p class="small">${words().runsPerItem(ports.depth)}</p>` : nothing}
    ${ports.manifest?.volatile ? html`<p class="small">${words().volatile}</p>` : nothing}
    ${graph !== undefined && ports.known ? html`<button @click=${(event: Event) => event.currentTarget!.dispatchEvent(new CustomEvent("rw-open-graph", { detail: { name: graph }, bubbles: true, composed: true }))}>${icon(ExternalLink)}${words().openGraph}</button>` : nothing}
    ${modePicker(inspection, [id], entry.mode)}
    ${huePicker(layoutOf(session.document).colours?.[id], (hue) => session.edit(words().doColour, (document) => setColour(document, [id], hue)))}
  </header>`;
}

/** @param mode `mixed` where the nodes differ */
export function modePicker({ session }: Inspection, ids: readonly string[], mode: Mode | undefined | "mixed"): TemplateResult {
  const choice = (value: Mode | undefined, label: string, help: string) => html`<label class=${mode === value ? "chosen" : ""} title=${help}><input type="radio" name="mode" .checked=${live(mode === value)}
    @change=${() => session.edit(words().doMode, (document) => setMode(document, ids, value))}>${label}</label>`;
  return html`<div class="segments" role="radiogroup" aria-label=${words().mode}>
      ${choice(undefined, words().modeOn, "")}${choice("muted", words().modeMuted, words().modeHelpMuted)}${choice("bypassed", words().modeBypassed, words().modeHelpBypassed)}
    </div>
    ${mode === "muted" || mode === "bypassed" ? html`<p class="small muted">${mode === "muted" ? words().modeHelpMuted : words().modeHelpBypassed}</p>` : nothing}`;
}
