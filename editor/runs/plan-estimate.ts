import { html, nothing, type TemplateResult } from "lit";
import type { PlanReport } from "../../runtime/plan-report.ts";
import { settings } from "../state/settings.ts";
import { count, money } from "./format.ts";
import { isTool, roleName } from "./names.ts";
import { words } from "./words.ts";

/** What a run is expected to ask of services: a line for each role, and what it comes to. Nothing where no service is asked. */
export function estimateTable({ roles, unpriced, costMicros, marketMicros, certainMicros, currency }: PlanReport["estimate"]): TemplateResult | typeof nothing {
  const { language } = settings;
  const asked = Object.entries(roles).filter(([role, { calls }]) => calls > 0 && !isTool(role));
  if (asked.length === 0) return nothing;
  const market = marketMicros !== costMicros;
  const amount = (micros: number, known = true) => known ? money(micros, language, currency) : words().notKnown;
  return html`<h3 id="estimate">${words().estimate}</h3>
    <table aria-labelledby="estimate">
      <thead><tr><th>${words().role}</th><th>${words().answeredBy}</th><th class="number">${words().callCount}</th><th class="number">${words().costs}</th>${market ? html`<th class="number">${words().marketRate}</th>` : nothing}</tr></thead>
      <tbody>${asked.map(([role, { provider, label, calls, costMicros: cost, marketMicros: listed }]) => html`<tr>
        <th scope="row">${roleName(role)}</th>
        <td>${provider} ${label === undefined ? nothing : html`<span class="badge" title=${label}>${words().standIn}</span>`}</td>
        <td class="number">≈ ${count(calls, language)}</td>
        <td class="number">${amount(cost, !unpriced.includes(role))}</td>${market ? html`<td class="number">${amount(listed, !unpriced.includes(role))}</td>` : nothing}
      </tr>`)}</tbody>
      ${costMicros > 0 ? html`<tfoot><tr><th scope="row" colspan="3">${words().sum}${certainMicros > 0 && certainMicros < costMicros ? html` <span class="muted">· ${words().certainPart(amount(certainMicros))}</span>` : nothing}</th>
        <td class="number">≈ ${amount(costMicros)}</td>${market ? html`<td class="number">≈ ${amount(marketMicros)}</td>` : nothing}</tr></tfoot>` : nothing}
    </table>
    ${unpriced.length > 0 ? html`<p class="small warning">${words().unpricedHelp(unpriced.map(roleName).join(words().listComma))}</p>` : nothing}`;
}
