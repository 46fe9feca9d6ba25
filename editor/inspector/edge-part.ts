import { html, nothing, type TemplateResult } from "lit";
import { Unlink } from "lucide";
import type { GraphEdge } from "../../runtime/graph/graph.ts";
import type { PortType } from "../../runtime/graph/types.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { icon } from "../look/icon.ts";
import { disconnect, edgeOf } from "../model/edges.ts";
import type { Packs } from "../state/packs.ts";
import { endTitle } from "../view/titles.ts";
import { type Inspection, nodeLink } from "./inspection.ts";
import { problemList, section, typeChip } from "./pieces.ts";
import { words } from "./words.ts";

/** Both ends of an edge, and how what flows meets what is asked for. */
export function edgePart(inspection: Inspection, text: string): TemplateResult {
  const { session, workspace: { packs } } = inspection;
  const edge = edgeOf(text);
  if (!edge) return html``;
  const [from, to] = [parsePortRef(edge.from), parsePortRef(edge.to)];
  const given = from && session.document.nodes[from.node] ? session.portsOf(from.node).outputs.find(({ name }) => name === from.port)?.type : undefined;
  const taken = to && session.document.nodes[to.node] ? session.portsOf(to.node).inputs.find(({ name }) => name === to.port)?.type : undefined;
  const problems = session.problems.filter((problem) => problem.edge === text);
  const { byId } = session.linked.graph;
  // A subgraph is entered through its door.
  const linked = (byId.get(to?.node ?? "") ?? byId.get(`$in:${to?.node}`))?.inputs.find((one) => one.text === text && !one.frameOnly);
  return html`<header><h2>${words().edge}</h2></header>
    ${problems.length > 0 ? problemList(problems) : nothing}
    ${section(words().from, html`<p>${nodeLink(inspection, from?.node ?? edge.from, endTitle(inspection, edge.from, "outputs"))}</p>${given ? html`<p class="small muted row">${words().gives} ${typeChip(packs, given)}</p>` : nothing}`)}
    ${section(words().to, html`<p>${nodeLink(inspection, to?.node ?? edge.to, endTitle(inspection, edge.to, "inputs"))}</p>${taken ? html`<p class="small muted row">${words().takes} ${typeChip(packs, taken)}</p>` : nothing}`)}
    ${linked && given && taken ? html`<section class="small">${meetings(packs, linked, { given, taken }).map((line) => html`<p>${line}</p>`)}</section>` : nothing}
    <section><button class="danger" @click=${() => session.edit(words().doDisconnect, (document) => disconnect(document, edge))}>${icon(Unlink)}${words().removeEdge}</button></section>`;
}

/** How the lists of what flows meet the node that reads it. */
function meetings(packs: Packs, { to, asks, frame, wraps, convert, lazy, partial }: GraphEdge, { given, taken }: { readonly given: PortType; readonly taken: PortType }): string[] {
  return [
    frame > 0 ? words().runsPerItem(frame) : to.depth > 0 ? words().repeats : words().once,
    asks > 0 && given.rank >= asks ? words().gathers : "",
    wraps > 0 ? words().wraps : "",
    convert ? words().converts(packs.typeWords(given.name), packs.typeWords(taken.name)) : "",
    lazy ? words().lazy : "",
    partial ? words().partial : "",
  ].filter((line) => line !== "");
}
