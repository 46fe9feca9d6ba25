import type { Arc } from "../story/index.ts";

/** Turns the names a writer uses into character ids and back. */
export interface People {
  /** @returns undefined for a name nobody in the story has */
  id(name: string): string | undefined;
  /** Of several names, those that nobody has, each as a fault for the writer to correct. */
  faults(names: readonly string[]): string[];
}

export function peopleOf({ characters }: Pick<Arc, "characters">): People {
  const ids = new Map(characters.flatMap((character) => [character.name, character.id, ...(character.aliases ?? [])].map((name) => [name, character.id] as const)));
  return {
    id: (name) => ids.get(name),
    faults: (names) => [...new Set(names)].filter((name) => !ids.has(name))
      .map((name) => `"${name}" is not in the story; use only: ${characters.map((character) => character.name).join(", ")}`),
  };
}
