import { css } from "lit";

export const imageStyles = css`
  :host { display: block; position: relative; min-height: 0; min-width: 0; overflow: hidden; }
  :host([full]) { display: flex; flex-direction: column; height: 100%; }
  img { display: block; }
  img.fit { width: 100%; height: 100%; object-fit: contain; object-position: var(--media-align, center); }
  .stage { flex: 1; min-height: 0; overflow: auto; cursor: grab; display: grid; place-content: safe center; background: var(--surface-0); border-radius: var(--radius-m); }
  .stage:has(img.fit) { display: block; cursor: default; }
  .tools { justify-content: center; flex: none; padding-top: var(--space-1); }
  output { min-width: 4em; text-align: center; }
  .gone { color: var(--ink-3); padding: var(--space-2); }
`;

export const audioStyles = css`
  :host { display: flex; align-items: center; gap: var(--space-2); min-width: 0; min-height: 1.75rem; }
  button.icon { width: 1.625rem; min-height: 1.625rem; border-radius: 50%; }
  :host(:not([full])) button.icon { visibility: var(--small-controls, visible); }
  .wave { position: relative; height: 100%; min-height: 1.5rem; max-height: 3rem; cursor: pointer; border-radius: var(--radius-s); touch-action: none; }
  :host([full]) .wave { height: 4rem; max-height: none; }
  canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
  .fault { position: absolute; inset: 0; display: grid; place-content: center; text-align: center; background: var(--surface-2); color: var(--ink-3); overflow: hidden; }
  .time { color: var(--ink-2); white-space: nowrap; font-variant-numeric: tabular-nums; }
`;

export const videoStyles = css`
  :host { display: block; position: relative; min-width: 0; min-height: 0; overflow: hidden; }
  :host([full]) { height: 100%; container-type: size; }
  .stage { display: flex; flex-direction: column; height: 100%; min-height: 0; }
  video { display: block; width: 100%; height: 100%; object-fit: contain; background: #000; border-radius: var(--radius-s); }
  /* As wide as the film is, but wide enough for the browser's controls. */
  :host([full]) video { flex: 1; align-self: center; min-height: 0; width: auto; min-width: min(18rem, 100%); max-width: 100%; border-radius: var(--radius-m); }
  /* Low and wide: what is beside the film costs it no height. */
  @container (aspect-ratio > 1.6) {
    .stage { flex-direction: row; gap: var(--space-2); }
    .stage .tools { flex-direction: column; justify-content: flex-end; }
    .stage { justify-content: center; }
    :host([full]) .stage video { flex: none; width: auto; min-width: min(18rem, 78cqw); max-width: 78cqw; }
  }
  .start { position: absolute; inset: 0; margin: auto; width: 2.25rem; height: 2.25rem; min-height: 0; padding: 0; border-radius: 50%; background: #000a; border-color: #fff6; color: #fff; }
  .tools { flex: none; justify-content: center; padding-top: var(--space-1); }
  .tools select { width: auto; min-height: 1.625rem; }
  output { min-width: 5em; text-align: center; font-variant-numeric: tabular-nums; }
  .gone { color: var(--ink-3); padding: var(--space-2); }
`;

export const valueStyles = css`
  :host { display: block; min-width: 0; min-height: 0; }
  :host([full]) { height: 100%; overflow: auto; }
  rw-image:not([full]), rw-video:not([full]) { width: 100%; height: 100%; }
  .line { margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .lines { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: var(--lines, 3); overflow: hidden; white-space: pre-line; overflow-wrap: anywhere; }
  .strip { display: flex; gap: var(--space-1); height: 100%; min-height: 0; align-items: center; }
  .strip > rw-image, .strip > rw-video { flex: 1 1 0; min-width: 0; height: 100%; }
  .strip > rw-audio { flex: 1; }
  .prose { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; max-width: 70ch; user-select: text; }
  .prose.mono { max-width: none; font-size: var(--text-s); line-height: 1.5; }
  .stack { display: flex; flex-direction: column; gap: var(--space-3); }
  .stack > rw-image[full], .stack > rw-video[full] { height: var(--media-height, min(24rem, 60vh)); }
  .pieces { display: grid; gap: var(--space-2); grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); }
  .pieces > rw-image, .pieces > rw-video { height: 8rem; }
  .pieces > rw-audio { grid-column: 1 / -1; }
  details > summary { cursor: pointer; color: var(--ink-2); padding: var(--space-1) 0; }
  .tree { font: var(--text-s)/1.6 var(--mono); overflow-wrap: anywhere; }
  .tree .tree { padding-left: var(--space-4); border-left: 1px solid var(--line-1); }
  .key { color: var(--ink-3); }
  .text { color: var(--green); white-space: pre-wrap; }
  .plain { color: var(--blue); }
  .findings { display: flex; flex-direction: column; gap: var(--space-2); }
  .finding { padding: var(--space-2) var(--space-3); border-left: 3px solid var(--mark); background: var(--surface-2); border-radius: var(--radius-s); }
  .finding[data-severity="block"], .badge[data-severity="block"] { --mark: var(--red); }
  .finding[data-severity="warn"], .badge[data-severity="look"], .badge[data-severity="warn"] { --mark: var(--amber); }
  .finding[data-severity="info"] { --mark: var(--blue); }
  .finding[data-severity="pass"], .badge[data-severity="pass"] { --mark: var(--green); }
  .badge[data-severity] { color: var(--mark); border: 1px solid currentColor; background: none; }
  .finding .severity { color: var(--mark); font-weight: 600; }
  .finding q { color: var(--ink-2); }
  .gone { color: var(--ink-3); }
  .download { display: inline-flex; gap: var(--space-2); align-items: center; }
`;
