import { nearest, type PortRef } from "../ids.ts";
import type { Problem } from "../problem.ts";
import { type PortType, typeText } from "./types.ts";

/**
 * Why an edge is refused, in the words of `check`, of a run and of an edge that is being dragged: they must not differ.
 */

/** Where an edge ends: the node and its input, and the edge as text. */
export interface EdgeEnd {
  readonly node: string;
  readonly port: string;
  readonly edge: string;
}

export function typeMismatch({ node, port, edge }: EdgeEnd, flows: PortType, asked: PortType): Problem {
  return {
    code: "TYPE_MISMATCH", node, port, edge,
    message: `"${edge}" carries ${typeText(flows)}, but the input "${port}" takes ${typeText(asked)}.`,
    hint: `Connect an output of type ${asked.name}, or put a node between that turns ${flows.name} into ${asked.name}.`,
  };
}

/** @param before the edge that the input has already, as text */
export function edgeDouble({ node, port, edge }: EdgeEnd, before: string): Problem {
  return before === edge
    ? { code: "EDGE_DOUBLE", node, port, edge, message: `The edge ${edge} is there twice.`, hint: "Remove one of the two." }
    : { code: "EDGE_DOUBLE", node, port, edge, message: `The input "${port}" already receives ${before}.`, hint: "Remove one of the two edges; this input takes only one." };
}

/** How many nodes of a circle are named. */
const maxShown = 20;

/** @param names the nodes of the circle, each once, in the direction of the edges */
export function circle(names: readonly string[]): Problem {
  const shown = names.length > maxShown ? [...names.slice(0, maxShown), "…"] : names;
  return { code: "CYCLE", node: names[0]!, message: `The edges go round in a circle: ${[...shown, names[0]].join(" -> ")}.`, hint: "Remove one edge of the circle." };
}

export interface MissingPort {
  readonly edge: string;
  readonly side: "input" | "output";
  /** The ports that are there. */
  readonly known: readonly string[];
}

export function portUnknown({ node, port }: PortRef, { edge, side, known }: MissingPort): Problem {
  const near = nearest(port, known);
  return { code: "PORT_UNKNOWN", node, port, edge, message: `The node "${node}" has no ${side} "${port}".`, hint: near ? `Did you mean "${near}"?` : known.length > 0 ? `It has ${known.join(", ")}.` : `It has no ${side}s.` };
}

/** Two edges whose lists meet, as texts, and a key that only the first of them has. */
export interface Disagreement {
  readonly has: string;
  readonly lacks: string;
  readonly key: string;
}

export function axesDisagree({ node, port }: PortRef, { has, lacks, key }: Disagreement): Problem {
  return {
    code: "AXES_DISAGREE", node, port, edge: lacks,
    message: `The lists of "${has}" and "${lacks}" do not have the same items: only the first has "${key}".`,
    hint: "Lists that meet must have the same ids: pick the items that both have, or make a list of pairs.",
  };
}
