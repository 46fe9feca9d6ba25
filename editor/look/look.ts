import { css } from "lit";

/**
 * What every element looks like, as one shared sheet: put it first in `static styles`. Classes: `primary`, `quiet`,
 * `danger` and `icon` for buttons; `panel`, `row`, `column`, `fill`, `muted`, `small`, `mono`, `truncate`, `badge`,
 * `visually-hidden`. Colours, sizes and motion come from the custom properties of `tokens.css`.
 */
export const look = css`
  :host { box-sizing: border-box; }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }

  h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1 { font-size: var(--text-xxl); font-weight: 650; letter-spacing: -0.01em; }
  h2 { font-size: var(--text-l); font-weight: 600; }
  h3 { font-size: var(--text-m); font-weight: 600; }
  a { color: var(--accent); }

  button, input, select, textarea { font: inherit; color: inherit; }
  button {
    display: inline-flex; align-items: center; justify-content: center; gap: var(--space-2);
    min-height: 1.875rem; padding: 0 var(--space-3);
    background: var(--surface-3); border: 1px solid var(--line-2); border-radius: var(--radius-m);
    cursor: pointer; white-space: nowrap; transition: background var(--quick), border-color var(--quick);
  }
  button:hover:not(:disabled) { border-color: var(--ink-3); }
  button:disabled { opacity: 0.45; cursor: default; }
  button.primary { background: var(--accent); border-color: transparent; color: var(--accent-ink); font-weight: 600; }
  button.primary:hover:not(:disabled) { filter: brightness(1.08); }
  button.quiet { background: none; border-color: transparent; color: var(--ink-2); }
  button.quiet:hover:not(:disabled), button.quiet[aria-pressed="true"], button.quiet[aria-expanded="true"] { background: var(--surface-3); border-color: transparent; color: var(--ink-1); }
  button.danger { color: var(--red); }
  button.icon { width: 1.875rem; padding: 0; flex: none; }

  input:not([type="checkbox"], [type="range"], [type="radio"], [type="color"]), select, textarea {
    min-height: 1.875rem; padding: 0.25rem var(--space-2); width: 100%;
    background: var(--surface-0); border: 1px solid var(--line-2); border-radius: var(--radius-m);
  }
  textarea { resize: vertical; line-height: 1.5; }
  input::placeholder, textarea::placeholder { color: var(--ink-3); opacity: 1; }
  progress { accent-color: var(--accent); }
  input[type="range"], input[type="checkbox"], input[type="radio"] { accent-color: var(--accent); }
  [aria-invalid="true"] { border-color: var(--red) !important; }

  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

  table { border-collapse: collapse; width: 100%; }
  th { text-align: start; font-weight: 500; color: var(--ink-3); font-size: var(--text-s); }
  th, td { padding: var(--space-1) var(--space-2); border-bottom: 1px solid var(--line-1); vertical-align: middle; }

  dialog {
    background: var(--surface-1); color: var(--ink-1); border: 1px solid var(--line-2); border-radius: var(--radius-l);
    box-shadow: var(--shadow-high); padding: var(--space-5); max-width: min(44rem, 92vw); max-height: 88vh; overflow: auto;
  }
  .pack-icon { width: 1rem; height: 1rem; flex: none; border-radius: 0.1875rem; object-fit: contain; }
  dialog::backdrop { background: #0009; }

  svg.icon { width: 1rem; height: 1rem; flex: none; }
  .panel { background: var(--surface-1); border: 1px solid var(--line-1); border-radius: var(--radius-l); }
  .row { display: flex; align-items: center; gap: var(--space-2); min-width: 0; }
  .column { display: flex; flex-direction: column; gap: var(--space-2); min-width: 0; }
  .fill { flex: 1; min-width: 0; }
  .muted { color: var(--ink-3); }
  .small { font-size: var(--text-s); }
  .mono { font-family: var(--mono); }
  .truncate { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .badge { display: inline-flex; align-items: center; gap: 0.25rem; padding: 0 0.4375rem; border-radius: 1rem; background: var(--surface-3); color: var(--ink-2); font-size: var(--text-xs); line-height: 1.25rem; white-space: nowrap; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  kbd { font: var(--text-xs) var(--mono); padding: 0 0.3125rem; border: 1px solid var(--line-2); border-bottom-width: 2px; border-radius: var(--radius-s); color: var(--ink-2); }
`;
