import { defineNode, Image, port, Type, vision } from "../../runtime/contract/index.ts";
import { Anchor, type Anchor as AnchorValue, anchorOf, type Attributes, Character, groups } from "../story/index.ts";
import { nothing, type Partial5, readDescription, yearsOf } from "./describe.ts";
import { usualLook } from "./fitting.ts";
import { readPortrait } from "./portrait.ts";
import { emotionalRange } from "./range.ts";

/** Fixes how a character looks, once: from a reference picture where there is one, from the description, and from the age. */
export const character = defineNode({
  type: "cast/character",
  version: 1,
  title: "Anchor character",
  summary: "Turns a description or a reference picture into a fixed visual identity: attributes in five groups and their content hash.",
  inputs: {
    character: port.value(Character, { title: "Character" }),
    reference: port.value(Image, { optional: true, title: "Reference picture" }),
    style: port.value(
      Type.String({ title: "Style", description: "Era, wardrobe or look of the production, in words; used where the description says nothing.", default: "" }),
    ),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { anchor: port.value(Anchor, { title: "Anchor" }) },
  uses: [vision],

  async run({ inputs: { character: person, reference, style, seed }, context }) {
    const years = yearsOf(person);
    let seen = nothing();
    let source = "description";
    if (reference) {
      const chat = await context.use(vision);
      seen = await readPortrait(chat, person, style, { media: reference.media, data: await context.read(reference) }, seed);
      source = chat.label ?? "reference";
    }
    const said = readDescription(person.appearance ?? "");
    const attributes = layered(seen, said, readDescription(style), usualLook(person, years, seed));
    context.log(
      account(person.name, [
        ["the reference", seen],
        ["the description", said],
      ]),
    );

    const anchor: AnchorValue = {
      id: person.id,
      name: person.name,
      anchor: anchorOf(attributes, reference),
      ...(person.age === undefined ? {} : { age: person.age }),
      gender: person.gender,
      attributes,
      emotionalRange: emotionalRange(person.personality, years),
      ...(reference ? { reference } : {}),
      source,
    };
    return { anchor };
  },
});

/** Earlier sources win, key by key. */
function layered(...sources: readonly Partial5[]): Attributes {
  const attributes = nothing();
  for (const group of groups) for (const source of sources.toReversed()) Object.assign(attributes[group], source[group]);
  return attributes;
}

/** Which attributes somebody actually gave; the rest is usual for the age. */
function account(name: string, sources: readonly (readonly [string, Partial5])[]): string {
  const parts = sources.flatMap(([from, read]) => {
    const given = groups.flatMap((group) => Object.entries(read[group]).map(([key, value]) => `${group}.${key} = ${value}`));
    return given.length > 0 ? [`read from ${from}: ${given.join(", ")}`] : [];
  });
  return `${name}: ${parts.length > 0 ? parts.join("; ") : "nothing was said about the looks"}; the rest is usual for the age.`;
}
