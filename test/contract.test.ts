import { expect, expectTypeOf, test } from "vitest";
import { defineNode, Image, port, Type } from "../runtime/contract/index.ts";

test("a node's inputs and outputs are inferred from its ports", () => {
  const node = defineNode({
    type: "test/probe", version: 1, title: "", summary: "",
    inputs: { text: port.value(Type.String()), picture: port.value(Image, { optional: true }) },
    outputs: { length: port.value(Type.Number()) },
    async run({ inputs }) {
      expectTypeOf(inputs.text).toEqualTypeOf<string>();
      expectTypeOf(inputs.picture).toEqualTypeOf<Image | undefined>();
      // @ts-expect-error no such input
      expect(inputs.other).toBeUndefined();
      return { length: inputs.text.length };
    },
  });
  expect(JSON.parse(JSON.stringify(node.inputs.text))).toEqual({ schema: { type: "string" } });
});

test("a wrong output type does not compile", async () => {
  const node = defineNode({
    type: "test/probe", version: 1, title: "", summary: "", inputs: {},
    outputs: { length: port.value(Type.Number()) },
    // @ts-expect-error a string where a number is declared
    async run() { return { length: "one" }; },
  });
  expect(node.outputs["length"]?.schema.type).toBe("number");
});
