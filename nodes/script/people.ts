import type { Character } from "../story/index.ts";

/** Turns the names a writer uses into character ids and back. */
export interface People {
  /** @returns undefined for a name nobody in the story has */
  id(name: string): string | undefined;
  /** Of several names, those that nobody has, each as a fault for the writer to correct. */
  faults(names: readonly string[]): string[];
}

type Named = Pick<Character, "id" | "name" | "aliases" | "relations">;

/**
 * Writers do not always spell a name as they were told: `Li Wei (son)`, `LI WEI`, `奶奶`. Whoever is meant beyond doubt is
 * found: by name or alias, then by the same without case, blanks and brackets, then by what others call them.
 */
export function peopleOf({ characters }: { readonly characters: readonly Named[] }): People {
  const exact = new Map(characters.flatMap(({ id, name, aliases = [] }) => [name, id, ...aliases].map((word) => [word, id] as const)));
  const loose = unambiguous(characters.flatMap(({ id, name, aliases = [] }) => [name, id, ...aliases].map((word) => [plain(word), id] as const)));
  const called = unambiguous(characters.flatMap(({ relations }) => relations.flatMap(({ to, address }) => (address ? [[plain(address), to] as const] : []))));
  const id = (name: string) => exact.get(name) ?? loose.get(plain(name)) ?? called.get(plain(name));
  return {
    id,
    faults: (names) => [...new Set(names)].filter((name) => id(name) === undefined)
      .map((name) => `"${name}" is not in the story; use only: ${characters.map((character) => character.name).join(", ")}`),
  };
}

function unambiguous(pairs: readonly (readonly [word: string, id: string])[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string | undefined>();
  for (const [word, id] of pairs) ids.set(word, ids.has(word) && ids.get(word) !== id ? undefined : id);
  return new Map([...ids].flatMap(([word, id]) => (word !== "" && id !== undefined ? [[word, id] as const] : [])));
}

/** Without case, blanks, what stands in brackets, and quotation marks. */
export function plain(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\([^)]*\)|【[^】]*】|\[[^\]]*\]/g, "").replace(/[\s"“”'‘’「」《》·_-]+/g, "");
}
