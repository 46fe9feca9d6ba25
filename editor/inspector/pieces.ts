import { html, svg, type TemplateResult } from "lit";
import type { Problem } from "../../runtime/problem.ts";
import { type PortType, isGeneric, typeText } from "../../runtime/graph/types.ts";
import { portColour, portPath } from "../canvas/port-look.ts";
import { icon } from "../look/icon.ts";
import { Copy, TriangleAlert } from "lucide";
import type { Inspection } from "./inspection.ts";
import type { Packs } from "../state/packs.ts";
import { words } from "./words.ts";

/** A value type in words, after the mark that ports of it have on the canvas. */
export function typeChip(packs: Packs, type: PortType): TemplateResult {
  return html`<span class="chip" title=${isGeneric(type) ? "" : typeText(type)}>${mark(type)}${typeWords(packs, type)}</span>`;
}

/** The mark alone, with the words for those who cannot see it. */
export function typeMark(packs: Packs, type: PortType): TemplateResult {
  const name = typeWords(packs, type);
  return html`<span class="chip" title=${name}>${mark(type)}<span class="visually-hidden">${name}</span></span>`;
}

function mark({ name, rank }: PortType): TemplateResult {
  return html`<svg class="mark" viewBox="-6 -6 12 12" aria-hidden="true">${svg`<path d=${portPath(rank, 5)} fill=${portColour(name)}></path>`}</svg>`;
}

export function typeWords(packs: Packs, type: PortType): string {
  return words().listOf(isGeneric(type) ? words().anything : packs.typeWords(type.name), type.rank);
}

export function problemList(problems: readonly Problem[]): TemplateResult {
  return html`<ul class="problems">${problems.map(({ message, hint }) => html`<li>${icon(TriangleAlert)}<div><p>${message}</p>${hint ? html`<p class="muted">${hint}</p>` : ""}</div></li>`)}</ul>`;
}

/** Something to type into a terminal, with a button that copies it. */
export function commandLine({ workspace: { notices } }: Inspection, command: string): TemplateResult {
  const copy = () => void navigator.clipboard.writeText(command).then(() => notices.tell({ kind: "done", message: words().commandCopied, topic: "copy" }), (error: unknown) => notices.failed(error));
  return html`<div class="command"><code class="mono small">${command}</code><button class="quiet icon" aria-label=${words().copyCommand} title=${words().copyCommand} @click=${copy}>${icon(Copy)}</button></div>`;
}

export function section(title: string, body: unknown, { help, end }: { readonly help?: string; readonly end?: unknown } = {}): TemplateResult {
  return html`<section><div class="row"><h3 class="fill">${title}</h3>${end}</div>${help ? html`<p class="muted small">${help}</p>` : ""}${body}</section>`;
}
