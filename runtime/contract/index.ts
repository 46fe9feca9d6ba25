/**
 * What a pack is written against, published as `reelwright/pack`.
 * @module
 */
export { type Static, type TSchema, Type } from "./typebox.ts";
export * from "./context.ts";
export * from "./node.ts";
export type * from "./listing.ts";
export * from "./pack.ts";
export * from "./port.ts";
export * from "./service.ts";
export { readReplyJson, type ReplyJson, wholeMembers } from "./reply-json.ts";
export * from "./services.ts";
export type * from "./translation.ts";
export * from "./types.ts";
export { fail, type Place, type Problem, ProblemError } from "../problem.ts";
