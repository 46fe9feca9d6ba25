import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { styleMap } from "../look/style-map.ts";
import { Maximize2 } from "lucide";
import { icon } from "../look/icon.ts";
import type { Control } from "./control-kind.ts";
import { isComposing, type ControlSite } from "./site.ts";
import { words } from "./words.ts";

/** From how many characters a text is offered the large editor. */
const longText = 160;
const mostRows = 14;

export function textControl({ long }: Extract<Control, { kind: "text" }>, site: ControlSite): TemplateResult {
  const text = String(site.draft ?? site.value ?? "");
  const ghost = site.mixed ? words().mixed : site.value === "" ? words().empty : typeof site.fallback === "string" ? firstLines(site.fallback) : "";
  if (site.compact) return text.includes("\n") ? foldedText(site, text) : lineControl(site, text, ghost);
  return long || text.includes("\n") ? longControl(site, text, ghost) : lineControl(site, text, ghost);
}

/** Several lines where there is room for one: a field of one line would join them, so they are written elsewhere. */
function foldedText(site: ControlSite, text: string): TemplateResult {
  return html`<button id=${site.names.id} class="folded" ?disabled=${site.disabled} aria-label=${words().expand(site.label)} title=${words().expand(site.label)} aria-invalid=${site.invalid ? "true" : nothing}
    @click=${() => openLarge(site, text)}><span class="truncate">${text.trimStart().split("\n", 1)}</span>${icon(Maximize2)}</button>`;
}

function lineControl(site: ControlSite, text: string, ghost: string): TemplateResult {
  const proposed = site.choices && Object.entries(site.choices);
  return html`<input id=${site.names.id} type="text" .value=${live(text)} placeholder=${ghost} ?disabled=${site.disabled} spellcheck="false" autocomplete="off"
    aria-label=${site.names.label ?? nothing} aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing} list=${proposed ? "proposed" : nothing}
    @input=${(event: InputEvent) => takeText(site, event)} @compositionend=${(event: Event) => takeText(site, event)} @blur=${() => site.leave()}
    @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter" && !isComposing(event)) site.leave(); }}>
    ${proposed ? html`<datalist id="proposed">${proposed.map(([value, title]) => html`<option value=${value}>${title}</option>`)}</datalist>` : nothing}`;
}

function longControl(site: ControlSite, text: string, ghost: string): TemplateResult {
  const rows = Math.min(mostRows, rowsOf(text === "" ? ghost : text));
  const isLong = text.length >= longText || rows > 3;
  return html`<div class="long">
    <textarea id=${site.names.id} rows="1" style=${styleMap({ "--rows": String(rows) })} .value=${live(text)} placeholder=${ghost} ?disabled=${site.disabled}
      aria-label=${site.names.label ?? nothing} aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing}
      @input=${(event: InputEvent) => takeText(site, event)} @compositionend=${(event: Event) => takeText(site, event)} @blur=${() => site.leave()}></textarea>
    ${isLong ? html`<button class="quiet icon expand" aria-label=${words().expand(site.label)} title=${words().expand(site.label)} @click=${() => openLarge(site, text)}>${icon(Maximize2)}</button>` : nothing}
  </div>`;
}

function takeText(site: ControlSite, event: Event): void {
  const { value } = event.target as HTMLInputElement;
  if (event.type === "input" && isComposing(event)) site.hold(value);
  else site.give(value, { draft: value });
}

async function openLarge(site: ControlSite, text: string): Promise<void> {
  const { openTextEditor } = await import("./text-editor.ts");
  openTextEditor({
    label: site.label, text, before: typeof site.lastRun === "string" ? site.lastRun : undefined, isReadOnly: site.disabled,
    input: (value) => site.give(value, { draft: value }),
    closed: () => site.leave(),
  });
}

/** Lines, with long ones counted as often as they are likely to be broken. */
function rowsOf(text: string): number {
  return text.split("\n").reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 44)), 0);
}

function firstLines(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
