import { html, nothing, type TemplateResult } from "lit";
import { words } from "./words.ts";

/** Levels that are open at first. */
const openLevels = 2;
/** Entries of one level; a list of ten thousand would stop the page. */
const shownEntries = 200;

/** Any data as a tree that opens and closes. */
export function jsonTree(value: unknown, level = 0): TemplateResult {
  if (typeof value === "string") return html`<span class="text">${JSON.stringify(value)}</span>`;
  if (typeof value !== "object" || value === null) return html`<span class="plain">${String(value)}</span>`;
  const entries = Object.entries(value);
  return html`<div class="tree">${entries.slice(0, shownEntries).map(([key, one]) => entry(key, one, level))}
    ${entries.length > shownEntries ? html`<div class="key">${words().more(entries.length - shownEntries)}</div>` : nothing}</div>`;
}

function entry(key: string, value: unknown, level: number): TemplateResult {
  if (typeof value !== "object" || value === null) return html`<div><span class="key">${key}</span> ${jsonTree(value)}</div>`;
  const size = Object.keys(value).length;
  if (size === 0) return html`<div><span class="key">${key}</span> <span class="plain">${Array.isArray(value) ? "[]" : "{}"}</span></div>`;
  return html`<details ?open=${level < openLevels && size <= 20}><summary><span class="key">${key}</span> ${Array.isArray(value) ? `[${size}]` : `{${size}}`}</summary>${jsonTree(value, level + 1)}</details>`;
}
