import { css } from "lit";

export const filmStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; outline: none; }
  .stage { flex: 1; min-height: 0; display: flex; }
  rw-video { flex: 1; min-width: 0; min-height: 0; padding: 0.75rem; }
  aside { flex: none; width: min(22rem, 40%); overflow: auto; border-inline-start: 1px solid var(--line-1); background: var(--surface-1); padding: 1rem; display: flex; flex-direction: column; gap: 0.75rem; }
  aside section { display: flex; flex-direction: column; gap: 0.5rem; padding-block-start: 0.5rem; border-block-start: 1px solid var(--line-1); }
  .said { font-size: var(--text-l); }
  .made { display: flex; flex-wrap: wrap; gap: 0.25rem; }
  .made button { min-height: 1.5rem; font-size: var(--text-s); padding: 0 0.5rem; }
  .timeline { flex: none; position: relative; border-top: 1px solid var(--line-1); background: var(--surface-1); padding: 0.5rem 0 0.75rem; }
  .tools { padding: 0 0.5rem; }
  .track { position: relative; height: 4rem; margin-block-start: 0.25rem; }
  .track.lines { height: 1.875rem; }
  .segment { position: absolute; top: 0; height: 100%; min-height: 0; min-width: 2px; padding: 0; overflow: hidden; border-radius: var(--radius-s); border-color: var(--surface-1); justify-content: flex-start; }
  .segment[aria-current="true"] { border-color: var(--accent); z-index: 1; }
  .lines .segment { padding: 0 0.25rem; font-size: var(--text-s); background: var(--surface-3); }
  .lines b { font-weight: 500; color: var(--ink-3); }
  .segment rw-image { width: 100%; height: 100%; }
  .playhead { position: absolute; top: 2.5rem; bottom: 0.5rem; width: 2px; margin-inline-start: -1px; background: var(--accent); pointer-events: none; z-index: 2; }
`;
