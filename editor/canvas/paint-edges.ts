import type { Colours, Drawing } from "./colours.ts";
import { portColour } from "./port-look.ts";
import { type EdgeLine, piecesOfEdge } from "./scene-parts.ts";

export interface EdgePainting {
  readonly colours: Colours;
  readonly scale: number;
  /** With which something is wrong. */
  readonly faulty: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  readonly hovered: string | undefined;
  /** Edges that fade because they have nothing to do with what is going on. */
  readonly dimmed: boolean;
}

/** Below this scale a curve cannot be told from a line. */
const straightBelow = 0.22;

/** Paints edges, one path for each colour. The context is in graph pixels. */
export function paintEdges(context: Drawing, edges: readonly EdgeLine[], painting: EdgePainting): void {
  const { scale, selected, hovered, colours } = painting;
  const batches = new Map<string, EdgeLine[]>();
  const special: EdgeLine[] = [];
  for (const edge of edges) {
    if (edge.text === hovered || selected.has(edge.text)) {
      special.push(edge);
      continue;
    }
    const colour = painting.faulty.has(edge.text) ? colours.red : portColour(edge.type.name);
    const batch = batches.get(colour);
    if (batch) batch.push(edge);
    else batches.set(colour, [edge]);
  }
  context.lineCap = "round";
  context.globalAlpha = painting.dimmed ? 0.18 : scale < straightBelow ? 0.55 : 0.8;
  for (const [colour, batch] of batches) strokeAll(context, batch, colour, painting);
  context.globalAlpha = 1;
  for (const edge of special) {
    const path = pathOf(edge);
    const isSelected = selected.has(edge.text);
    context.strokeStyle = isSelected ? colours.accent : portColour(edge.type.name);
    context.lineWidth = Math.max(3.5, 2.5 / scale);
    context.stroke(path);
  }
  if (scale >= straightBelow) paintBends(context, edges, painting);
}

function strokeAll(context: Drawing, edges: readonly EdgeLine[], colour: string, { scale, colours }: EdgePainting): void {
  context.strokeStyle = colour;
  if (scale < straightBelow) {
    // A line no wider than a pixel is drawn far faster than a wider one.
    context.lineWidth = 1 / scale;
    context.beginPath();
    for (const { points } of edges) {
      context.moveTo(points[0]!, points[1]!);
      for (let at = 2; at < points.length; at += 2) context.lineTo(points[at]!, points[at + 1]!);
    }
    context.stroke();
    return;
  }
  for (const rank of [0, 1, 2]) {
    const alike = edges.filter(({ type }) => Math.min(2, type.rank) === rank);
    if (alike.length === 0) continue;
    context.lineWidth = Math.max(rank === 0 ? 2 : 3, 1.25 / scale);
    context.beginPath();
    for (const edge of alike) trace(context, edge);
    context.setLineDash(colour === colours.red ? [9, 6] : []);
    context.stroke();
    context.setLineDash([]);
    if (rank === 0 || scale < 0.5) continue;
    // A list is a cable of two strands: there is ground in its middle.
    context.save();
    context.strokeStyle = colours.surface;
    context.globalAlpha = 0.75;
    context.lineWidth = 1;
    context.stroke();
    context.restore();
  }
}

function trace(path: CanvasPath, edge: EdgeLine): void {
  const pieces = piecesOfEdge(edge);
  path.moveTo(pieces[0]!, pieces[1]!);
  for (let at = 0; at < pieces.length; at += 8) path.bezierCurveTo(pieces[at + 2]!, pieces[at + 3]!, pieces[at + 4]!, pieces[at + 5]!, pieces[at + 6]!, pieces[at + 7]!);
}

function pathOf(edge: EdgeLine): Path2D {
  const path = new Path2D();
  trace(path, edge);
  return path;
}

/** Light dashes that wander from the node that runs to those that wait for it; `flow` is how far they have come, in graph pixels. */
export function paintFlow(context: Drawing, edges: readonly EdgeLine[], { colours, scale, flow }: { readonly colours: Colours; readonly scale: number; readonly flow: number }): void {
  if (edges.length === 0 || scale < straightBelow) return;
  context.save();
  context.strokeStyle = colours.accent;
  context.lineWidth = Math.max(2, 1.5 / scale);
  context.setLineDash([10, 22]);
  context.lineDashOffset = -flow;
  context.beginPath();
  for (const edge of edges) trace(context, edge);
  context.stroke();
  context.restore();
}

function paintBends(context: Drawing, edges: readonly EdgeLine[], { colours, selected, hovered }: EdgePainting): void {
  for (const edge of edges) {
    for (const [index, [x, y]] of edge.bends.entries()) {
      const isChosen = selected.has(`${edge.text}#${index}`) || hovered === `${edge.text}#${index}`;
      context.beginPath();
      context.arc(x, y, isChosen ? 7 : 5, 0, 2 * Math.PI);
      context.fillStyle = isChosen ? colours.accent : portColour(edge.type.name);
      context.fill();
      context.lineWidth = 2;
      context.strokeStyle = colours.surface;
      context.stroke();
    }
  }
}
