import { hash } from "node:crypto";
import { canonicalJson } from "../graph/canonical.ts";
import type { Redact } from "./tape.ts";

/** A value as a tape holds it: JSON, and the bytes that the JSON names by their sha256. */
export interface Data {
  readonly json: unknown;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

interface Bytes {
  readonly $bytes: string;
  readonly length: number;
}

const asItIs: Redact = (text) => text;

/** @throws TypeError for what is neither JSON nor bytes, e.g. a stream or a Map */
export function toData(value: unknown, redact: Redact = asItIs): Data {
  const bytes = new Map<string, Uint8Array>();
  return { json: jsonOf(value, redact, bytes), bytes };
}

function jsonOf(value: unknown, redact: Redact, bytes: Map<string, Uint8Array>): unknown {
  if (typeof value === "string") return redact(value);
  if (value === undefined || typeof value === "function") return null;
  if (typeof value !== "object" || value === null) {
    // Refuses what JSON would change in silence: NaN, a bigint, a symbol.
    canonicalJson(value);
    return value;
  }
  if (value instanceof Uint8Array) {
    const digest = hash("sha256", value, "hex");
    bytes.set(digest, value);
    return { $bytes: digest, length: value.length } satisfies Bytes;
  }
  if (Array.isArray(value)) return value.map((element) => jsonOf(element, redact, bytes));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`A ${value.constructor.name} has no place on a tape.`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined && typeof member !== "function");
  return Object.fromEntries(members.map(([name, member]) => [redact(name), jsonOf(member, redact, bytes)]));
}

/** The value again, with its bytes. */
export async function fromData(json: unknown, read: (digest: string) => Promise<Uint8Array>): Promise<unknown> {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return Promise.all(json.map((element) => fromData(element, read)));
  const { $bytes: digest } = json as Partial<Bytes>;
  if (typeof digest === "string") return read(digest);
  return Object.fromEntries(await Promise.all(Object.entries(json).map(async ([name, member]) => [name, await fromData(member, read)] as const)));
}

/** Equal requests have equal digests, whatever the order of their members. */
export function requestDigest(request: unknown): string {
  return hash("sha256", canonicalJson(request), "hex");
}
