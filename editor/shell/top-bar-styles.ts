import { css } from "lit";

export const topBarStyles = css`
  :host { display: block; container: bar / inline-size; background: var(--surface-1); border-bottom: 1px solid var(--line-1); position: relative; z-index: 5; }
  .bar { display: flex; align-items: center; flex-wrap: wrap; gap: var(--space-1) var(--space-2); min-height: 3rem; padding: var(--space-1) var(--space-2); }
  .bar > * { flex: none; } .bar > .fill { flex: 1; }
  .brand { display: inline-flex; align-items: center; gap: var(--space-2); font-weight: 650; font-size: var(--text-l); letter-spacing: -0.01em; }
  .mark { width: 1.25rem; height: 1.25rem; border-radius: 0.375rem; background: var(--accent); clip-path: polygon(0 0, 100% 0, 100% 100%, 0 100%, 0 0, 34% 24%, 34% 76%, 80% 50%, 34% 24%); }

  .trail { gap: 0.125rem; } .trail > svg { color: var(--ink-3); width: 0.875rem; }
  .outer { max-width: 9rem; padding: 0 var(--space-1); }
  /* As wide as what is written, by a copy of the text that is not seen. */
  .title { display: inline-grid; grid-template-columns: minmax(0, max-content); min-width: 4rem; max-width: 30rem; font-weight: 600; }
  .title::after { content: attr(data-value); visibility: hidden; white-space: pre; overflow: hidden; padding: 0 calc(var(--space-2) + 2px); height: 0; }
  .title::after, .title input { grid-area: 1 / 1; font-weight: 600; }
  .title input { border-color: transparent; background: none; text-overflow: ellipsis; min-width: 0; }
  .title input:hover { border-color: var(--line-2); } .title input:focus { background: var(--surface-0); border-color: var(--accent); outline: none; }

  .save { display: inline-flex; align-items: center; gap: 0.375rem; color: var(--ink-3); font-size: var(--text-s); white-space: nowrap; }
  .save svg { width: 0.875rem; height: 0.875rem; } .save.saved svg { color: var(--green); } .save.offline, .save.conflict { color: var(--amber); }
  .save.saving svg { animation: turn 1.2s linear infinite; } @keyframes turn { to { transform: rotate(1turn); } }
  .history { gap: 0; }

  .segments { display: inline-flex; gap: 0.125rem; padding: 0.125rem; background: var(--surface-0); border: 1px solid var(--line-1); border-radius: var(--radius-m); }
  .segments button { min-height: 1.625rem; padding: 0 var(--space-2); border-radius: 0.375rem; color: var(--ink-2); }
  .segments button[aria-pressed="true"] { background: var(--surface-3); color: var(--ink-1); box-shadow: 0 1px 2px #0003; }
  .plan { color: var(--ink-3); font-size: var(--text-s); padding: 0 var(--space-1); max-width: 26rem; font-variant-numeric: tabular-nums; }
  .plan.problems { color: var(--red); } .plan svg { width: 0.875rem; height: 0.875rem; }
  .run { gap: 1px; } .run button { border-radius: var(--radius-m) 0 0 var(--radius-m); min-width: 5rem; } .run button.icon { border-radius: 0 var(--radius-m) var(--radius-m) 0; min-width: 0; width: 1.625rem; }
  .settings { gap: 0; } .language { padding: 0 var(--space-2); font-size: var(--text-s); }

  /* In one row as long as there is room for all of it: the title and the plan give way. */
  @container bar (min-width: 60rem) { .bar { flex-wrap: nowrap; } .bar > .trail { flex: 0 1 auto; } .bar > .plan { flex: 0 1 auto; min-width: 0; } .trail > .title { flex: 0 1 auto; } }
  @container bar (max-width: 84rem) { .segments:not(.quality) .label { display: none; } }
  @container bar (max-width: 72rem) { .plan:not(.problems), .save .label { display: none; } }
  @media (prefers-reduced-motion: reduce) { .save.saving svg { animation: none; } }
`;
