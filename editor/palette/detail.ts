import { html, nothing, type TemplateResult } from "lit";
import type { Packs } from "../state/packs.ts";
import { portDot, type PortView, type PortViews, typeWords } from "./ports.ts";
import { words } from "./words.ts";

export interface DetailInput {
  readonly title: string;
  /** The node type, or what a command is of. */
  readonly type: string;
  readonly summary: string;
  /** Left out while they are read, and for commands. */
  readonly ports?: PortViews | undefined;
  /** The port at which the held edge would end, and on which side. */
  readonly joins?: { readonly side: "inputs" | "outputs"; readonly port: string } | undefined;
  readonly packs: Packs;
  /** The pack it comes from; nothing for commands and saved graphs. */
  readonly from?: unknown;
}

/** What is known of the chosen option: what goes in by edges, what is set by hand, what comes out. */
export function detailView({ title, type, summary, ports, joins, packs, from }: DetailInput): TemplateResult {
  const { inputs = [], outputs = [] } = ports ?? {};
  const joined = (side: "inputs" | "outputs") => (joins?.side === side ? joins.port : undefined);
  const isWired = ({ name, byHand }: PortView) => !byHand || name === joined("inputs");
  const byHand = inputs.filter((port) => !isWired(port));
  return html`
    <h3>${title}</h3>
    <span class="mono small muted">${type}</span>
    ${from}
    ${summary === "" ? nothing : html`<p>${summary}</p>`}
    ${listView(words().inputs, inputs.filter(isWired), { joined: joined("inputs"), packs })}
    ${byHand.length === 0 ? nothing : html`<h4>${words().settings}</h4><p class="small">${byHand.map((port) => port.title).join(words().comma)}</p>`}
    ${listView(words().outputs, outputs, { joined: joined("outputs"), packs })}`;
}

function listView(heading: string, ports: readonly PortView[], { joined, packs }: { readonly joined: string | undefined; readonly packs: Packs }): TemplateResult | typeof nothing {
  return ports.length === 0 ? nothing : html`<h4>${heading}</h4><ul>${ports.map((port) => portView(port, port.name === joined, packs))}</ul>`;
}

function portView({ title, type, optional }: PortView, joins: boolean, packs: Packs): TemplateResult {
  const carries = typeWords(type, packs);
  const notes = [...(carries.toLowerCase() === title.toLowerCase() ? [] : [carries]), ...(optional ? [words().optional] : []), ...(joins ? [words().joinsHere] : [])];
  return html`<li>
    ${portDot(type)}<span class=${joins ? "here" : ""}>${title}</span>
    ${notes.length === 0 ? nothing : html`<span class="small muted">${notes.join(" · ")}</span>`}
  </li>`;
}
