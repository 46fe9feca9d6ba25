import { html, svg, type TemplateResult } from "lit";
import type { GraphPicture } from "./graph-picture.ts";

/** The picture of a graph as svg. Decorative: the title beside it says what it is. */
export function pictureView({ view, nodes, edges, frames }: GraphPicture): TemplateResult {
  return html`
    <svg class="graph" viewBox="${view.x} ${view.y} ${view.width} ${view.height}" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      ${frames.map(({ x, y, width, height }) => svg`<rect class="frame" x=${x} y=${y} width=${width} height=${height} rx="16"></rect>`)}
      ${edges.map(({ path, colour }) => svg`<path d=${path} stroke=${colour}></path>`)}
      ${nodes.map(({ x, y, width, height, hue }) => svg`
        <rect class="node" x=${x} y=${y} width=${width} height=${height} rx="14"></rect>
        <rect x=${x + 14} y=${y + 14} width=${width * 0.6} height="16" rx="8" fill="hsl(${hue} 45% 58%)"></rect>`)}
    </svg>`;
}
