import { html, nothing, type TemplateResult } from "lit";
import { Check, Layers, Zap } from "lucide";
import { icon } from "../look/icon.ts";
import type { Packs } from "../state/packs.ts";
import { excerptOf } from "./excerpt.ts";
import { marked } from "./marked.ts";
import type { Range } from "./match.ts";
import { dotsOf, portsOfType } from "./ports.ts";
import type { Hit } from "./search.ts";

export interface OptionInput {
  readonly hit: Hit;
  readonly index: number;
  readonly isActive: boolean;
  /** In a list by rank, where no heading says what it belongs to. */
  readonly ranked: boolean;
  /** The title of the port at which a held edge would end. */
  readonly port: string | undefined;
  /** As the keyboard has them. */
  readonly keys: string | undefined;
  /** A switch that is on. */
  readonly isOn: boolean;
  readonly packs: Packs;
}

export function optionId(index: number): string {
  return `option-${index}`;
}

/** One row: what goes in, the title with what matched, what comes out. */
export function optionView({ hit, index, isActive, ranked, port, keys, isOn, packs }: OptionInput): TemplateResult {
  const { entry, marks } = hit;
  const [title] = entry.fields;
  const ports = entry.kind === "node" ? portsOfType(entry.id, packs) : undefined;
  const lead = entry.kind === "node" ? dotsOf(ports?.inputs.filter(({ byHand }) => !byHand) ?? []) : icon(entry.kind === "graph" ? Layers : isOn ? Check : Zap);
  const second = secondText(hit, ranked);
  return html`
    <div class="option" role="option" id=${optionId(index)} data-index=${index} aria-selected=${isActive}>
      <span class="lead">${lead}</span>
      <span class="name">
        <span class="truncate">${marked(title!.text, marks.get(title!))}</span>
        ${second ? html`<span class="small muted truncate">${marked(second.text, second.ranges)}</span>` : nothing}
      </span>
      ${port === undefined ? nothing : html`<span class="badge">${port}</span>`}
      ${keys === undefined ? nothing : html`<kbd>${keys}</kbd>`}
      ${entry.kind === "node" ? html`<span class="ends">${dotsOf(ports?.outputs ?? [])}</span>` : nothing}
    </div>`;
}

/** What stands beside the title: the text that matched, where that is another one; else the pack. */
function secondText({ entry, marks }: Hit, ranked: boolean): { readonly text: string; readonly ranges: readonly Range[] } | undefined {
  const matched = [...marks].find(([{ kind }]) => kind !== "title");
  if (matched) return excerptOf(matched[0].text, matched[1]);
  const group = entry.fields.find(({ kind }) => kind === "group");
  return ranked && group ? { text: group.text, ranges: [] } : undefined;
}
