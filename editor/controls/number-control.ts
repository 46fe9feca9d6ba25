import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { Minus, Plus } from "lucide";
import { icon } from "../look/icon.ts";
import { type Control, nearestToZero } from "./control-kind.ts";
import { parseNumber, stepped } from "./number-text.ts";
import { isComposing, type ControlSite } from "./site.ts";
import { words } from "./words.ts";

type NumberControl = Extract<Control, { kind: "number" }>;

/** A text field that reads numbers, so that what is none can stay and be told; with steps, and a slider where both ends are known. */
export function numberControl(control: NumberControl, site: ControlSite): TemplateResult {
  const { minimum, maximum } = control;
  const now = current(site);
  const hasSlider = !site.compact && minimum !== undefined && maximum !== undefined;
  const text = site.draft ?? (site.mixed ? "" : site.value ?? "");
  return html`<div class="number">
    ${hasSlider ? html`<input type="range" tabindex="-1" aria-hidden="true" min=${minimum} max=${maximum} step=${control.step} .value=${live(String(now ?? minimum))} ?disabled=${site.disabled}
      @input=${(event: InputEvent) => slide(site, event)} @change=${() => site.leave()}>` : nothing}
    <div class="steps">
      ${stepButton(control, site, -1)}
      <input id=${site.names.id} type="text" inputmode=${control.integer && (minimum ?? -1) >= 0 ? "numeric" : "decimal"} role="spinbutton" autocomplete="off" spellcheck="false"
        .value=${live(String(text))} placeholder=${site.mixed ? words().mixed : String(site.fallback ?? "")} ?disabled=${site.disabled}
        aria-valuenow=${now ?? nothing} aria-valuetext=${now === undefined ? words().empty : nothing} aria-valuemin=${minimum ?? nothing} aria-valuemax=${maximum ?? nothing}
        aria-label=${site.names.label ?? nothing} aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing}
        @input=${(event: InputEvent) => takeNumber(site, event)} @compositionend=${(event: Event) => takeNumber(site, event)}
        @keydown=${(event: KeyboardEvent) => onKey(control, site, event)} @blur=${() => site.leave()}>
      ${stepButton(control, site, 1)}
    </div>
  </div>`;
}

function stepButton(control: NumberControl, site: ControlSite, steps: 1 | -1): TemplateResult | typeof nothing {
  if (site.compact) return nothing;
  const label = steps > 0 ? words().more(site.label) : words().less(site.label);
  return html`<button class="quiet icon" tabindex="-1" aria-label=${label} title=${label} ?disabled=${site.disabled} @click=${() => { step(control, site, steps); site.leave(); }}>${icon(steps > 0 ? Plus : Minus)}</button>`;
}

function current(site: ControlSite): number | undefined {
  const typed = typeof site.draft === "string" ? parseNumber(site.draft) : NaN;
  const found = [typed, site.mixed ? undefined : site.value, site.fallback].find((one): one is number => typeof one === "number" && !Number.isNaN(one));
  return found;
}

function takeNumber(site: ControlSite, event: Event): void {
  const text = (event.target as HTMLInputElement).value;
  if (event.type === "input" && isComposing(event)) return site.hold(text);
  if (text.trim() === "") return site.give(undefined, { draft: text });
  const value = parseNumber(text);
  if (Number.isNaN(value)) site.hold(text, { keyword: "notNumber", path: [] });
  else site.give(value, { draft: text });
}

function slide(site: ControlSite, event: InputEvent): void {
  const value = Number((event.target as HTMLInputElement).value);
  site.give(value, { draft: String(value) });
}

function step(control: NumberControl, site: ControlSite, steps: number): void {
  const value = stepped(current(site) ?? nearestToZero(control), steps, control);
  site.give(value, { draft: String(value) });
}

function onKey(control: NumberControl, site: ControlSite, event: KeyboardEvent): void {
  if (isComposing(event)) return;
  const coarse = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case "ArrowUp": step(control, site, coarse); break;
    case "ArrowDown": step(control, site, -coarse); break;
    case "PageUp": step(control, site, 10); break;
    case "PageDown": step(control, site, -10); break;
    case "Enter": return site.leave();
    default: return;
  }
  event.preventDefault();
}
