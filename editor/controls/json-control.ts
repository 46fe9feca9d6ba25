import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { styleMap } from "../look/style-map.ts";
import { jsonText, parseJson } from "./json-text.ts";
import { isComposing, type ControlSite } from "./site.ts";
import { words } from "./words.ts";

const mostRows = 14;

/** Free JSON as text; laid out again when the field is left. */
export function jsonControl(site: ControlSite): TemplateResult {
  const text = String(site.draft ?? jsonText(site.value));
  const ghost = site.mixed ? words().mixed : site.fallback === undefined ? words().jsonPlaceholder : jsonText(site.fallback);
  const rows = Math.min(mostRows, (text || ghost).split("\n").length);
  return html`<textarea id=${site.names.id} class="mono" rows="1" spellcheck="false" autocapitalize="off" style=${styleMap({ "--rows": String(rows) })} .value=${live(text)} placeholder=${ghost} ?disabled=${site.disabled}
    aria-label=${site.names.label ?? nothing} aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing}
    @input=${(event: InputEvent) => takeJson(site, event)} @compositionend=${(event: Event) => takeJson(site, event)} @blur=${() => site.leave()}></textarea>`;
}

function takeJson(site: ControlSite, event: Event): void {
  const text = (event.target as HTMLTextAreaElement).value;
  if (event.type === "input" && isComposing(event)) return site.hold(text);
  const parsed = parseJson(text);
  if ("fault" in parsed) site.hold(text, parsed.fault);
  else site.give(parsed.value, { draft: text });
}
