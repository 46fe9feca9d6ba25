import { defineNode, Audio, port } from "../../runtime/contract/index.ts";

/** A sound from outside, e.g. music, a recorded voice. Like `core/file`, with a type that the inputs for it take. */
export const audio = defineNode({
  type: "core/audio",
  version: 1,
  title: "Audio",
  summary: "Holds a sound, by reference.",
  inputs: { audio: port.value(Audio, { title: "Audio" }) },
  outputs: { audio: port.value(Audio, { title: "Audio" }) },
  async run({ inputs }) {
    return { audio: inputs.audio };
  },
});
