import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { type Control, formOf, startOf } from "./control-kind.ts";
import type { FieldInput } from "./field.ts";
import type { ControlSite } from "./site.ts";
import { words } from "./words.ts";

/** A value of one of several forms: first which one, then the value. */
export function unionControl({ forms }: Extract<Control, { kind: "union" }>, site: ControlSite): TemplateResult {
  const at = formOf(forms, site.draft ?? site.value ?? site.fallback);
  const form = forms[at]!;
  return html`<div class="union" role="group" aria-label=${site.names.label ?? nothing} aria-labelledby=${site.names.labelledBy ?? nothing} aria-describedby=${site.names.describedBy ?? nothing}>
    <select aria-label=${words().form(site.label)} ?disabled=${site.disabled} .value=${live(String(at))} @change=${(event: Event) => chooseForm(site, forms[Number((event.target as HTMLSelectElement).value)]!)}>
      ${forms.map((one, index) => html`<option value=${index} ?selected=${index === at}>${formTitle(one)}</option>`)}
    </select>
    ${form["type"] === "null" ? nothing : html`<rw-field compact .workspace=${site.workspace} .members=${site.members} .schema=${form} .value=${site.value} .placeholder=${site.fallback} .label=${site.label} .disabled=${site.disabled} .mixed=${site.mixed}
      @rw-field-input=${(event: CustomEvent<FieldInput>) => {
        event.stopPropagation();
        site.give(event.detail.value, { final: event.detail.final });
      }}></rw-field>`}
  </div>`;
}

function chooseForm(site: ControlSite, form: TSchema): void {
  const start = form["type"] === "null" ? null : startOf(form);
  site.give(start, { final: true, draft: start });
}

function formTitle(form: TSchema): string {
  return form["title"] as string | undefined ?? words().forms(String(form["type"]));
}
