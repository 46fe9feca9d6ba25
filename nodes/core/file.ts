import { defineNode, File, port } from "../../runtime/contract/index.ts";

/**
 * A file from outside, for several inputs to share. The node itself never touches the disk: the file is taken into the
 * store when it is chosen, and the graph holds its reference, so a graph and a store are all that a run needs.
 */
export const file = defineNode({
  type: "core/file",
  version: 1,
  title: "File",
  summary: "Holds a file, by reference.",
  inputs: { file: port.value(File, { title: "File" }) },
  outputs: { file: port.value(File, { title: "File" }) },
  async run({ inputs }) {
    return { file: inputs.file };
  },
});
