import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import type { ElementRef } from "./element.ts";
import type { Layout, Point } from "./layout.ts";

export const clipFormat = "reelwright/clip@1";

/** A part of a graph on its way to another place. JSON; what is read from a clipboard is checked field by field. */
export interface Clip {
  readonly format: typeof clipFormat;
  readonly packs: Readonly<Record<string, string>>;
  readonly nodes: GraphDocument["nodes"];
  /** Among the nodes. */
  readonly edges: readonly EdgeEntry[];
  /** From nodes that are not in the clip: kept where the clip is pasted beside them. */
  readonly dangling: readonly EdgeEntry[];
  readonly layout: Layout;
}

/** @returns undefined when nothing that can be copied is chosen */
export function copy(document: GraphDocument, refs: Iterable<ElementRef>): Clip | undefined {
  void document; void refs;
  return undefined;
}

/** What a clipboard's text holds; undefined when it is no clip. */
export function readClip(text: string): Clip | undefined {
  void text;
  return undefined;
}

/** Puts a clip in, its top left corner at a point, under new ids. */
export function paste(document: GraphDocument, clip: Clip, at: Point): { readonly document: GraphDocument; readonly refs: readonly ElementRef[] } {
  void clip; void at;
  return { document, refs: [] };
}

/** Copies beside the originals; wires that come in come to the copies too. */
export function duplicate(document: GraphDocument, refs: Iterable<ElementRef>, offset: Point = [32, 32]): { readonly document: GraphDocument; readonly refs: readonly ElementRef[] } {
  void refs; void offset;
  return { document, refs: [] };
}
