import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Control, ObjectField } from "./control-kind.ts";
import { startOf } from "./control-kind.ts";
import type { FieldInput } from "./field.ts";
import type { ControlSite } from "./site.ts";
import { memberTitle } from "./titles.ts";
import { words } from "./words.ts";

/** Up to how many optional members are shown without being asked for. */
const fewMembers = 6;

type Members = Readonly<Record<string, unknown>>;

/** A group of named values, each with its own field. Optional members of a large group are added when they are wanted. */
export function objectControl({ fields }: Extract<Control, { kind: "object" }>, site: ControlSite): TemplateResult {
  const members = (isMembers(site.draft) ? site.draft : site.value ?? {}) as Members;
  const defaults = (site.fallback ?? {}) as Members;
  const isLarge = fields.filter(({ required }) => !required).length > fewMembers;
  const shown = isLarge ? fields.filter(({ name, required }) => required || name in members || name in defaults) : fields;
  const hidden = fields.filter((field) => !shown.includes(field));
  return html`<div class="group" role="group" aria-label=${site.names.label ?? nothing} aria-labelledby=${site.names.labelledBy ?? nothing} aria-describedby=${site.names.describedBy ?? nothing}>
    ${repeat(shown, ({ name }) => name, (field) => memberField(site, field, { members, defaults }))}
    ${hidden.length === 0 ? nothing : html`<select class="add" aria-label=${`${site.label}: ${words().addSetting}`} ?disabled=${site.disabled} @change=${(event: Event) => addMember(site, hidden, members, event)}>
      <option value="" selected>${words().addSetting}</option>
      ${hidden.map(({ name }) => html`<option value=${name}>${memberTitle(site.schema, name, site.members)}</option>`)}
    </select>`}
  </div>`;
}

/** Descriptions of members are in English alone: they are not mixed with translated titles. */
function memberField(site: ControlSite, { name, schema, required }: ObjectField, { members, defaults }: { readonly members: Members; readonly defaults: Members }): TemplateResult {
  return html`<rw-field .workspace=${site.workspace} .schema=${schema} .value=${members[name]} .placeholder=${defaults[name]} .members=${site.members} .label=${memberTitle(site.schema, name, site.members)} .helper=${site.members ? undefined : schema["description"] as string | undefined}
    .optional=${!required} .disabled=${site.disabled} @rw-field-input=${(event: CustomEvent<FieldInput>) => {
      event.stopPropagation();
      giveMember(site, { ...defaults, ...members }, { name, ...event.detail });
    }}></rw-field>`;
}

function giveMember(site: ControlSite, members: Members, { name, value, final }: FieldInput & { readonly name: string }): void {
  const { [name]: _, ...others } = members;
  const after = value === undefined ? others : { ...members, [name]: value };
  if (Object.keys(after).length === 0) return site.give(undefined, { final });
  site.give(after, { final, draft: after });
}

function addMember(site: ControlSite, hidden: readonly ObjectField[], members: Members, event: Event): void {
  const select = event.target as HTMLSelectElement;
  const field = hidden.find(({ name }) => name === select.value);
  select.value = "";
  if (field) site.give({ ...members, [field.name]: startOf(field.schema) }, { draft: { ...members, [field.name]: startOf(field.schema) } });
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
