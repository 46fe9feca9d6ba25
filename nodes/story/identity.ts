import { createHash } from "node:crypto";
import type { Anchor, Attributes } from "./cast.ts";

/** JSON with the keys of every object sorted, so that equal values have equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(",")}}`;
}

/** The content hash of a visual identity: what is seen and the reference it was seen in, nothing else. */
export function anchorOf(attributes: Attributes, reference?: { readonly artifact: string }): string {
  return createHash("sha256")
    .update(canonicalJson({ attributes, reference: reference?.artifact ?? null }))
    .digest("hex");
}

/** The five groups, always in this order. */
export const groups = ["face", "hair", "clothing", "body", "marks"] as const;

/**
 * The identity block of a prompt. Made from the anchor's content and the name only, in one fixed order, so that every
 * request that shows the character carries the same bytes.
 */
export function lockOf(anchor: Anchor): string {
  const lines = groups.map((group) => {
    const words = Object.entries(anchor.attributes[group])
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => `${key.replaceAll(/([A-Z])/g, " $1").toLowerCase()}: ${value}`);
    return `  ${group}: ${words.length === 0 ? "nothing particular" : words.join("; ")}`;
  });
  return [
    `<<character "${anchor.name}" identity ${anchor.anchor.slice(0, 16)}>>`,
    ...lines,
    "  Keep face, hair, clothing, body and marks exactly so in every picture.",
    "<</character>>",
  ].join("\n");
}
