import { choose } from "./chance.ts";
import { type Grammar, type Role, roles, type Slots } from "./grammar.ts";
import { fill } from "./slots.ts";

/** One telling of a grammar's story: who, what trade, which shop. Everything else follows from it. */
export interface World {
  readonly grammar: Grammar;
  readonly slots: Slots;
  readonly names: Readonly<Record<Role, string>>;
}

type Choices = Pick<World, "grammar"> & { pair: Grammar["pairs"][number]; trade: Grammar["trades"][number]; shop: Slots; token: Slots; bond: string };

/** Chooses a world that suits the theme; the seed decides what the theme leaves open. */
export function chooseWorld(grammar: Grammar, theme: string, seed: number): World {
  const gender = /女总裁|女主|女儿|孙女|她|\b(she|her|herself|daughter|granddaughter|heroine|woman|businesswoman)\b/i.test(theme) ? "female"
    : /男主|儿子|孙子|\b(he|his|himself|son|grandson|businessman)\b/i.test(theme) ? "male" : undefined;
  const pairs = grammar.pairs.filter((pair) => gender === undefined || pair.lead.gender === gender);
  return build({
    grammar,
    pair: choose(pairs, seed, "pair"), shop: choose(grammar.shops, seed, "shop"), token: choose(grammar.tokens, seed, "token"),
    trade: grammar.trades.find((trade) => trade.match.test(theme)) as Grammar["trades"][number],
    bond: grammar.bonds.find((bond) => bond.match.test(theme))?.bond as string,
  });
}

/** As much of an arc, or of the bible it is made from, as is needed to know it again. */
interface Recognisable {
  readonly characters: readonly { readonly name: string; readonly role: string }[];
  readonly subplots: readonly { readonly summary: string }[];
}

/** Finds the world again in an arc this writer has written. @returns undefined for any other arc */
export function worldOf(grammar: Grammar, arc: Recognisable): World | undefined {
  const names = new Set(arc.characters.map((character) => character.name));
  const plots = arc.subplots.map((plot) => plot.summary).join(" ");
  const has = (text: string, word: string | undefined) => word !== undefined && text.toLowerCase().includes(word.toLowerCase());
  const pair = grammar.pairs.find((candidate) => names.has(candidate.lead.name) && names.has(candidate.friend.name));
  const roleOf = (name: string | undefined) => arc.characters.find((character) => character.name === name)?.role ?? "";
  const trade = grammar.trades.find(({ slots }) => has(roleOf(pair?.lead.name), slots["who"]));
  const shop = grammar.shops.find((candidate) => has(roleOf(pair?.friend.name), candidate["shop"]));
  const token = grammar.tokens.find((candidate) => has(plots, candidate["token"]));
  const bond = grammar.bonds.find((candidate) => has(roleOf(pair?.friend.name), candidate.bond))?.bond;
  if (!pair || !trade || !shop || !token || !bond) return undefined;
  const world = build({ grammar, pair, trade, shop, token, bond });
  return roles.every((role) => names.has(world.names[role])) ? world : undefined;
}

function build({ grammar, pair, trade, shop, token, bond }: Choices): World {
  const given: Slots = { ...trade.slots, ...shop, ...token, ...pair.slots, bond, lead: pair.lead.name, friend: pair.friend.name };
  const names = Object.fromEntries(roles.map((role) => [role, fill(grammar.people[role].name, given)])) as Record<Role, string>;
  return { grammar, slots: { ...given, ...names }, names };
}

export function roleNames(world: World, who: readonly Role[]): string[] {
  return who.map((role) => world.names[role]);
}
