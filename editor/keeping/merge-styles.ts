import { css } from "lit";

export const mergeStyles = css`
  dialog { width: min(60rem, 94vw); padding: 0; overflow: hidden; }
  dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; }
  .head, .foot { padding: var(--space-4) var(--space-5); }
  .head { display: grid; gap: var(--space-3); border-bottom: 1px solid var(--line-1); }
  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); border-top: 1px solid var(--line-1); background: var(--surface-2); }
  .conflicts { overflow: auto; padding: var(--space-4) var(--space-5); display: grid; gap: var(--space-5); align-content: start; }
  section { display: grid; gap: var(--space-3); }
  h3 { display: flex; align-items: center; gap: var(--space-2); }
  h3 .mono { font-weight: 400; color: var(--ink-3); font-size: var(--text-s); }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-2) var(--space-3); }
  legend { padding: 0; margin-bottom: var(--space-2); color: var(--ink-2); }
  .side { display: grid; grid-template-rows: auto 1fr; align-content: start; min-width: 0; border: 1px solid var(--line-2); border-radius: var(--radius-m); background: var(--surface-0); cursor: pointer; transition: border-color var(--quick); }
  .side:hover { border-color: var(--ink-3); }
  .side.chosen { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .side:focus-within { outline: 2px solid var(--accent); outline-offset: 1px; }
  .side:focus-within input { outline: none; }
  .name { display: flex; align-items: center; gap: var(--space-2); padding: var(--space-2) var(--space-3); font-weight: 600; border-bottom: 1px solid var(--line-1); }
  .value { padding: var(--space-3); max-height: 14rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.55; }
  .value.mono { font-size: var(--text-s); }
  ins { text-decoration: none; background: color-mix(in srgb, var(--green) 24%, transparent); border-radius: 2px; }
  del { color: var(--ink-2); background: color-mix(in srgb, var(--red) 16%, transparent); border-radius: 2px; }
  details { grid-column: 1 / -1; }
  summary { cursor: pointer; color: var(--ink-3); font-size: var(--text-s); }
  .preview { border-top: 1px solid var(--line-1); padding-top: var(--space-4); }
  .preview summary { font-size: var(--text-m); color: var(--ink-2); }
  dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: var(--space-2) var(--space-4); padding-top: var(--space-3); }
  dt { color: var(--ink-3); }
  dd { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 6rem; overflow: auto; }
  .nothing { color: var(--ink-3); font-style: italic; }
  @media (max-width: 44rem) { fieldset { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; } }
`;
