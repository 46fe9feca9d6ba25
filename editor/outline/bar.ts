import { html, nothing, type TemplateResult } from "lit";
import { ChevronsDownUp, ChevronsUpDown, type IconNode, Plus, Search, TriangleAlert } from "lucide";
import { icon } from "../look/icon.ts";
import { words } from "./words.ts";

interface Bar {
  readonly query: string;
  /** How many problems there are to go to. */
  readonly problems: number;
  find(text: string): void;
  /** A key in the search field. */
  leave(event: KeyboardEvent): void;
  add(): void;
  openAll(open: boolean): void;
  nextProblem(): void;
}

/** What stands above the lines of the outline. */
export function barView(bar: Bar): TemplateResult {
  const button = (label: string, drawing: IconNode, act: () => void) => html`<button class="quiet icon" aria-label=${label} title=${label} @click=${act}>${icon(drawing)}</button>`;
  return html`<div class="bar">
    <label>${icon(Search)}<input type="search" aria-label=${words().find} placeholder=${words().find} .value=${bar.query} @input=${(event: Event) => bar.find((event.target as HTMLInputElement).value)} @keydown=${(event: KeyboardEvent) => bar.leave(event)}></label>
    <button @click=${() => bar.add()}>${icon(Plus)}${words().addNode}</button>
    ${button(words().openAll, ChevronsUpDown, () => bar.openAll(true))}${button(words().closeAll, ChevronsDownUp, () => bar.openAll(false))}
    ${bar.problems > 0 ? html`<button class="quiet problem" @click=${() => bar.nextProblem()}>${icon(TriangleAlert)}${words().nextProblem(bar.problems)}</button>` : nothing}
  </div>`;
}
