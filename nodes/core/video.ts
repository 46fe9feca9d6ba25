import { defineNode, Video, port } from "../../runtime/contract/index.ts";

/** A video from outside, e.g. a shot that was filmed elsewhere. Like `core/file`, with a type that the inputs for it take. */
export const video = defineNode({
  type: "core/video",
  version: 1,
  title: "Video",
  summary: "Holds a video, by reference.",
  inputs: { video: port.value(Video, { title: "Video" }) },
  outputs: { video: port.value(Video, { title: "Video" }) },
  async run({ inputs }) {
    return { video: inputs.video };
  },
});
