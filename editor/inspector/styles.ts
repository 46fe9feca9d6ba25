import { css } from "lit";

export const inspectorStyles = css`
  :host { display: block; min-width: 0; container-type: inline-size; }
  .inspector { display: flex; flex-direction: column; padding: var(--space-4); gap: var(--space-4); overflow-wrap: anywhere; }
  header { display: flex; flex-direction: column; gap: var(--space-2); align-items: stretch; }
  header > button { align-self: start; }
  .title { font-size: var(--text-l); font-weight: 600; }
  .title rw-field { margin-inline: calc(-1 * var(--space-2)); }
  .summary { color: var(--ink-2); }

  section { display: flex; flex-direction: column; gap: var(--space-3); padding-top: var(--space-4); border-top: 1px solid var(--line-1); }
  section h3 { font-size: var(--text-s); font-weight: 600; color: var(--ink-3); letter-spacing: 0.02em; }
  section > .row:first-child { min-height: 1.5rem; }
  section > .row:first-child:has(> h3:empty) { display: none; }

  .input, .port { display: flex; flex-direction: column; gap: var(--space-1); min-width: 0; }
  .head { display: flex; align-items: center; flex-wrap: wrap; gap: var(--space-2); min-height: 1.5rem; }
  .label { font-weight: 500; color: var(--ink-2); }
  .tools { display: inline-flex; align-items: center; gap: var(--space-1); }
  .tool, .source button.icon { width: 1.5rem; min-height: 1.5rem; color: var(--ink-3); }
  .tool svg.icon, .source button.icon svg.icon { width: 0.875rem; height: 0.875rem; }
  .tool[aria-pressed="true"] { background: none !important; color: var(--accent) !important; }
  .chip { display: inline-flex; align-items: center; gap: 0.25rem; font-size: var(--text-xs); color: var(--ink-3); text-align: end; }
  .mark { width: 0.625rem; height: 0.625rem; flex: none; }
  .source { display: flex; align-items: center; gap: var(--space-2); flex-wrap: wrap; }
  .fault { color: var(--red); }
  .needed { color: var(--amber); }
  .wrap { flex-wrap: wrap; }
  .surface { display: flex; flex-direction: column; gap: var(--space-2); padding: var(--space-3); border-radius: var(--radius-m); background: var(--surface-2); border: 1px solid var(--line-1); }

  button.link { display: inline; min-height: 0; padding: 0; border: 0; background: none; color: var(--ink-1); text-align: start; white-space: normal; text-decoration: underline; text-decoration-color: var(--line-2); text-underline-offset: 0.2em; }
  button.link:hover { text-decoration-color: currentColor; }
  button.small { min-height: 1.625rem; font-size: var(--text-s); }
  button.danger { align-self: start; }

  .segments { display: flex; padding: 2px; gap: 2px; background: var(--surface-0); border: 1px solid var(--line-2); border-radius: var(--radius-m); }
  .segments label { position: relative; flex: 1 1 auto; display: flex; justify-content: center; align-items: center; padding: 0 var(--space-2); min-height: 1.5rem; border-radius: calc(var(--radius-m) - 2px); color: var(--ink-2); cursor: pointer; font-size: var(--text-s); }
  .segments label:hover { color: var(--ink-1); }
  .segments .chosen { background: var(--surface-3); color: var(--ink-1); box-shadow: 0 0 0 1px var(--line-2); }
  .segments input, .swatch input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
  .segments label:has(:focus-visible), .swatch:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }

  .swatches { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .swatch { position: relative; width: 1.25rem; height: 1.25rem; border-radius: 50%; background: oklch(0.63 0.13 var(--hue)); cursor: pointer; }
  .swatch.none { background: linear-gradient(135deg, transparent 46%, var(--ink-3) 46% 54%, transparent 54%), var(--surface-3); }
  .swatch:has(:checked) { box-shadow: 0 0 0 2px var(--surface-1), 0 0 0 4px var(--ink-1); }

  .problems { display: flex; flex-direction: column; gap: var(--space-2); font-size: var(--text-s); }
  .problems li { display: flex; gap: var(--space-2); padding: var(--space-2); border-radius: var(--radius-m); background: color-mix(in srgb, var(--red) 10%, transparent); }
  .problems svg.icon { color: var(--red); margin-top: 0.125rem; }
  .unknown { display: flex; flex-direction: column; gap: var(--space-2); padding: var(--space-3); border: 1px dashed var(--line-2); border-radius: var(--radius-m); }
  .pack-icon { vertical-align: -0.1875rem; }
  .command { display: flex; align-items: center; gap: var(--space-2); padding-inline-start: var(--space-2); border-radius: var(--radius-m); background: var(--surface-3); }
  .command code { flex: 1; padding-block: var(--space-1); min-width: 0; overflow-wrap: anywhere; user-select: all; }
  pre { margin: var(--space-2) 0 0; max-height: 16rem; overflow: auto; white-space: pre-wrap; }

  .decisions { display: flex; flex-direction: column; gap: var(--space-2); }
  .decisions ul { padding-inline-start: var(--space-3); border-inline-start: 2px solid var(--line-2); }
  .reasons { display: flex; flex-direction: column; gap: var(--space-1); }
  .reasons del { color: var(--red); } .reasons ins { color: var(--green); text-decoration: none; }
  dt { color: var(--ink-3); } dd { display: inline; }
  .state-done { color: var(--state-done); } .state-cached { color: var(--state-cached); } .state-failed { color: var(--state-failed); } .state-running { color: var(--state-running); }
  .commands { display: flex; flex-wrap: wrap; gap: var(--space-2); }
`;
