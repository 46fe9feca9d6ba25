import { createHash } from "node:crypto";
import { count, duration, grouped, money, size } from "../text.ts";
import { html, type Html, text } from "./html.ts";
import type { Look } from "./look.ts";
import type { RunReport } from "./model.ts";
import type { Locate } from "./review.ts";
import { reviewSection, reviewsContents } from "./review-section.ts";
import { moneySection } from "./money-section.ts";
import { runSection } from "./run-section.ts";
import { style } from "./style.ts";

/** The first lines are in sight, the next ones unfold; more than that is read in `report.json`. */
const looksInSight = 12;
const looksShown = 200;

/** The whole page: one file, no scripts, nothing from the network. */
export function reportPage(report: RunReport, locate: Locate): string {
  const styleHash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data: 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${report.title} · Reelwright</title>
<style>STYLE</style>
</head>
<body>
${heading(report)}
<main>
${lookSection(report.look)}
${report.reviews.length > 1 && reviewsContents(report.reviews, locate)}
${report.reviews.map((review, index) => reviewSection(review, { locate, anchor: `review-${index + 1}`, open: report.reviews.length <= 3 }))}
${filesSection(report)}
${moneySection(report)}
${runSection(report)}
</main>
<footer><p>Run <span class="id">${report.run}</span> of <span class="id">${report.graph}</span>, started ${report.startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")}. The same in numbers: <a href="report.json">report.json</a>.</p></footer>
</body>
</html>
`;
  return page.markup.replace("<style>STYLE</style>", () => `<style>${style}</style>`);
}

const outcomes = {
  "succeeded": { words: "Done", tone: "good" },
  "failed": { words: "Some of it failed", tone: "bad" },
  "cancelled": { words: "Cancelled", tone: "warn" },
  "over-budget": { words: "Stopped at the budget", tone: "warn" },
} as const;

function heading(report: RunReport): Html {
  const { words, tone } = outcomes[report.outcome];
  const { executed, cached, failed, skipped } = report.counts;
  return html`<header>
<p class="brand">Reelwright</p>
<h1>${text(report.title)}</h1>
<p class="lead"><span class="badge ${tone}">${words}</span>${report.standIns.length > 0 && html` <span>made with stand-ins:</span> ${report.standIns.map((label) => html`<span class="stand-in">${label}</span> `)}`}</p>
<dl class="figures">
${figure("Made", grouped(executed))}
${figure("Kept from before", grouped(cached))}
${failed > 0 && figure("Failed", grouped(failed), "bad")}
${skipped > 0 && figure("Skipped", grouped(skipped), "warn")}
${figure("Took", duration(report.ms))}
${figure("Cost", money(report.costMicros, report.costMicros > 0 ? report.currency : undefined))}
${report.budgetMicros !== undefined && figure("Budget", money(report.budgetMicros, report.currency))}
${report.exposedMicros > 0 && figure("In doubt", money(report.exposedMicros, report.currency), "warn")}
</dl>
</header>`;
}

function figure(name: string, value: string, tone = ""): Html {
  return html`<div class="${tone}"><dt>${name}</dt><dd>${value}</dd></div>`;
}

const levels = {
  failed: { words: "Failed", tone: "bad" },
  block: { words: "Blocks", tone: "bad" },
  skipped: { words: "Left out", tone: "warn" },
  warn: { words: "Look", tone: "warn" },
} as const;

function lookSection(looks: readonly Look[]): Html {
  if (looks.length === 0) return html`<section><h2>What to look at</h2><p class="calm">Nothing is waiting: everything was made, and no check found fault.</p></section>`;
  return html`<section><h2>What to look at</h2>
${looksList(looks.slice(0, looksInSight))}
${looks.length > looksInSight && html`<details><summary>${looks.length - looksInSight} more</summary>${looksList(looks.slice(looksInSight, looksShown))}</details>`}
${looks.length > looksShown && html`<p class="soft">And ${count(looks.length - looksShown, "more", "more")} in <a href="report.json">report.json</a>.</p>`}
</section>`;
}

function looksList(looks: readonly Look[]): Html {
  return html`<ul class="looks">${looks.map((look) => html`
<li><div><span class="badge ${levels[look.level].tone}">${levels[look.level].words}</span></div><div>
<p>${look.level === "failed" ? html`<code class="what">${look.what}</code>` : html`<span class="what">${look.what}</span>`}${look.where !== undefined && html` <span class="where">${text(look.where)}</span>`}</p>
<p>${text(look.message)}</p>
${look.quote !== undefined && html`<blockquote>${text(look.quote)}</blockquote>`}
${look.hint !== undefined && html`<p class="hint">${text(look.hint)}</p>`}
</div></li>`)}
</ul>`;
}

function filesSection({ outputs }: RunReport): Html {
  if (outputs.length === 0) return html``;
  return html`<section><h2>Files</h2>
<ul class="files">${outputs.map(({ file, bytes, bare }) => html`
<li><a href="${encodeURIComponent(file)}">${text(file)}</a><span>${size(bytes)}</span>${bare !== undefined && html`<span class="bare">It does not carry the graph that made it. ${bare}</span>`}</li>`)}
</ul>
${outputs.some(({ origin }) => origin !== undefined) && html`<p class="hint">Videos, sounds, pictures and subtitles carry the graph that made them: <code>reelwright open FILE</code>, or dropping the file on the editor, brings it back. <code>--plain</code> leaves that out.</p>`}</section>`;
}
