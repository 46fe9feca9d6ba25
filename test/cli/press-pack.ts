import { defineNode, definePack, File, Image, port, Type } from "../../runtime/contract/index.ts";

/** A pack for tests of what becomes of outputs: it prints a text as subtitles and lays it beside a picture. */
const subtitles = defineNode({
  type: "press/subtitles", version: 1, title: "Subtitles", summary: "A line of subtitles.",
  inputs: { line: port.value(Type.String()) },
  outputs: { srt: port.value(File), note: port.value(File) },
  async run({ inputs, context }) {
    return {
      srt: await context.write("application/x-subrip", `1\n00:00:01,000 --> 00:00:02,000\n${inputs.line}\n`),
      note: await context.write("text/plain", inputs.line),
    };
  },
});

const shown = defineNode({
  type: "press/shown", version: 1, title: "Shown", summary: "A picture as it is.",
  inputs: { picture: port.value(Image), caption: port.value(Type.String({ default: "" })) },
  outputs: { picture: port.value(Image), lines: port.value(Type.Array(Type.String())) },
  run: async ({ inputs }) => ({ picture: inputs.picture, lines: inputs.caption.split(" ") }),
});

export const pressPack = definePack({ name: "press", title: "Press", version: "1.2.0", contract: 1, nodes: [subtitles, shown] });

/** A graph with a graph inside: `love` calls `caption`. */
export const love = {
  format: "reelwright/graph@1", name: "love", title: "Love in Bytes", packs: { press: "^1.0.0" },
  inputs: { theme: { type: "text", default: "你好", to: ["caption.theme"] } },
  nodes: { caption: { type: "graph/caption" } },
  edges: [],
  outputs: { srt: { from: "caption.srt" }, note: { from: "caption.note" } },
};

export const caption = {
  format: "reelwright/graph@1", name: "caption",
  inputs: { theme: { type: "text", to: ["subtitles.line"] } },
  nodes: { subtitles: { type: "press/subtitles", version: 1 } },
  edges: [],
  outputs: { srt: { from: "subtitles.srt" }, note: { from: "subtitles.note" } },
};
