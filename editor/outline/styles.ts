import { css } from "lit";

/** In rem; the outline draws only the lines in view, so they are of one height. */
export const rowHeight = 2.25;

export const outlineStyles = css`
  :host { display: grid; grid-template-rows: auto auto 1fr; min-height: 0; height: 100%; background: var(--surface-1); container-type: inline-size; --field-note: absolute; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); padding: var(--space-3) var(--space-4); }
  .bar label { position: relative; flex: 0 1 18rem; display: flex; align-items: center; }
  .bar label svg { position: absolute; inset-inline-start: var(--space-2); color: var(--ink-3); }
  .bar input { padding-inline-start: 1.875rem !important; }
  .bar .problem { color: var(--red); }

  .grid { display: grid; grid-template-rows: auto 1fr; min-height: 0; overflow: auto hidden; }
  .grid > div { min-width: 44rem; }
  .heads, .line { display: grid; grid-template-columns: minmax(14rem, 2fr) minmax(9rem, 1fr) minmax(12rem, 3fr) 9rem; align-items: center; column-gap: var(--space-3); padding-inline: var(--space-4); }
  .heads { min-height: 1.75rem; border-bottom: 1px solid var(--line-1); color: var(--ink-3); font-size: var(--text-s); }
  .rows { position: relative; overflow: auto; min-height: 0; }
  .line { position: absolute; inset-inline: 0; height: ${rowHeight}rem; border-bottom: 1px solid var(--line-1); cursor: default; }
  .line:hover { background: color-mix(in srgb, var(--surface-3) 45%, transparent); }
  .line[aria-selected="true"] { background: var(--surface-3); }
  .line.active { background: var(--accent-soft); z-index: 1; }
  .line:focus { outline: 2px solid var(--accent); outline-offset: -2px; }
  .line > div { display: flex; align-items: center; gap: var(--space-2); min-width: 0; }

  .name { padding-inline-start: calc((var(--level) - 1) * 1.25rem); }
  .line.node .name { font-weight: 550; }
  .line.frame .name { color: var(--ink-2); font-weight: 600; }
  .line.input .name, .line.output .name { padding-inline-start: calc((var(--level) - 1) * 1.25rem + 1.5rem); color: var(--ink-2); }
  .line.output .name { font-style: normal; color: var(--ink-3); }
  .line.output .name::before { content: "→"; color: var(--ink-3); }
  .chevron { display: inline-flex; padding: var(--space-1); margin: calc(-1 * var(--space-1)); color: var(--ink-3); transition: rotate var(--quick); cursor: pointer; }
  .chevron.open { rotate: 90deg; }
  .content { position: relative; }
  .content .badge { display: inline-block; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .content rw-field { max-width: 26rem; }
  .actions { justify-content: flex-end; gap: 0 !important; }
  .actions button, .ends button.icon { width: 1.75rem; min-height: 1.75rem; }
  .ends { display: flex; align-items: center; gap: var(--space-2); overflow: auto hidden; scrollbar-width: thin; }
  .ends button { flex: none; }
  button.link { min-height: 0; padding: 0; border: 0; background: none; text-decoration: underline; text-decoration-color: var(--line-2); text-underline-offset: 0.2em; }
  .fault { color: var(--red); } .needed { color: var(--amber); }
  .dot { width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--ink-3); flex: none; }
  .state-done { background: var(--state-done); } .state-cached { background: var(--state-cached); } .state-failed { background: var(--state-failed); } .state-running { background: var(--state-running); }
  .state { font-size: var(--text-s); }
  .chip { display: inline-flex; align-items: center; gap: 0.25rem; font-size: var(--text-xs); color: var(--ink-3); overflow: hidden; white-space: nowrap; }
  .mark { width: 0.625rem; height: 0.625rem; flex: none; }
  .none { padding: var(--space-5) var(--space-4); }

  /* Little room, or large text: the state is its mark alone, and what can be done lies over the end of the line. */
  @container (max-width: 44rem) {
    .grid > div { min-width: 0; }
    .heads, .line { grid-template-columns: minmax(7rem, 1fr) 0.75rem minmax(7rem, 1fr); column-gap: var(--space-2); padding-inline: var(--space-3); }
    .heads > :nth-child(2), .heads > :nth-child(4) { font-size: 0; }
    .state, .state .chip { font-size: 0; overflow: hidden; }
    .state .fault::before { content: ""; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--red); display: inline-block; }
    .actions { position: absolute; inset-block: 0; inset-inline-end: 0; background: var(--surface-1); }
    .line.active .content { padding-inline-end: 2rem; }
    .name { padding-inline-start: calc((var(--level) - 1) * 0.625rem); }
    .line.input .name, .line.output .name { padding-inline-start: calc((var(--level) - 1) * 0.625rem + 1rem); }
  }
`;

export const connectStyles = css`
  dialog { width: min(40rem, 92vw); padding: var(--space-4); }
  dialog[open] { display: flex; flex-direction: column; gap: var(--space-3); }
  .find { position: relative; }
  .find svg { position: absolute; inset-inline-start: var(--space-2); color: var(--ink-3); }
  .find input { padding-inline-start: 1.875rem !important; }
  [role="listbox"] { overflow: auto; max-height: 24rem; }
  [role="option"] { display: flex; align-items: center; gap: var(--space-2); padding: var(--space-2); border-radius: var(--radius-m); cursor: pointer; min-width: 0; }
  [role="option"][aria-selected="true"] { background: var(--surface-3); }
  .chip { display: inline-flex; align-items: center; gap: 0.25rem; font-size: var(--text-xs); color: var(--ink-3); flex: none; }
  .mark { width: 0.625rem; height: 0.625rem; flex: none; }
  .end { border-top: 1px solid var(--line-1); padding-top: var(--space-3); }
`;
