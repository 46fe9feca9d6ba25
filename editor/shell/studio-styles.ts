import { css } from "lit";

export const studioStyles = css`
  :host { display: grid; grid-template-rows: auto auto minmax(0, 1fr); height: 100dvh; }
  .skip { position: fixed; inset: var(--space-2) auto auto var(--space-2); z-index: 50; display: flex; gap: var(--space-2); }
  .skip button:not(:focus) { position: absolute; width: 1px; min-height: 0; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .banner { grid-row: 2; display: flex; justify-content: center; gap: var(--space-2); padding: var(--space-1) var(--space-4); background: color-mix(in srgb, var(--amber) 18%, var(--surface-1)); border-bottom: 1px solid var(--line-1); }
  rw-top-bar { grid-row: 1; }
  .work { grid-row: 3; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; grid-template-rows: minmax(0, 1fr); min-height: 0; }
  .centre { grid-column: 2; display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); min-height: 0; min-width: 0; }
  .lower { display: grid; grid-template-columns: minmax(0, 1fr); min-width: 0; border-top: 1px solid var(--line-1); }
  .view { position: relative; display: grid; min-height: 0; min-width: 0; overflow: hidden; background: var(--surface-0); outline: none; }
  .view > * { min-width: 0; min-height: 0; }
  .part-loading, .part-failed { place-self: center; text-align: center; }
  aside { display: grid; grid-template-columns: auto minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); min-height: 0; background: var(--surface-1); overflow: hidden; outline: none; }
  .inspector { display: grid; min-height: 0; } rw-inspector { min-height: 0; overflow: auto; }
  .gallery { grid-row: 3; min-height: 0; overflow: auto; outline: none; }
`;
