import { createHash } from "node:crypto";

export function digestOf(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A key as the store expects one. */
export function keyOf(name: string): string {
  return digestOf(name);
}
