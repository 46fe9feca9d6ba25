/** The page's only style sheet. Its hash is in the page's content security policy, so nothing else can style it. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #faf8f4; --card: #ffffff; --ink: #211e1a; --soft: #6d675e; --line: #e7e2d8; --faint: #f3f0e9;
  --accent: #0f6b60; --wash: #e6f1ee; --warn: #855400; --warn-wash: #fbf0d9; --bad: #a3291e; --bad-wash: #fbe8e4;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Microsoft YaHei", Roboto, "Helvetica Neue", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --card: #1f1e1b; --ink: #ece7de; --soft: #a49d91; --line: #35322c; --faint: #262420;
    --accent: #63c3b4; --wash: #1a302c; --warn: #e2b466; --warn-wash: #34290f; --bad: #f08f82; --bad-wash: #3b1d19;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 var(--sans); overflow-wrap: break-word; }
main, header, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.25; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.9rem, 1.3rem + 2.4vw, 2.9rem); letter-spacing: -0.01em; }
h2 { font-size: 1.5rem; margin: 3.5rem 0 1rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 0.5rem; }
p { margin: 0 0 0.6rem; max-width: 44rem; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 0.06em; }
a:focus-visible, summary:focus-visible, video:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
code, .id { font: 0.86em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
.soft { color: var(--soft); }
.brand { padding-top: 2.5rem; margin-bottom: 0.75rem; font-size: 0.78rem; letter-spacing: 0.14em; text-transform: uppercase; color: var(--soft); }
.lead { margin-top: 0.9rem; display: flex; flex-wrap: wrap; gap: 0.5rem 0.9rem; align-items: center; color: var(--soft); max-width: none; }

.badge { display: inline-flex; align-items: center; gap: 0.4em; padding: 0.12em 0.75em 0.14em; border-radius: 99px; font-size: 0.85rem; font-weight: 600; white-space: nowrap; background: var(--faint); color: var(--soft); }
.badge.good { background: var(--wash); color: var(--accent); }
.badge.warn { background: var(--warn-wash); color: var(--warn); }
.badge.bad { background: var(--bad-wash); color: var(--bad); }
.stand-in { border: 1px dashed var(--soft); border-radius: 4px; padding: 0.05em 0.5em; font-size: 0.8rem; color: var(--soft); white-space: nowrap; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0; margin: 2rem 0 0; border-block: 1px solid var(--line); }
.figures div { padding: 0.9rem 1rem 0.9rem 0; }
.figures dt { font-size: 0.78rem; color: var(--soft); }
.figures dd { margin: 0; font: 600 1.45rem/1.3 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
.figures .bad dd { color: var(--bad); } .figures .warn dd { color: var(--warn); }

.looks, .notes { list-style: none; margin: 0; padding: 0; }
.looks { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.looks > li { display: grid; grid-template-columns: 6.2rem 1fr; gap: 0 1rem; padding: 0.95rem 1.2rem; }
.looks > li + li { border-top: 1px solid var(--line); }
.looks p, .notes p { margin: 0; }
.what { font-weight: 600; }
code.what { font-size: 0.92em; }
.where { color: var(--soft); font-size: 0.86rem; }
.hint { color: var(--soft); font-size: 0.92rem; }
.calm { background: var(--wash); color: var(--accent); border-radius: 10px; padding: 0.95rem 1.2rem; max-width: none; }
blockquote { margin: 0.35rem 0; padding-left: 0.85rem; border-left: 2px solid var(--accent); font-family: var(--serif); font-size: 1.02rem; }

.contents { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem; padding: 0; margin: 0 0 2rem; list-style: none; }
.contents a { display: block; color: inherit; text-decoration: none; font-size: 0.9rem; line-height: 1.4; }
.contents img { display: block; width: 100%; aspect-ratio: 9 / 12; object-fit: cover; border-radius: 8px; margin-bottom: 0.5rem; background: var(--faint); }

.review { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.75rem; margin: 2.5rem 0 2rem; }
.review .top { display: grid; grid-template-columns: minmax(0, 17.5rem) minmax(0, 1fr); gap: 2.25rem; align-items: start; }
.review .top.alone { grid-template-columns: minmax(0, 1fr); }
.review h2 { margin: 0.35rem 0 0.6rem; font-size: 1.75rem; }
.review video { display: block; width: 100%; aspect-ratio: 9 / 16; object-fit: contain; background: #0d0c0b; border-radius: 10px; }
.tags { display: flex; flex-wrap: wrap; gap: 0.45rem; align-items: center; margin: 0 0 1.1rem; max-width: none; }
.areas { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0.35rem 1.25rem; margin: 0 0 1.4rem; padding: 0; list-style: none; }
.areas li { display: flex; justify-content: space-between; gap: 0.75rem; padding: 0.3rem 0; border-bottom: 1px solid var(--line); font-size: 0.93rem; }
.areas b { font-weight: 600; font-variant-numeric: tabular-nums; color: var(--accent); }
.areas .warn b { color: var(--warn); } .areas .bad b { color: var(--bad); }
.notes li { padding: 0.7rem 0; border-top: 1px solid var(--line); }
.notes li:first-child { border-top: 0; padding-top: 0; }
.stills { display: flex; gap: 0.6rem; overflow-x: auto; margin: 1.6rem 0 0; padding: 0 0 0.4rem; scroll-snap-type: x proximity; }
.stills img { flex: 0 0 auto; height: 13.5rem; width: auto; border-radius: 8px; background: var(--faint); scroll-snap-align: start; }

.scroll { overflow-x: auto; margin: 0 0 0.75rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font: 600 1.02rem/1.4 var(--serif); padding: 1.3rem 0 0.35rem; }
th { text-align: left; font-weight: 500; font-size: 0.78rem; color: var(--soft); white-space: nowrap; }
th, td { padding: 0.42rem 1.1rem 0.42rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
.num { text-align: right; white-space: nowrap; }
.num.bad { color: var(--bad); font-weight: 700; }
.mark { width: 1.6rem; padding-right: 0.3rem; font-weight: 700; color: var(--soft); }
.mark.good { color: var(--accent); } .mark.warn { color: var(--warn); } .mark.bad { color: var(--bad); }
.checks { table-layout: fixed; margin-top: 0.5rem; }
.checks .area { font: 600 1.02rem/1.4 var(--serif); color: var(--ink); padding: 1.3rem 0 0.35rem; }
.checks tbody:first-of-type .area { padding-top: 0.8rem; }
.checks .name { width: 20%; } .checks .value { width: 20%; }
.bar { display: inline-block; width: 5rem; height: 0.42rem; margin-left: 0.7rem; vertical-align: 0.05rem; fill: var(--accent); background: var(--faint); border-radius: 2px; }
.total td { font-weight: 600; border-bottom: 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0 2.25rem; align-items: start; }
.dim { color: var(--soft); opacity: 0.75; }

details > .looks { margin-top: 0.8rem; }
details { margin: 1.4rem 0 0; }
summary { cursor: pointer; font-weight: 600; padding: 0.2rem 0; }
summary::marker { color: var(--soft); }
pre { white-space: pre-wrap; margin: 0; font: 0.86rem/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
.files { margin: 0; padding: 0; list-style: none; columns: 20rem; column-gap: 2.5rem; }
.files li { break-inside: avoid; display: flex; justify-content: space-between; gap: 1rem; padding: 0.35rem 0; border-bottom: 1px solid var(--line); }
.files span { color: var(--soft); white-space: nowrap; }
.files li:has(.bare) { flex-wrap: wrap; }
.files .bare { flex-basis: 100%; white-space: normal; }
footer { margin-top: 4rem; padding-bottom: 3rem; font-size: 0.85rem; color: var(--soft); }
footer p { max-width: none; border-top: 1px solid var(--line); padding-top: 1rem; }

@media (max-width: 44rem) {
  main, header, footer { padding: 0 1.1rem; }
  .review { padding: 1.1rem; margin-inline: -0.35rem; }
  .review .top { grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
  .review video { max-width: 19rem; margin: 0 auto; }
  .looks > li { grid-template-columns: 1fr; gap: 0.4rem; justify-items: start; }
  .stills img { height: 10.5rem; }
  .type, .bar { display: none; }
  th, td { padding-right: 0.8rem; }
  .checks, .checks tbody, .checks tr, .checks td { display: block; }
  .checks thead { position: absolute; clip-path: inset(50%); }
  .checks tr { position: relative; padding: 0.55rem 0 0.55rem 1.6rem; border-bottom: 1px solid var(--line); }
  .checks td { border: 0; padding: 0; }
  .checks .area { display: block; border: 0; margin-left: -1.6rem; }
  .checks tr:has(.area) { border: 0; padding-block: 0; }
  .checks .mark { position: absolute; left: 0; }
  .checks .name, .checks .value { width: auto; }
  .checks .value:not(:empty)::before { content: attr(data-label) " "; color: var(--soft); }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #555; --line: #ccc; --faint: #f2f2f2; --accent: #0f6b60; --wash: #fff; --warn: #855400; --warn-wash: #fff; --bad: #a3291e; --bad-wash: #fff; }
  body { font-size: 10.5pt; }
  main, header, footer { max-width: none; padding: 0; }
  .review, .looks { border-color: #bbb; }
  .review video { display: none; }
  .review .top { grid-template-columns: minmax(0, 1fr); }
  .stills { flex-wrap: wrap; overflow: visible; } .stills img { height: 6cm; }
  .badge { border: 1px solid currentColor; }
  tr, .looks > li, .notes li, .stills img { break-inside: avoid; }
  h2, h3, caption, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
