import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import type { Workspace } from "../state/workspace.ts";
import "./lower-panel.ts";
import { lowerMeasure, measureLimits, type Measures, usualMeasures } from "./measures.ts";
import { inspectorPart } from "./parts.ts";
import "./splitter.ts";
import { words } from "./words.ts";

export interface Sizes {
  readonly measures: Measures;
  measure(change: Partial<Measures>): void;
}

/** Below the view: the tabs, and the panel that is open. Films and pictures have a height of their own. */
export function lowerSide(workspace: Workspace, { measures, measure }: Sizes): TemplateResult {
  const name = lowerMeasure(workspace);
  const { min, max } = measureLimits[name];
  return html`
    <section class="lower" data-region="panel" aria-label=${words().panel}>
      <h2 class="visually-hidden">${words().panel}</h2>
      ${workspace.panel ? html`<rw-splitter aria-orientation="horizontal" .label=${words().resizePanel} .size=${measures[name]} .min=${min} .max=${max}
        @rw-resize=${({ detail }: CustomEvent<number>) => measure({ [name]: detail })} @rw-reset=${() => measure({ [name]: usualMeasures[name] })}></rw-splitter>` : nothing}
      <rw-lower-panel .workspace=${workspace} style=${styleMap({ height: workspace.panel ? `min(${measures[name]}rem, 70dvh, max(9rem, 100dvh - 14rem))` : "" })}></rw-lower-panel>
    </section>`;
}

export function inspectorSide(workspace: Workspace, { measures, measure }: Sizes): TemplateResult {
  const { min, max } = measureLimits.inspector;
  return html`
    <aside data-region="inspector" tabindex="-1" aria-label=${words().inspector}>
      <h2 class="visually-hidden">${words().inspector}</h2>
      <rw-splitter aria-orientation="vertical" .label=${words().resizeInspector} .size=${measures.inspector} .min=${min} .max=${max}
        @rw-resize=${({ detail }: CustomEvent<number>) => measure({ inspector: detail })} @rw-reset=${() => measure({ inspector: usualMeasures.inspector })}></rw-splitter>
      <div class="inspector" style=${styleMap({ width: `min(${measures.inspector}rem, 42vw)` })}>${inspectorPart(workspace)}</div>
    </aside>`;
}
