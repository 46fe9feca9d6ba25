import type { GraphDocument } from "../../runtime/graph/document.ts";
import { type Conflict, mergeDocuments, type Merged } from "../model/merge.ts";
import type { Unsaved } from "./drafts.ts";
import { sameAsJson } from "./same-as-json.ts";

/** A document and what the server calls that version; undefined when the server has none. */
export interface Version {
  readonly document: GraphDocument;
  readonly etag: string | undefined;
}

/** What a page has of a graph. */
export interface Here {
  readonly mine: GraphDocument;
  /** What `mine` began from. */
  readonly base: Version;
  /** Sent without an answer so far: the server may have any of them. */
  readonly sent: readonly GraphDocument[];
  /** The server has never had this graph. */
  readonly isNew: boolean;
  /** Whether an input takes any number of edges; undefined where its pack is not there. */
  isMany(type: string, port: string): boolean | undefined;
}

export type Joined =
  /** Nothing new. */
  | { readonly kind: "known" }
  /** The server has what was written here, in this state. */
  | { readonly kind: "arrived"; readonly document: GraphDocument }
  /** It is another graph that happens to have the name. */
  | { readonly kind: "another" }
  | { readonly kind: "joined"; readonly document: GraphDocument }
  | { readonly kind: "conflict"; readonly conflicts: readonly Conflict[] };

/**
 * Three-way merge. Where a thing stands on the canvas, and what it looks like there, is nobody's work that could be
 * lost: what both have moved stays where it is here, and nobody is asked.
 */
export function joinDocuments(base: GraphDocument, mine: GraphDocument, theirs: GraphDocument, isMany: Here["isMany"]): Merged {
  const { document, conflicts } = mergeDocuments(base, mine, theirs, isMany);
  return { document, conflicts: conflicts.filter((conflict) => !isPlace(conflict)) };
}

function isPlace({ path: [block, kind, , field] }: Conflict): boolean {
  if (block !== "layout") return false;
  return kind !== "notes" && kind !== "frames" ? true : field !== undefined && field !== "text" && field !== "title";
}

/** A draft taken up again. Undefined when it goes against what is here. */
export function restored(draft: Unsaved, { mine, base, isMany }: Here): GraphDocument | undefined {
  if (mine === base.document && (draft.etag === base.etag || sameAsJson(draft.base, base.document))) return draft.document;
  const { document, conflicts } = joinDocuments(draft.base, draft.document, mine, isMany);
  return conflicts.length > 0 ? undefined : document;
}

/** What becomes of a page's document, now that the server turns out to have `theirs`. */
export function joinWith(theirs: Version, { mine, base, sent, isNew, isMany }: Here): Joined {
  if (theirs.etag === base.etag) return { kind: "known" };
  const arrived = [mine, ...sent].find((document) => sameAsJson(document, theirs.document));
  if (arrived) return { kind: "arrived", document: arrived };
  if (isNew) return { kind: "another" };
  if (mine === base.document) return { kind: "joined", document: theirs.document };
  const { document, conflicts } = joinDocuments(base.document, mine, theirs.document, isMany);
  if (conflicts.length > 0) return { kind: "conflict", conflicts };
  return { kind: "joined", document: sameAsJson(document, theirs.document) ? theirs.document : document };
}
