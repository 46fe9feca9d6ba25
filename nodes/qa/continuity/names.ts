import type { Character } from "../../story/index.ts";

/** Names for messages, and the ids they stand for. */
export class Names {
  private readonly byId: ReadonlyMap<string, Character>;

  constructor(characters: readonly Character[]) {
    this.byId = new Map(characters.map((character) => [character.id, character]));
  }

  of(id: string): string {
    return this.byId.get(id)?.name ?? id;
  }

  find(id: string): Character | undefined {
    return this.byId.get(id);
  }

  /** By name or alias of two characters or more. */
  callable(): { readonly id: string; readonly name: string }[] {
    return [...this.byId.values()].flatMap(({ id, name, aliases = [] }) => [name, ...aliases].filter((word) => word.length > 1).map((word) => ({ id, name: word })));
  }
}
