import { html, nothing, type TemplateResult } from "lit";
import { LogOut, Unlink } from "lucide";
import { parsePortRef } from "../../runtime/ids.ts";
import { icon } from "../look/icon.ts";
import { disconnect } from "../model/edges.ts";
import type { NodePorts, OutputPort } from "../model/ports.ts";
import { exposeOutput, hideOutput } from "../model/surface.ts";
import { endTitle, portTitle } from "../view/titles.ts";
import { type Inspection, nodeLink } from "./inspection.ts";
import { typeChip } from "./pieces.ts";
import { words } from "./words.ts";

/** One output of a node: where it goes, and whether the graph gives it. */
export function outputRow(inspection: Inspection, ports: NodePorts, output: OutputPort): TemplateResult {
  const { session, workspace: { packs } } = inspection;
  const title = portTitle(inspection, { type: ports.type, name: output.name, side: "outputs" });
  const from = `${ports.id}.${output.name}`;
  const targets = (session.document.edges ?? []).filter((edge) => edge.from === from);
  const isResult = output.graphOutputs.length > 0;
  const label = isResult ? words().unexposeOutput(title) : words().exposeOutput(title);
  const toggle = () => isResult
    ? session.edit(words().hideOutput, (document) => hideOutput(document, ports.id, output.name))
    : session.edit(words().doExposeOutput, (document) => exposeOutput(document, ports.id, output.name));
  return html`<div class="port"><div class="head"><span class="label" title=${ports.known ? packs.outputWords(ports.type, output.name).summary ?? "" : ""}>${title}</span>
      ${isResult ? html`<span class="badge">${words().result}</span>` : nothing}<span class="fill"></span>
      <span class="tools">${typeChip(packs, output.type)}<button class="quiet icon tool" aria-label=${label} title=${label} aria-pressed=${isResult} @click=${toggle}>${icon(LogOut)}</button></span></div>
    ${targets.length === 0 ? (isResult ? nothing : html`<p class="muted small">${words().goesNowhere}</p>`) : targets.map((edge) => target(inspection, edge))}</div>`;
}

function target(inspection: Inspection, edge: { readonly from: string; readonly to: string }): TemplateResult {
  const title = endTitle(inspection, edge.to, "inputs");
  return html`<p class="source small"><span class="muted">${words().goesTo}</span> ${nodeLink(inspection, parsePortRef(edge.to)?.node ?? edge.to, title)}
    <button class="quiet icon" aria-label=${words().disconnect(title)} title=${words().disconnect(title)} @click=${() => inspection.session.edit(words().doDisconnect, (document) => disconnect(document, edge))}>${icon(Unlink)}</button></p>`;
}
