import { css } from "lit";

export const menuStyles = css`
  /* The popover covers the page and lets everything through but its menus. */
  .page { position: fixed; inset: 0; width: 100vw; height: 100dvh; margin: 0; padding: 0; border: 0; background: none; color: inherit; pointer-events: none; overflow: hidden; }
  .menu {
    position: absolute; min-width: 13rem; max-width: min(26rem, calc(100vw - 1rem)); max-height: calc(100dvh - 1rem); overflow: auto; padding: var(--space-1); pointer-events: auto;
    background: var(--surface-1); border: 1px solid var(--line-2); border-radius: var(--radius-m); box-shadow: var(--shadow-high);
  }
  .line { display: flex; align-items: center; gap: var(--space-2); min-height: 1.75rem; padding: 0.125rem var(--space-2); border-radius: var(--radius-s); cursor: default; color: var(--ink-1); }
  .line:focus, .line.open { background: var(--surface-3); outline: none; }
  .line:focus-visible { box-shadow: inset 0 0 0 1px var(--accent); }
  .line[aria-disabled="true"] { color: var(--ink-3); opacity: 0.65; }
  .line.danger:not([aria-disabled="true"]) { color: var(--red); }
  .line.apart { margin-top: 0.5625rem; position: relative; }
  .line.apart::before { content: ""; position: absolute; inset: -0.3125rem 0 auto; border-top: 1px solid var(--line-1); }
  .mark { width: 1rem; flex: none; display: inline-flex; color: var(--accent); }
  .keys { color: var(--ink-3); font-size: var(--text-s); margin-inline-start: var(--space-4); white-space: nowrap; }
`;
