import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Control } from "./control-kind.ts";
import type { ControlSite } from "./site.ts";
import { words } from "./words.ts";

/** A few short choices lie side by side; more are a list that opens. */
const mostSegments = 4;
const widestSegments = 30;

export function choiceControl({ values }: Extract<Control, { kind: "choice" }>, site: ControlSite): TemplateResult {
  const titles = values.map((value) => site.valueTitle(value));
  const width = titles.reduce((sum, title) => sum + displayWidth(title), 0);
  return !site.compact && values.length <= mostSegments && width <= widestSegments ? segments(values, titles, site) : list(values, titles, site);
}

function chosen(values: readonly unknown[], site: ControlSite): number {
  return site.mixed ? -1 : values.indexOf(site.draft ?? site.value ?? site.fallback);
}

function segments(values: readonly unknown[], titles: readonly string[], site: ControlSite): TemplateResult {
  const at = chosen(values, site);
  const choose = (index: number) => site.give(values[index], { final: true });
  return html`<div class="segments" role="radiogroup" aria-label=${site.names.label ?? nothing} aria-labelledby=${site.names.labelledBy ?? nothing} aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing}>
    ${values.map((_, index) => html`<label class=${index === at ? "chosen" : ""}><input type="radio" name="choice" .checked=${live(index === at)} ?disabled=${site.disabled}
      @click=${() => { if (site.value === undefined && index === at) choose(index); }} @change=${() => choose(index)}>${titles[index]}</label>`)}
  </div>`;
}

function list(values: readonly unknown[], titles: readonly string[], site: ControlSite): TemplateResult {
  const at = chosen(values, site);
  const other = site.mixed ? words().mixed : site.value === undefined ? words().choose : String(site.value);
  return html`<select id=${site.names.id} ?disabled=${site.disabled} aria-label=${site.names.label ?? nothing} aria-labelledby=${site.names.labelledBy ?? nothing}
    aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing} .value=${live(String(at))}
    @change=${(event: Event) => site.give(values[Number((event.target as HTMLSelectElement).value)], { final: true })}>
    ${at < 0 ? html`<option value="-1" disabled ?selected=${true}>${other}</option>` : nothing}
    ${titles.map((title, index) => html`<option value=${index} ?selected=${index === at}>${title}</option>`)}
  </select>`;
}

/** Chinese characters are two wide. */
function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + (character > "\u2e7f" ? 2 : 1), 2);
}
