import { type Chat, type Context, defineNode, fail, port, Type, writer } from "../../runtime/contract/index.ts";
import { Arc, Character, Outline } from "../story/index.ts";
import type { BibleBrief, OutlinesBrief } from "./briefs.ts";
import { characterIds } from "./character-id.ts";
import { type People, peopleOf, plain } from "./people.ts";
import { messages, promptsFor } from "./prompts/prompts.ts";
import { BibleReply, OutlinesReply } from "./replies.ts";
import { schemaFaults } from "./reply-faults.ts";
import { askFor } from "./structured-reply.ts";

/** As many outlines as fit into one reply of `maxTokens`. */
const mostOutlines = 10;
const temperature = 0.7;
const maxTokens = 4096;

export const arc = defineNode({
  type: "script/arc",
  version: 1,
  title: "Story arc",
  summary: "Asks the writer for a story: acts, three subplots, turning points, characters, and an outline of every episode.",
  inputs: {
    theme: port.value(Type.String({ title: "Theme" })),
    language: port.value(Type.String({ title: "Language", description: "BCP 47.", default: "zh-CN" })),
    episodes: port.value(Type.Integer({ title: "Episodes", minimum: 1, maximum: 100, default: 12 })),
    must: port.value(Type.Array(Type.String(), { title: "Must occur", description: "Things that have to happen in some scene.", default: [] })),
    minutes: port.value(Type.Number({ title: "Minutes an episode", minimum: 0.25, maximum: 30, default: 1.5 })),
    style: port.value(Type.String({ title: "Style", default: "" })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: {
    arc: port.value(Arc, { title: "Story arc" }),
    outlines: port.value(Type.Array(Outline), { title: "Episode outlines" }),
    characters: port.value(Type.Array(Character), { title: "Characters" }),
  },
  uses: [writer],
  expects: ({ episodes }) => ({ outlines: typeof episodes === "number" ? episodes : 12, characters: 6 }),
  async run({ inputs, context }) {
    const { theme, language, episodes, must, minutes, style, seed } = inputs;
    if (theme.trim() === "") fail({ code: "THEME_EMPTY", message: "The theme is empty.", hint: "Say in a sentence what the drama is about." });
    const chat = await context.use(writer);
    const story = { theme, language, episodes, minutes, style };
    const bible = await askBible(chat, { task: "script/arc/bible", ...story, must }, seed, context);

    const outlines: OutlinesReply["outlines"] = [];
    // Batches of one size: one that is filled to the brim is cut off sooner than two that are not.
    const batch = Math.ceil(episodes / Math.ceil(episodes / mostOutlines));
    while (outlines.length < episodes) {
      context.progress((1 + outlines.length) / (1 + episodes), `${outlines.length} / ${episodes}`);
      const from = outlines.length + 1;
      const to = Math.min(episodes, outlines.length + batch);
      outlines.push(...await askOutlines(chat, { task: "script/arc/outlines", ...story, bible: bible.reply, from, to, before: outlines.slice() }, seed, context));
    }

    const written = await buildArc(bible.reply, outlines, inputs, bible.source);
    return { arc: written, outlines: written.outlines, characters: written.characters };
  },
});

/** Kept on its own, as each batch of outlines is: a kill between two calls pays for neither of them again. */
function askBible(chat: Chat, brief: BibleBrief, seed: number, context: Context) {
  const prompts = promptsFor(brief.language);
  return context.memo({ brief, seed }, () => askFor({
    chat, name: "story_bible", schema: BibleReply, repair: prompts.repair,
    request: { messages: messages(prompts.bible(brief)), temperature, maxTokens, seed, brief: { ...brief }, onText: (text) => context.preview(text) },
    faults: (reply) => withRules(schemaFaults(BibleReply, reply), () => bibleFaults(reply as BibleReply, brief)),
  }));
}

async function askOutlines(chat: Chat, brief: OutlinesBrief, seed: number, context: Context) {
  const prompts = promptsFor(brief.language);
  const { reply } = await context.memo({ brief, seed }, () => askFor({
    chat, name: "episode_outlines", schema: OutlinesReply, list: "outlines", repair: prompts.repair,
    request: { messages: messages(prompts.outlines(brief)), temperature, maxTokens, seed, brief: { ...brief }, onText: (text) => context.preview(text) },
    faults: (found) => withRules(schemaFaults(OutlinesReply, found), () => outlineFaults(found as OutlinesReply, brief)),
  }));
  return reply.outlines;
}

/** Rules that a schema cannot state are worth checking only on a reply that fits the schema. */
async function withRules(found: Promise<string[]>, rules: () => string[]): Promise<string[]> {
  const faults = await found;
  return faults.length > 0 ? faults : rules();
}

function bibleFaults({ characters, subplots, musts, turningPoints }: BibleReply, { must, episodes }: BibleBrief): string[] {
  const names = new Set(characters.map(({ name }) => name));
  const people = peopleNamed([...names]);
  const unknown = [...subplots.flatMap((plot) => plot.characters), ...characters.flatMap((character) => character.relations.map((relation) => relation.to))]
    .filter((name) => people.id(name) === undefined);
  const missing = must.filter((item) => !musts.some((found) => plain(found.must) === plain(item) && found.episode <= episodes));
  return [
    ...[...new Set(unknown)].slice(0, 3).map((name) => `"${name}" is not the name of anyone in "characters"`),
    ...(names.size < characters.length ? ["two characters have the same name"] : []),
    ...missing.map((item) => `"musts" does not list "${item}" with an episode from 1 to ${episodes}`),
    ...turningPoints.filter((point) => point.episode > episodes).slice(0, 1).map((point) => `a turning point is in episode ${point.episode}, but there are ${episodes}`),
  ];
}

function peopleNamed(names: readonly string[], idOf = (name: string) => name): People {
  return peopleOf({ characters: names.map((name) => ({ id: idOf(name), name, relations: [] })) });
}

function outlineFaults({ outlines }: OutlinesReply, { from, to }: OutlinesBrief): string[] {
  const right = outlines.length === to - from + 1 && outlines.every((outline, at) => outline.episode === from + at);
  return right ? [] : [`"outlines" must hold the episodes ${from} to ${to} in order, but holds ${outlines.map((outline) => outline.episode).join(", ") || "none"}`];
}

async function buildArc(bible: BibleReply, outlines: OutlinesReply["outlines"], inputs: { theme: string; language: string; minutes: number }, source: string): Promise<Arc> {
  const ids = await characterIds(bible.characters.map((character) => character.name));
  const people = peopleNamed([...ids.keys()], (name) => ids.get(name)!);
  const id = (name: string) => people.id(name)!;
  return {
    title: bible.title, theme: inputs.theme, logline: bible.logline, language: inputs.language, acts: bible.acts, turningPoints: bible.turningPoints, source,
    subplots: bible.subplots.map((plot) => ({ ...plot, characters: plot.characters.map(id) })),
    characters: bible.characters.map(({ relations, ...character }) => ({
      id: id(character.name), ...character,
      relations: relations.map(({ to, kind, address }) => ({ to: id(to), kind, ...(address !== "" && { address }) })),
    })),
    outlines: outlines.map(({ episode, beats, ...outline }) => ({
      id: `e${String(episode).padStart(2, "0")}`, index: episode, ...outline,
      beats: withMusts(beats, bible.musts.filter((must) => must.episode === episode).map((must) => must.how)),
      targetMs: Math.round(inputs.minutes * 60_000),
    })),
  };
}

/** What must occur is a beat of its own, before the last one, which ends the episode. */
function withMusts(beats: readonly string[], musts: readonly string[]): string[] {
  return [...beats.slice(0, -1), ...new Set(musts.filter((must) => !beats.includes(must))), ...beats.slice(-1)];
}
