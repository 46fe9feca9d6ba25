import { defineNode, port, Type } from "../../runtime/contract/index.ts";

/**
 * One of two values. Only what leads to the chosen one is run: the other costs nothing. Zero, the empty text and the
 * texts `false`, `no` and `0` choose `otherwise`; everything else chooses `use`, which is not called `then` because an
 * object with a member of that name looks like a promise.
 */
export const choose = defineNode({
  type: "core/choose",
  version: 1,
  title: "Choose",
  summary: "Passes one of two values on, and lets only that one be made.",
  inputs: {
    when: port.value(Type.Union([Type.Boolean(), Type.Number(), Type.String()], { title: "When" })),
    use: port.generic("T", 0, { lazy: true, title: "Use" }),
    otherwise: port.generic("T", 0, { lazy: true, title: "Otherwise" }),
  },
  outputs: { chosen: port.generic("T", 0, { title: "Chosen value" }) },
  demands: ({ when }) => [holds(when) ? "use" : "otherwise"],
  async run({ inputs }) {
    return { chosen: holds(inputs.when) ? inputs.use : inputs.otherwise };
  },
});

function holds(when: boolean | number | string | undefined): boolean {
  return typeof when === "string" ? !["", "false", "no", "0"].includes(when.trim().toLowerCase()) : Boolean(when);
}
