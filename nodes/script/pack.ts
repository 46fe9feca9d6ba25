import { definePack } from "../../runtime/contract/index.ts";
import { arc } from "./arc.ts";
import { assemble } from "./assemble.ts";
import { breakdown } from "./breakdown.ts";
import { chat } from "./chat.ts";
import { dialogue } from "./dialogue.ts";
import { episode } from "./episode.ts";
import { offlineDialogue, offlineWriter } from "./offline-writer.ts";
import { scenes } from "./scenes.ts";
import { screenplay } from "./screenplay.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "script",
  title: "Script",
  version: "1.0.0",
  contract: 1,
  nodes: [arc, assemble, breakdown, chat, dialogue, episode, scenes, screenplay],
  provides: [offlineWriter, offlineDialogue],
  translations: { "zh-CN": zhCN },
});
