import { type Conversion, definePack } from "../../runtime/contract/index.ts";
import { audio } from "./audio.ts";
import { choose } from "./choose.ts";
import { file } from "./file.ts";
import { flatten } from "./flatten.ts";
import { gather } from "./gather.ts";
import { image } from "./image.ts";
import { note } from "./note.ts";
import { number } from "./number.ts";
import { pairs } from "./pairs.ts";
import { pick } from "./pick.ts";
import { template } from "./template.ts";
import { text } from "./text.ts";
import { video } from "./video.ts";
import { zhCN } from "./zh-CN.ts";

/** Only what can be done to every value of a type: a text need not be a number, a file need not be a picture. */
const conversions: Conversion[] = [
  { from: "number", to: "text", convert: (value: number) => String(value) },
  { from: "boolean", to: "text", convert: (value: boolean) => String(value) },
  ...["image", "audio", "video"].map((media) => ({ from: media, to: "file", convert: (value: unknown) => value })),
];

export default definePack({
  name: "core",
  title: "Core",
  version: "1.0.0",
  contract: 1,
  nodes: [text, number, file, image, audio, video, template, pick, gather, flatten, pairs, choose, note],
  conversions,
  translations: { "zh-CN": zhCN },
});
