import type { IconNode } from "lucide";
import { svg, type SVGTemplateResult, html, type TemplateResult } from "lit";

/** Draws an icon of the icon library: `icon(Play)`. Decorative: the button around it carries the label. */
export function icon(node: IconNode): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${node.map(shape)}</svg>`;
}

function shape([tag, attributes]: IconNode[number]): SVGTemplateResult {
  const { d, cx, cy, r, x, y, x1, y1, x2, y2, width, height, rx, points } = attributes as Record<string, string | undefined>;
  switch (tag) {
    case "path": return svg`<path d=${d ?? ""}></path>`;
    case "circle": return svg`<circle cx=${cx ?? "0"} cy=${cy ?? "0"} r=${r ?? "0"}></circle>`;
    case "line": return svg`<line x1=${x1 ?? "0"} y1=${y1 ?? "0"} x2=${x2 ?? "0"} y2=${y2 ?? "0"}></line>`;
    case "rect": return svg`<rect x=${x ?? "0"} y=${y ?? "0"} width=${width ?? "0"} height=${height ?? "0"} rx=${rx ?? "0"}></rect>`;
    case "polyline": return svg`<polyline points=${points ?? ""}></polyline>`;
    case "polygon": return svg`<polygon points=${points ?? ""}></polygon>`;
    case "ellipse": return svg`<ellipse cx=${cx ?? "0"} cy=${cy ?? "0"} rx=${rx ?? "0"} ry=${(attributes as Record<string, string>)["ry"] ?? "0"}></ellipse>`;
    default: return svg``;
  }
}
