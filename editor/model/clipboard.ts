import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import { elementRef, type ElementRef, idsOf } from "./element.ts";
import type { Point } from "./layout.ts";
import { freeName, idFrom, nodeIn, setInput } from "./nodes.ts";
import { cornerOf, type Part, partOf, putPart, renamedEnd } from "./part.ts";

export const clipFormat = "reelwright/clip@1";

/** An input of the graph that fed nodes of a clip. */
export interface Given {
  readonly name: string;
  /** As written in documents: `text`, `story/scene[]`. */
  readonly type: string;
  readonly to: readonly string[];
  readonly default?: unknown;
}

/** A part of a graph on its way to another place, as JSON. What comes from a clipboard is read by `readClip`. */
export interface Clip extends Part {
  readonly format: typeof clipFormat;
  /** The name of the graph it comes from. */
  readonly graph: string;
  /** Edges into the clip from nodes that are not in it: kept where it is pasted beside them. */
  readonly dangling: readonly EdgeEntry[];
  /** Types of the nodes that these come from: another node under the same id is not meant. */
  readonly sources: Readonly<Record<string, string>>;
  /** Kept likewise; elsewhere their defaults become the nodes' own values. */
  readonly given: readonly Given[];
  /** Outputs of the graph that the nodes gave: put back where they were cut from. */
  readonly results: NonNullable<GraphDocument["outputs"]>;
}

/** @returns undefined when nothing that can be copied is chosen: edges and reroute points go with their nodes */
export function copy(document: GraphDocument, refs: Iterable<ElementRef>): Clip | undefined {
  const chosen = new Set(refs);
  const ids = new Set(idsOf(chosen, "node").filter((id) => Object.hasOwn(document.nodes, id)));
  const [frames, notes] = [idsOf(chosen, "frame"), idsOf(chosen, "note")];
  if (ids.size === 0 && frames.length === 0 && notes.length === 0) return undefined;
  const dangling = (document.edges ?? []).filter((edge) => ids.has(nodeIn(edge.to)) && !ids.has(nodeIn(edge.from)));
  return {
    format: clipFormat, graph: document.name, ...partOf(document, ids, { frames, notes }), dangling,
    sources: Object.fromEntries(dangling.flatMap(({ from }) => {
      const source = document.nodes[nodeIn(from)];
      return source ? [[nodeIn(from), source.type]] : [];
    })),
    given: Object.entries(document.inputs ?? {}).flatMap(([name, input]) => {
      const to = input.to.filter((end) => ids.has(nodeIn(end)));
      return to.length === 0 ? [] : [{ name, type: input.type, to, ...(input.default === undefined ? {} : { default: input.default }) }];
    }),
    results: Object.fromEntries(Object.entries(document.outputs ?? {}).filter(([, { from }]) => ids.has(nodeIn(from)))),
  };
}

export interface Pasted {
  readonly document: GraphDocument;
  /** What was put in, to be selected. */
  readonly refs: readonly ElementRef[];
}

/** Puts a clip in, its top left corner at a point. Ids that are taken get a number. */
export function paste(document: GraphDocument, clip: Clip, at: Point): Pasted {
  const [left, top] = cornerOf(clip);
  const put = putPart(document, clip, [at[0] - left, at[1] - top]);
  const isHome = document.name === clip.graph;
  const wires = !isHome ? [] : clip.dangling.filter(({ from }) => {
    const source = document.nodes[nodeIn(from)];
    return source !== undefined && source.type === clip.sources[nodeIn(from)];
  });
  let after = wires.length === 0 ? put.document : { ...put.document, edges: [...put.document.edges ?? [], ...wires.map((edge) => ({ ...edge, to: renamedEnd(edge.to, put.ids) }))] };
  for (const given of clip.given) after = withGiven(after, given, { ids: put.ids, isHome });
  if (isHome) after = withResults(after, clip.results, put.ids);
  return {
    document: after,
    refs: [...[...put.ids.values()].map((id) => elementRef("node", id)), ...put.frames.map((id) => elementRef("frame", id)), ...put.notes.map((id) => elementRef("note", id))],
  };
}

function withGiven(document: GraphDocument, given: Given, { ids, isHome }: { readonly ids: ReadonlyMap<string, string>; readonly isHome: boolean }): GraphDocument {
  const ends = given.to.map((end) => renamedEnd(end, ids));
  const input = isHome && document.inputs && Object.hasOwn(document.inputs, given.name) ? document.inputs[given.name] : undefined;
  if (input) return { ...document, inputs: { ...document.inputs, [given.name]: { ...input, to: [...input.to, ...ends] } } };
  if (given.default === undefined) return document;
  // Only an input of a graph hands out the elements of a list: as a node's own value it would be one value.
  if (given.type.endsWith("[]")) {
    const name = freeName(idFrom(given.name), document.inputs ?? {});
    return { ...document, inputs: { ...document.inputs, [name]: { type: given.type, default: given.default, to: ends } } };
  }
  return ends.reduce((after, end) => setInput(after, nodeIn(end), end.slice(end.indexOf(".") + 1), given.default), document);
}

function withResults(document: GraphDocument, results: Clip["results"], ids: ReadonlyMap<string, string>): GraphDocument {
  const missing = Object.entries(results).filter(([name]) => !(name in (document.outputs ?? {})));
  if (missing.length === 0) return document;
  return { ...document, outputs: { ...document.outputs, ...Object.fromEntries(missing.map(([name, output]) => [name, { ...output, from: renamedEnd(output.from, ids) }])) } };
}

/** Copies beside the originals; wires that come in come to the copies too. What was said in review of the originals is not said of them. */
export function duplicate(document: GraphDocument, refs: Iterable<ElementRef>, [dx, dy]: Point = [32, 32]): Pasted {
  const clip = copy(document, refs);
  if (!clip) return { document, refs: [] };
  const [left, top] = cornerOf(clip);
  return paste(document, { ...clip, review: {}, results: {} }, [left + dx, top + dy]);
}
