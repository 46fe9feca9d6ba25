import { html, nothing, type TemplateResult } from "lit";
import { ShieldCheck, TriangleAlert } from "lucide";
import { icon } from "../look/icon.ts";
import type { Workspace } from "../state/workspace.ts";
import { packIcon } from "../view/pack-icon.ts";
import { words } from "./words.ts";

/** The pack that a node type comes from, in a line: its picture, title, version, and whether it runs apart. */
export function packLine(workspace: Workspace, pack: string): TemplateResult | typeof nothing {
  const listing = workspace.packs.listings.find(({ name }) => name === pack);
  if (!listing) return nothing;
  return html`<p class="pack small">${packIcon(workspace, pack)}<span>${workspace.packs.packTitle(pack)} ${listing.version}</span>
    ${listing.isolated ? html`<span class="badge" title=${words().isolatedHelp}>${icon(ShieldCheck)}${words().isolated}</span>` : nothing}</p>`;
}

/** Packs that cannot be used, with why and what to do. */
export function brokenPacks({ packs }: Workspace): TemplateResult | typeof nothing {
  const broken = packs.listings.flatMap(({ name, title, version, problem }) => problem ? [{ name, title, version, problem }] : []);
  if (broken.length === 0) return nothing;
  return html`<details class="broken small"><summary>${icon(TriangleAlert)}${words().brokenPacks(broken.length)}</summary>
    <ul tabindex="0">${broken.map(({ title, version, problem: { message, hint } }) => html`<li><strong>${title} ${version}</strong> ${message}${hint ? html` <span class="muted">${hint}</span>` : nothing}</li>`)}</ul></details>`;
}
