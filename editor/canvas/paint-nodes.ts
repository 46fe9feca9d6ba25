import { blockColour, type Colours, type Drawing, headerColour } from "./colours.ts";
import { rowMiddle, unit } from "./geometry.ts";
import { cut } from "./paint-text.ts";
import { portColour, portPath } from "./port-look.ts";
import type { NodeBox } from "./scene-parts.ts";

/** What painting asks of a node, beyond its place. */
export interface NodeGlance {
  readonly hue: number;
  readonly isSelected: boolean;
  readonly hasProblem: boolean;
  readonly isOff: boolean;
  /** The colour of its state in the run shown. */
  readonly state: string | undefined;
}

export interface NodePainting {
  readonly colours: Colours;
  readonly scale: number;
  /** Nodes fade that do not fit what is being wired. */
  readonly isDimmed: (box: NodeBox) => boolean;
  glance(box: NodeBox): NodeGlance;
  titleOf(box: NodeBox): string;
  /** Where the graph's zero is on the screen, for titles. */
  readonly origin: readonly [x: number, y: number, ratio: number];
}

/** Below these scales corners, ports and titles are too small to see. */
const roundAbove = 0.28;
const portsAbove = 0.3;
const titlesAbove = 0.17;
const bordersAbove = 0.1;
/** In screen pixels. */
const leastTitle = 9.5;

/** Paints nodes as light boxes: all of them when zoomed out, those that are about to be put on the page else. */
export function paintNodes(context: Drawing, boxes: readonly NodeBox[], painting: NodePainting): void {
  const sorted = boxes.length < 400 ? [...boxes].sort((a, b) => a.depth - b.depth) : boxes;
  if (painting.scale < roundAbove) paintBlocks(context, sorted, painting);
  else for (const box of sorted) paintBox(context, box, painting);
  if (painting.scale >= titlesAbove) paintTitles(context, sorted, painting);
}

/** Two rectangles for each node, by colour: a canvas is fastest when its colour stays. */
function paintBlocks(context: Drawing, boxes: readonly NodeBox[], painting: NodePainting): void {
  const { colours, scale } = painting;
  const heads = new Map<string, NodeBox[]>();
  const marked: { readonly box: NodeBox; readonly colour: string }[] = [];
  context.fillStyle = colours.shade === "dark" ? colours.raised : colours.node;
  for (const box of boxes) {
    const { hue, isSelected, hasProblem, isOff, state } = painting.glance(box);
    const isFaint = isOff || painting.isDimmed(box);
    context.globalAlpha = isFaint ? 0.35 : 1;
    context.fillRect(box.x, box.y, box.width, box.height);
    const colour = isFaint ? colours.strong : state ?? blockColour(hue);
    const batch = heads.get(colour);
    if (batch) batch.push(box);
    else heads.set(colour, [box]);
    if (isSelected || hasProblem) marked.push({ box, colour: isSelected ? colours.accent : colours.red });
  }
  context.globalAlpha = 1;
  if (scale > bordersAbove) {
    context.strokeStyle = colours.strong;
    context.lineWidth = 1 / scale;
    for (const { x, y, width, height } of boxes) context.strokeRect(x, y, width, height);
  }
  const head = Math.max(unit.header, 3 / scale);
  for (const [colour, batch] of heads) {
    context.fillStyle = colour;
    for (const { x, y, width, height } of batch) context.fillRect(x, y, width, Math.min(head, height));
  }
  context.lineWidth = 2 / scale;
  for (const { box, colour } of marked) {
    context.strokeStyle = colour;
    context.strokeRect(box.x, box.y, box.width, box.height);
  }
}

function paintBox(context: Drawing, box: NodeBox, painting: NodePainting): void {
  const { colours, scale } = painting;
  const { hue, isSelected, hasProblem, isOff, state } = painting.glance(box);
  context.globalAlpha = isOff || painting.isDimmed(box) ? 0.35 : 1;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 9);
  context.fillStyle = colours.node;
  context.fill();
  context.lineWidth = isSelected || hasProblem ? 2 / scale : Math.max(1, 1 / scale);
  context.strokeStyle = isSelected ? colours.accent : hasProblem ? colours.red : colours.strong;
  context.stroke();
  context.beginPath();
  context.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, Math.min(unit.header, box.height) - 1, box.collapsed ? 9 : [9, 9, 0, 0]);
  context.fillStyle = headerColour(hue, colours.shade);
  context.fill();
  if (state) {
    context.beginPath();
    context.arc(box.x + box.width - 16, box.y + unit.header / 2, 5, 0, 2 * Math.PI);
    context.fillStyle = state;
    context.fill();
  }
  if (scale >= portsAbove && !box.collapsed) paintPorts(context, box, colours);
  context.globalAlpha = 1;
}

const marks = [0, 1, 2].map((rank) => portPath(rank, unit.port - 1));
let paths: readonly Path2D[] | undefined;

function paintPorts(context: Drawing, box: NodeBox, colours: Colours): void {
  paths ??= marks.map((mark) => new Path2D(mark));
  const types = new Map<string, string>();
  for (const edge of box.edges) if (edge.to === box) types.set(edge.input, portColour(edge.type.name));
  for (const [name, row] of box.rows.inputs) paintPort(context, [box.x, box.y + rowMiddle(row)], types.get(name) ?? colours.faint, paths[0]!);
  for (const [name, row] of box.rows.outputs) {
    const type = box.outputs.get(name);
    paintPort(context, [box.x + box.width, box.y + rowMiddle(row)], type ? portColour(type.name) : colours.faint, paths[Math.min(2, type?.rank ?? 0)]!);
  }
}

function paintPort(context: Drawing, [x, y]: readonly [number, number], colour: string, path: Path2D): void {
  context.translate(x, y);
  context.fillStyle = colour;
  context.fill(path);
  context.translate(-x, -y);
}

/** Text is painted in screen pixels: fonts of fractions of a pixel are drawn badly, and slowly. It stays large enough to be read. */
function paintTitles(context: Drawing, boxes: readonly NodeBox[], { colours, scale, titleOf, isDimmed, origin: [left, top, ratio] }: NodePainting): void {
  const size = Math.max(leastTitle, 13 * scale);
  const inHead = unit.header * scale >= size;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `600 ${size.toFixed(1)}px ${colours.font}`;
  context.textBaseline = "middle";
  context.fillStyle = colours.ink;
  for (const box of boxes) {
    if (!inHead && (box.height - unit.header) * scale < size) continue;
    context.globalAlpha = isDimmed(box) ? 0.35 : 1;
    const text = cut(context, titleOf(box), { size, weight: 600, room: box.width * scale - (inHead ? 26 : 8) });
    context.fillText(text, left + box.x * scale + (inHead ? 9 : 4), top + box.y * scale + (inHead ? unit.header / 2 * scale : unit.header * scale + size * 0.7));
  }
  context.restore();
}
