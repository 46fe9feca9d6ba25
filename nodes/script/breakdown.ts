import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Line, Scene, Setting, Shot } from "../story/index.ts";

export const breakdown = defineNode({
  type: "script/breakdown",
  version: 1,
  title: "Breakdown",
  summary: "Takes a scene apart into its setting, its shots and the lines that are spoken.",
  inputs: { scene: port.value(Scene, { title: "Scene" }) },
  outputs: {
    setting: port.value(Setting, { title: "Setting", summary: "Where, when, who and with what: all a picture needs." }),
    shots: port.value(Type.Array(Shot), { title: "Shots" }),
    lines: port.value(Type.Array(Line), { title: "Lines", summary: "Without cards, which nobody speaks." }),
  },
  expects: () => ({ shots: 5, lines: 6 }),
  async run({ inputs: { scene } }) {
    const { title: _title, summary: _summary, lines, shots, transition: _transition, incoming: _incoming, ...setting } = scene;
    return { setting, shots, lines: lines.filter((line) => line.kind !== "caption") };
  },
});
