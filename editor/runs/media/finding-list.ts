import { html, nothing, type TemplateResult } from "lit";
import type { Where } from "../places.ts";
import { bySeverity, type FindingLike, type ReportLike } from "./shape.ts";
import { words } from "./words.ts";

/** The way to a place that a finding names; undefined where it cannot be found. */
export type Go = (where: Where) => (() => void) | undefined;

/** What checks found, the worst first; checks that held are folded away. */
export function findingList(findings: readonly FindingLike[], go: Go): TemplateResult {
  const sorted = bySeverity(findings);
  const passed = sorted.filter(({ severity }) => severity === "pass");
  return html`<div class="findings">
    ${sorted.filter(({ severity }) => severity !== "pass").map((one) => finding(one, go))}
    ${passed.length > 0 ? html`<details><summary>${words().passed(passed.length)}</summary><div class="findings">${passed.map((one) => finding(one, go))}</div></details>` : nothing}
  </div>`;
}

export function reportView({ title, verdict, findings, standIns = [] }: ReportLike, go: Go): TemplateResult {
  const verdictWords = { pass: words().verdictPass, look: words().verdictLook, block: words().verdictBlock }[verdict];
  return html`<div class="stack">
    <h3 class="row"><span class="badge" data-severity=${verdict}>${verdictWords}</span>${title}</h3>
    ${standIns.length > 0 ? html`<p class="small muted">${words().standIns(standIns.join(", "))}</p>` : nothing}
    ${findingList(findings, go)}
  </div>`;
}

function finding({ severity, check, message, hint, quote, measured, expected, where }: FindingLike, go: Go): TemplateResult {
  const name = { block: words().severityBlock, warn: words().severityWarn, info: words().severityInfo, pass: words().severityPass }[severity];
  const place = where ? [where.episode, where.scene, where.shot, where.line].filter(Boolean).join("/") : "";
  const show = where && go(where);
  return html`<article class="finding" data-severity=${severity}>
    <div class="row"><span class="severity small">${name}</span><span class="small mono muted fill truncate">${check}</span>${place === "" ? nothing : show ? html`<button class="link small mono" title=${words().showPlace} @click=${show}>${place}</button>` : html`<span class="badge mono">${place}</span>`}</div>
    <p>${message} ${quote ? html`<q>${quote}</q>` : nothing}</p>
    ${measured || expected ? html`<p class="small muted">${measured ? html`${words().measured} ${measured}` : nothing}${measured && expected ? " · " : nothing}${expected ? html`${words().expected} ${expected}` : nothing}</p>` : nothing}
    ${hint ? html`<p class="small">${hint}</p>` : nothing}
  </article>`;
}
