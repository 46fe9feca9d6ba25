import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api.js";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { edgeOf } from "../model/edges.ts";
import { type Frame, layoutOf, type Note, type Point, type Rect, withLayout } from "../model/layout.ts";
import { nodeIn } from "../model/nodes.ts";
import { boundsOf, type Contents, contentsOf, rectOf, setPositions, type Sizes } from "../model/place.ts";
import { mapList, mapMembers } from "../model/record.ts";

/** What arranging needs to know of how nodes are drawn. */
export interface Drawn {
  readonly sizes: Sizes;
  /** The ports of a node, from top to bottom. */
  ports(id: string): { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
}

/** Where things stand after arranging: nodes by id, and those frames and notes that have moved with them. */
export interface Arranged {
  readonly positions: ReadonlyMap<string, Point>;
  readonly frames: ReadonlyMap<string, Rect>;
  readonly notes: ReadonlyMap<string, Point>;
}

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "SPLINES",
  "elk.spacing.nodeNode": "40",
  "elk.layered.spacing.nodeNodeBetweenLayers": "80",
  "elk.spacing.edgeNode": "24",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.aspectRatio": "1.6",
};
/** Room around what a frame holds; more above, for its title. */
const padding = { top: 56, side: 24 };
/** Places snap to it. */
const grid = 8;

/** The ELK graph of a document, or of some of its nodes. Frames whose contents are all in it are nodes around them. */
export function elkGraph(document: GraphDocument, ids: ReadonlySet<string>, drawn: Drawn): ElkNode {
  const frames = wholeFrames(document, ids, drawn.sizes);
  const parents = new Map<string, string>();
  // The smallest last, so that a node is in the innermost of its frames.
  for (const { frame, contents } of [...frames].sort((a, b) => area(b.frame) - area(a.frame))) {
    for (const id of contents.nodes) parents.set(id, frameId(frame.id));
    for (const id of contents.frames) if (frames.some((other) => other.frame.id === id)) parents.set(frameId(id), frameId(frame.id));
  }
  const inside = new Map<string, ElkNode[]>();
  const add = (parent: string, node: ElkNode) => void inside.set(parent, [...inside.get(parent) ?? [], node]);
  for (const id of Object.keys(document.nodes)) if (ids.has(id)) add(parents.get(id) ?? "", elkNode(id, document, drawn));
  // Inner ones first: their children are complete when they become children.
  for (const { frame } of [...frames].sort((a, b) => area(a.frame) - area(b.frame))) {
    const id = frameId(frame.id);
    const children = inside.get(id);
    if (children) add(parents.get(id) ?? "", { id, children, layoutOptions: { "elk.padding": `[top=${padding.top},left=${padding.side},bottom=${padding.side},right=${padding.side}]` } });
  }
  return { id: "graph", layoutOptions: options, children: inside.get("") ?? [], edges: elkEdges(document, ids, drawn) };
}

function elkNode(id: string, document: GraphDocument, { sizes, ports }: Drawn): ElkNode {
  const { width, height } = rectOf(document, id, sizes);
  const { inputs, outputs } = ports(id);
  const port = (name: string, side: "WEST" | "EAST", index: number): ElkPort => ({ id: portId(id, name, side), width: 0, height: 0, layoutOptions: { "elk.port.side": side, "elk.port.index": String(index) } });
  return {
    id, width, height, layoutOptions: { "elk.portConstraints": "FIXED_ORDER" },
    // ELK counts clockwise: down on the right, up on the left.
    ports: [...outputs.map((name, at) => port(name, "EAST", at)), ...inputs.map((name, at) => port(name, "WEST", outputs.length + inputs.length - at))],
  };
}

function elkEdges(document: GraphDocument, ids: ReadonlySet<string>, { ports }: Drawn): ElkExtendedEdge[] {
  return (document.edges ?? []).flatMap((edge, at) => {
    const [from, to] = [parsePortRef(edge.from), parsePortRef(edge.to)];
    if (!from || !to || !ids.has(from.node) || !ids.has(to.node) || !document.nodes[from.node] || !document.nodes[to.node]) return [];
    const source = ports(from.node).outputs.includes(from.port) ? portId(from.node, from.port, "EAST") : from.node;
    const target = ports(to.node).inputs.includes(to.port) ? portId(to.node, to.port, "WEST") : to.node;
    return [{ id: `edge ${at}`, sources: [source], targets: [target] }];
  });
}

function portId(node: string, port: string, side: "WEST" | "EAST"): string {
  return `${side === "EAST" ? "out" : "in"} ${node}.${port}`;
}

function frameId(id: string): string {
  return `frame ${id}`;
}

interface Framed {
  readonly frame: Frame;
  readonly contents: Contents;
}

/** Frames that hold nodes, all of them in the selection. */
function wholeFrames(document: GraphDocument, ids: ReadonlySet<string>, sizes: Sizes): Framed[] {
  return (layoutOf(document).frames ?? []).map((frame) => ({ frame, contents: contentsOf(frame, document, sizes) }))
    .filter(({ contents }) => contents.nodes.length > 0 && contents.nodes.every((id) => ids.has(id)));
}

function area({ width, height }: Rect): number {
  return width * height;
}

/** Reads where ELK has put everything. The top left corner of what was arranged stays where it was. */
export function arrangedFrom(laid: ElkNode, document: GraphDocument, { sizes }: Pick<Drawn, "sizes">): Arranged {
  const rects = new Map<string, Rect>();
  const walk = (node: ElkNode, left: number, top: number) => {
    const [x, y] = [left + (node.x ?? 0), top + (node.y ?? 0)];
    rects.set(node.id, { x, y, width: node.width ?? 0, height: node.height ?? 0 });
    for (const child of node.children ?? []) walk(child, x, y);
  };
  for (const child of laid.children ?? []) walk(child, 0, 0);
  const isNode = (id: string) => Object.hasOwn(document.nodes, id);
  const framesBefore = (layoutOf(document).frames ?? []).filter(({ id }) => rects.has(frameId(id)));
  const before = boundsOf([...[...rects.keys()].filter(isNode).map((id) => rectOf(document, id, sizes)), ...framesBefore]);
  const after = boundsOf([...rects.values()]);
  if (!before || !after) return { positions: new Map(), frames: new Map(), notes: new Map() };
  const snap = (value: number) => Math.round(value / grid) * grid;
  const place = ({ x, y }: Rect): Point => [snap(x - after.x + before.x), snap(y - after.y + before.y)];
  const positions = new Map([...rects].filter(([id]) => isNode(id)).map(([id, rect]) => [id, place(rect)]));
  const frames = new Map(framesBefore.map((frame) => {
    const rect = rects.get(frameId(frame.id))!;
    const [x, y] = place(rect);
    return [frame.id, { x, y, width: snap(rect.width), height: snap(rect.height) }];
  }));
  return { positions, ...withCompany(document, sizes, { positions, frames }) };
}

/** Notes in a frame go with it. A frame of which only some nodes have moved grows to hold what it held. */
function withCompany(document: GraphDocument, sizes: Sizes, { positions, frames }: Pick<Arranged, "positions" | "frames">): Pick<Arranged, "frames" | "notes"> {
  const { frames: all = [], notes = [] } = layoutOf(document);
  const after = new Map(frames);
  const moved = new Map<string, Point>();
  const placed = setPositions(document, positions);
  for (const frame of all) {
    const contents = contentsOf(frame, document, sizes);
    const now = frames.get(frame.id);
    if (now) {
      for (const note of notes.filter(({ id }) => contents.notes.includes(id))) moved.set(note.id, [now.x + Math.min(note.x - frame.x, Math.max(0, now.width - note.width)), now.y + Math.min(note.y - frame.y, Math.max(0, now.height - note.height))]);
    } else if (contents.nodes.some((id) => positions.has(id))) {
      const held = boundsOf(contents.nodes.map((id) => rectOf(placed, id, sizes)))!;
      after.set(frame.id, boundsOf([frame, { x: held.x - padding.side, y: held.y - padding.top, width: held.width + 2 * padding.side, height: held.height + padding.top + padding.side }])!);
    }
  }
  return { frames: after, notes: moved };
}

/** Puts an arrangement into a document. Reroute points between nodes that have moved have lost their sense and go. */
export function withArrangement(document: GraphDocument, { positions, frames, notes }: Arranged): GraphDocument {
  const placed = setPositions(document, positions);
  const layout = layoutOf(placed);
  const isBetween = (text: string) => {
    const edge = edgeOf(text);
    return edge !== undefined && positions.has(nodeIn(edge.from)) && positions.has(nodeIn(edge.to));
  };
  const bends = layout.bends && mapMembers(layout.bends, (points, edge) => isBetween(edge) ? undefined : points);
  return withLayout(placed, {
    ...(layout.frames ? { frames: mapList(layout.frames, (frame): Frame => frames.has(frame.id) ? { ...frame, ...frames.get(frame.id)! } : frame) } : {}),
    ...(layout.notes ? { notes: mapList(layout.notes, (note): Note => {
      const at = notes.get(note.id);
      return at ? { ...note, x: at[0], y: at[1] } : note;
    }) } : {}),
    ...(bends ? { bends: Object.keys(bends).length === 0 ? undefined : bends } : {}),
  });
}
