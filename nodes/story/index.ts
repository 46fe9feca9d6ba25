/**
 * The value types that drama packs share, published as `reelwright/story`.
 * @module
 */
export * from "./cast.ts";
export * from "./cut.ts";
export * from "./report.ts";
export * from "./script.ts";
export * from "./time.ts";
export * from "./vocabulary.ts";
