import { defineNode, port, Type, writer } from "../../runtime/contract/index.ts";
import { Arc, Episode, Outline, SceneBrief } from "../story/index.ts";
import { type EpisodeBrief, factsBefore } from "./briefs.ts";
import { type People, peopleOf } from "./people.ts";
import { messages, promptsFor } from "./prompts/prompts.ts";
import { EpisodeReply } from "./replies.ts";
import { schemaFaults } from "./reply-faults.ts";
import { askFor } from "./structured-reply.ts";

/** How far a plan may be from the length that is wanted, as factors of it. */
const shortest = 0.5;
const longest = 1.6;

export const episode = defineNode({
  type: "script/episode",
  version: 1,
  title: "Episode plan",
  summary: "Asks the writer to break an episode's outline into scenes.",
  inputs: {
    arc: port.value(Arc, { title: "Story arc" }),
    outline: port.value(Outline, { title: "Episode outline" }),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { episode: port.value(Episode, { title: "Planned episode" }), briefs: port.value(Type.Array(SceneBrief), { title: "Scene briefs" }) },
  uses: [writer],
  // As the prompt asks of a short episode.
  expects: () => ({ briefs: 4 }),
  async run({ inputs: { arc, outline, seed }, context }) {
    const chat = await context.use(writer);
    const people = peopleOf(arc);
    const brief: EpisodeBrief = { task: "script/episode", arc, outline, facts: factsBefore(arc, outline.index) };
    const prompts = promptsFor(arc.language);
    const { reply, source } = await askFor({
      chat, name: "episode_plan", schema: EpisodeReply, list: "scenes", repair: prompts.repair,
      request: { messages: messages(prompts.episode(brief)), temperature: 0.6, maxTokens: 4096, seed, brief: { ...brief }, onText: (text) => context.preview(text) },
      faults: async (found) => {
        const faults = await schemaFaults(EpisodeReply, found);
        if (faults.length > 0) return faults;
        const { scenes } = found as EpisodeReply;
        // A stand-in has the scenes it has.
        return [...people.faults(scenes.flatMap((scene) => scene.characters)), ...(chat.label === undefined ? lengthFaults(scenes, outline.targetMs) : [])];
      },
    });

    const plan = planOf(reply, people);
    const present = new Set(plan.flatMap((scene) => scene.characters));
    return {
      episode: {
        id: outline.id, index: outline.index, title: reply.title, logline: reply.logline, language: arc.language,
        characters: arc.characters.filter((character) => present.has(character.id)), plan, scenes: [], source,
      },
      briefs: plan,
    };
  },
});

/** Everything after the plan is made and paid by its length. */
function lengthFaults(scenes: EpisodeReply["scenes"], targetMs: number): string[] {
  const seconds = scenes.reduce((sum, scene) => sum + scene.seconds, 0);
  const wanted = targetMs / 1000;
  return seconds < wanted * shortest || seconds > wanted * longest ? [`the "seconds" of all scenes come to ${Math.round(seconds)}, but the episode is to last about ${Math.round(wanted)}`] : [];
}

function planOf({ scenes }: EpisodeReply, people: People): SceneBrief[] {
  return scenes.map(({ seconds, characters, ...scene }, at) => ({
    id: `s${String(at + 1).padStart(2, "0")}`, ...scene,
    characters: characters.map((name) => people.id(name) as string),
    durationMs: Math.round(seconds * 1000),
  }));
}
