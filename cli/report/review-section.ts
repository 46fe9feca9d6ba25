import { count } from "../text.ts";
import { areaOf, areas, checkTitle } from "./areas.ts";
import { html, type Html, text } from "./html.ts";
import { whereText } from "./look.ts";
import { type Finding, isOpen, type Locate, type Review } from "./review.ts";

export interface ReviewOptions {
  readonly locate: Locate;
  readonly anchor: string;
  /** Whether the table of all checks is unfolded. */
  readonly open: boolean;
}

const verdicts = {
  pass: { words: "✓ Ready", tone: "good" },
  look: { words: "Wants a look", tone: "warn" },
  block: { words: "✕ Not to be delivered", tone: "bad" },
} as const;

/** The episodes of a run of several, as pictures to choose from. */
export function reviewsContents(reviews: readonly Review[], locate: Locate): Html {
  return html`<section><h2>Episodes</h2><ul class="contents">${reviews.map((review, index) => html`
<li><a href="#review-${index + 1}">${review.stills[0] !== undefined && html`<img src="${locate(review.stills[0]) ?? ""}" alt="">`}<span class="where">${review.id}</span> ${text(review.title)}<br><span class="badge ${verdicts[review.verdict].tone}">${verdicts[review.verdict].words}</span></a></li>`)}
</ul></section>`;
}

/** One thing delivered: how it looks, what is to be said about it, and every check with what was measured. */
export function reviewSection(review: Review, { locate, anchor, open }: ReviewOptions): Html {
  const video = review.video === undefined ? undefined : locate(review.video);
  const poster = review.stills[0] === undefined ? undefined : locate(review.stills[0]);
  const told = review.findings.filter((finding) => finding.severity !== "pass");
  return html`<section class="review" id="${anchor}">
<div class="top${video === undefined && " alone"}">
${video !== undefined && html`<video controls playsinline preload="metadata" src="${video}"${poster !== undefined && html` poster="${poster}"`}></video>`}
<div>
<p class="where">${review.id}</p>
<h2>${text(review.title)}</h2>
<p class="tags"><span class="badge ${verdicts[review.verdict].tone}">${verdicts[review.verdict].words}</span>${review.standIns.map((label) => html` <span class="stand-in">${label}</span>`)}</p>
${areasList(review.findings)}
${told.length > 0 && html`<ul class="notes">${[...told].sort(byUrgency).map(note)}</ul>`}
</div>
</div>
${review.stills.length > 0 && html`<div class="stills" tabindex="0" role="group" aria-label="Stills">${review.stills.map((still, index) => html`<img src="${locate(still) ?? ""}" alt="Still ${index + 1}" loading="lazy">`)}</div>`}
${review.findings.length > 0 && html`<details${open && " open"}><summary>All ${count(review.findings.length, "check")}, measured and expected</summary>${checksTable(review.findings)}</details>`}
</section>`;
}

function areasList(findings: readonly Finding[]): Html {
  const rows = areas.flatMap((area) => {
    const inArea = findings.filter((finding) => areaOf(finding) === area);
    if (inArea.length === 0) return [];
    const open = inArea.filter(isOpen);
    const tone = open.some((finding) => finding.severity === "block") ? "bad" : open.length > 0 ? "warn" : "";
    return html`<li class="${tone}">${area} <b>${open.length === 0 ? `✓ ${inArea.length}` : `${open.length} of ${inArea.length}`}</b></li>`;
  });
  return rows.length === 0 ? html`` : html`<ul class="areas">${rows}</ul>`;
}

const urgency = ["block", "warn", "info", "pass"] as const;

function byUrgency(a: Finding, b: Finding): number {
  return Number(a.waiver !== undefined) - Number(b.waiver !== undefined) || urgency.indexOf(a.severity) - urgency.indexOf(b.severity);
}

function note(finding: Finding): Html {
  const where = whereText(finding.where ?? {});
  const [words, tone] = finding.waiver !== undefined ? ["Waived", ""] : finding.severity === "block" ? ["Blocks", "bad"] : finding.severity === "warn" ? ["Look", "warn"] : ["Note", ""];
  return html`<li><p><span class="badge ${tone}">${words}</span> <span class="what">${checkTitle(finding.check)}</span>${where !== "" && html` <span class="where">${where}</span>`}</p>
<p>${text(finding.message)}</p>
${finding.quote !== undefined && html`<blockquote>${text(finding.quote)}</blockquote>`}
${finding.hint !== undefined && finding.waiver === undefined && html`<p class="hint">${text(finding.hint)}</p>`}
${finding.waiver !== undefined && html`<p class="hint">Waived by ${text(finding.waiver.by)}${finding.waiver.at !== undefined && html` on ${finding.waiver.at}`}: ${text(finding.waiver.reason)}</p>`}
</li>`;
}

const marks = { pass: ["✓", "good"], info: ["i", ""], warn: ["!", "warn"], block: ["✕", "bad"] } as const;

function checksTable(findings: readonly Finding[]): Html {
  return html`<table class="checks">
<thead><tr><th class="mark"></th><th class="name">Check</th><th>Found</th><th class="value">Measured</th><th class="value">Expected</th></tr></thead>
${areas.map((area) => {
    const rows = alike(findings.filter((finding) => areaOf(finding) === area));
    return rows.length > 0 && html`<tbody><tr><th class="area" colspan="5" scope="rowgroup">${area}</th></tr>${rows.map(checkRow)}
</tbody>`;
  })}</table>`;
}

/** Checks that held and say the very same share a row: fourteen times "Nothing found." is read as one. */
function alike(findings: readonly Finding[]): Finding[][] {
  const rows = new Map<string, Finding[]>();
  for (const [index, finding] of findings.entries()) {
    const { severity, message, measured, expected } = finding;
    const name = severity === "pass" ? JSON.stringify([message, measured, expected]) : String(index);
    rows.set(name, [...rows.get(name) ?? [], finding]);
  }
  return [...rows.values()];
}

function checkRow(findings: readonly Finding[]): Html {
  const finding = findings[0]!;
  const names = findings.map(({ check }, index) => index === 0 ? checkTitle(check) : checkTitle(check).toLowerCase()).join(", ");
  const [mark, tone] = finding.waiver !== undefined ? ["–", ""] : marks[finding.severity];
  return html`
<tr><td class="mark ${tone}" title="${finding.waiver !== undefined ? "waived" : finding.severity}">${mark}</td><td class="name">${names}</td><td>${text(finding.message)}</td><td class="value" data-label="Measured">${text(finding.measured ?? "")}</td><td class="value" data-label="Expected">${text(finding.expected ?? "")}</td></tr>`;
}
