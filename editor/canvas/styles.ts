import { css } from "lit";

export const canvasStyles = css`
  :host { display: block; position: relative; overflow: hidden; min-width: 0; min-height: 0; background: var(--surface-0); container: canvas / size; }
  .stage { position: absolute; inset: 0; overflow: hidden; outline: none; touch-action: none; user-select: none; -webkit-user-select: none; contain: strict; }
  .stage:focus-visible:not(.pointed)::after { content: ""; position: absolute; inset: 0; border: 2px solid var(--accent); pointer-events: none; }
  .stage > canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .layer { position: absolute; top: 0; left: 0; transform-origin: 0 0; }
  .nodes { position: absolute; inset: 0; pointer-events: none; }
  .nodes > * { pointer-events: none; }
  .nodes rw-node { pointer-events: auto; }

  .frame-title, .note { position: absolute; top: 0; left: 0; pointer-events: none; }
  .frame-title { padding: 8px 14px; font: 600 14px/1.3 var(--font); color: var(--ink-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .frame-title > input { pointer-events: auto; font: inherit; min-height: 26px; }
  .note { padding: 10px 12px; border-radius: 8px; background: color-mix(in srgb, var(--amber) 14%, var(--surface-1)); box-shadow: 0 0 0 1px color-mix(in srgb, var(--amber) 40%, transparent); font: 13px/1.45 var(--font); white-space: pre-wrap; overflow: hidden; overflow-wrap: anywhere; }
  .note.selected { box-shadow: 0 0 0 2px var(--accent); }
  .note > textarea { pointer-events: auto; position: absolute; inset: 0; height: 100%; padding: 10px 12px; font: inherit; resize: none; border-radius: 8px; }

  .verdict { position: absolute; top: 0; left: 0; width: max-content; max-width: min(22rem, 100%); padding: var(--space-1) var(--space-2); border-radius: var(--radius-m); background: var(--surface-1); border: 1px solid var(--line-2); box-shadow: var(--shadow); font-size: var(--text-s); pointer-events: none; }
  .verdict[data-tone="fits"] { border-color: var(--green); }
  .verdict[data-tone="refused"] { border-color: var(--red); color: var(--red); }

  .offer { position: absolute; width: 20rem; padding: var(--space-3); display: flex; flex-direction: column; gap: var(--space-2); background: var(--surface-1); border: 1px solid var(--line-2); border-radius: var(--radius-l); box-shadow: var(--shadow-high); font-size: var(--text-s); }
  .offer > p.reason { color: var(--red); }
  .offer button { justify-content: flex-start; white-space: normal; text-align: start; padding-block: var(--space-1); }

  .tools { position: absolute; right: var(--space-3); bottom: var(--space-3); display: flex; flex-direction: column; align-items: flex-end; gap: var(--space-2); pointer-events: none; }
  .tools > * { pointer-events: auto; }
  .bar { display: flex; align-items: center; padding: 2px; box-shadow: var(--shadow); }
  .bar button { min-height: 1.625rem; }
  .bar button.icon { width: 1.625rem; }
  .bar .level { min-width: 3.5rem; font-size: var(--text-s); font-variant-numeric: tabular-nums; }
  .minimap { width: 11.5rem; height: 7.5rem; padding: 0; box-shadow: var(--shadow); cursor: pointer; touch-action: none; }
  /* A low view is needed for the graph itself. */
  @container canvas (max-height: 32rem) { .minimap { width: 8rem; height: 5.25rem; } }
  @container canvas (max-height: 22rem) { .minimap { display: none; } }
  .empty { position: absolute; inset: 0; display: grid; place-content: center; text-align: center; gap: var(--space-1); color: var(--ink-3); pointer-events: none; }
  .empty h2 { color: var(--ink-2); }
`;
