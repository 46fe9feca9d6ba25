import { defineNode, dialogue, port, Type } from "reelwright/pack";
import { Character } from "reelwright/story";
import { ask } from "./ask.js";
import { foreignScript, languageName } from "./pace.js";
import { Term } from "./types.js";

const closed = { additionalProperties: false };
const NamesReply = Type.Object({ names: Type.Array(Type.Object({ name: Type.String(), translation: Type.String() }, closed)) }, closed);

/** Asked once for an episode, so that a name is the same in every scene. What the glossary has is not asked for. */
export const names = defineNode({
  type: "second-language/names",
  version: 1,
  title: "Translate names",
  summary: "Asks once how the characters are called in another language, so that all scenes agree.",
  inputs: {
    characters: port.value(Type.Array(Character), { title: "Characters", summary: "Of the episode." }),
    language: port.value(Type.String({ title: "Language", minLength: 2, default: "en-US" }), { summary: "To translate into, as `en-US`." }),
    glossary: port.value(Type.Array(Term), { title: "Glossary", optional: true, many: true, summary: "Names that are decided." }),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 }), { summary: "Another seed is another choice." }),
  },
  outputs: {
    glossary: port.value(Type.Array(Term), { title: "Glossary", summary: "What was given, and every name." }),
    characters: port.value(Type.Array(Character), { title: "Characters", summary: "With their names in the other language." }),
  },
  uses: [dialogue],
  async run({ inputs: { characters, language, glossary = [], seed }, context }) {
    const known = new Map(glossary.map(({ term, translation }) => [term, translation]));
    const open = [...new Set(characters.flatMap(({ name, aliases = [] }) => [name, ...aliases]))].filter((name) => !known.has(name));
    if (open.length > 0) {
      const found = await context.memo({ open, characters: characters.map(brief), language, glossary, seed }, async () => {
        const { reply } = await ask(context, { ...question({ open, characters, language, glossary }), seed });
        return reply.names.map(({ name, translation }) => ({ term: name, translation: translation.trim() }));
      });
      for (const { term, translation } of found) known.set(term, translation);
    }
    return {
      glossary: [...known].map(([term, translation]) => ({ term, translation })),
      characters: characters.map(({ aliases, ...character }) => ({ ...character, name: known.get(character.name) ?? character.name, ...(aliases ? { aliases: aliases.map((alias) => known.get(alias) ?? alias) } : {}) })),
    };
  },
});

const brief = ({ name, role, gender, relations }) => ({ name, role, gender, address: relations.flatMap(({ address }) => address ?? []) });

function question({ open, characters, language, glossary }) {
  const foreign = foreignScript(language);
  return {
    name: "names", schema: NamesReply, maxTokens: 1024, brief: { task: "second-language/names", names: open, language },
    system: `You prepare the dubbing of a drama into ${languageName(language)}. You decide how its characters are called there: personal names as they are usually written in that language, forms of address and kinship as people there say them.`,
    user: `Characters:\n${JSON.stringify(characters.map(brief))}\n${glossary.length > 0 ? `Already decided:\n${JSON.stringify(glossary)}\n` : ""}Give each of these names exactly once, as written here: ${JSON.stringify(open)}`,
    faults: (reply) => ({ minor: [], fatal: faultsOf(reply, open, foreign) }),
  };
}

function faultsOf(reply, open, foreign) {
  if (!Array.isArray(reply?.names)) return ['there is no list "names"'];
  const given = reply.names.filter((one) => typeof one?.name === "string" && typeof one?.translation === "string");
  return open.flatMap((name) => {
    const own = given.filter((one) => one.name === name);
    if (own.length !== 1) return [`"${name}" is there ${own.length} times instead of once`];
    if (own[0].translation.trim() === "") return [`"${name}" has no translation`];
    return foreign?.test(own[0].translation) ? [`"${own[0].translation}" is not written in the script of the language`] : [];
  });
}
