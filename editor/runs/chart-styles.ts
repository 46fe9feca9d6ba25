import { css } from "lit";

export const chartStyles = css`
  .tools { flex: none; min-height: 1.875rem; }
  .stage { position: relative; flex: 1; min-height: 0; overflow: hidden auto; background: var(--surface-0); border-radius: var(--radius-s); }
  canvas { position: sticky; display: block; top: 0; width: 100%; height: 100%; cursor: crosshair; }
`;
