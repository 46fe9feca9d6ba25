import { defineNode, dialogue as dialogueWriter, port, Type } from "../../runtime/contract/index.ts";
import { Arc, Episode, Scene, SceneBrief } from "../story/index.ts";
import { factsBefore, type SceneRequest } from "./briefs.ts";
import { peopleOf } from "./people.ts";
import { messages, promptsFor } from "./prompts/prompts.ts";
import { SceneReply } from "./replies.ts";
import { schemaFaults } from "./reply-faults.ts";
import { sceneFaults, sceneOf } from "./scene-reply.ts";
import { askFor } from "./structured-reply.ts";

export const dialogue = defineNode({
  type: "script/dialogue",
  version: 1,
  title: "Dialogue",
  summary: "Asks the dialogue writer for one planned scene: its lines, and the shots that show them.",
  inputs: {
    arc: port.value(Arc, { title: "Story arc" }),
    episode: port.value(Episode, { title: "Episode", summary: "The episode with its plan." }),
    brief: port.value(SceneBrief, { title: "Scene brief" }),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { scene: port.value(Scene, { title: "Scene" }) },
  uses: [dialogueWriter],
  async run({ inputs: { arc, episode, brief, seed }, context }) {
    const chat = await context.use(dialogueWriter);
    const people = peopleOf(arc);
    const request: SceneRequest = { task: "script/dialogue", arc, episode, scene: brief, facts: factsBefore(arc, episode.index) };
    const prompts = promptsFor(arc.language);
    const { reply } = await askFor({
      chat, name: "scene", schema: SceneReply, list: "shots", repair: prompts.repair,
      request: { messages: messages(prompts.scene(request)), temperature: 0.5, maxTokens: 4096, seed, brief: { ...request }, onText: (text) => context.preview(text) },
      faults: async (found) => {
        const faults = await schemaFaults(SceneReply, found);
        return faults.length > 0 ? faults : sceneFaults(found as SceneReply, people);
      },
    });
    return { scene: sceneOf(reply, brief, arc.language, people) };
  },
});
