import type { Artifact } from "../../../runtime/contract/types.ts";
import { isArtifact } from "../media/shape.ts";

/** Verdicts on identity, told from their shape, as the shared value types of drama packs have them. */

export type IdentityState = "pass" | "uncertain" | "fail";
export type Judgement = "match" | "mismatch" | "not_visible";

export interface CharacterVerdictLike {
  readonly id: string;
  readonly name: string;
  readonly state: IdentityState;
  readonly score?: number;
  readonly reason: string;
  readonly attributes: readonly { readonly attribute: string; readonly verdict: Judgement; readonly evidence: string; readonly declared?: boolean }[];
  readonly votes: readonly { readonly by: string; readonly says: string; readonly value?: number; readonly threshold?: number; readonly note: string }[];
}

/** One picture that was looked at. `failing` as `li-wei hairColour`. */
export interface AttemptLike {
  readonly image: Artifact;
  readonly seed?: number;
  readonly state: IdentityState;
  readonly score?: number;
  readonly failing: readonly string[];
}

export interface VerdictLike {
  readonly id: string;
  readonly scene: string;
  readonly state: IdentityState;
  readonly score?: number;
  readonly threshold: number;
  readonly characters: readonly CharacterVerdictLike[];
  readonly attempts: readonly AttemptLike[];
  /** Index of the attempt that was kept. */
  readonly kept: number;
  readonly by: string;
}

interface Trend {
  readonly slope: number;
  readonly intercept: number;
}

export interface CharacterReportLike {
  readonly id: string;
  readonly name: string;
  readonly mean?: number;
  readonly shots: readonly { readonly scene: string; readonly shot: string; readonly state: IdentityState; readonly score?: number; readonly copied?: boolean }[];
  readonly trend?: Trend;
  /** `one` and `other` as `s01/p02`. */
  readonly worst?: { readonly one: string; readonly other: string; readonly gap: number; readonly differing: readonly string[] };
}

export interface IdentityReportLike {
  readonly title: string;
  readonly characters: readonly CharacterReportLike[];
  readonly by: readonly string[];
}

export interface DriftLike {
  readonly characters: readonly { readonly id: string; readonly name: string; readonly episodes: readonly { readonly id: string; readonly index: number; readonly mean: number; readonly shots: number }[]; readonly trend?: Trend }[];
}

const states: readonly unknown[] = ["pass", "uncertain", "fail"];

export function isIdentityVerdict(value: unknown): value is VerdictLike {
  const { state, threshold, characters, attempts, kept } = (value ?? {}) as Partial<Record<keyof VerdictLike, unknown>>;
  return states.includes(state) && typeof threshold === "number" && typeof kept === "number" && Array.isArray(characters) && Array.isArray(attempts)
    && attempts.every((attempt) => isArtifact((attempt as Partial<AttemptLike> | null)?.image));
}

export function isIdentityReport(value: unknown): value is IdentityReportLike {
  const { characters, by } = (value ?? {}) as Partial<Record<keyof IdentityReportLike, unknown>>;
  return Array.isArray(characters) && Array.isArray(by) && characters.every((one) => Array.isArray((one as Partial<CharacterReportLike> | null)?.shots));
}

export function isIdentityDrift(value: unknown): value is DriftLike {
  const { characters } = (value ?? {}) as Partial<Record<keyof DriftLike, unknown>>;
  return Array.isArray(characters) && characters.length > 0 && characters.every((one) => Array.isArray((one as { episodes?: unknown } | null)?.episodes));
}

/** Whether nobody looked: stand-ins label their work `offline …`. */
export function isUnseen({ by }: Pick<VerdictLike, "by">): boolean {
  return by.startsWith("offline");
}

/** `li-wei hairColour` as whose it is and what. */
function failingParts(failing: string): { readonly id: string; readonly attribute: string } {
  const space = failing.lastIndexOf(" ");
  return { id: failing.slice(0, Math.max(0, space)), attribute: failing.slice(space + 1) };
}

/** `Li Wei: hair colour, eyes; Zhang Mei: age`. */
export function failingText(failing: readonly string[], nameOf: (id: string) => string, attributeOf: (attribute: string) => string): string {
  const byPerson = new Map<string, string[]>();
  for (const one of failing) {
    const { id, attribute } = failingParts(one);
    const list = byPerson.get(id) ?? [];
    byPerson.set(id, [...list, attributeOf(attribute)]);
  }
  return [...byPerson].map(([id, attributes]) => `${nameOf(id)}: ${attributes.join(", ")}`).join("; ");
}
