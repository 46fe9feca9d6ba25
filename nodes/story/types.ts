/** The value types, and the words and times in them: data alone, so that isolated packs have them too. */
export * from "./cast.ts";
export * from "./cut.ts";
export * from "./identity-verdict.ts";
export * from "./report.ts";
export * from "./script.ts";
export * from "./time.ts";
export * from "./vocabulary.ts";
