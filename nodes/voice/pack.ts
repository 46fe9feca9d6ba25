import { definePack } from "../../runtime/contract/index.ts";
import { cast } from "./cast.ts";
import { offlineSpeech } from "./espeak.ts";
import { speak } from "./speak.ts";
import { voice } from "./voice.ts";

export default definePack({
  name: "voice",
  title: "Voice",
  version: "1.0.0",
  contract: 1,
  nodes: [voice, cast, speak],
  provides: [offlineSpeech],
});
