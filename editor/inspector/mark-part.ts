import { html, type TemplateResult } from "lit";
import { Trash2 } from "lucide";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { icon } from "../look/icon.ts";
import { elementRef } from "../model/element.ts";
import { layoutOf } from "../model/layout.ts";
import { removeElements } from "../model/nodes.ts";
import { updateFrame, updateNote } from "../model/place.ts";
import { huePicker } from "./hue-picker.ts";
import { fieldOf, type Inspection } from "./inspection.ts";
import { lineSchema } from "./node-head.ts";
import { words } from "./words.ts";

const noteSchema = { type: "string", maxLength: 20_000 } as unknown as TSchema;

export function framePart(inspection: Inspection, id: string): TemplateResult {
  const { session } = inspection;
  const frame = layoutOf(session.document).frames?.find((one) => one.id === id);
  if (!frame) return html``;
  return html`<header><h2>${words().frame}</h2></header>
    <section>${fieldOf(inspection, { at: `frame ${id} title`, schema: lineSchema, value: frame.title, label: words().title, write: (document, value) => updateFrame(document, id, { title: String(value ?? "") }) })}
      ${huePicker(frame.hue, (hue) => session.edit(words().doColour, (document) => updateFrame(document, id, { hue })))}</section>
    <section>${removal(inspection, "frame", id)}</section>`;
}

export function notePart(inspection: Inspection, id: string): TemplateResult {
  const note = layoutOf(inspection.session.document).notes?.find((one) => one.id === id);
  if (!note) return html``;
  return html`<header><h2>${words().note}</h2></header>
    <section>${fieldOf(inspection, { at: `note ${id} text`, schema: noteSchema, value: note.text, label: words().text, write: (document, value) => updateNote(document, id, { text: String(value ?? "") }) })}</section>
    <section>${removal(inspection, "note", id)}</section>`;
}

function removal({ session }: Inspection, kind: "frame" | "note", id: string): TemplateResult {
  const label = kind === "frame" ? words().removeFrame : words().removeNote;
  return html`<button class="danger" @click=${() => session.edit(label, (document) => removeElements(document, [elementRef(kind, id)]))}>${icon(Trash2)}${label}</button>`;
}
