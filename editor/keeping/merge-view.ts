import { html, nothing, type TemplateResult } from "lit";
import type { Conflict } from "../model/merge.ts";
import { textDiff } from "../runs/text-diff.ts";
import { aroundChanges } from "./around-changes.ts";
import { keyOf, readable, type Side } from "./conflict-groups.ts";
import { words } from "./words.ts";

/** One conflict as two cards to choose from; each shows what it does to what was there before. */
export function conflictCards(conflict: Conflict, label: string, how: { readonly chosen: Side | undefined; choose(side: Side): void }): TemplateResult {
  const before = readable(conflict.base);
  return html`
    <fieldset>
      <legend>${label}</legend>
      ${(["mine", "theirs"] as const).map((side) => html`
        <label class="side ${how.chosen === side ? "chosen" : ""}">
          <span class="name"><input type="radio" name=${keyOf(conflict)} value=${side} .checked=${how.chosen === side} @change=${() => how.choose(side)}>${side === "mine" ? words().keepMine : words().keepTheirs}</span>
          ${changed(before, conflict[side])}
        </label>`)}
      ${before === undefined ? nothing : html`<details><summary>${words().before}</summary>${plain(conflict.base)}</details>`}
    </fieldset>`;
}

/** What is long is a tab stop, so that it can be scrolled with keys. */
const longText = 120;
const manyLines = 6;

function isLong(text: string): boolean {
  return text.length > longText || text.split("\n").length > manyLines;
}

function changed(before: string | undefined, value: unknown): TemplateResult {
  const now = readable(value);
  if (before === undefined || now === undefined) return plain(value);
  const stretches = aroundChanges(textDiff(before, now));
  const whole = stretches.map(({ text }) => text).join("");
  return html`<div class="value ${typeof value === "string" ? "" : "mono"}" tabindex=${isLong(whole) ? 0 : nothing}>${stretches.map(({ in: where, text }) => where === "both" ? text : where === "new" ? html`<ins>${text}</ins>` : html`<del>${text}</del>`)}</div>`;
}

function plain(value: unknown): TemplateResult {
  const text = readable(value);
  if (text === undefined) return html`<div class="value nothing">${words().nothing}</div>`;
  return html`<div class="value ${typeof value === "string" ? "" : "mono"}" tabindex=${isLong(text) ? 0 : nothing}>${text}</div>`;
}

export interface Decision {
  readonly label: string;
  readonly base: unknown;
  readonly value: unknown;
}

/** What the decided places will hold; of long texts, what is new in them. */
export function preview(decisions: readonly Decision[]): TemplateResult {
  return html`
    <details class="preview" ?open=${decisions.length > 0}>
      <summary>${words().preview}</summary>
      <dl>${decisions.map(({ label, base, value }) => html`<dt>${label}</dt><dd class=${value === undefined ? "nothing" : ""}>${result(base, value)}</dd>`)}</dl>
    </details>`;
}

function result(base: unknown, value: unknown): string {
  const [before, now] = [readable(base), readable(value)];
  if (now === undefined) return words().nothing;
  return before === undefined ? now : aroundChanges(textDiff(before, now)).filter((stretch) => stretch.in !== "old").map(({ text }) => text).join("");
}
