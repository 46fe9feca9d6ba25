import { html, nothing, type TemplateResult } from "lit";
import type { RunState } from "../state/run-state.ts";
import { settings } from "../state/settings.ts";
import { count, duration, money, percent } from "./format.ts";
import { noticeName, roleName } from "./names.ts";
import { type RoleTotal, roleTotals } from "./role-totals.ts";
import { words } from "./words.ts";

/** What the services of a run were asked for, what it cost and how quickly they answered, by role; then what they had to be helped with. */
export function serviceTable({ calls, notices, currency }: Pick<RunState, "calls" | "notices" | "currency">): TemplateResult {
  const { language } = settings;
  if (calls.length === 0 && notices.length === 0) return html`<p class="empty">${words().noCalls}</p>`;
  const totals = roleTotals(calls);
  const market = totals.some(({ costMicros, marketMicros }) => marketMicros !== costMicros);
  const heads = [words().callCount, words().costs, ...(market ? [words().marketRate, words().savings] : []), words().average];
  const within = [["p50", words().half], ["p95", words().most], ["p99", words().nearlyAll]] as const;
  return html`<table class="small services-table">
    <thead><tr><th>${words().role}</th><th>${words().answeredBy}</th>${heads.map((head) => html`<th class="number">${head}</th>`)}${within.map(([name, title]) => html`<th class="number"><abbr title=${title}>${name}</abbr></th>`)}<th class="number">${words().retries}</th></tr></thead>
    <tbody>${totals.map((total) => html`<tr>
      <td>${roleName(total.role)}</td>
      <td>${total.answeredBy.map((one) => html`<div>${one}</div>`)} ${total.standIn ? html`<span class="badge">${words().standIn}</span>` : nothing}</td>
      ${[
        count(total.calls, language), money(total.costMicros, language, currency),
        ...(market ? [money(total.marketMicros, language, currency), saved(total)] : []),
        ...[total.average, total.p50, total.p95, total.p99].map((ms) => duration(ms, language)), count(total.retries, language),
      ].map((text) => html`<td class="number">${text}</td>`)}
    </tr>`)}</tbody>
  </table>${noticeList(notices)}`;
}

function saved({ costMicros, marketMicros }: RoleTotal): string {
  return marketMicros > costMicros ? percent(marketMicros - costMicros, marketMicros) : "";
}

/** The same notice of many items is one line. */
function noticeList(notices: RunState["notices"]): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  const times = new Map<string, { readonly notice: RunState["notices"][number]; times: number }>();
  for (const notice of notices) {
    const key = [notice.code, notice.role, notice.provider, notice.model, notice.message].join("\n");
    const before = times.get(key);
    if (before) before.times++;
    else times.set(key, { notice, times: 1 });
  }
  return html`<ul class="notices small">${[...times.values()].map(({ notice: { code, role, provider, model, message }, times: number }) => html`<li>
    <span class="badge" data-notice=${code}>${noticeName(code)}</span> ${roleName(role)} · ${provider}/${model}: ${message}${number > 1 ? html` <span class="muted">× ${count(number, settings.language)}</span>` : nothing}</li>`)}</ul>`;
}
