import { css } from "lit";

export const runPanelStyles = css`
  :host { padding: var(--space-2) var(--space-3); gap: var(--space-2); container: run-panel / inline-size; }
  .overview { flex: none; gap: var(--space-1); }
  .facts { flex-wrap: wrap; gap: var(--space-1) var(--space-3); min-height: 1.5rem; }
  .counts { flex-wrap: wrap; gap: var(--space-1) var(--space-3); }
  .services { display: flex; flex-direction: column; gap: var(--space-3); padding-bottom: var(--space-2); }
  .services > * { flex: none; } .services .empty { margin: 0; padding: 0; text-align: start; }
  .services-table :is(th, td) { white-space: nowrap; padding-inline: var(--space-1); } .services-table :is(th, td):last-child { padding-inline-end: var(--space-2); }
  abbr { text-decoration: none; cursor: help; }
  .notices { display: flex; flex-direction: column; gap: var(--space-1); }
  .notices li { overflow-wrap: anywhere; }
  .badge[data-notice="fallback"], .badge[data-notice="degraded"] { color: var(--amber); }
  .note { flex: none; padding: var(--space-1) var(--space-2); background: var(--accent-soft); border-radius: var(--radius-s); }
  .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) clamp(8rem, 22%, 18rem); gap: var(--space-3); }
  .main { display: flex; flex-direction: column; min-height: 0; gap: var(--space-1); container-type: size; }
  .part { flex: 1; min-height: 0; display: flex; flex-direction: column; overflow: hidden; }
  .failures { flex: none; max-height: 50%; overflow: auto; display: flex; flex-direction: column; gap: var(--space-1); }
  @container (max-height: 14rem) { .failures { max-height: 4rem; } }
  aside { min-height: 0; overflow: auto; display: flex; flex-direction: column; gap: var(--space-3); border-left: 1px solid var(--line-1); padding-left: var(--space-3); }
  @container run-panel (max-width: 32rem) { .split { grid-template: minmax(9rem, 1fr) auto / minmax(0, 1fr); overflow: auto; } aside { overflow: visible; border: 0; padding: 0; } }
  aside rw-queue { height: auto; flex: none; }
  .now { display: flex; flex-direction: column; gap: var(--space-2); }
  .now article { display: flex; flex-direction: column; gap: 0.125rem; }
  .now progress { width: 100%; height: 0.25rem; accent-color: var(--accent); }
  .streamed { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 5.5rem; overflow: hidden; display: flex; flex-direction: column-reverse; font-size: var(--text-s); color: var(--ink-2); background: var(--surface-2); border-radius: var(--radius-s); padding: var(--space-1) var(--space-2); }
  .now rw-value { height: 5.5rem; }
`;
