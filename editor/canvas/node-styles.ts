import { css } from "lit";

/** Sizes are those of `geometry.ts`: pixels of the graph, which zooming scales. */
export const nodeStyles = css`
  :host { display: block; width: 240px; font: 12.5px/1.3 var(--font); color: var(--ink-1); cursor: default; user-select: none; -webkit-user-select: none; }
  .node { position: relative; width: 240px; background: var(--surface-2); border-radius: 9px; box-shadow: 0 0 0 1px var(--line-2), 0 2px 0 1px color-mix(in srgb, var(--line-2) 35%, transparent); }
  .node.dimmed { opacity: 0.6; }
  .node[data-mode="muted"] { opacity: 0.55; }
  .node.active { box-shadow: 0 0 0 1px var(--ink-3); }
  .node.faulty { box-shadow: 0 0 0 1.5px var(--red); }
  .node[data-state="running"] { box-shadow: 0 0 0 1.5px var(--accent), 0 0 0 5px var(--accent-soft); }
  .node.selected { box-shadow: 0 0 0 2px var(--accent); }
  .node[data-mode="bypassed"] { outline: 1.5px dashed var(--blue); outline-offset: 3px; background: color-mix(in srgb, var(--blue) 9%, var(--surface-2)); }
  .node[data-mode="muted"]::after { content: ""; position: absolute; inset: 0; border-radius: 9px; pointer-events: none; background: linear-gradient(to top right, transparent calc(50% - 1px), var(--ink-2) calc(50% - 1px), var(--ink-2) calc(50% + 1px), transparent calc(50% + 1px)); }
  .node.unknown { background: repeating-linear-gradient(135deg, var(--surface-2) 0 8px, var(--surface-3) 8px 16px); }

  .head { display: flex; align-items: center; gap: 7px; height: 36px; padding: 0 11px 0 10px; background: var(--head); border-radius: 9px 9px 0 0; }
  .collapsed .head { border-radius: 9px; }
  .head svg.icon { width: 15px; height: 15px; color: var(--ink-2); }
  .title { flex: 1; min-width: 0; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  input.title { min-height: 24px !important; padding: 0 5px !important; border-radius: 5px !important; }
  .count { display: inline-flex; align-items: center; gap: 3px; padding: 0 6px; border-radius: 9px; background: var(--surface-2); color: var(--ink-2); font-size: 10.5px; line-height: 17px; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .count svg.icon { width: 11px; height: 11px; }
  .fault { display: inline-flex; align-items: center; gap: 3px; color: var(--red); font-size: 11px; font-weight: 600; }
  .fault svg.icon { color: inherit; width: 13px; height: 13px; }
  .state { flex: none; width: 10px; height: 10px; border-radius: 50%; background: var(--state); }
  .state[data-state="waiting"] { background: none; border: 2px solid var(--state-waiting); }
  .state[data-state="skipped"] { background: none; border: 2px dashed var(--state-skipped); }
  .progress { position: absolute; top: 34px; left: 0; right: 0; height: 2px; background: var(--line-2); }
  .progress > i { display: block; height: 100%; background: var(--accent); transform-origin: left; transition: transform var(--calm); }

  .rows { position: relative; margin: 6px 0; }
  .port { position: absolute; height: 24px; display: flex; align-items: center; gap: 7px; min-width: 0; }
  .port.input { left: 0; padding-left: 14px; max-width: 117px; }
  .port.output { right: 0; padding-right: 14px; max-width: 117px; }
  .port.held { right: 0; max-width: none; padding-right: 10px; }
  .port.alone { max-width: 220px; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ink-2); }
  .port.unfit { opacity: 0.35; }
  .port.fits .name { color: var(--ink-1); }
  .port.faulty .name { color: var(--red); }
  .mark { position: absolute; top: 6px; width: 12px; height: 12px; border: 2px solid var(--port); background: var(--surface-2); border-radius: 50%; }
  .input > .mark { left: -6px; }
  .output > .mark { right: -6px; }
  .mark.wired { background: var(--port); }
  .mark[data-rank="1"] { border-radius: 3px; box-shadow: 0 0 0 1.5px var(--surface-2), 0 0 0 3px var(--port); transform: scale(0.85); }
  .mark[data-rank="2"] { border-radius: 3px; border-width: 0; background: linear-gradient(var(--surface-2), var(--surface-2)) center / 2px 100% no-repeat, linear-gradient(var(--surface-2), var(--surface-2)) center / 100% 2px no-repeat, var(--port); }
  .port.fits > .mark { box-shadow: 0 0 0 4px color-mix(in srgb, var(--port) 35%, transparent); }
  .value { flex: 1; min-width: 0; min-height: 19px; height: 19px; margin-left: auto; padding: 0 7px; justify-content: flex-start; border-radius: 5px; border-color: var(--line-1); background: var(--surface-0); font-size: 11.5px; text-align: start; cursor: text; }
  .value > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .value.default { color: var(--ink-3); }
  .port.held .name { flex: 0 0 42%; }
  .held rw-field { flex: 1; min-width: 0; }

  .preview { position: relative; height: 136px; padding: 0 8px 8px; }
  .frame { position: relative; width: 100%; height: 100%; overflow: hidden; border-radius: 6px; background: var(--surface-0); }
  .frame > img, .frame > rw-video { display: block; width: 100%; height: 100%; object-fit: contain; }
  .frame > rw-audio { height: 100%; padding: 0 8px; }
  .frame > p { height: 100%; margin: 0; padding: 7px 9px; font-size: 11.5px; line-height: 1.4; overflow: hidden; white-space: pre-wrap; overflow-wrap: anywhere; }
  .frame > p.live { display: flex; flex-direction: column-reverse; justify-content: flex-start; }
  .frame > p.stepped { height: calc(100% - 30px); padding-bottom: 0; }
  .frame.none { display: grid; place-content: center; color: var(--line-2); }
  .frame.none svg.icon { width: 26px; height: 26px; stroke-width: 1.5; }
  .steps { position: absolute; inset: auto 12px 12px 12px; display: flex; align-items: center; gap: 4px; pointer-events: none; }
  .steps button { width: 20px; height: 20px; min-height: 20px; padding: 0; background: #000a; border-color: transparent; color: #fff; pointer-events: auto; }
  .steps button svg.icon { width: 13px; height: 13px; }
  .steps > span { padding: 0 6px; border-radius: 9px; background: #000a; color: #fff; font-size: 10.5px; line-height: 18px; max-width: 130px; }
  .steps > i { flex: 1; }

  .foot { display: flex; align-items: center; gap: 8px; height: 26px; padding: 0 11px; border-top: 1px solid var(--line-1); color: var(--ink-3); font-size: 11px; font-variant-numeric: tabular-nums; white-space: nowrap; overflow: hidden; }
  .foot > .end { margin-left: auto; }
  .foot .failed { color: var(--red); }
  .foot .kept { color: var(--blue); }
  .missing { padding: 8px 12px 10px; color: var(--ink-2); font-size: 11.5px; overflow-wrap: anywhere; }
`;
