import { definePack } from "reelwright/pack";
import { apply } from "./apply.js";
import { bilingual } from "./bilingual.js";
import { srt } from "./srt.js";
import { style } from "./style.js";
import { Pair, Style } from "./types.js";
import { zhCN } from "./zh-CN.js";

export default definePack({
  name: "subtitle-styles",
  title: "Subtitle styles",
  version: "1.0.0",
  contract: 1,
  nodes: [style, apply, bilingual, srt],
  types: [Style, Pair],
  translations: { "zh-CN": zhCN },
});
