import { Type } from "../../../runtime/contract/index.ts";
import type { Passage } from "./passages.ts";

const closed = { additionalProperties: false } as const;

/** What a judge is asked to answer with: evidence before verdict, every field required, as providers demand of a strict schema. */
export const VerdictsReply = Type.Object({
  verdicts: Type.Array(Type.Object({
    criterion: Type.String(),
    faults: Type.Array(Type.Object({ lineId: Type.String(), quote: Type.String(), why: Type.String(), instead: Type.String() }, closed)),
    holds: Type.Boolean(),
  }, closed)),
}, closed);

/** One fault that stands: its words are in the script. */
export interface Evidence {
  readonly passage: Passage;
  readonly quote: string;
  readonly why: string;
  readonly instead: string;
}

export interface Verdict {
  readonly evidence: readonly Evidence[];
  /** Faults that were claimed without words of the script to show for them. */
  readonly rejected: number;
}

export interface Reading {
  /** By criterion; those that could not be read are missing. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** What the judge should put right, one sentence each. */
  readonly faults: readonly string[];
}

/** Reads a reply verdict by verdict, so that one that is malformed does not spoil the others. */
export function readVerdicts(reply: unknown, asked: readonly string[], passages: readonly Passage[]): Reading {
  const entries = isRecord(reply) && Array.isArray(reply["verdicts"]) ? reply["verdicts"] : undefined;
  if (!entries) return { verdicts: new Map(), faults: ["\"verdicts\" is missing"] };
  const verdicts = new Map<string, Verdict>();
  const faults: string[] = [];
  for (const criterion of asked) {
    const found = entries.filter((entry) => isRecord(entry) && typeof entry["criterion"] === "string" && entry["criterion"].trim().toLowerCase() === criterion);
    if (found.length !== 1) faults.push(`"${criterion}" has ${found.length === 0 ? "no verdict" : `${found.length} verdicts`}`);
    else readVerdict(found[0], criterion, passages, { verdicts, faults });
  }
  return { verdicts, faults };
}

function readVerdict(entry: Record<string, unknown>, criterion: string, passages: readonly Passage[], out: { verdicts: Map<string, Verdict>; faults: string[] }): void {
  const { faults: claimed, holds } = entry;
  if (!Array.isArray(claimed) || typeof holds !== "boolean") {
    out.faults.push(`the verdict on "${criterion}" lacks "faults" or "holds"`);
    return;
  }
  if (holds !== (claimed.length === 0)) out.faults.push(`the verdict on "${criterion}" ${holds ? "holds in spite of its faults" : "names no fault"}`);
  const evidence: Evidence[] = [];
  let rejected = 0;
  for (const read of claimed.map((claim) => readEvidence(claim, passages))) {
    if (typeof read === "string") {
      rejected++;
      out.faults.push(`${criterion}: ${read}`);
    } else if (!evidence.some(({ passage, quote }) => passage === read.passage && quote === read.quote)) evidence.push(read);
  }
  // Faults without a verdict, or a verdict without faults, are taken for the worse: neither may pass as fine.
  out.verdicts.set(criterion, { evidence, rejected: !holds && claimed.length === 0 ? 1 : rejected });
}

/** @returns the evidence, or in words why it is none */
function readEvidence(claim: unknown, passages: readonly Passage[]): Evidence | string {
  if (!isRecord(claim)) return "a fault is not an object";
  const { lineId, quote, why, instead } = claim;
  if (typeof lineId !== "string" || typeof quote !== "string" || typeof why !== "string" || why.trim() === "") return "a fault lacks \"lineId\", \"quote\" or \"why\"";
  const passage = passageOf(lineId, passages);
  if (!passage) return `there is no line "${lineId}"`;
  const words = plain(quote);
  if (!/[\p{L}\p{N}]/u.test(words)) return `the quote for ${passage.id} is empty`;
  if (!plain(passage.text).includes(words)) return `"${quote}" does not stand in ${passage.id}, which reads "${passage.text}"`;
  return { passage, quote: words, why: why.trim(), instead: typeof instead === "string" ? instead.trim() : "" };
}

/** By its whole id; in a single scene the local one will do. */
function passageOf(lineId: string, passages: readonly Passage[]): Passage | undefined {
  const id = lineId.replace(/^[\s[(]+|[\s\])]+$/g, "");
  const exact = passages.find((passage) => passage.id === id);
  const local = passages.filter((passage) => passage.id.endsWith(`/${id}`));
  return exact ?? (local.length === 1 ? local[0] : undefined);
}

/** Composed letters and single blanks: the only differences a verbatim quote may have. */
function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
