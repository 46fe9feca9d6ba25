import { css } from "lit";

export const galleryStyles = css`
  :host { display: block; }
  .page { width: min(76rem, 100%); margin-inline: auto; padding: var(--space-6) var(--space-5) 5rem; display: grid; gap: var(--space-6); }
  .hero { display: grid; gap: var(--space-3); max-width: 46rem; }
  .hero h1 { font-size: 2.5rem; line-height: 1.15; letter-spacing: -0.025em; } .hero p { color: var(--ink-2); font-size: var(--text-l); line-height: 1.6; text-wrap: pretty; }
  .steps { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); color: var(--ink-2); margin-top: var(--space-2); }
  .steps li { display: flex; align-items: center; gap: var(--space-2); }
  .steps b { display: grid; place-items: center; width: 1.375rem; height: 1.375rem; border-radius: 50%; background: var(--accent-soft); color: var(--accent); font-size: var(--text-s); }
  section { display: grid; gap: var(--space-4); }
  .head { display: flex; align-items: baseline; gap: var(--space-3); } .head input { max-width: 16rem; margin-inline-start: auto; }

  .templates { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16.5rem, 100%), 1fr)); gap: var(--space-4); }
  .card { position: relative; display: grid; background: var(--surface-1); border: 1px solid var(--line-1); border-radius: var(--radius-l); overflow: hidden; transition: border-color var(--quick), transform var(--calm) var(--ease), box-shadow var(--calm); }
  .card:hover, .card:focus-within { border-color: var(--line-2); box-shadow: var(--shadow); } .template { grid-template-rows: auto 1fr; } .template:hover { transform: translateY(-2px); }
  /* The title's button is as large as the card. */
  .card .main { all: unset; cursor: pointer; font-weight: 600; font-size: var(--text-l); color: var(--ink-1); overflow-wrap: anywhere; }
  .card .main::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius-l); }
  .card .main:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -2px; }
  .show { position: relative; height: 13rem; background: radial-gradient(var(--grid) 1px, transparent 1px) 0 0 / 14px 14px, var(--surface-0); border-bottom: 1px solid var(--line-1); overflow: hidden; }
  .show .graph { position: absolute; inset: var(--space-3); width: calc(100% - 2 * var(--space-3)); height: calc(100% - 2 * var(--space-3)); }
  .show img { position: absolute; inset: var(--space-4) var(--space-4) auto auto; height: 13.5rem; aspect-ratio: 9 / 16; object-fit: cover; border-radius: var(--radius-m); box-shadow: 0 0 0 1px var(--line-2), var(--shadow); background: var(--surface-2); transition: transform var(--calm) var(--ease); }
  .template:hover img { transform: translateY(-0.5rem); }
  .graph path { fill: none; stroke-width: 7; opacity: 0.8; } .graph .node { fill: var(--surface-3); stroke: var(--line-2); stroke-width: 4; } .graph .frame { fill: var(--surface-1); stroke: var(--line-2); stroke-width: 3; opacity: 0.8; }
  .text { padding: var(--space-4); display: grid; gap: var(--space-2); align-content: start; } .text p { color: var(--ink-2); }
  .blank .show { display: grid; place-items: center; color: var(--ink-3); } .blank .show svg { width: 2rem; height: 2rem; }

  .graphs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: var(--space-3); }
  .own { grid-template-columns: 7.5rem 1fr auto; align-items: center; }
  .own .show { height: 100%; min-height: 5.25rem; border: 0; border-inline-end: 1px solid var(--line-1); } .own .show .graph { inset: var(--space-2); width: calc(100% - 1rem); height: calc(100% - 1rem); } .own .graph path { stroke-width: 9; }
  .own .text { padding: var(--space-3); gap: 0.125rem; min-width: 0; } .own .main { font-size: var(--text-m); }
  .own .actions { position: relative; z-index: 1; display: flex; padding-inline-end: var(--space-2); opacity: 0; transition: opacity var(--quick); } .own:hover .actions, .own:focus-within .actions { opacity: 1; }
  @media (hover: none) { .own .actions { opacity: 1; } }
  .facts { display: flex; flex-wrap: wrap; gap: 0 var(--space-2); color: var(--ink-3); font-size: var(--text-s); } .facts > * + *::before { content: "·"; margin-inline-end: var(--space-2); }
  .failed { color: var(--red); } .succeeded { color: var(--green); }
`;
