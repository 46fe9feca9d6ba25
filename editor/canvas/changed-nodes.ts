import type { GraphDocument } from "../../runtime/graph/document.ts";
import { changedMembers } from "../model/derived.ts";

/** Tells which nodes may look different since it was last asked. */
export class ChangedNodes {
  private before: { readonly document: GraphDocument; readonly beside: readonly unknown[] } | undefined;

  /**
   * @param beside all that nodes are drawn from beside the document's own nodes
   * @returns undefined where all may look different, and more than nodes
   */
  since(document: GraphDocument, beside: readonly unknown[]): ReadonlySet<string> | undefined {
    const { before } = this;
    this.before = { document, beside };
    return before && beside.every((part, at) => part === before.beside[at]) ? changedMembers(before.document.nodes, document.nodes) : undefined;
  }
}
