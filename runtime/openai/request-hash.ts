import { createHash } from "node:crypto";
import { canonicalJson } from "../graph/canonical.ts";
import type { RemoteModel } from "./model.ts";

export function digestOf(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Equal requests to the same model at the same address have the same hash, in every process. Media are in it by their digests. */
export function requestHash(model: RemoteModel, kind: "chat" | "speech" | "picture" | "video", fields: object): string {
  return createHash("sha256").update(canonicalJson({ kind, to: model.wire.baseUrl, model: model.name, fields })).digest("hex");
}
