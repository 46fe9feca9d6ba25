import { definePack } from "../../runtime/contract/index.ts";
import { episode } from "./episode.ts";
import { scene } from "./scene.ts";
import { shot } from "./shot.ts";
import { subtitles } from "./subtitles.ts";
import { timeline } from "./timeline.ts";
import { upscale } from "./upscale.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "compose",
  title: "Compose",
  version: "1.0.0",
  contract: 1,
  nodes: [subtitles, shot, scene, episode, upscale, timeline],
  translations: { "zh-CN": zhCN },
});
