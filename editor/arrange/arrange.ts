import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Frame, Point } from "../model/layout.ts";
import type { Sizes } from "../model/place.ts";

/** Where an arranged graph's nodes stand, and its frames around what they held. */
export interface Arranged {
  readonly positions: ReadonlyMap<string, Point>;
  readonly frames: readonly Frame[];
}

/** Lays a graph out from left to right. With `ids` only those move, and keep their top left corner. */
export async function arrange(document: GraphDocument, ids: readonly string[] | undefined, sizes: Sizes): Promise<Arranged> {
  void document; void ids; void sizes;
  return { positions: new Map(), frames: [] };
}
