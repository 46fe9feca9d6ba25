import type { Artifact } from "../../runtime/contract/types.ts";
import type { RunOutput } from "../../runtime/events.ts";
import { isArtifact } from "../outputs.ts";

/**
 * A verdict on something delivered, as any pack can give one: a graph output of the value type `story/report`. The
 * command line reads its form and names no node type.
 */
export interface Review {
  readonly id: string;
  readonly title: string;
  readonly verdict: "pass" | "look" | "block";
  readonly findings: readonly Finding[];
  readonly video?: Artifact;
  readonly stills: readonly Artifact[];
  readonly standIns: readonly string[];
}

export interface Finding {
  readonly check: string;
  readonly severity: "block" | "warn" | "info" | "pass";
  readonly message: string;
  readonly hint?: string;
  readonly where?: Where;
  readonly quote?: string;
  readonly measured?: string;
  readonly expected?: string;
  readonly waiver?: { readonly by: string; readonly reason: string; readonly at?: string };
}

export interface Where {
  readonly episode?: string;
  readonly scene?: string;
  readonly shot?: string;
  readonly line?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly sourceLine?: number;
}

/** Where the page finds the bytes of an artifact: a relative path, a `data:` URL, or nowhere. */
export type Locate = (artifact: Artifact) => string | undefined;

const reviewType = "story/report";

/** Every review among a run's outputs, in the order of the outputs; one that reaches two outputs counts once. */
export function reviewsIn(outputs: Readonly<Record<string, RunOutput>>): Review[] {
  const found = new Map<string, Review>();
  for (const { type, items } of Object.values(outputs)) {
    if (type.replaceAll("[]", "") !== reviewType) continue;
    for (const value of items.flatMap((element) => element.value)) if (isReview(value)) found.set(JSON.stringify(value), value);
  }
  return [...found.values()];
}

/** A finding that still wants somebody: not one that held, not one that was waived. */
export function isOpen(finding: Finding): boolean {
  return finding.waiver === undefined && (finding.severity === "block" || finding.severity === "warn");
}

function isReview(value: unknown): value is Review {
  if (typeof value !== "object" || value === null) return false;
  const { id, title, verdict, findings, stills, standIns } = value as Partial<Review>;
  return typeof id === "string" && typeof title === "string" && (verdict === "pass" || verdict === "look" || verdict === "block")
    && Array.isArray(findings) && Array.isArray(standIns) && Array.isArray(stills) && stills.every(isArtifact);
}
