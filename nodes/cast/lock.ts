import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Anchor, lockOf } from "../story/index.ts";

/** Writes the block that every prompt with this character carries, byte for byte the same. */
export const lock = defineNode({
  type: "cast/lock",
  version: 1,
  title: "Lock identity",
  summary: "Writes the identity-locked part of every prompt that shows the character.",
  inputs: { anchor: port.value(Anchor, { title: "Anchor" }) },
  outputs: { anchor: port.value(Anchor, { title: "Locked anchor" }), prompt: port.value(Type.String(), { title: "Identity prompt" }) },

  async run({ inputs: { anchor } }) {
    const prompt = lockOf(anchor);
    return { anchor: { ...anchor, lock: prompt }, prompt };
  },
});
