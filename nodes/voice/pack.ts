import { definePack } from "../../runtime/contract/index.ts";
import { ambience } from "./ambience.ts";
import { cast } from "./cast.ts";
import { dub } from "./dub.ts";
import { offlineSpeech } from "./espeak.ts";
import { music } from "./music.ts";
import { speak } from "./speak.ts";
import { voice } from "./voice.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "voice",
  title: "Voice",
  version: "1.0.0",
  contract: 1,
  nodes: [voice, cast, speak, dub, ambience, music],
  provides: [offlineSpeech],
  translations: { "zh-CN": zhCN },
});
