import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { AudioLines, Braces, ChevronLeft, ChevronRight, CircleHelp, File, Film, Hash, Image, Layers, List, Sparkles, ToggleLeft, TriangleAlert, Type, Workflow, type IconNode } from "lucide";
import { icon } from "../look/icon.ts";
import { duration, money } from "../runs/format.ts";
import type { Workspace } from "../state/workspace.ts";
import { settings } from "../state/settings.ts";
import type { NodeManifest } from "../../runtime/contract/node.ts";
import { portType } from "../../runtime/graph/types.ts";
import { unit } from "./geometry.ts";
import type { NodeLook, PortLook } from "./node-look.ts";
import type { RunLook } from "./run-look.ts";
import { words } from "./words.ts";

/** What the parts of a node can ask of it. */
export interface NodeActions {
  /** The input that is being changed on the node itself. */
  readonly editing: string | undefined;
  edit(port: PortLook): void;
  /** The field was left. */
  leave(): void;
  set(port: PortLook, value: unknown, final: boolean): void;
  step(by: number): void;
  readonly workspace: Workspace;
}

const byType: Readonly<Record<string, IconNode>> = { text: Type, number: Hash, boolean: ToggleLeft, image: Image, audio: AudioLines, video: Film, file: File };

/** A picture for what a node makes, told from its manifest alone. */
export function iconOf({ isGraph, known }: NodeLook, manifest: NodeManifest | undefined): IconNode {
  if (isGraph) return Workflow;
  if (!known || !manifest) return CircleHelp;
  const [first] = Object.values(manifest.outputs);
  const type = first && portType(first);
  return (type && byType[type.name]) ?? (manifest.uses && manifest.uses.length > 0 ? Sparkles : type && type.rank > 0 ? List : Braces);
}

export function faultMark({ problems }: NodeLook): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const told = problems.map(({ message, hint }) => hint ? `${message} ${hint}` : message).join("\n\n");
  return html`<span class="fault" title=${told} aria-label=${words().problems(problems.length)}>${icon(TriangleAlert)}${problems.length}</span>`;
}

export function countMark({ run, depth }: NodeLook): TemplateResult | typeof nothing {
  if (run ? run.badge === undefined : depth === 0) return nothing;
  return html`<span class="count" title=${depth > 0 ? words().runsOver(depth) : nothing}>${run ? run.badge : html`${icon(Layers)}${depth > 1 ? depth : nothing}`}</span>`;
}

export function rowsPart(look: NodeLook, actions: NodeActions): TemplateResult | typeof nothing {
  if (look.rowCount === 0) return nothing;
  return html`<div class="rows" style=${styleMap({ height: `${look.rowCount * unit.row}px` })}>${look.ports.map((port) => portPart(port, look, actions))}</div>`;
}

function portPart(port: PortLook, look: NodeLook, actions: NodeActions): TemplateResult {
  const { end, title, hint, colour, rank, row, isWired, schema, isFaulty, fits } = port;
  const isAlone = !look.ports.some((other) => other !== port && other.row === row);
  const classes = ["port", end, schema ? "held" : isAlone ? "alone" : "", isFaulty ? "faulty" : "", fits === true ? "fits" : fits === false ? "unfit" : ""].filter(Boolean).join(" ");
  const mark = html`<i class=${isWired ? "mark wired" : "mark"} data-rank=${Math.min(2, rank)} style=${styleMap({ "--port": colour })}></i>`;
  return html`<div class=${classes} title=${hint} style=${styleMap({ top: `${row * unit.row}px` })}>${mark}<span class="name">${title}</span>${schema ? valuePart(port, actions) : nothing}</div>`;
}

function valuePart(port: PortLook, actions: NodeActions): TemplateResult {
  const { name, title, schema, value, isSet } = port;
  if (actions.editing === name) {
    return html`<rw-field compact .workspace=${actions.workspace} .schema=${schema} .value=${value} .label=${title} @focusout=${() => actions.leave()} @rw-field-input=${(event: CustomEvent<{ value: unknown; final: boolean }>) => actions.set(port, event.detail.value, event.detail.final)}></rw-field>`;
  }
  return html`<button class=${isSet ? "value" : "value default"} tabindex="-1" aria-label=${`${title}: ${shortly(value)}`} @click=${() => actions.edit(port)}><span>${shortly(value)}</span></button>`;
}

/** A value in a few characters. */
export function shortly(value: unknown): string {
  if (value === undefined || value === "") return words().notSet;
  if (typeof value === "boolean") return value ? words().on : words().off;
  if (typeof value === "string") return value.slice(0, 120).replaceAll(/\s+/g, " ");
  return JSON.stringify(value).slice(0, 120);
}

export function previewPart(look: NodeLook, actions: NodeActions): TemplateResult | typeof nothing {
  const { preview, previewAt, previewCount, hasPreview } = look;
  if (!hasPreview) return nothing;
  if (!preview) return html`<div class="preview"><div class="frame none">${icon(iconOf(look, actions.workspace.packs.manifest(look.type)))}</div></div>`;
  const steps = previewCount < 2 ? nothing : html`<div class="steps">
    <button tabindex="-1" aria-label=${words().previous} title=${words().previous} ?disabled=${previewAt === 0} @click=${() => actions.step(-1)}>${icon(ChevronLeft)}</button>
    <span class="truncate">${preview.item || words().itemOf(previewAt + 1, previewCount)}</span><i></i>
    <button tabindex="-1" aria-label=${words().next} title=${words().next} ?disabled=${previewAt >= previewCount - 1} @click=${() => actions.step(1)}>${icon(ChevronRight)}</button>
  </div>`;
  return html`<div class="preview"><div class="frame">${previewBody(look, actions)}</div>${steps}</div>`;
}

function previewBody({ preview, previewCount, title }: NodeLook, { workspace }: NodeActions): TemplateResult {
  const { kind, artifact, text = "", live } = preview!;
  switch (kind) {
    case "text": return html`<p class=${live ? "live" : previewCount > 1 ? "stepped" : ""}>${text.slice(live ? -600 : 0, live ? undefined : 600)}</p>`;
    case "image": return html`<img src=${workspace.server.artifactUrl(artifact!)} alt=${title} loading="lazy" decoding="async" draggable="false">`;
    case "audio": return html`<rw-audio .workspace=${workspace} .artifact=${artifact} .label=${title}></rw-audio>`;
    case "video": return html`<rw-video .workspace=${workspace} .artifact=${artifact} .label=${title}></rw-video>`;
  }
}

/** What a node's foot says of its run: `parts` from the left, what it cost at the `end`. */
export function footerWords({ state, total, cached, failed, ms, costMicros }: RunLook): { readonly parts: readonly { readonly text: string; readonly tone?: "kept" | "failed" }[]; readonly end: string | undefined } {
  const { language } = settings;
  const words_ = words();
  return {
    parts: [
      { text: state === "done" && ms > 0 ? duration(ms, language) : words_[state] },
      ...cached > 0 && total > cached ? [{ text: words_.keptCount(cached), tone: "kept" as const }] : [],
      ...failed > 0 && total > 1 ? [{ text: words_.failedCount(failed), tone: "failed" as const }] : [],
    ],
    end: costMicros > 0 ? money(costMicros, language) : undefined,
  };
}

export function footerPart({ run }: NodeLook): TemplateResult | typeof nothing {
  if (!run) return nothing;
  const { parts, end } = footerWords(run);
  return html`<div class="foot">${parts.map(({ text, tone }) => html`<span class=${tone ?? nothing}>${text}</span>`)}<span class="end">${end ?? nothing}</span></div>`;
}
