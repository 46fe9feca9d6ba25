import type { Character } from "../story/index.ts";
import { choose } from "./choice.ts";
import { nothing, type Partial5 } from "./describe.ts";

type Stage = "child" | "young" | "adult" | "elder";
type Options = Readonly<Record<string, readonly string[]>>;

/** What people of an age usually look like: chosen from when neither text nor picture says. Men's and women's apart. */
const wardrobe: Readonly<
  Record<
    Stage,
    Readonly<
      Record<
        "female" | "male",
        { readonly hair: readonly string[]; readonly hairColour: readonly string[]; readonly top: readonly string[]; readonly colour: readonly string[] }
      >
    >
  >
> = {
  child: {
    female: {
      hair: ["braids", "long with bangs"],
      hairColour: ["black"],
      top: ["hoodie", "puffer jacket", "knitted sweater"],
      colour: ["red", "pink", "yellow"],
    },
    male: {
      hair: ["short", "buzz cut"],
      hairColour: ["black"],
      top: ["hoodie", "puffer jacket", "knitted sweater"],
      colour: ["yellow", "red", "blue", "green"],
    },
  },
  young: {
    female: {
      hair: ["long straight", "shoulder-length bob", "ponytail", "long with bangs"],
      hairColour: ["black", "black", "dark brown"],
      top: ["knitted sweater", "coat", "cardigan", "turtleneck"],
      colour: ["red", "cream", "teal", "pink", "camel"],
    },
    male: {
      hair: ["short side part", "short", "slicked back"],
      hairColour: ["black"],
      top: ["coat", "hoodie", "knitted sweater", "turtleneck", "jacket"],
      colour: ["navy", "charcoal", "olive", "camel", "teal"],
    },
  },
  adult: {
    female: {
      hair: ["shoulder-length bob", "curly", "short"],
      hairColour: ["black", "dark brown"],
      top: ["cardigan", "coat", "knitted sweater", "qipao"],
      colour: ["burgundy", "purple", "green", "camel"],
    },
    male: {
      hair: ["short side part", "short", "slicked back"],
      hairColour: ["black", "black", "grey"],
      top: ["suit", "jacket", "cardigan", "shirt"],
      colour: ["charcoal", "brown", "navy", "olive"],
    },
  },
  elder: {
    female: {
      hair: ["low bun", "low bun", "short"],
      hairColour: ["grey", "silver", "white"],
      top: ["tang jacket", "cardigan"],
      colour: ["burgundy", "purple", "red"],
    },
    male: {
      hair: ["short", "thinning"],
      hairColour: ["grey", "silver", "white"],
      top: ["tang jacket", "cardigan"],
      colour: ["navy", "brown", "burgundy", "charcoal"],
    },
  },
};
const accents = ["cream", "golden", "white", "grey"];

/** One choice for every attribute that a drawn person needs, decided by id, name and seed. */
export function usualLook(character: Character, years: number, seed: number): Partial5 {
  const stage: Stage = years < 13 ? "child" : years < 36 ? "young" : years < 60 ? "adult" : "elder";
  const pick = (key: string, list: readonly string[]) => choose(list, character.id, character.name, seed, key);
  const sex = character.gender === "unspecified" ? choose(["female", "male"] as const, character.id, character.name, seed, "sex") : character.gender;
  const usual = wardrobe[stage][sex];
  const options: Readonly<Record<keyof Partial5, Options>> = {
    face: {
      shape: ["oval", "round", "long", "square"],
      eyes: ["large round", "almond-shaped", "narrow"],
      brows: sex === "female" ? ["soft straight", "thin arched"] : ["thick", "soft straight"],
      nose: ["straight", "button", "round"],
      skin: stage === "elder" ? ["warm light", "rosy"] : ["warm light", "fair", "tanned"],
    },
    hair: { style: usual.hair, colour: usual.hairColour },
    clothing: { top: usual.top, colour: usual.colour, accent: accents, bottom: ["trousers"], bottomColour: ["black", "charcoal", "navy", "brown"] },
    body: {
      build: stage === "elder" ? ["sturdy", "average"] : ["slim", "average", "average"],
      height: stage === "child" ? ["short"] : ["average", "tall", "average"],
    },
    marks: stage === "elder" ? { wrinkles: ["laughter wrinkles"] } : {},
  };
  const look = nothing();
  for (const group of Object.keys(options) as (keyof Partial5)[]) {
    for (const [key, list] of Object.entries(options[group])) look[group][key] = pick(`${group}.${key}`, list);
  }
  look.body["figure"] = `${figureOf(stage, sex)}, about ${years}`;
  return look;
}

function figureOf(stage: Stage, sex: "female" | "male"): string {
  return {
    child: { female: "girl", male: "boy" },
    young: { female: "young woman", male: "young man" },
    adult: { female: "middle-aged woman", male: "middle-aged man" },
    elder: { female: "elderly woman", male: "elderly man" },
  }[stage][sex];
}
