import { html, nothing, type TemplateResult } from "lit";
import { X } from "lucide";
import { icon } from "../look/icon.ts";
import { pin, setItemInput } from "../model/nodes.ts";
import type { NodePorts } from "../model/ports.ts";
import { portTitle } from "../view/titles.ts";
import type { Inspection } from "./inspection.ts";
import { section } from "./pieces.ts";
import { words } from "./words.ts";

const longestValue = 80;

/** Items with values or takes of their own: what they are, the way to them, and back. */
export function decisions(inspection: Inspection, ports: NodePorts): TemplateResult | typeof nothing {
  const { session, workspace } = inspection;
  const items = Object.entries(session.document.nodes[ports.id]?.items ?? {});
  if (items.length === 0) return nothing;
  return section(words().decisions, html`<ul class="decisions">${items.map(([item, decision]) => html`<li>
    <button class="link" aria-label=${words().showItem(item)} @click=${() => workspace.show({ panel: "items", focus: { node: ports.id, item } })}>${item === "" ? words().wholeNode : item}</button>
    <ul>${Object.entries(decision.inputs ?? {}).map(([name, value]) => {
      const what = `${portTitle(inspection, { type: ports.type, name, side: "inputs" })} = ${brief(value)}`;
      return row(what, () => session.edit(words().doRemoveDecision, (document) => setItemInput(document, ports.id, item, name, undefined)));
    })}${decision.pin ? row(words().pinned, () => session.edit(words().doRemoveDecision, (document) => pin(document, ports.id, item, undefined))) : nothing}</ul></li>`)}</ul>`);
}

function row(what: string, takeBack: () => void): TemplateResult {
  return html`<li class="row small"><span class="fill">${what}</span><button class="quiet icon tool" aria-label=${words().removeDecision(what)} title=${words().removeDecision(what)} @click=${takeBack}>${icon(X)}</button></li>`;
}

function brief(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
