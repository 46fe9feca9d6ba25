import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "../look/style-map.ts";
import { updateFrame, updateNote } from "../model/place.ts";
import { overlaps } from "./geometry.ts";
import type { Mark } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

/** Which frame or note is being written, and how that ends. */
export interface Writing {
  readonly ref: string | undefined;
  done(): void;
}

/** Titles of frames and texts of notes that are in view. Their areas are painted, and pressed, on the canvas. */
export function marksPart(stage: Stage, writing: Writing): TemplateResult {
  const inView = [...stage.scene.marks].filter(([, mark]) => overlaps(mark, stage.area));
  return html`${repeat(inView, ([ref]) => ref, ([ref, mark]) => mark.kind === "frame" ? frame(stage, ref, mark, writing) : note(stage, ref, mark, writing))}`;
}

function frame(stage: Stage, ref: string, mark: Mark, writing: Writing): TemplateResult {
  const place = styleMap({ transform: `translate(${mark.x}px, ${mark.y}px)`, width: `${mark.width}px` });
  const write = (title: string) => stage.session.edit(words().doRename, (document) => updateFrame(document, mark.id, { title }));
  return html`<div class="frame-title" style=${place}>${writing.ref === ref
    ? html`<input aria-label=${words().frameTitle} .value=${mark.text} @keydown=${onKey(mark.text, false)} @blur=${(event: FocusEvent) => finish(event, mark.text, write, writing)}>`
    : html`<span>${mark.text}</span>`}</div>`;
}

function note(stage: Stage, ref: string, mark: Mark, writing: Writing): TemplateResult {
  const selected = stage.session.selection.has(`note:${mark.id}`);
  const place = styleMap({ transform: `translate(${mark.x}px, ${mark.y}px)`, width: `${mark.width}px`, height: `${mark.height}px` });
  const write = (text: string) => stage.session.edit(words().doEditNote, (document) => updateNote(document, mark.id, { text }));
  return html`<div class=${selected ? "note selected" : "note"} style=${place}>${writing.ref === ref
    ? html`<textarea aria-label=${words().noteText} .value=${mark.text} @keydown=${onKey(mark.text, true)} @blur=${(event: FocusEvent) => finish(event, mark.text, write, writing)}></textarea>`
    : mark.text || nothing}</div>`;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function onKey(before: string, manyLines: boolean): (event: KeyboardEvent) => void {
  return (event) => {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    const field = event.currentTarget as Field;
    if (event.key === "Escape") field.value = before;
    if (event.key === "Escape" || (event.key === "Enter" && (!manyLines || event.ctrlKey || event.metaKey))) field.blur();
  };
}

function finish(event: FocusEvent, before: string, write: (text: string) => void, writing: Writing): void {
  const { value } = event.currentTarget as Field;
  writing.done();
  if (value !== before) write(value);
}
