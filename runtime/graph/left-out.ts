import { parsePortRef } from "../ids.ts";
import type { Problem } from "../problem.ts";
import { type ActiveAround, activeDocument, activeSubgraphs, isMissing, type Subgraphs } from "./active.ts";
import type { GraphDocument } from "./document.ts";
import { subgraphPrefix } from "./unfold.ts";

/** A node that does not run because a node type is not here: its own, or that of one it needs. */
export interface LeftOut {
  /** Inside a subgraph `outer/inner`. */
  readonly node: string;
  readonly type: string;
  /** The node whose type is missing. */
  readonly because: string;
}

export interface WithoutMissing {
  readonly active: GraphDocument;
  readonly subgraphs: Subgraphs;
  readonly leftOut: readonly LeftOut[];
}

/** The part of a document that takes part in a run, and what is not in it for want of a pack. */
export function withoutMissing(document: GraphDocument, documents: ReadonlyMap<string, GraphDocument>, around: Omit<ActiveAround, "subgraphs">): WithoutMissing {
  const subgraphs = activeSubgraphs(documents, around);
  const active = activeDocument(document, { ...around, subgraphs });
  if (around.skipMissing !== true) return { active, subgraphs, leftOut: [] };
  const whole = { ...around, skipMissing: false };
  const all = activeSubgraphs(documents, whole);
  const level: Level = { document: activeDocument(document, { ...whole, subgraphs: all }), active, prefix: "" };
  return { active, subgraphs, leftOut: [...lost(level, { around, subgraphs, all })] };
}

interface Level {
  /** What would run if all packs were here. */
  readonly document: GraphDocument;
  readonly active: GraphDocument;
  readonly prefix: string;
}

interface Around {
  readonly around: Omit<ActiveAround, "subgraphs">;
  readonly subgraphs: Subgraphs;
  readonly all: Subgraphs;
}

function* lost({ document, active, prefix }: Level, whole: Around): Generator<LeftOut> {
  const causes = new Map<string, string>();
  for (const [id, { type }] of Object.entries(document.nodes)) {
    if (isMissing(type, whole.around)) causes.set(id, prefix + id);
    const name = type.startsWith(subgraphPrefix) ? type.slice(subgraphPrefix.length) : "";
    const [inside, outside] = [whole.subgraphs.get(name), whole.all.get(name)];
    // A graph that calls itself is refused later.
    if (!inside || !outside || inside.active === inside.whole || prefix.split("/").length > mostLevels) continue;
    const within = [...lost({ document: outside.active, active: inside.active, prefix: `${prefix}${id}/` }, whole)];
    if (within[0]) causes.set(id, within[0].because);
    if (active.nodes[id]) yield* within;
  }
  spread(document, causes);
  for (const [id, { type }] of Object.entries(document.nodes)) {
    if (!active.nodes[id]) yield { node: prefix + id, type, because: causes.get(id) ?? prefix + id };
  }
}

const mostLevels = 50;

/** Hands each cause on to all that is behind it. */
function spread({ edges = [] }: GraphDocument, causes: Map<string, string>): void {
  const readers = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const [source, reader] = [parsePortRef(from)?.node, parsePortRef(to)?.node];
    if (source === undefined || reader === undefined) continue;
    const list = readers.get(source);
    if (list) list.push(reader);
    else readers.set(source, [reader]);
  }
  const open = [...causes.keys()];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const reader of readers.get(id) ?? []) {
      if (causes.has(reader)) continue;
      causes.set(reader, causes.get(id)!);
      open.push(reader);
    }
  }
}

/** One problem for each node whose type is not here. */
export function missingProblems(leftOut: readonly LeftOut[]): Problem[] {
  return leftOut.filter(({ node, because }) => node === because).map(({ node, type }) => {
    const others = leftOut.filter((one) => one.because === node).length - 1;
    return {
      code: "PACK_MISSING", node,
      message: `"${node}" is left out${others > 0 ? `, and ${others} ${others === 1 ? "node that needs" : "nodes that need"} it` : ""}: no pack that is here provides "${type}".`,
      hint: "\"reelwright pack add --for GRAPH\" adds the packs that a graph needs.",
    };
  });
}
