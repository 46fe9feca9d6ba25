import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { applyRepair, type Repair } from "../model/repairs.ts";
import { elementRef } from "../model/element.ts";
import type { Offer } from "./gestures/wire.ts";
import type { Stage } from "./stage.ts";
import { repairText } from "./wire-words.ts";
import { words } from "./words.ts";

/** How many ways out are offered; the first fit best. */
const mostRepairs = 4;

/** Says why an edge does not fit, and what can be done about it with one press. */
export function offerPart(stage: Stage, offer: Offer, close: () => void): TemplateResult {
  const { message, hint, repairs, screenX, screenY } = offer;
  const { width, height } = stage.surface;
  const place = styleMap({ left: `${Math.max(8, Math.min(screenX + 8, width - 336))}px`, top: `${Math.max(8, Math.min(screenY + 8, height - 220))}px` });
  const apply = (repair: Repair) => {
    close();
    repaired(stage, offer, repair);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return html`<div class="offer" role="dialog" aria-label=${message} style=${place} @keydown=${onKey}>
    <p class="reason">${message}</p>
    ${repairs.length === 0 && hint ? html`<p class="muted">${hint}</p>` : nothing}
    ${repairs.length > 0 ? html`<p class="muted">${words().repairs}</p>` : nothing}
    ${repairs.slice(0, mostRepairs).map((repair) => html`<button @click=${() => apply(repair)}>${repairText(repair, stage)}</button>`)}
    <button class="quiet" @click=${close}>${words().cancel}</button>
  </div>`;
}

function repaired(stage: Stage, { from, to, at }: Offer, repair: Repair): void {
  let added: string | undefined;
  stage.session.edit(words().doRepair, (document) => {
    const after = applyRepair(document, stage.workspace.packs, repair, { from, to, at });
    added = after.id;
    return after.document;
  });
  if (added !== undefined) stage.session.select([elementRef("node", added)]);
}
