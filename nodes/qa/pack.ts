import { definePack } from "../../runtime/contract/index.ts";
import { continuity } from "./continuity.ts";
import { culture } from "./culture.ts";
import { drift } from "./drift.ts";
import { identity } from "./identity.ts";
import { offlineJudge } from "./judge/offline-judge.ts";
import { report } from "./report.ts";
import { technical } from "./technical.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "qa",
  title: "Checks",
  version: "1.0.0",
  contract: 1,
  nodes: [technical, continuity, culture, identity, drift, report],
  provides: [offlineJudge],
  translations: { "zh-CN": zhCN },
});
