import { hash } from "node:crypto";
import { canonicalJson } from "../graph/canonical.ts";

/**
 * The content of a value as a digest. A value of rank 0 is hashed as canonical JSON; a list is hashed over the digests
 * of its elements, so that a list that was gathered and the same list made in one piece have the same digest.
 */
export interface Digest {
  readonly hex: string;
  /** Of each element, for a list. */
  readonly elements?: readonly Digest[];
}

export function digestOf(value: unknown, rank: number): Digest {
  if (rank === 0) return { hex: hash("sha256", canonicalJson(value), "hex") };
  return digestOfList((value as readonly unknown[]).map((element) => digestOf(element, rank - 1)));
}

export function digestOfList(elements: readonly Digest[]): Digest {
  let joined = "list";
  for (const element of elements) joined += element.hex;
  return { hex: hash("sha256", joined, "hex"), elements };
}

/** The cache key of an item: its fixed part and the content of every connected input, in the order of their names. */
export function itemKey(fixed: string, inputs: string): string {
  return inputs === "" ? fixed : hash("sha256", fixed + inputs, "hex");
}

/** Every artifact a value refers to. */
export function artifactsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value !== "object" || value === null) return found;
  if (Array.isArray(value)) {
    for (const element of value) artifactsIn(element, found);
    return found;
  }
  const record = value as Record<string, unknown>;
  if (typeof record["artifact"] === "string" && typeof record["media"] === "string") found.push(record["artifact"]);
  else for (const member of Object.values(record)) artifactsIn(member, found);
  return found;
}
