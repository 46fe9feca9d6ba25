import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { RunState } from "../state/run-state.ts";
import type { Maker } from "./board.ts";
import { standingOf } from "./verdicts.ts";

/** One thing that somebody should look at, the gravest kind first. */
export interface Matter {
  readonly kind: "failed" | "finding" | "rejected" | "stale" | "comment";
  readonly node: string;
  readonly item: string;
  readonly message: string;
  readonly hint?: string;
  /** Further items with the same message: one failing model fails many. */
  readonly more: number;
}

interface FindingLike {
  readonly severity?: string;
  readonly message?: string;
  readonly hint?: string;
}

/**
 * What to look at in the morning: failures (alike ones as one), findings that stop delivery, rejected items, verdicts
 * on results that are there no more, and comments.
 * @param findings the values of findings outputs that are known
 */
export function mattersOf(run: RunState | undefined, document: GraphDocument, findings: readonly { readonly maker: Maker; readonly item: string; readonly value: unknown }[]): Matter[] {
  return [...failures(run), ...findings.flatMap(blocking), ...reviews(run, document)];
}

function failures(run: RunState | undefined): Matter[] {
  const alike = new Map<string, Matter>();
  for (const { node, items, counts } of run?.nodes.values() ?? []) {
    if (counts.failed === 0) continue;
    for (const { item, state, problem } of items.values()) {
      if (state !== "failed" || !problem) continue;
      const name = `${node} ${problem.code} ${problem.message}`;
      const before = alike.get(name);
      alike.set(name, before ? { ...before, more: before.more + 1 } : { kind: "failed", node, item, message: problem.message, more: 0, ...(problem.hint === undefined ? {} : { hint: problem.hint }) });
    }
  }
  return [...alike.values()];
}

function blocking({ maker, item, value }: { readonly maker: Maker; readonly item: string; readonly value: unknown }): Matter[] {
  const list = Array.isArray(value) ? value as readonly FindingLike[] : [];
  return list.filter(({ severity, message }) => severity === "block" && message !== undefined).map(({ message, hint }) => (
    { kind: "finding", node: maker.node, item, message: message!, more: 0, ...(hint === undefined ? {} : { hint }) }));
}

function reviews(run: RunState | undefined, { review = {} }: GraphDocument): Matter[] {
  const all = Object.entries(review).flatMap(([node, items]) => Object.entries(items).flatMap(([item, verdict]): Matter[] => {
    const standing = standingOf(verdict, run?.nodes.get(node)?.items.get(item));
    const message = verdict.comment ?? "";
    if (standing === "rejected" || standing === "stale") return [{ kind: standing, node, item, message, more: 0 }];
    return message === "" ? [] : [{ kind: "comment", node, item, message, more: 0 }];
  }));
  const order = ["rejected", "stale", "comment"];
  return all.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
