import type { Anchor, Attributes, CharacterVerdict, IdentityAttribute } from "../../story/index.ts";

/** Where the anchor says how an attribute should be: groups of words, and keys in them where not all of the group is meant. */
const places: Readonly<Partial<Record<IdentityAttribute, readonly (readonly [keyof Attributes, ...string[]])[]>>> = {
  faceShape: [["face", "shape"]],
  eyes: [["face", "eyes"]],
  hairStyle: [["hair", "style"]],
  hairColour: [["hair", "colour"]],
  body: [["body", "build", "height"]],
  outfit: [["clothing", "top", "bottom"]],
  outfitColours: [["clothing", "colour", "accent", "bottomColour"]],
  accessories: [["marks"]],
  marks: [["marks"]],
};
const called: Readonly<Record<IdentityAttribute, string>> = {
  gender: "gender", age: "apparent age", faceShape: "face shape", eyes: "eyes", hairStyle: "hair style", hairColour: "hair colour",
  body: "build", outfit: "outfit", outfitColours: "colours of the clothes", accessories: "accessories", marks: "marks",
};

/** One sentence for every attribute that failed: what it must be, and what was seen instead. */
export function strengthened(characters: readonly CharacterVerdict[], anchors: readonly Anchor[]): string[] {
  return characters.flatMap(({ id, name, attributes }) => {
    const anchor = anchors.find((one) => one.id === id);
    return attributes.filter(({ verdict, declared }) => verdict === "mismatch" && !declared).map(({ attribute, evidence }) =>
      `${name}, ${called[attribute]}: must be ${(anchor && wordsFor(anchor, attribute)) || "as in the identity block"}; the picture showed "${evidence}".`);
  });
}

function wordsFor(anchor: Anchor, attribute: IdentityAttribute): string {
  if (attribute === "gender") return anchor.gender === "unspecified" ? "" : anchor.gender;
  if (attribute === "age") return anchor.age === undefined ? "" : `about ${anchor.age}`;
  return (places[attribute] ?? []).flatMap(([group, ...keys]) => Object.entries(anchor.attributes[group])
    .filter(([key]) => keys.length === 0 || keys.includes(key)).map(([, words]) => words)).join(", ");
}
