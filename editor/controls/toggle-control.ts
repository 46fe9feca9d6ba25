import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ControlSite } from "./site.ts";
import { words } from "./words.ts";

export function toggleControl(site: ControlSite): TemplateResult {
  const value = site.value ?? site.fallback;
  const state = site.mixed ? words().mixed : value === true ? words().yes : words().no;
  return html`<label class="toggle"><input id=${site.names.id} type="checkbox" role="switch" .checked=${live(!site.mixed && value === true)} .indeterminate=${site.mixed} ?disabled=${site.disabled}
    aria-label=${site.names.label ?? site.label} aria-describedby=${site.names.describedBy ?? nothing} aria-invalid=${site.invalid ? "true" : nothing}
    @change=${(event: Event) => site.give((event.target as HTMLInputElement).checked, { final: true })}><span class="state" aria-hidden="true">${state}</span></label>`;
}
