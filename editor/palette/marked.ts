import { html, type TemplateResult } from "lit";
import { partsOf } from "./excerpt.ts";
import type { Range } from "./match.ts";

export function marked(text: string, ranges?: readonly Range[]): TemplateResult {
  return html`${partsOf(text, ranges).map((part) => (part.on ? html`<mark>${part.text}</mark>` : part.text))}`;
}
