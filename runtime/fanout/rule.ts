import { fail } from "../problem.ts";

/**
 * Lists that fan out by themselves: the leading-axis agreement of the array languages (J's rank operator; "frame" is
 * its word too), with axes matched by item key instead of position.
 */

/** How what arrives at an input meets what the port asks for. */
export interface Meeting {
  /** Leading axes over which the node runs once per element. */
  readonly frame: number;
  /** Times a value of too low a rank is wrapped as a list of one. */
  readonly wraps: number;
}

export function meet(arrivingRank: number, askedRank: number): Meeting {
  const difference = arrivingRank - askedRank;
  return difference >= 0 ? { frame: difference, wraps: 0 } : { frame: 0, wraps: -difference };
}

/** A node's frame is the longest of its inputs'; shorter ones are repeated along the missing trailing axes. */
export function nodeFrame(inputs: readonly { readonly frame: number }[]): number {
  return inputs.reduce((longest, { frame }) => Math.max(longest, frame), 0);
}

/** The key of each element of a list: its `id` where it has one, else its index. Two elements may not share a key. */
export function elementKeys(list: readonly unknown[]): string[] {
  const keys = list.map(elementKey);
  if (new Set(keys).size < keys.length) {
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    fail({ code: "ITEM_KEY_DOUBLE", message: `Two elements of the list have the id "${twice}".`, hint: "Give every element an id of its own; results are kept under it." });
  }
  return keys;
}

function elementKey(element: unknown, index: number): string {
  const id = typeof element === "object" && element !== null ? (element as { id?: unknown }).id : undefined;
  return typeof id === "string" && id !== "" ? id : String(index);
}

/**
 * Whether two axes have the same keys, in whatever order.
 * @returns undefined when they agree, else a key that only one of them has
 */
export function disagreement(one: readonly string[], other: readonly string[]): { readonly key: string; readonly missingFrom: "one" | "other" } | undefined {
  if (one.length === other.length && one.every((key, index) => key === other[index])) return undefined;
  const ofOne = new Set(one);
  const ofOther = new Set(other);
  const lacking = one.find((key) => !ofOther.has(key));
  if (lacking !== undefined) return { key: lacking, missingFrom: "other" };
  const extra = other.find((key) => !ofOne.has(key));
  return extra === undefined ? undefined : { key: extra, missingFrom: "one" };
}
