import { css } from "lit";

export const itemsStyles = css`
  :host { padding: var(--space-2) var(--space-3); gap: var(--space-2); }
  .tools { flex: none; flex-wrap: wrap; }
  .tools select { width: auto; max-width: 16rem; }
  .tools input { width: 10rem !important; }
  .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(17rem, 38%); gap: var(--space-3); }
  .table { display: flex; flex-direction: column; min-height: 0; min-width: 0; container-type: inline-size; }
  .head, .line { grid-template-columns: 1.25rem minmax(4rem, 8rem) minmax(6rem, 2fr) 5.75rem 4.5rem 3.75rem minmax(6rem, 1.2fr); }
  .head { min-height: 1.5rem; }
  .head button { color: inherit; }
  .line { height: 2.5rem; cursor: pointer; }
  .line:hover { background: var(--surface-2); }
  .line[aria-current="true"] { background: var(--accent-soft); }
  .line[aria-selected="true"] { box-shadow: inset 2px 0 var(--accent); }
  .fault { color: var(--red); }
  .preview { height: 2.25rem; overflow: hidden; display: flex; align-items: center; font-size: var(--text-s); color: var(--ink-2); --lines: 2; --media-align: left; }
  .preview rw-value { height: 100%; width: 100%; display: flex; flex-direction: column; justify-content: center; }
  @container (max-width: 34rem) {
    .head, .line { grid-template-columns: 1.25rem minmax(3.5rem, 6rem) minmax(5rem, 2fr) 5.75rem minmax(5rem, 1fr); }
    .head > :nth-child(5), .line > :nth-child(5), .head > :nth-child(6), .line > :nth-child(6) { display: none; }
  }
`;
