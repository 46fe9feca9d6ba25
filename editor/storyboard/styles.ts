import { css } from "lit";

/** Pixels at the usual text size: the board lays its rows out by them, so cards and heads keep to them. */
export const cardSize = { width: 22, height: 13.5, head: 3, gap: 0.75, line: 1.75 } as const;

export const boardStyles = css`
  :host { display: block; overflow: hidden auto; position: relative; padding: 0 1rem; outline-offset: -2px; container: board / inline-size; }
  .space { position: relative; }
  .scene { position: absolute; inset-inline: 0; }
  .scene > header { height: 3rem; display: flex; align-items: center; gap: 0.75rem; }
  .scene > header > * { flex: none; } .scene > header > h2 { flex: 0 1 auto; min-width: 4rem; font-size: var(--text-m); } .scene > header > .fill { flex: 1; }
  .scene > header > button { flex: 0 1 auto; min-width: 2rem; overflow: hidden; justify-content: start; }
  @container board (max-width: 34rem) { .scene > header > .mono, .scene > header > .approved { display: none; } }
  .shots { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: 0.75rem; }
  .shot { height: 13.5rem; display: flex; gap: 0.75rem; padding: 0.5rem; background: var(--surface-2); border: 1px solid var(--line-1); border-radius: var(--radius-l); overflow: hidden; cursor: pointer; transition: border-color var(--quick); }
  .shot:hover { border-color: var(--line-2); }
  .shot[aria-current="true"] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
  .shot[data-standing="approved"] { border-inline-start: 3px solid var(--green); }
  .shot[data-standing="rejected"] { border-inline-start: 3px solid var(--red); }
  .shot[data-standing="stale"] { border-inline-start: 3px solid var(--amber); }
  .picture { flex: none; width: 6.9rem; height: 100%; border-radius: var(--radius-m); overflow: hidden; background: var(--surface-0); display: grid; place-items: center; }
  .picture rw-image { width: 100%; height: 100%; }
  .shot[data-state="running"] .picture { outline: 2px solid var(--state-running); outline-offset: -2px; }
  .text { flex: 1; min-width: 0; display: flex; flex-direction: column; gap: 0.125rem; }
  .name { min-height: 1.5rem; padding: 0 0.25rem; margin-inline-start: -0.25rem; font-weight: 600; color: var(--ink-1); }
  .description { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; color: var(--ink-2); }
  .spoken { flex: 1; min-height: 0; overflow: hidden; color: var(--ink-1); }
  .spoken b { font-weight: 500; color: var(--ink-3); }
  .tools { flex: none; }
  .comment { display: inline-flex; align-items: center; gap: 0.25rem; color: var(--ink-2); }
  .loose { height: 1.75rem; }
`;

export const sharedStyles = css`
  .dot { width: 0.5rem; height: 0.5rem; border-radius: 50%; flex: none; background: var(--state-waiting); }
  .dot[data-state="running"] { background: var(--state-running); }
  .dot[data-state="done"] { background: var(--state-done); }
  .dot[data-state="cached"] { background: var(--state-cached); }
  .dot[data-state="failed"] { background: var(--state-failed); }
  .dot[data-state="waiting"] { background: none; border: 1.5px solid var(--state-waiting); }
  button.approved[aria-pressed="true"] { color: var(--green); background: color-mix(in srgb, var(--green) 18%, transparent); }
  button.rejected[aria-pressed="true"] { color: var(--red); background: color-mix(in srgb, var(--red) 18%, transparent); }
  .badge.stale { color: var(--amber); }
  .empty { height: 100%; display: grid; place-content: center; justify-items: center; gap: 0.5rem; text-align: center; padding: 2rem; color: var(--ink-2); }
`;

export const storyboardStyles = css`
  :host { display: flex; flex-direction: column; height: 100%; min-height: 0; background: var(--surface-0); outline: none; }
  :host { container: storyboard / inline-size; }
  .bar { flex: none; display: flex; align-items: center; gap: 0.75rem; padding: 0.5rem 1rem; border-bottom: 1px solid var(--line-1); background: var(--surface-1); flex-wrap: wrap; }
  .tabs { display: inline-flex; background: var(--surface-0); border-radius: var(--radius-m); padding: 2px; }
  .tabs button { min-height: 1.625rem; }
  .tabs button[aria-selected="true"] { background: var(--surface-3); color: var(--ink-1); }
  .bar select { width: auto; }
  .bar label { white-space: nowrap; }
  @container storyboard (max-width: 62rem) { .bar .keys { display: none; } }
  .main { flex: 1; min-height: 0; display: flex; }
  rw-board { flex: 1; min-width: 0; }
  .film { flex: 1; min-width: 0; min-height: 0; }
  aside { flex: none; width: min(24rem, 40%); overflow: auto; border-inline-start: 1px solid var(--line-1); background: var(--surface-1); padding: 1rem; display: flex; flex-direction: column; gap: 0.75rem; }
  aside > * { flex: none; }
  aside .verdict { flex-wrap: wrap; } aside .verdict .fill { flex: 1 0 auto; }
  aside .large { height: 24rem; max-height: 50vh; background: var(--surface-0); border-radius: var(--radius-m); overflow: hidden; display: grid; place-items: center; }
  aside .large > * { width: 100%; height: 100%; }
  aside section { display: flex; flex-direction: column; gap: 0.5rem; }
  .line { display: grid; gap: 0.25rem; }
  .made { display: flex; flex-wrap: wrap; gap: 0.25rem; }
  .made button { min-height: 1.5rem; font-size: var(--text-s); padding: 0 0.5rem; }
  .matters { flex: 1; overflow: auto; padding: 1rem; display: flex; flex-direction: column; gap: 0.5rem; max-width: 60rem; }
  .matter { display: grid; grid-template-columns: 11rem minmax(0, 1fr) auto; gap: 0.75rem; align-items: center; padding: 0.75rem; }
  .said { display: flex; gap: 0.75rem; min-width: 0; overflow-wrap: anywhere; } .said > div { flex: 1; min-width: 0; }
  .said rw-image { flex: none; width: 3.5rem; height: 6.25rem; }
  .ways { display: flex; flex-direction: column; gap: 0.25rem; }
  .ways button { justify-content: start; }
  @container storyboard (max-width: 44rem) { .matter { grid-template-columns: minmax(0, 1fr); } .ways { flex-direction: row; flex-wrap: wrap; } }
  .matter[data-kind="failed"], .matter[data-kind="finding"], .matter[data-kind="unlike"] { border-inline-start: 3px solid var(--red); }
  .matter[data-kind="rejected"] { border-inline-start: 3px solid var(--red); }
  .matter[data-kind="stale"], .matter[data-kind="uncertain"], .matter[data-kind="judged"] { border-inline-start: 3px solid var(--amber); }
`;
