import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Server } from "../api/server.ts";
import type { Conflict } from "../model/merge.ts";
import type { Session } from "../state/session.ts";
import type { DraftWriter } from "./draft-writer.ts";
import type { After } from "./later.ts";

/** What both sides have changed, each in another way: nothing is sent until someone has decided. */
export interface OpenConflict {
  readonly base: GraphDocument;
  readonly theirs: GraphDocument;
  readonly conflicts: readonly Conflict[];
}

/** What happened to an open graph, for those who tell the user or other pages. */
export type AutosaveNews =
  | { readonly kind: "saved" }
  /** Edits from elsewhere were brought in. */
  | { readonly kind: "updated" }
  /** The same, next to edits made here. */
  | { readonly kind: "merged" }
  | { readonly kind: "conflict" }
  /** It was removed elsewhere. With edits of this page it is saved again. */
  | { readonly kind: "removed" }
  /** The server has another graph of this name, or one that is never written: it needs another name. */
  | { readonly kind: "name-taken" }
  /** The server refused it, or failed; `retried`: it is tried again by itself. */
  | { readonly kind: "failed"; readonly error: unknown; readonly retried: boolean }
  | { readonly kind: "recovered" };

/** Names of the undoable steps that come from elsewhere. */
export interface StepLabels {
  merged(): string;
  updated(): string;
  restored(): string;
}

export interface AutosaveParts {
  readonly session: Session;
  readonly server: Pick<Server, "graph" | "saveGraph">;
  readonly draft: DraftWriter;
  /** Whether an input takes any number of edges; undefined where its pack is not there. */
  isMany(type: string, port: string): boolean | undefined;
  readonly after: After;
  /** In milliseconds since 1970. */
  now(): number;
  readonly labels: StepLabels;
  tell(news: AutosaveNews): void;
}
