import type { Character } from "../story/index.ts";
import type { Block } from "./blocks.ts";
import { characterIds } from "./character-id.ts";
import { readProfile } from "./character-profile.ts";
import { personWord } from "./kinship-words.ts";

/** Everyone a text names, found by any spelling of the name. */
export interface CharacterBook {
  readonly all: readonly Character[];
  /** @returns the id of the character with that name, whatever its capitals */
  id(name: string): string;
  /** The ids of those whose names stand in a text, in the order in which they do; `among` limits who is meant. */
  mentioned(text: string, among?: ReadonlySet<string>): string[];
}

/** Collects the characters of a whole text: from its character list, from the casts of scenes and from who speaks. */
export async function characterBook(blocks: readonly Block[], language: string): Promise<CharacterBook> {
  const names = new Map<string, string>();
  const profiles = new Map<string, string>();
  const meet = (name: string) => { if (name !== "" && !names.has(spelling(name))) names.set(spelling(name), shownName(name)); };
  for (const block of blocks) if (block.kind === "profile") { meet(block.name); profiles.set(spelling(block.name), block.text); }
  for (const block of blocks) {
    if (block.kind === "cast") block.names.forEach(meet);
    if (block.kind === "wardrobe") meet(block.character);
    if (block.kind === "speech") speakers(block.speech.name).forEach(meet);
  }

  const ids = await characterIds([...names.values()]);
  const idOf = new Map([...names].map(([key, name]) => [key, ids.get(name) as string]));
  const all = [...names].map(([key, name]): Character => ({
    id: idOf.get(key) as string, name, relations: [], ...readProfile(name, profiles.get(key) ?? "", language).profile,
  }));
  addRelations(all, names, profiles, idOf, language);
  const lengths = [...new Set([...idOf.keys()].map((key) => key.length))].filter((length) => length >= 2 && length <= 24).sort((a, b) => b - a);

  return {
    all,
    id: (name) => idOf.get(spelling(name)) ?? "",
    mentioned: (text, among) => mentioned(text, idOf, lengths, among),
  };
}

/** `李伟、张梅` and `MEI & WEI` speak together. */
export function speakers(name: string): string[] {
  return name.split(/\s*[、&＆/]\s*|\s+and\s+/i).map((part) => part.trim()).filter(Boolean);
}

/** One person is one key: full-width letters, capitals and spaces differ between a list and a cue. */
function spelling(name: string): string {
  return name.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
}

/** Cues are in capitals, which are not how a name is shown on screen. */
function shownName(name: string): string {
  const plain = name.replace(/\s+/g, " ").trim();
  if (!/[A-Z]{2}/.test(plain) || plain !== plain.toUpperCase()) return plain;
  return plain.toLowerCase().replace(/(^|[\s.'-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function addRelations(all: readonly Character[], names: ReadonlyMap<string, string>, profiles: ReadonlyMap<string, string>, idOf: ReadonlyMap<string, string>, language: string): void {
  const byId = new Map(all.map((character) => [character.id, character]));
  for (const [key, name] of names) {
    for (const { of, word } of readProfile(name, profiles.get(key) ?? "", language).relations) {
      const kind = personWord(word)?.kind;
      const to = idOf.get(key);
      const other = byId.get(idOf.get(spelling(of)) ?? "");
      if (other && to && kind) other.relations.push({ to, kind, ...(/grand|father|mother|brother|sister|uncle|aunt/.test(kind) && /\p{Script=Han}/u.test(word) && { address: word }) });
    }
  }
}

/** Looks up each stretch of the text that is as long as some name: linear in the text, however many names there are. */
function mentioned(text: string, idOf: ReadonlyMap<string, string>, lengths: readonly number[], among?: ReadonlySet<string>): string[] {
  const plain = spelling(text);
  const found = new Set<string>();
  for (let at = 0; at < plain.length; at++) {
    for (const length of lengths) {
      const id = idOf.get(plain.slice(at, at + length));
      if (id === undefined || among?.has(id) === false || !wholeWord(plain, at, length)) continue;
      found.add(id);
      at += length - 1;
      break;
    }
  }
  return [...found];
}

function wholeWord(text: string, at: number, length: number): boolean {
  const letter = /[a-z0-9]/;
  // 奶奶家 is a place.
  if (text[at + length] === "家") return false;
  return !(letter.test(text[at] ?? "") && letter.test(text[at - 1] ?? "")) && !(letter.test(text[at + length - 1] ?? "") && letter.test(text[at + length] ?? ""));
}
