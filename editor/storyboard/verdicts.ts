import type { GraphDocument, Verdict } from "../../runtime/graph/document.ts";
import type { ItemRun } from "../state/run-state.ts";

/**
 * How an item stands with the director. `stale`: something was said of another result than the one that is there now.
 */
export type Standing = "open" | "approved" | "rejected" | "stale";

export function verdictOf(document: GraphDocument, node: string, item: string): Verdict | undefined {
  return document.review?.[node]?.[item];
}

export function standingOf(verdict: Verdict | undefined, item: ItemRun | undefined): Standing {
  if (!verdict?.state) return "open";
  return verdict.of !== undefined && item?.key !== undefined && verdict.of !== item.key ? "stale" : verdict.state;
}

/** The same verdict pressed twice takes it back; a comment stays. */
export function toggled(before: Verdict | undefined, state: "approved" | "rejected", item: ItemRun | undefined, now: Date): Verdict | undefined {
  const { comment } = before ?? {};
  if (before && standingOf(before, item) === state) return comment === undefined ? undefined : { comment };
  return { state, ...(comment === undefined ? {} : { comment }), ...(item?.key === undefined ? {} : { of: item.key }), at: now.toISOString() };
}

export function commented(before: Verdict | undefined, comment: string, now: Date): Verdict | undefined {
  const { comment: _, ...rest } = before ?? {};
  if (comment.trim() !== "") return { ...rest, comment: comment.trim(), at: now.toISOString() };
  return rest.state === undefined ? undefined : rest;
}

export interface Progress {
  readonly approved: number;
  readonly rejected: number;
  readonly all: number;
}

export function progressOf(standings: readonly Standing[]): Progress {
  return { approved: standings.filter((one) => one === "approved").length, rejected: standings.filter((one) => one === "rejected").length, all: standings.length };
}
