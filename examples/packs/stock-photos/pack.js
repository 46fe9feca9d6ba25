import { definePack } from "reelwright/pack";
import { credits } from "./credits.js";
import { photo } from "./photo.js";
import { picture } from "./picture.js";
import { search } from "./search.js";
import { Credit, Photo } from "./types.js";
import { words } from "./words.js";
import { zhCN } from "./zh-CN.js";

export default definePack({
  name: "stock-photos",
  title: "Stock photos",
  version: "1.0.0",
  contract: 1,
  nodes: [words, search, photo, picture, credits],
  types: [Photo, Credit],
  translations: { "zh-CN": zhCN },
});
