import { definePack } from "reelwright/pack";
import { fit } from "./fit.js";
import { glossary } from "./glossary.js";
import { names } from "./names.js";
import { translate } from "./translate.js";
import { Term } from "./types.js";
import { zhCN } from "./zh-CN.js";

export default definePack({
  name: "second-language",
  title: "Second language",
  version: "1.0.0",
  contract: 1,
  nodes: [glossary, names, translate, fit],
  types: [Term],
  translations: { "zh-CN": zhCN },
});
