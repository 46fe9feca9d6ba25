import { css } from "lit";

/** What the elements of this folder share: states, bars and tables. */
export const runStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; height: 100%; min-width: 0; color: var(--ink-1); }
  [data-state="done"] { --state: var(--state-done); }
  [data-state="cached"] { --state: var(--state-cached); }
  [data-state="running"] { --state: var(--state-running); }
  [data-state="failed"] { --state: var(--state-failed); }
  [data-state="skipped"], [data-state="waiting"] { --state: var(--state-waiting); }
  .state { display: inline-flex; align-items: center; gap: 0.375rem; color: var(--state); white-space: nowrap; }
  .state::before { content: ""; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--state); flex: none; }
  .state[data-state="waiting"]::before, .state[data-state="skipped"]::before { background: none; border: 1.5px solid var(--state); }
  .state[data-state="skipped"]::before { border-style: dashed; }
  .state[data-state="failed"]::before { border-radius: 1px; transform: rotate(45deg) scale(0.9); }
  .numbers, td.number, .number { font-variant-numeric: tabular-nums; text-align: end; white-space: nowrap; }
  .bar { display: flex; height: 0.5rem; border-radius: 1rem; overflow: hidden; background: var(--surface-3); }
  .bar > i { background: var(--state); min-width: 0; transition: flex-grow var(--calm) var(--ease); }
  .bar > i[data-state="waiting"] { background: none; }
  .tabs { display: flex; gap: 0.125rem; flex: none; }
  .tabs button { min-height: 1.625rem; padding: 0 var(--space-2); background: none; border-color: transparent; color: var(--ink-2); }
  .tabs button[aria-selected="true"], .tabs button[aria-pressed="true"] { background: var(--surface-3); color: var(--ink-1); }
  .empty { margin: auto; padding: var(--space-4); text-align: center; color: var(--ink-3); max-width: 40ch; }
  .empty > * + * { margin-top: var(--space-2); }
  .scroll { overflow: auto; min-height: 0; flex: 1; }
  .problem { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-1) var(--space-3); padding: var(--space-2) var(--space-3); border-left: 3px solid var(--red); background: var(--surface-2); border-radius: var(--radius-s); }
  .problem:has(> .actions) { grid-template-columns: minmax(0, 1fr) auto; }
  .problem p { overflow-wrap: anywhere; }
  .problem .actions { grid-row: 1 / span 2; grid-column: 2; display: flex; gap: var(--space-1); align-items: start; flex-wrap: wrap; justify-content: end; }
  button.small { min-height: 1.5rem; padding: 0 var(--space-2); font-size: var(--text-s); }
  button.link { min-height: 0; padding: 0; border: 0; background: none; color: var(--accent); text-align: start; white-space: normal; overflow-wrap: anywhere; }
  button.link:hover { text-decoration: underline; }
  .download { display: inline-flex; gap: var(--space-1); align-items: center; }
  thead th { position: sticky; top: 0; background: var(--surface-1); z-index: 1; }
  .rows { overflow: hidden auto; scrollbar-gutter: stable; min-height: 0; flex: 1; position: relative; }
  .rows > .tall { position: relative; }
  .line { position: absolute; inset-inline: 0; display: grid; align-items: center; column-gap: var(--space-2); padding-inline: var(--space-2); border-bottom: 1px solid var(--line-1); }
  .line > *, .head > * { min-width: 0; }
  .head { display: grid; column-gap: var(--space-2); padding-inline: var(--space-2); align-items: center; flex: none; border-bottom: 1px solid var(--line-1); color: var(--ink-3); font-size: var(--text-s); scrollbar-gutter: stable; overflow: hidden; }
`;
