import { definePack } from "../../runtime/contract/index.ts";
import { background } from "./background.ts";
import { stillCamera } from "./camera.ts";
import { expression } from "./expression.ts";
import { shotImage } from "./image.ts";
import { storyboardPainter } from "./painter.ts";
import { storyboard } from "./storyboard.ts";
import { motion } from "./video.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "picture",
  title: "Pictures",
  version: "1.0.0",
  contract: 1,
  nodes: [shotImage, background, expression, motion, storyboard],
  provides: [storyboardPainter, stillCamera],
  translations: { "zh-CN": zhCN },
});
