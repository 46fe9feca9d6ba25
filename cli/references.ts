import type { Artifact } from "../runtime/contract/types.ts";
import { isArtifact } from "./outputs.ts";

/** The kept bytes that a value refers to, each once. */
export function artifactReferences(value: unknown): readonly Artifact[] {
  const found = new Map<string, Artifact>();
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (isArtifact(next)) found.set(next.artifact, { artifact: next.artifact, media: next.media, bytes: next.bytes });
    else if (typeof next === "object" && next !== null) open.push(...Object.values(next).reverse());
  }
  return [...found.values()];
}
