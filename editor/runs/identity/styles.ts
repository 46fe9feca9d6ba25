import { css } from "lit";

export const identityStyles = css`
  [data-identity="pass"] { --mark: var(--green); }
  [data-identity="uncertain"] { --mark: var(--amber); }
  [data-identity="fail"] { --mark: var(--red); }
  .badge[data-identity] { color: var(--mark); border: 1px solid currentColor; background: none; }
  .identity { gap: var(--space-3); }
  .identity section { display: flex; flex-direction: column; gap: var(--space-1); }
  .identity h4 { font-size: var(--text-m); font-weight: 600; }
  .identity .wrap { flex-wrap: wrap; }
  .identity td, .identity th { vertical-align: top; }
  .identity th[scope="row"] { color: var(--ink-2); white-space: nowrap; }
  .identity .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .identity .verdict { white-space: nowrap; color: var(--mark); }
  [data-verdict="match"] { --mark: var(--green); }
  [data-verdict="mismatch"] { --mark: var(--red); }
  [data-verdict="not_visible"], [data-verdict="declared"] { --mark: var(--ink-3); }
  .pictures { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .pictures figure { width: 9rem; display: flex; flex-direction: column; gap: 0.125rem; }
  .pictures :is(rw-image, .missing) { height: 14rem; background: var(--surface-0); border-radius: var(--radius-m); }
  .pictures .missing { display: grid; place-items: center; text-align: center; padding: var(--space-2); }
  .pictures .candidate rw-image { outline: 2px solid var(--line-2); outline-offset: -2px; }
  .pictures figcaption { color: var(--ink-2); }
  .attempts { display: flex; flex-direction: column; gap: var(--space-2); }
  .attempts li { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: var(--space-2); }
  .attempts rw-image { height: 6rem; background: var(--surface-0); border-radius: var(--radius-s); }
  .identity .chart { min-width: 15rem; width: 40%; }
  .scores { display: block; max-width: 100%; height: auto; }
  .scores .grid { stroke: var(--line-1); fill: none; }
  .scores .curve { stroke: var(--ink-3); fill: none; stroke-width: 1.5; }
  .scores .trend { stroke: var(--accent); stroke-dasharray: 4 3; }
  .scores g { fill: var(--mark); }
  .marks { display: flex; flex-wrap: wrap; gap: 0 var(--space-2); }
  .marks [data-identity] { color: var(--mark); }
  button.link { min-height: 0; padding: 0; border: 0; background: none; color: var(--accent); font-size: inherit; gap: 0.25rem; }
  button.link:hover { text-decoration: underline; }
`;
