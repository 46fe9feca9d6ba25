import { css } from "lit";

export const styles = css`
  :host {
    inset: auto; margin: 0; padding: 0; color: var(--ink-1); overflow: hidden;
    width: min(46rem, calc(100vw - 1rem)); height: min(28rem, calc(100dvh - 1rem));
    background: var(--surface-1); border: 1px solid var(--line-2); border-radius: var(--radius-l); box-shadow: var(--shadow-high);
  }
  :host(:popover-open) { display: flex; flex-direction: column; animation: appear var(--quick) var(--ease); }
  @keyframes appear { from { opacity: 0; transform: translateY(-0.25rem); } }

  .ask { padding: var(--space-2) var(--space-2) var(--space-2) var(--space-3); border-bottom: 1px solid var(--line-1); color: var(--ink-3); flex: none; }
  .ask input { border: none; background: none; outline: none; font-size: var(--text-l); color: var(--ink-1); min-width: 6rem; }
  .modes { background: var(--surface-0); border-radius: var(--radius-m); padding: 2px; gap: 0; flex: none; }
  .modes button { min-height: 1.5rem; font-size: var(--text-s); padding: 0 var(--space-2); }
  .modes button[aria-pressed="true"] { background: var(--surface-2); border-color: var(--line-2); }
  .fits { background: var(--accent-soft); color: var(--ink-1); max-width: 45%; }

  .body { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 17rem); container-type: size; }
  .body.commands { grid-template-columns: minmax(0, 1fr); }
  .list { overflow-y: auto; padding: var(--space-1) var(--space-2) var(--space-3); overscroll-behavior: contain; }
  .heading { padding: var(--space-3) var(--space-2) var(--space-1); color: var(--ink-3); font-size: var(--text-xs); font-weight: 600; letter-spacing: 0.02em; }
  .heading:has(.pack-icon) { display: flex; align-items: center; gap: var(--space-2); }
  .option {
    display: flex; align-items: center; gap: var(--space-2);
    min-height: 2rem; padding: 0.25rem var(--space-2); border-radius: var(--radius-m); cursor: pointer; scroll-margin: 2.5rem var(--space-2);
  }
  .option[aria-selected="true"] { background: var(--accent-soft); }
  .option .lead { display: flex; flex: none; width: 2.25rem; justify-content: flex-end; gap: 0.1875rem; color: var(--ink-3); }
  .option .ends { display: flex; flex: none; gap: 0.1875rem; }
  .name { display: flex; flex: 1; align-items: baseline; gap: var(--space-2); min-width: 0; }
  .name > :first-child { flex: none; max-width: 100%; }
  .port { width: 0.6875rem; height: 0.6875rem; flex: none; overflow: visible; }
  mark { background: none; color: var(--accent); font-weight: 650; }
  [aria-selected="true"] mark { color: inherit; text-decoration: underline 2px var(--accent); text-underline-offset: 0.1875rem; }

  .detail { border-left: 1px solid var(--line-1); padding: var(--space-4); overflow-y: auto; background: var(--surface-0); }
  .detail h3 { font-size: var(--text-l); overflow-wrap: anywhere; }
  .detail h4 { margin: var(--space-4) 0 var(--space-1); color: var(--ink-3); font-size: var(--text-xs); font-weight: 600; }
  .detail p { margin-top: var(--space-2); color: var(--ink-2); overflow-wrap: anywhere; }
  .detail li { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: var(--space-2); align-items: baseline; padding: 0.125rem 0; }
  .detail li .port { align-self: center; }
  .detail li .small { grid-column: 2; overflow-wrap: anywhere; }
  .detail .here { color: var(--accent); font-weight: 600; }
  .detail .pack { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); }
  .broken { flex: none; border-top: 1px solid var(--line-1); }
  .broken summary { display: flex; align-items: center; gap: var(--space-2); padding: var(--space-2) var(--space-3); color: var(--amber); cursor: pointer; }
  .broken ul { display: flex; flex-direction: column; gap: var(--space-2); max-height: 9rem; overflow: auto; padding: 0 var(--space-3) var(--space-3) 2.25rem; overflow-wrap: anywhere; }
  .none { grid-column: 1 / -1; padding: var(--space-6) var(--space-4); text-align: center; color: var(--ink-3); overflow-wrap: anywhere; }

  .foot { flex: none; gap: var(--space-4); padding: var(--space-1) var(--space-3); border-top: 1px solid var(--line-1); font-size: var(--text-xs); color: var(--ink-3); min-height: 1.75rem; flex-wrap: wrap; }
  .foot .row { gap: var(--space-1); }
  .fault { color: var(--amber); }
  @container (width < 30rem) { .detail { display: none; } .list { grid-column: 1 / -1; } }
`;
