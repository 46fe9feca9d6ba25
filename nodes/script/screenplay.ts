import { defineNode, fail, port, Type } from "../../runtime/contract/index.ts";
import { Episode, Finding } from "../story/index.ts";
import { buildEpisodes } from "./build-episodes.ts";
import { readChinese } from "./chinese-format.ts";
import { readFountain } from "./fountain.ts";
import { screenplayFormat } from "./screenplay-format.ts";

export const screenplay = defineNode({
  type: "script/screenplay",
  version: 1,
  title: "Screenplay",
  summary: "Reads a Fountain or Chinese short-drama screenplay into episodes with scenes, lines and shots.",
  inputs: {
    text: port.value(Type.String({ title: "Screenplay" })),
    format: port.value(Type.Unsafe<"auto" | "fountain" | "chinese">(
      Type.Union(["auto", "fountain", "chinese"].map((word) => Type.Literal(word)), { title: "Format", default: "auto" }),
    )),
    language: port.value(Type.String({ title: "Language", description: "BCP 47; a line written in another script is spoken in that language.", default: "zh-CN" })),
    episode: port.value(Type.String({ title: "Episode", description: "Id used when the text names no episode.", default: "e01", pattern: "^[a-z][a-z0-9-]*$" })),
  },
  outputs: { episodes: port.value(Type.Array(Episode), { title: "Episodes" }), findings: port.value(Type.Array(Finding), { title: "Findings" }) },
  // Counted by the headings of episodes; a text without any is one.
  expects: ({ text }) => ({ episodes: Math.max(1, new Set(String(text ?? "").match(/第\s*[0-9零一二三四五六七八九十百]+\s*集|\bepisode\s+\d+/gi)).size), findings: 0 }),
  async run({ inputs: { text, format, language, episode }, context }) {
    if (text.trim() === "") {
      fail({ code: "SCREENPLAY_EMPTY", message: "The screenplay is empty.", hint: "Connect a text, or name a file that has one." });
    }
    const chosen = format === "auto" ? screenplayFormat(text) : format;
    const blocks = chosen === "chinese" ? readChinese(text) : readFountain(text);
    context.signal.throwIfAborted();
    const { episodes, findings } = await buildEpisodes(blocks, { language, episode });
    if (episodes.length === 0) {
      fail({
        code: "SCREENPLAY_NO_SCENE",
        message: `No scene heading was found in the text, which was read as ${chosen === "chinese" ? "the Chinese short-drama format" : "Fountain"}.`,
        hint: "Begin each scene with a heading such as INT. KITCHEN - DAY or 1-1 日 内 客厅, or choose the format by hand.",
      });
    }
    return { episodes, findings };
  },
});
