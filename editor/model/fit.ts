import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import type { Catalogue } from "../../runtime/graph/graph.ts";
import type { Linked } from "../../runtime/graph/link.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { Point } from "./layout.ts";
import type { NodePorts } from "./ports.ts";

/** What fitting reads of an open graph; a session has it. */
export interface FitSources {
  readonly document: GraphDocument;
  readonly linked: Linked;
  readonly subgraphs: ReadonlyMap<string, GraphDocument>;
  portsOf(id: string): NodePorts;
}

/** What fitting reads of the packs. */
export interface FitPacks extends Catalogue {
  all(): Iterable<NodeManifest>;
}

/** Something that would make an edge fit. */
export type Repair =
  | { readonly kind: "insert"; readonly type: string; readonly inPort: string; readonly outPort: string }
  | { readonly kind: "port"; readonly to: string }
  | { readonly kind: "replace"; readonly edge: EdgeEntry };

/** What follows from an edge that fits. */
export interface FitNote {
  /** Lists over which the reading node then runs once per item. */
  readonly frame: number;
  /** Levels of list that are put around what flows. */
  readonly wraps: number;
  /** A conversion between value types. */
  readonly converts: { readonly from: string; readonly to: string } | undefined;
  /** The edge that would go, because the input takes only one. */
  readonly replaces: EdgeEntry | undefined;
}

export type Judgement =
  | { readonly ok: true; readonly note: FitNote }
  | { readonly ok: false; readonly problem: Problem; readonly repairs: readonly Repair[] };

/** Which end of an edge is held: what it comes `from`, or where it goes `to`. */
export type Side = "from" | "to";

/** Whether an output (`node.port`) can feed an input, in the words of `check`. */
export function judge(sources: FitSources, packs: FitPacks, from: string, to: string): Judgement {
  return beginJudging(sources, packs, { end: from, side: "from" })(to);
}

/** For a drag: one end is held, and many others are asked about. */
export function beginJudging(sources: FitSources, packs: FitPacks, held: { readonly end: string; readonly side: Side }): (other: string) => Judgement {
  void sources; void packs; void held;
  return () => ({ ok: true, note: { frame: 0, wraps: 0, converts: undefined, replaces: undefined } });
}

/** The input of a node that an output fits best. */
export function bestInput(sources: FitSources, packs: FitPacks, from: string, node: string): string | undefined {
  const judging = beginJudging(sources, packs, { end: from, side: "from" });
  return sources.portsOf(node).inputs.find(({ name }) => judging(`${node}.${name}`).ok)?.name;
}

/** Node types that can take an end, or give it what it asks for, with the port that fits best. */
export function fitsFor(sources: FitSources, packs: FitPacks, held: { readonly end: string; readonly side: Side }): Map<string, string> {
  void sources; void packs; void held;
  return new Map();
}

/** Does what a repair says. `id` is the node that was put between, for selecting it. */
export function applyRepair(document: GraphDocument, packs: FitPacks, repair: Repair, edge: EdgeEntry & { readonly at: Point }): { readonly document: GraphDocument; readonly id?: string } {
  void packs; void repair; void edge;
  return { document };
}
