import { duration, grouped, money } from "../text.ts";
import { html, type Html } from "./html.ts";
import type { RunReport, ServiceRow, SpentRow } from "./model.ts";

/** What the production cost and how quickly its services answered: the two tables a producer asks for first. */
export function moneySection(report: RunReport): Html {
  const { services, spending, currency } = report;
  const remote = services.filter(({ costMicros, marketMicros, exposedMicros }) => costMicros + marketMicros + exposedMicros > 0);
  if (services.length === 0) return html``;
  return html`<section><h2>Services</h2>
${remote.length > 0 && costTable(remote, currency)}
${latencyTable(services)}
${remote.length > 0 && html`<div class="columns">${spentTable("By role", spending.roles, currency)}${spentTable("By episode", spending.episodes, currency)}${spentTable("By scene", spending.scenes, currency)}${spentTable("By node", spending.nodes, currency)}</div>`}
${report.notices.length > 0 && noticeList(report)}
</section>`;
}

function costTable(services: readonly ServiceRow[], currency: string): Html {
  const sum = (field: "costMicros" | "marketMicros" | "exposedMicros") => services.reduce((all, service) => all + service[field], 0);
  const doubt = sum("exposedMicros");
  return html`<div class="scroll"><table><caption>Cost</caption>
<thead><tr><th>Service</th><th>Model</th><th>Volume</th><th class="num">Cost</th><th class="num">Market rate</th><th class="num">Savings</th>${doubt > 0 && html`<th class="num">In doubt</th>`}</tr></thead>
<tbody>${services.map((service) => html`
<tr><td>${service.role}</td><td>${service.provider}/${service.model}</td><td>${unitsText(service.units)}</td>${amounts(service, currency, doubt > 0)}</tr>`)}
<tr class="total"><td colspan="3">Together</td>${amounts({ costMicros: sum("costMicros"), marketMicros: sum("marketMicros"), exposedMicros: doubt }, currency, doubt > 0)}</tr>
</tbody></table></div>
${doubt > 0 && html`<p class="soft">In doubt: requests that were sent and whose answers never came whole. They may have been billed, at most so much.</p>`}`;
}

function amounts({ costMicros, marketMicros, exposedMicros }: Pick<ServiceRow, "costMicros" | "marketMicros" | "exposedMicros">, currency: string, doubt: boolean): Html {
  return html`<td class="num">${money(costMicros, currency)}</td><td class="num">${money(marketMicros, currency)}</td><td class="num">${savings(costMicros, marketMicros)}</td>${doubt && html`<td class="num">${exposedMicros > 0 ? money(exposedMicros, currency) : "·"}</td>`}`;
}

/** `38 %`; nothing where there is nothing to compare with. */
export function savings(costMicros: number, marketMicros: number): string {
  return marketMicros === 0 || marketMicros === costMicros ? "·" : `${Math.round((100 * (marketMicros - costMicros)) / marketMicros)} %`;
}

function latencyTable(services: readonly ServiceRow[]): Html {
  return html`<div class="scroll"><table><caption>Latency</caption>
<thead><tr><th>Role</th><th>Model</th><th class="num">Calls</th><th class="num">Average</th><th class="num">p50</th><th class="num">p95</th><th class="num">p99</th><th class="num">Retries</th></tr></thead>
<tbody>${services.map((service) => html`
<tr><td>${service.role}</td><td>${service.provider}/${service.model}${service.label !== undefined && html` <span class="stand-in">${service.label}</span>`}</td><td class="num">${grouped(service.calls)}</td>${[service.averageMs, service.p50Ms, service.p95Ms, service.p99Ms].map((ms) => html`<td class="num">${duration(ms)}</td>`)}<td class="num${service.retries === 0 ? " dim" : ""}">${service.retries === 0 ? "·" : service.retries}</td></tr>`)}
</tbody></table></div>`;
}

/** The dearest first; what is beyond a screenful is read in `report.json`. */
const rowsShown = 20;

function spentTable(title: string, rows: readonly SpentRow[], currency: string): Html | false {
  if (rows.length === 0) return false;
  return html`<div class="scroll"><table><caption>${title}</caption>
<tbody>${rows.slice(0, rowsShown).map(({ name, calls, costMicros, marketMicros }) => html`
<tr><td>${name}</td><td class="num soft">${grouped(calls)}</td><td class="num">${money(costMicros, currency)}</td><td class="num soft">${savings(costMicros, marketMicros)}</td></tr>`)}
</tbody></table>${rows.length > rowsShown && html`<p class="soft">And ${rows.length - rowsShown} more in <a href="report.json">report.json</a>.</p>`}</div>`;
}

function noticeList({ notices }: RunReport): Html {
  return html`<details${notices.some(({ code }) => code === "fallback") && html` open`}><summary>What services had to be helped with</summary><ul>${notices.map(({ code, role, provider, model, message, times }) => html`
<li><span class="badge ${code === "fallback" ? "warn" : "calm"}">${code}</span> ${role}, ${provider}/${model}: ${message}${times > 1 && html` <span class="soft">${grouped(times)} times</span>`}</li>`)}</ul></details>`;
}

/** `{ tokensIn: 900 }` → `900 tokens in` */
function unitsText(units: Readonly<Record<string, number>>): string {
  return Object.entries(units).map(([unit, amount]) => `${grouped(Number(amount.toFixed(1)))} ${unit.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`).join(", ");
}
