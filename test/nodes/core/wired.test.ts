import { afterAll, expect, it } from "vitest";
import core from "../../../nodes/core/pack.ts";
import { defineNode, definePack, port, Type } from "../../../runtime/contract/index.ts";
import { openRuntime } from "../../../runtime/index.ts";
import { runGraph } from "../../kit/run.ts";

/** Counts what runs, by the text it was given. */
const ran: string[] = [];
const say = defineNode({
  type: "probe/say", version: 1, title: "Say", summary: "",
  inputs: { text: port.value(Type.String()), more: port.value(Type.String({ default: "" })) },
  outputs: { text: port.value(Type.String()) },
  async run({ inputs }) {
    ran.push(inputs.text + inputs.more);
    return { text: inputs.text + inputs.more };
  },
});
const list = defineNode({
  type: "probe/list", version: 1, title: "List", summary: "",
  inputs: { texts: port.value(Type.Array(Type.String())) },
  outputs: { texts: port.value(Type.Array(Type.String())) },
  run: async ({ inputs }) => ({ texts: [...inputs.texts] }),
});
const probe = definePack({ name: "probe", title: "Probe", version: "1.0.0", contract: 1, nodes: [say, list] });

const runtime = await openRuntime({ home: null, builtIn: false, packs: [core, probe] });
afterAll(() => runtime.close());

/** @returns the output's values by item key */
async function outcome(nodes: object, edges: [string, string][], output: string) {
  const ran = await runGraph(runtime, {
    format: "reelwright/graph@1", name: "wired", packs: {}, nodes,
    edges: edges.map(([from, to]) => ({ from, to })),
    outputs: { out: { from: output } },
  });
  expect(ran.last.outcome).toBe("succeeded");
  return ran.output("out");
}

it("pairs make a product: a node that receives both sides runs once for each pair", async () => {
  const result = await outcome(
    {
      people: { type: "probe/list", inputs: { texts: ["李伟", "张梅"] } },
      dishes: { type: "probe/list", inputs: { texts: ["鱼", "饺子", "年糕"] } },
      pairs: { type: "core/pairs", inputs: {} },
      say: { type: "probe/say", inputs: {} },
    },
    [["people.texts", "pairs.a"], ["dishes.texts", "pairs.b"], ["pairs.a", "say.text"], ["pairs.b", "say.more"]],
    "say.text",
  );
  expect(result).toEqual({ "0/0": "李伟鱼", "0/1": "李伟饺子", "0/2": "李伟年糕", "1/0": "张梅鱼", "1/1": "张梅饺子", "1/2": "张梅年糕" });
});

it("choose runs only the side it chose", async () => {
  ran.length = 0;
  const result = await outcome(
    {
      cheap: { type: "probe/say", inputs: { text: "cheap" } },
      dear: { type: "probe/say", inputs: { text: "dear" } },
      choose: { type: "core/choose", inputs: { when: false } },
    },
    [["dear.text", "choose.use"], ["cheap.text", "choose.otherwise"]],
    "choose.chosen",
  );
  expect(result).toEqual({ "": "cheap" });
  expect(ran).toEqual(["cheap"]);
});

it("gather joins lists in the order of the edges", async () => {
  const result = await outcome(
    {
      one: { type: "probe/list", inputs: { texts: ["一", "二"] } },
      two: { type: "probe/list", inputs: { texts: ["三"] } },
      gather: { type: "core/gather", inputs: {} },
    },
    [["two.texts", "gather.items"], ["one.texts", "gather.items"]],
    "gather.gathered",
  );
  expect(result).toEqual({ "": ["三", "一", "二"] });
});

it("a number becomes text on an edge, and pick keeps the type of its list", async () => {
  const result = await outcome(
    {
      number: { type: "core/number", inputs: { number: 7 } },
      dishes: { type: "probe/list", inputs: { texts: ["鱼", "饺子"] } },
      pick: { type: "core/pick", inputs: { keys: ["1"] } },
      say: { type: "probe/say", inputs: {} },
    },
    [["dishes.texts", "pick.items"], ["pick.items", "say.text"], ["number.number", "say.more"]],
    "say.text",
  );
  expect(result).toEqual({ "0": "饺子7" });
});
