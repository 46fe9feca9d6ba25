import { definePack } from "../../runtime/contract/index.ts";
import { character } from "./character.ts";
import { lock } from "./lock.ts";
import { pictureFeatures } from "./picture-features.ts";
import { reference } from "./reference.ts";
import { shotPrompt } from "./shot-prompt.ts";
import { verify } from "./verify.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "cast",
  title: "Cast",
  version: "1.0.0",
  contract: 1,
  nodes: [character, reference, lock, shotPrompt, verify],
  provides: [pictureFeatures],
  translations: { "zh-CN": zhCN },
});
