import { css } from "lit";

export const viewerStyles = css`
  :host { padding: var(--space-2) var(--space-3); gap: var(--space-2); }
  .bar-row { flex: none; }
  .split { flex: 1; min-height: 0; display: grid; grid-template-columns: clamp(7rem, 26%, 14rem) minmax(0, 1fr); gap: var(--space-3); }
  .split.alone { grid-template-columns: minmax(0, 1fr); }
  .list { overflow: auto; min-height: 0; }
  .list button { width: 100%; justify-content: space-between; }
  .large { min-height: 0; container-type: size; --media-height: max(8rem, 84cqh); }
`;
