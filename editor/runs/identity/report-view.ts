import { html, nothing, type TemplateResult } from "lit";
import type { Where } from "../places.ts";
import { type ChartLine, scoreChart } from "./score-chart.ts";
import type { CharacterReportLike, DriftLike, IdentityReportLike } from "./shape.ts";
import { attributeName, words } from "./words.ts";
import type { Workspace } from "../../state/workspace.ts";

export interface ReportAround {
  readonly workspace: Workspace;
  /** Shows a place; undefined where it cannot be found. */
  go(where: Where): (() => void) | undefined;
}

/** A chart is read from two points on. */
const fewest = 2;

/** How every character of an episode was kept, shot by shot. */
export function identityReport({ title, characters, by }: IdentityReportLike, around: ReportAround): TemplateResult {
  return html`<div class="stack identity"><h3>${title}</h3>
    ${characters.length === 0 ? html`<p class="small muted">${words().noCharacters}</p>` : html`<table class="small">
      <thead><tr><th>${words().character}</th><th class="number">${words().mean}</th><th>${words().scores}</th><th class="number">${words().slopeShot}</th><th class="number">${words().shots}</th><th>${words().worst}</th></tr></thead>
      <tbody>${characters.map((character) => characterRow(character, around))}</tbody></table>`}
    ${by.length === 0 ? nothing : html`<p class="small muted">${words().reportBy(by.join(", "))}</p>`}</div>`;
}

function characterRow({ name, mean, shots, trend, worst }: CharacterReportLike, around: ReportAround): TemplateResult {
  const seen = shots.filter(({ score }) => score !== undefined);
  const copies = shots.filter(({ copied }) => copied).length;
  const line: ChartLine | undefined = trend && { ...trend, from: 0, to: shots.length - 1 };
  return html`<tr><th scope="row">${name}</th>
    <td class="number">${mean === undefined ? html`<span class="muted">${words().unseen}</span>` : mean.toFixed(2)}</td>
    <td class="chart">${seen.length < fewest ? nothing : scoreChart(shots.map(({ scene, shot, ...point }) => ({ ...point, label: `${scene}/${shot}`, score: point.score })), words().chart(name, seen.map(({ score }) => score!.toFixed(2)).join(", ")), line)}
      <div class="marks">${shots.map(({ scene, shot, state, score }) => placeButton(`${scene}/${shot}`, around, html`<span data-identity=${state}>${score?.toFixed(2) ?? "–"}</span>`))}</div></td>
    <td class="number">${trend ? signed(trend.slope) : nothing}</td>
    <td class="number">${shots.length}${copies > 0 ? html`<div><span class="badge" data-identity="uncertain">${words().copied(copies)}</span></div>` : nothing}</td>
    <td>${worst ? html`${placeButton(worst.one, around)} ${placeButton(worst.other, around)} <span class="muted">${words().gap(worst.gap.toFixed(2))}</span><div class="muted">${worst.differing.map((one) => attributeName(around.workspace, one)).join(", ")}</div>` : nothing}</td></tr>`;
}

/** `s01/p02` as the way to it, where it can be found. */
function placeButton(place: string, around: ReportAround, mark: TemplateResult | typeof nothing = nothing): TemplateResult {
  const [scene, shot] = place.split("/");
  const go = around.go({ ...(scene ? { scene } : {}), ...(shot ? { shot } : {}) });
  return go ? html`<button class="link" @click=${go}><span class="mono">${place}</span> ${mark}</button>` : html`<span><span class="mono">${place}</span> ${mark}</span>`;
}

/** How characters hold from episode to episode. */
export function driftView({ characters }: DriftLike): TemplateResult {
  return html`<div class="identity"><table class="small">
    <thead><tr><th>${words().character}</th><th>${words().scores}</th><th class="number">${words().slopeEpisode}</th><th class="number">${words().episodes}</th></tr></thead>
    <tbody>${characters.map(({ name, episodes, trend }) => {
      const scores = episodes.map(({ id, mean }) => `${id} ${mean.toFixed(2)}`).join(", ");
      const line = trend && episodes.length > 0 ? { ...trend, from: episodes[0]!.index, to: episodes.at(-1)!.index } : undefined;
      return html`<tr><th scope="row">${name}</th>
        <td class="chart">${episodes.length < fewest ? nothing : scoreChart(episodes.map(({ id, mean }) => ({ label: id, score: mean })), words().chart(name, scores), line)}<div class="muted">${scores || words().unseen}</div></td>
        <td class="number">${trend ? signed(trend.slope) : nothing}</td><td class="number">${episodes.length}</td></tr>`;
    })}</tbody></table></div>`;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(3)}`;
}
