import { type GraphEdge, type GraphNode, isExit } from "./graph.ts";

/**
 * Lets what goes into a subgraph call reach the nodes inside straight from where it is made. Through the call's door a
 * list would go in whole: its items would wait for each other, share their failures and lose their keys; and to want
 * one input would be to want all of them. An edge stays at the door where the door does something to the value, and
 * where its reader has lists from nowhere else.
 * @param nodes in order, their axes laid
 */
export function openDoors(nodes: readonly GraphNode[]): void {
  for (const door of nodes) {
    if (door.kind !== "wire" || isExit(door)) continue;
    const into = new Map(door.inputs.map((edge) => [edge.input, edge]));
    const gone = new Set<GraphEdge>();
    for (const reader of new Set(door.consumers.map(({ to }) => to))) {
      if (reader.index >= 0) openTo(reader, door, { into, gone });
    }
    if (gone.size > 0) replace(door.consumers, door.consumers.filter((edge) => !gone.has(edge)));
  }
}

/** What feeds a door, by input, and the edges out of it that are no longer needed. */
interface Opening {
  readonly into: ReadonlyMap<string, GraphEdge>;
  readonly gone: Set<GraphEdge>;
}

function openTo(reader: GraphNode, door: GraphNode, { into, gone }: Opening): void {
  const straight = reader.inputs.map((edge) => edge.from === door && !edge.frameOnly ? straightened(edge, door, into) ?? edge : edge);
  const isForFrame = (edge: GraphEdge) => edge.from === door && edge.frameOnly;
  const withoutFrame = straight.filter((edge) => !isForFrame(edge));
  const after = isCovered(reader, withoutFrame) ? withoutFrame
    : isCovered(reader, straight) ? straight
    : straight.map((edge, at) => edge.frame < reader.inputs[at]!.frame ? reader.inputs[at]! : edge);
  const there = new Set(after);
  for (const edge of reader.inputs) if (edge.from === door && !there.has(edge)) gone.add(edge);
  const before = new Set(reader.inputs);
  for (const edge of after) if (!before.has(edge)) edge.from.consumers.push(edge);
  replace(reader.inputs, after);
}

/** The edge from where the value is made; undefined where the door gives it another form. */
function straightened(edge: GraphEdge, door: GraphNode, into: Opening["into"]): GraphEdge | undefined {
  const source = into.get(door.outputs[edge.output]!.name);
  if (!source || source.convert || source.wraps > 0 || edge.offset > 0) return undefined;
  const isWhole = source.frame === door.depth;
  // It has fewer lists of the call than its reader: lists of its own cannot come after those that it has not.
  if (!isWhole && edge.frame > door.depth) return undefined;
  return { ...edge, from: source.from, output: source.output, offset: source.offset, frame: isWhole ? edge.frame : source.frame };
}

/** Whether every list that a node runs over comes from somewhere. */
function isCovered({ depth }: GraphNode, edges: readonly GraphEdge[]): boolean {
  for (let level = 0; level < depth; level++) if (!edges.some(({ offset, frame }) => offset <= level && level < frame)) return false;
  return true;
}

function replace<T>(list: T[], after: readonly T[]): void {
  list.splice(0, list.length, ...after);
}
