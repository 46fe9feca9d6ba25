/** The one door to TypeBox: the build makes a single file of it, because loading its 266 modules slows every start. */
export { type Static, type TLiteral, type TObject, type TSchema, type TUnion, Type } from "@sinclair/typebox";
