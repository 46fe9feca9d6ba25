import { isExit, nodeOfDocument } from "../../runtime/graph/graph.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Linked } from "../../runtime/graph/link.ts";
import { type Frame, layoutOf, positionOf, type Rect } from "../model/layout.ts";

/** A node, or a frame with what stands in it. */
export type Branch = { readonly node: string } | { readonly frame: Frame; readonly members: readonly Branch[] };

/** The nodes of a document so that each comes after what feeds it; those in a circle last. */
export function nodesInOrder(document: GraphDocument, { graph }: Pick<Linked, "graph">): string[] {
  const order = new Set<string>();
  for (const node of graph.nodes) {
    // A call of a graph comes where it is entered, and everything inside it belongs to it.
    const id = isExit(node) ? undefined : nodeOfDocument(node).split("/", 1)[0]!;
    if (id !== undefined && Object.hasOwn(document.nodes, id)) order.add(id);
  }
  for (const id of Object.keys(document.nodes)) order.add(id);
  return [...order];
}

/** Nodes under the smallest frame they stand in, frames under the smallest around them; each frame where the middle of its nodes would be. */
export function outlineTree(document: GraphDocument, order: readonly string[]): Branch[] {
  const frames = [...layoutOf(document).frames ?? []].sort((a, b) => a.width * a.height - b.width * b.height);
  const root: Branch[] = [];
  const members = new Map<string, Branch[]>();
  const listOf = (frame: Frame | undefined): Branch[] => {
    if (!frame) return root;
    let list = members.get(frame.id);
    if (!list) {
      members.set(frame.id, (list = []));
      listOf(frames.find((outer) => outer !== frame && isInside(frame, outer))).push({ frame, members: list });
    }
    return list;
  };
  for (const node of order) {
    const [x, y] = positionOf(document, node);
    listOf(frames.length === 0 ? undefined : frames.find((frame) => isInside({ x, y, width: 1, height: 1 }, frame))).push({ node });
  }
  for (const frame of frames) listOf(frame);
  return inOrder(root, new Map(order.map((node, at) => [node, at])));
}

function inOrder(branches: readonly Branch[], places: ReadonlyMap<string, number>): Branch[] {
  const sorted = branches.map((branch) => "node" in branch ? branch : { ...branch, members: inOrder(branch.members, places) });
  const middles = new Map(sorted.map((branch) => [branch, middle(branch, places)]));
  return sorted.sort((a, b) => middles.get(a)! - middles.get(b)!);
}

/** The mean place of the nodes of a branch; frames without any come last. */
function middle(branch: Branch, places: ReadonlyMap<string, number>): number {
  const nodes = nodesOf(branch);
  return nodes.length === 0 ? Infinity : nodes.reduce((sum, node) => sum + places.get(node)!, 0) / nodes.length;
}

function nodesOf(branch: Branch): string[] {
  return "node" in branch ? [branch.node] : branch.members.flatMap(nodesOf);
}

function isInside(inner: Rect, outer: Rect): boolean {
  return inner.width * inner.height < outer.width * outer.height
    && inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}

/** How many nodes stand in each frame, in those inside of it too. */
export function nodesUnder(tree: readonly Branch[]): ReadonlyMap<string, number> {
  return new Map(tree.flatMap((branch) => "node" in branch ? [] : [[branch.frame.id, nodesOf(branch).length] as const, ...nodesUnder(branch.members)]));
}

/** The frames around a node, outermost first; undefined where it is not in the tree. */
export function framesAround(tree: readonly Branch[], node: string): readonly string[] | undefined {
  for (const branch of tree) {
    if ("node" in branch) {
      if (branch.node === node) return [];
      continue;
    }
    const inside = framesAround(branch.members, node);
    if (inside) return [branch.frame.id, ...inside];
  }
  return undefined;
}
