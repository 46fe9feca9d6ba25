import { html, nothing, type TemplateResult } from "lit";
import { Map as MapIcon, Maximize, Minus, Plus } from "lucide";
import { icon } from "../look/icon.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

const zoomStep = 1.25;

/** The zoom bar and the overview, in a corner of the canvas. */
export function toolsPart(stage: Stage, { overview, toggle, press }: { readonly overview: boolean; toggle(): void; press(event: PointerEvent): void }): TemplateResult {
  const percent = Math.round(stage.view.scale / stage.whole * 100);
  const zoom = (factor: number) => () => stage.zoomAt(stage.view.scale * factor);
  return html`<div class="tools">
    ${overview && stage.scene.nodes.size > 0 ? html`<canvas class="minimap panel" role="img" aria-label=${words().minimap} @pointerdown=${press} @pointermove=${press}></canvas>` : nothing}
    <div class="bar panel">
      <button class="icon quiet" aria-pressed=${overview} aria-label=${words().toggleMinimap} title=${words().toggleMinimap} @click=${toggle}>${icon(MapIcon)}</button>
      <button class="icon quiet" aria-label=${words().zoomOut} title=${words().zoomOut} @click=${zoom(1 / zoomStep)}>${icon(Minus)}</button>
      <button class="quiet level" aria-label=${words().zoomLevel(percent)} title=${words().zoomWhole} @click=${() => stage.zoomAt(stage.whole)}>${percent} %</button>
      <button class="icon quiet" aria-label=${words().zoomIn} title=${words().zoomIn} @click=${zoom(zoomStep)}>${icon(Plus)}</button>
      <button class="icon quiet" aria-label=${words().zoomFit} title=${words().zoomFit} @click=${() => stage.fit()}>${icon(Maximize)}</button>
    </div>
  </div>`;
}
