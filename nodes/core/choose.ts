import { defineNode, port, Type } from "../../runtime/contract/index.ts";

/**
 * One of two values. Only what leads to the chosen one is run: the other costs nothing. Zero, the empty text and the
 * texts `false`, `no` and `0` choose `otherwise`; everything else chooses `then`.
 */
export const choose = defineNode({
  type: "core/choose",
  version: 1,
  title: "Choose",
  summary: "Passes one of two values on, and lets only that one be made.",
  inputs: {
    when: port.value(Type.Union([Type.Boolean(), Type.Number(), Type.String()], { title: "When" })),
    then: port.generic("T", 0, { lazy: true, title: "Then" }),
    otherwise: port.generic("T", 0, { lazy: true, title: "Otherwise" }),
  },
  outputs: { chosen: port.generic("T") },
  demands: ({ when }) => [holds(when) ? "then" : "otherwise"],
  async run({ inputs }) {
    return { chosen: holds(inputs.when) ? inputs.then : inputs.otherwise };
  },
});

function holds(when: boolean | number | string | undefined): boolean {
  return typeof when === "string" ? !["", "false", "no", "0"].includes(when.trim().toLowerCase()) : Boolean(when);
}
