import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import type { Catalogue } from "../../runtime/graph/graph.ts";
import { isGeneric, type PortType } from "../../runtime/graph/types.ts";
import { connect, disconnect } from "./edges.ts";
import type { Point } from "./layout.ts";
import { addNode } from "./nodes.ts";
import { isMany, isRequired, match, type PlacedPort, portsOfManifest } from "./match.ts";

/** Something that would make an edge fit. */
export type Repair =
  /** A node between that takes the one and gives the other. */
  | { readonly kind: "insert"; readonly type: string; readonly inPort: string; readonly outPort: string }
  /** Another edge between the same nodes. */
  | { readonly kind: "port"; readonly from: string; readonly to: string }
  /** An edge that is in the way goes. */
  | { readonly kind: "replace"; readonly edge: EdgeEntry };

/** How many node types are offered to be put between. */
const mostInsertions = 3;

/** Node types that turn what flows into what is asked for, the simplest first. */
export function insertions(flows: PortType, asked: PortType, packs: Catalogue & { all(): Iterable<NodeManifest> }): Repair[] {
  const found = [...packs.all()].flatMap((manifest) => {
    const inputs = portsOfManifest(manifest, "inputs");
    const ways = inputs.flatMap((input) => waysThrough(manifest, input, { flows, asked, packs }));
    const best = ways.sort((a, b) => a.strain - b.strain)[0];
    if (!best) return [];
    // What else would have to be given to it before it runs.
    const others = inputs.filter(({ name, port }) => name !== best.inPort && port && isRequired(port)).length;
    return [{ ...best, strain: best.strain + others * 3 }];
  });
  return found.sort((a, b) => a.strain - b.strain).slice(0, mostInsertions).map(({ type, inPort, outPort }) => ({ kind: "insert", type, inPort, outPort }));
}

function waysThrough(manifest: NodeManifest, input: PlacedPort, { flows, asked, packs }: { readonly flows: PortType; readonly asked: PortType; readonly packs: Catalogue }) {
  const into = match(flows, input.type, packs);
  if (!into) return [];
  return portsOfManifest(manifest, "outputs").flatMap((output) => {
    const isOwn = isGeneric(output.type);
    if (isOwn && output.port?.generic !== input.port?.generic) return [];
    const given = { name: isOwn ? flows.name : output.type.name, rank: output.type.rank + into.frame };
    const out = match(given, asked, packs);
    return out ? [{ type: manifest.type, inPort: input.name, outPort: output.name, strain: into.strain + out.strain }] : [];
  });
}

/** Does what a repair says for an edge. `id` is the node that was put between, to be selected. */
export function applyRepair(document: GraphDocument, packs: Catalogue, repair: Repair, edge: EdgeEntry & { readonly at: Point }): { readonly document: GraphDocument; readonly id?: string } {
  const wire = (into: GraphDocument, from: string, to: string) => connect(into, from, to, { many: isMany(into, packs, to) });
  switch (repair.kind) {
    case "port": return { document: wire(document, repair.from, repair.to) };
    case "replace": return { document: wire(disconnect(document, repair.edge), edge.from, edge.to) };
    case "insert": {
      const { document: added, id } = addNode(document, { type: repair.type, version: packs.manifest(repair.type)?.version, at: edge.at });
      return { document: wire(wire(added, edge.from, `${id}.${repair.inPort}`), `${id}.${repair.outPort}`, edge.to), id };
    }
  }
}
