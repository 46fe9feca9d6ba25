import type { GraphDocument } from "../../runtime/graph/document.ts";
import { packOf, parsePortRef } from "../../runtime/ids.ts";
import { connect } from "../model/edges.ts";
import type { Point } from "../model/layout.ts";
import { addNode } from "../model/nodes.ts";
import type { NodePorts } from "../model/ports.ts";
import type { Packs } from "../state/packs.ts";
import type { PaletteRequest } from "./shell.ts";

/** What the palette said: a node type, and the port of it at which the held edge ends. */
export interface Chosen {
  readonly type: string;
  readonly port?: string;
}

export interface Surroundings {
  readonly packs: Pick<Packs, "manifest" | "listings">;
  portsOf(id: string): Pick<NodePorts, "inputs">;
  /** Where it was asked for, in graph pixels. */
  readonly at: Point;
}

/** How wide a node is, about: one that gives what an input asked for stands to the left of the place. */
const usualWidth = 260;

/** Adds the node that was chosen; where an edge was held, its end comes to the new node. */
export function addChosen(document: GraphDocument, { type, port }: Chosen, fits: PaletteRequest["fits"], { packs, portsOf, at }: Surroundings): { readonly document: GraphDocument; readonly id: string } {
  const manifest = packs.manifest(type);
  const place: Point = fits?.side === "to" ? [at[0] - usualWidth, at[1]] : at;
  const packVersion = packs.listings.find(({ name }) => name === packOf(type))?.version;
  const added = addNode(document, { type, version: manifest?.version, packVersion, at: place });
  if (!fits || port === undefined) return added;
  const end = `${added.id}.${port}`;
  if (fits.side === "from") return { ...added, document: connect(added.document, fits.end, end, { many: manifest?.inputs[port]?.many === true }) };
  const held = parsePortRef(fits.end);
  const many = held !== undefined && portsOf(held.node).inputs.find(({ name }) => name === held.port)?.many === true;
  return { ...added, document: connect(added.document, end, fits.end, { many }) };
}
