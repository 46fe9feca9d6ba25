// Node types for the tests of the editor: quick, and slow or failing exactly when a test asks for it.
import { setTimeout as sleep } from "node:timers/promises";
import { defineNode, definePack, fail, port, Type } from "reelwright/pack";

const Thing = Type.Object({ id: Type.String(), text: Type.String() }, { valueType: "trial/thing", title: "Thing" });

const list = defineNode({
  type: "trial/list", version: 1, title: "List", summary: "Makes a list of things.",
  inputs: { count: port.value(Type.Integer({ title: "Count", minimum: 0, maximum: 10_000, default: 3 })), word: port.value(Type.String({ title: "Word", default: "thing" })) },
  outputs: { things: port.value(Type.Array(Thing), { title: "Things" }) },
  async run({ inputs: { count, word } }) {
    return { things: Array.from({ length: count }, (_, index) => ({ id: `t${String(index + 1).padStart(4, "0")}`, text: `${word} ${index + 1}` })) };
  },
});

const shout = defineNode({
  type: "trial/shout", version: 1, title: "Shout", summary: "Says a thing louder.",
  inputs: {
    thing: port.value(Thing, { title: "Thing" }),
    marks: port.value(Type.Integer({ title: "Marks", minimum: 0, maximum: 9, default: 1 })),
    fails: port.value(Type.String({ title: "Fails at", default: "" }), { summary: "Fails for the thing with this id." }),
    ms: port.value(Type.Integer({ title: "Takes (ms)", minimum: 0, maximum: 60_000, default: 0 })),
  },
  outputs: { thing: port.value(Thing, { title: "Louder thing" }) },
  async run({ inputs: { thing, marks, fails, ms }, context }) {
    if (fails !== "" && thing.id === fails) fail({ code: "ASKED_TO_FAIL", message: `"${thing.id}" was asked to fail.`, hint: "Clear the field Fails at." });
    if (ms > 0) await sleep(ms, undefined, { signal: context.signal });
    return { thing: { id: thing.id, text: thing.text.toUpperCase() + "!".repeat(marks) } };
  },
});

const gather = defineNode({
  type: "trial/gather", version: 1, title: "Collect", summary: "Joins things into one text.",
  inputs: { things: port.value(Type.Array(Thing), { title: "Things" }) },
  outputs: { text: port.value(Type.String(), { title: "Text" }) },
  async run({ inputs: { things } }) {
    return { text: things.map(({ text }) => text).join("\n") };
  },
});

const zhCN = {
  title: "试用",
  nodes: {
    "trial/list": {
      title: "清单", summary: "列出若干东西。",
      inputs: { count: { title: "数量" }, word: { title: "名称" } }, outputs: { things: { title: "东西" } },
    },
    "trial/shout": {
      title: "喊出来", summary: "把一样东西大声说出来。",
      inputs: { thing: { title: "东西" }, marks: { title: "叹号数" }, fails: { title: "失败于", summary: "遇到这个编号就失败。" }, ms: { title: "用时（毫秒）" } },
      outputs: { thing: { title: "更响的东西" } },
    },
    "trial/gather": { title: "汇总", summary: "把东西连成一段文字。", inputs: { things: { title: "东西" } }, outputs: { text: { title: "文字" } } },
  },
  types: { "trial/thing": "东西" },
};

export default definePack({ name: "trial", title: "Trial", version: "1.0.0", contract: 1, nodes: [list, shout, gather], types: [Thing], translations: { "zh-CN": zhCN } });
