/**
 * The value types that drama packs share, and what every request for a picture of their people is made of. Published
 * as `reelwright/story`.
 * @module
 */
export * from "./types.ts";
export * from "./identity.ts";
export * from "./identity-findings.ts";
export * from "./picture-reply.ts";
export * from "./picture-request.ts";
export * from "./portrait-request.ts";
export * from "./shot-words.ts";
