import { definePack } from "reelwright/pack";
import { Post, post } from "./post.js";
import { zhCN } from "./zh-CN.js";

export default definePack({
  name: "sparkle",
  title: "Sparkle",
  version: "1.0.0",
  contract: 1,
  nodes: [post],
  types: [Post],
  translations: { "zh-CN": zhCN },
});
