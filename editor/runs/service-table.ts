import { html, nothing, type TemplateResult } from "lit";
import type { ServiceCalled } from "../../runtime/events.ts";
import { settings } from "../state/settings.ts";
import { count, duration, money } from "./format.ts";
import { roleName } from "./names.ts";
import { roleTotals } from "./role-totals.ts";
import { words } from "./words.ts";

/** What the services of a run were asked for, by role. */
export function serviceTable(calls: readonly ServiceCalled[]): TemplateResult {
  const { language } = settings;
  if (calls.length === 0) return html`<p class="empty">${words().noCalls}</p>`;
  return html`<div class="scroll" tabindex="0"><table>
    <thead><tr><th>${words().role}</th><th>${words().answeredBy}</th><th class="number">${words().callCount}</th><th class="number">${words().costs}</th><th class="number">${words().half}</th><th class="number">${words().most}</th><th class="number">${words().retries}</th></tr></thead>
    <tbody>${roleTotals(calls).map(({ role, calls: number, costMicros, p50, p95, retries, answeredBy, standIn }) => html`<tr>
      <td>${roleName(role)}</td>
      <td>${answeredBy.join(", ")} ${standIn ? html`<span class="badge">${words().standIn}</span>` : nothing}</td>
      <td class="number">${count(number, language)}</td><td class="number">${money(costMicros, language)}</td>
      <td class="number">${duration(p50, language)}</td><td class="number">${duration(p95, language)}</td><td class="number">${count(retries, language)}</td>
    </tr>`)}</tbody>
  </table></div>`;
}
