import { definePack } from "../../runtime/contract/index.ts";
import { storyboard } from "./storyboard.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "picture",
  title: "Pictures",
  version: "1.0.0",
  contract: 1,
  nodes: [storyboard],
  translations: { "zh-CN": zhCN },
});
