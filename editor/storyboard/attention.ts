import type { GraphDocument } from "../../runtime/graph/document.ts";
import { isUnseen, type VerdictLike } from "../runs/identity/shape.ts";
import type { Where } from "../runs/places.ts";
import type { RunState } from "../state/run-state.ts";
import type { ItemRef } from "../state/workspace.ts";
import type { Maker } from "./board.ts";
import { standingOf } from "./verdicts.ts";

/** One thing that somebody should look at, the gravest kind first. */
export interface Matter {
  readonly kind: "failed" | "finding" | "unlike" | "uncertain" | "rejected" | "stale" | "judged" | "comment";
  readonly node: string;
  readonly item: string;
  readonly message: string;
  readonly hint?: string;
  /** Words of the script that show it. */
  readonly quote?: string;
  /** As the script names the place: `s05/l02`. */
  readonly place?: string;
  readonly verdict?: VerdictLike;
  /** Further items with the same message: one failing model fails many. */
  readonly more: number;
}

interface FindingLike {
  readonly check?: string;
  readonly severity?: string;
  readonly message?: string;
  readonly hint?: string;
  readonly quote?: string;
  readonly where?: Where;
}

/** What is known beside the run's events. */
export interface Known {
  /** The values of findings outputs that are known. */
  readonly findings: readonly { readonly maker: Maker; readonly item: string; readonly value: unknown }[];
  readonly verdicts: readonly { readonly maker: Maker; readonly item: string; readonly verdict: VerdictLike }[];
  /** The item that a place names, seen from the item of its finding. */
  itemAt(where: Where, from: string): ItemRef | undefined;
}

/**
 * What to look at in the morning: failures (alike ones as one), findings that stop delivery, people who do not look like
 * themselves, rejected items, verdicts on results that are there no more, what a judge found, and comments.
 */
export function mattersOf(run: RunState | undefined, document: GraphDocument, known: Known): Matter[] {
  const found = known.findings.flatMap((one) => findings(one, known));
  const reviewed = reviews(run, document);
  return [
    ...failures(run), ...found.filter(({ kind }) => kind === "finding"), ...identities(run, document, known),
    ...reviewed.filter(({ kind }) => kind !== "comment"), ...found.filter(({ kind }) => kind === "judged"), ...reviewed.filter(({ kind }) => kind === "comment"),
  ];
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

/** Findings that stop delivery, and what a judge warns of with words of the script. Each leads to what it is about, where that is known. */
function findings({ maker, item, value }: Known["findings"][number], { itemAt }: Known): Matter[] {
  const list = Array.isArray(value) ? value as readonly FindingLike[] : [];
  return list.flatMap(({ check = "", severity, message, hint, quote, where }): Matter[] => {
    const kind = severity === "block" ? "finding" : severity === "warn" && quote !== undefined && check.includes("/judge-") ? "judged" : undefined;
    if (kind === undefined || message === undefined) return [];
    const place = where ? [where.episode, where.scene, where.line ?? where.shot].filter(Boolean).join("/") : "";
    const at = (where && itemAt(where, item)) ?? { node: maker.node, item };
    return [{ kind, ...at, message, more: 0, ...(hint === undefined ? {} : { hint }), ...(quote === undefined ? {} : { quote }), ...(place === "" ? {} : { place }) }];
  });
}

/** Shots whose people are somebody else, then those where nobody could tell; not what a person has decided already, nor what nobody looked at. */
function identities(run: RunState | undefined, { review = {} }: GraphDocument, { verdicts }: Known): Matter[] {
  const open = verdicts.filter(({ maker: { node }, item, verdict }) => {
    const standing = standingOf(review[node]?.[item], run?.nodes.get(node)?.items.get(item));
    return verdict.state !== "pass" && !isUnseen(verdict) && (standing === "open" || standing === "stale");
  });
  const matters = open.map(({ maker: { node }, item, verdict }): Matter => ({
    kind: verdict.state === "fail" ? "unlike" : "uncertain", node, item, verdict, more: 0,
    message: verdict.characters.filter(({ state }) => state !== "pass").map(({ name, reason }) => `${name}: ${reason}`).join("; "),
  }));
  return [...matters.filter(({ kind }) => kind === "unlike"), ...matters.filter(({ kind }) => kind === "uncertain")];
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
