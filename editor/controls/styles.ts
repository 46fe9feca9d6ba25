import { css } from "lit";

export const fieldStyles = css`
  :host { display: block; min-width: 0; }
  .field { position: relative; display: flex; flex-direction: column; gap: var(--space-1); min-width: 0; }
  .head { display: flex; align-items: center; flex-wrap: wrap; gap: var(--space-2); min-height: 1.5rem; }
  .label { font-weight: 500; color: var(--ink-2); overflow-wrap: anywhere; }
  .reset { min-height: 1.375rem; width: 1.375rem; }
  .reset svg.icon { width: 0.8125rem; height: 0.8125rem; }
  .note { font-size: var(--text-s); overflow-wrap: anywhere; }
  .fault { color: var(--red); }

  .unset .toggle .state, .unset .segments .chosen, .unset > select { color: var(--ink-3); }
  .toggle { display: inline-flex; align-items: center; gap: var(--space-2); min-height: 1.875rem; width: fit-content; cursor: pointer; }
  .toggle input {
    appearance: none; position: relative; flex: none; width: 2.125rem; height: 1.25rem; margin: 0; border-radius: 1rem; cursor: pointer;
    background: var(--surface-3); border: 1px solid var(--ink-3); transition: background var(--quick);
  }
  .toggle input::after { content: ""; position: absolute; top: 50%; left: 0.1875rem; width: 0.75rem; height: 0.75rem; border-radius: 50%; translate: 0 -50%; background: var(--ink-2); transition: left var(--quick) var(--ease); }
  .toggle input:checked { background: var(--accent); border-color: var(--accent); }
  .toggle input:checked::after { left: 1.0625rem; background: var(--accent-ink); }
  .toggle input:indeterminate::after { left: 0.625rem; }
  .unset .toggle input:checked { background: color-mix(in srgb, var(--accent) 45%, var(--surface-3)); }
  .toggle input:disabled { opacity: 0.45; cursor: default; }

  .segments { display: flex; width: 100%; padding: 2px; gap: 2px; background: var(--surface-0); border: 1px solid var(--line-2); border-radius: var(--radius-m); }
  .segments label { position: relative; flex: 1 1 auto; display: flex; justify-content: center; align-items: center; padding: 0 var(--space-2); min-height: 1.5rem; border-radius: calc(var(--radius-m) - 2px); color: var(--ink-2); cursor: pointer; text-align: center; }
  .segments label:hover { color: var(--ink-1); }
  .segments .chosen { background: var(--surface-3); color: var(--ink-1); box-shadow: 0 0 0 1px var(--line-2); }
  .segments input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
  .segments label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 1px; }
  .segments label:has(:disabled) { opacity: 0.45; }

  .number { display: flex; align-items: center; gap: var(--space-3); min-width: 0; flex-wrap: wrap; }
  .number input[type="range"] { flex: 1 1 6rem; min-width: 4rem; margin: 0; }
  .steps { display: flex; align-items: center; flex: 0 0 9rem; background: var(--surface-0); border: 1px solid var(--line-2); border-radius: var(--radius-m); }
  .number > .steps:only-child { flex: 1 1 9rem; max-width: 14rem; }
  .steps:focus-within { border-color: var(--accent); }
  .steps:has([aria-invalid="true"]) { border-color: var(--red); }
  .steps input { border: 0 !important; background: none !important; text-align: center; padding-inline: 0 !important; min-width: 3ch; font-variant-numeric: tabular-nums; }
  .steps button { width: 1.75rem; }

  .long { position: relative; }
  .long textarea { display: block; padding-inline-end: 2rem; }
  code { font-family: var(--mono); font-size: 0.95em; }
  textarea { resize: none; field-sizing: content; height: auto; max-height: 24rem; min-height: calc(1lh + 0.5rem + 2px) !important; overflow-wrap: anywhere; }
  @supports not (field-sizing: content) { textarea { height: calc(min(var(--rows), 14) * 1lh + 0.5rem + 2px); } }
  .expand { position: absolute; inset-block-start: 0.25rem; inset-inline-end: 0.25rem; min-height: 1.5rem; width: 1.5rem; background: var(--surface-1) !important; }

  .folded { width: 100%; min-height: 1.5rem; justify-content: space-between; padding: 0 var(--space-2); background: var(--surface-0); font-weight: 400; }
  .folded svg.icon { width: 0.75rem; height: 0.75rem; color: var(--ink-3); }

  .group { display: flex; flex-direction: column; gap: var(--space-2); padding: var(--space-2) var(--space-3); border-inline-start: 2px solid var(--line-2); }
  .group .add { color: var(--ink-2); }
  .union { display: flex; gap: var(--space-2); align-items: start; }
  .union select { width: auto; flex: 0 1 auto; min-width: 5.5rem; }
  .union rw-field { flex: 1 1 6rem; }

  :host([plain]) input { font-weight: inherit; background: none; }
  :host([plain]) input:not(:hover, :focus) { border-color: transparent; }
  :host([plain]) input::placeholder { color: inherit; }

  .compact { gap: 0; }
  .compact .note { position: var(--field-note, static); inset-block-start: 100%; z-index: 2; padding: var(--space-1) var(--space-2); background: var(--surface-1); border-radius: var(--radius-s); }
  .compact input:not([type="checkbox"], [type="radio"]), .compact select { min-height: 1.5rem; padding-block: 0; }
  .compact .toggle { min-height: 1.5rem; }
  .compact .steps { flex: 1; }
  .compact textarea { max-height: 6rem; }
`;

export const listStyles = css`
  :host { display: block; min-width: 0; }
  ol { display: flex; flex-direction: column; gap: var(--space-1); }
  li { display: flex; align-items: start; gap: var(--space-1); border-radius: var(--radius-m); }
  li.dragged { background: var(--accent-soft); }
  li:has(> rw-field:not([compact])) { padding-block: var(--space-1); border-bottom: 1px solid var(--line-1); }
  .handle { cursor: grab; width: 1.25rem; color: var(--ink-3); touch-action: none; }
  .handle:active { cursor: grabbing; }
  li > button { min-height: 1.5rem; }
  .named { flex-wrap: wrap; }
  .named .name { flex: 1 1 5rem; min-width: 4rem; min-height: 1.5rem !important; padding-block: 0 !important; }
  .named rw-field { flex: 2 1 11rem; }
  .add { margin-top: var(--space-1); min-height: 1.5rem; padding-inline: var(--space-2); }
  .unset rw-field { opacity: 0.7; }
`;

export const fileStyles = css`
  :host { display: block; min-width: 0; }
  .drop { display: flex; flex-direction: column; gap: var(--space-2); padding: var(--space-3); border: 1px dashed var(--line-2); border-radius: var(--radius-m); background: var(--surface-0); transition: border-color var(--quick), background var(--quick); }
  .drop.over { border-color: var(--accent); background: var(--accent-soft); }
  .drop.compact { padding: var(--space-1); }
  .ask { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); }
  .ask span { display: inline-flex; align-items: center; gap: var(--space-2); }
  .facts { display: flex; align-items: center; gap: var(--space-2); overflow-wrap: anywhere; }
  .failure { color: var(--red); }
  rw-image { height: 10rem; }
  rw-video { height: 12rem; }
`;
