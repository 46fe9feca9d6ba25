import { settings } from "../state/settings.ts";

type Entry = string | ((...values: any[]) => string);

/**
 * The words of one part of the editor, in both languages: `const words = dictionary({ en: {…}, zh: {…} })`, then
 * `words().run` or `words().nodes(3)`. The compiler holds the two against each other.
 */
export function dictionary<const English extends Record<string, Entry>>(languages: { readonly en: English; readonly zh: Same<English> }): () => Words<English> {
  return () => languages[settings.language] as Words<English>;
}

type Words<T> = { readonly [K in keyof T]: T[K] extends (...values: infer V) => string ? (...values: V) => string : string };
type Same<T> = { readonly [K in keyof T]: T[K] extends (...values: infer V) => string ? (...values: V) => string : string };
