import { type Chat, type ChatReply, type ChatRequest, defineProvider, dialogue, fail, type OpenService, writer } from "../../runtime/contract/index.ts";
import type { BibleBrief, EpisodeBrief, OutlinesBrief, SceneRequest, WriterBrief } from "./briefs.ts";
import { catalogue, type KnownScene } from "./offline/catalogue.ts";
import { draftBible } from "./offline/draft-bible.ts";
import { draftOutlines } from "./offline/draft-outlines.ts";
import { draftEpisode, draftScene } from "./offline/draft-scene.ts";
import type { Grammar } from "./offline/grammar.ts";
import { chooseWorld, type World, worldOf } from "./offline/world.ts";

/**
 * The stand-in for the roles `writer` and `dialogue`: it tells one story, a homecoming at the Spring Festival, in
 * Chinese or English, from a grammar and a seed. It works from `ChatRequest.brief`, for it cannot read, and says so when
 * it is asked for anything else.
 */
const label = "offline draft";
const model = "offline-draft";
const fingerprint = "offline-draft@1";
const configure = "Configure a provider for the roles writer and dialogue.";

export const offlineWriter = defineProvider({ service: writer, name: "offline", label, fingerprint, open });
export const offlineDialogue = defineProvider({ service: dialogue, name: "offline", label, fingerprint, open });

async function open(): Promise<OpenService<Chat>> {
  return {
    bind: ({ signal, called }) => ({
      label,
      async complete(request) {
        signal.throwIfAborted();
        const text = JSON.stringify(await draft(request));
        request.onText?.(text);
        called({ model, units: { characters: text.length }, costMicros: 0, marketMicros: 0, ms: 0, retries: 0 });
        return { text, finish: "stop", model } satisfies ChatReply;
      },
    }),
  };
}

async function draft({ brief, seed = 0 }: ChatRequest): Promise<unknown> {
  const asked = brief as WriterBrief | undefined;
  switch (asked?.task) {
    case "script/arc/bible": return draftBible(await newWorld(asked, seed), asked, seed);
    case "script/arc/outlines": return outlines(asked, seed);
    case "script/episode": return episode(asked);
    case "script/dialogue": return scene(asked, seed);
    default: return cannot("The offline draft writer only writes its own drama; it cannot answer a prompt.");
  }
}

async function newWorld({ theme, language, must }: BibleBrief, seed: number): Promise<World> {
  const grammar = await grammarFor(language);
  if (!grammar.understands.test(theme)) {
    cannot(`The offline draft writer only knows stories of coming home for the Spring Festival; it found nothing of that in the theme "${theme}".`);
  }
  const han = /\p{Script=Han}/u;
  const foreign = must.find((item) => !grammar.motifs.some(({ match }) => match.test(item)) && han.test(item) !== (grammar.language === "zh"));
  if (foreign !== undefined) cannot(`The offline draft writer does not know "${foreign}" in the language of the story, ${language}.`, `Write it in ${language}, or configure a provider for the roles writer and dialogue.`);
  return chooseWorld(grammar, theme, seed);
}

async function outlines(brief: OutlinesBrief, seed: number) {
  const world = worldOf(await grammarFor(brief.language), brief.bible);
  return world ? draftOutlines(world, brief, seed) : cannot("This story bible is not one the offline draft writer has written.");
}

async function episode(brief: EpisodeBrief) {
  const world = await knownWorld(brief);
  return draftEpisode(world, brief, finder(world));
}

async function scene(brief: SceneRequest, seed: number) {
  const world = await knownWorld(brief);
  return draftScene(world, brief, seed, finder(world));
}

async function knownWorld({ arc }: EpisodeBrief | SceneRequest): Promise<World> {
  return worldOf(await grammarFor(arc.language), arc) ?? cannot(`The story "${arc.title}" is not one the offline draft writer has written, so it cannot go on with it.`);
}

function finder(world: World): (purpose: string) => KnownScene {
  const find = catalogue(world);
  return (purpose) => find(purpose) ?? cannot(`The offline draft writer does not know how to write the scene "${purpose}".`);
}

async function grammarFor(language: string): Promise<Grammar> {
  if (/^zh/i.test(language)) return (await import("./offline/zh/grammar.ts")).chineseGrammar;
  if (/^en/i.test(language)) return (await import("./offline/en/grammar.ts")).englishGrammar;
  return cannot(`The offline draft writer writes Chinese and English, not ${language}.`);
}

function cannot(message: string, hint = configure): never {
  return fail({ code: "OFFLINE_WRITER_CANNOT", message, hint });
}
