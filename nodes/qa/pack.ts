import { definePack } from "../../runtime/contract/index.ts";
import { continuity } from "./continuity.ts";
import { culture } from "./culture.ts";
import { offlineJudge } from "./judge/offline-judge.ts";
import { report } from "./report.ts";
import { technical } from "./technical.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "qa",
  title: "Checks",
  version: "1.0.0",
  contract: 1,
  nodes: [technical, continuity, culture, report],
  provides: [offlineJudge],
  translations: { "zh-CN": zhCN },
});
