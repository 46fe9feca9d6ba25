// A stranger's pack, in plain JavaScript and without any import: node types are data and a function.
const text = { type: "string" };

/** Items that finish at once, but for those named in `held`, which go on until they are stopped. */
const step = {
  type: "steps/step", version: 1, title: "Step", summary: "Takes a step, or waits to be stopped.",
  inputs: { id: { schema: text }, held: { schema: { type: "array", items: text, default: [] } } },
  outputs: { file: { schema: { type: "object", valueType: "file" } } },
  async run({ inputs, context }) {
    context.progress(0.5, `step ${inputs.id}`);
    if (inputs.held.includes(inputs.id)) {
      await new Promise((_, reject) => context.signal.addEventListener("abort", () => reject(context.signal.reason)));
    }
    if (inputs.id === "bad") throw new Error("This step is missing.");
    return { file: await context.write("text/plain", `step ${inputs.id}`) };
  },
};

const list = {
  type: "steps/list", version: 1, title: "List", summary: "Names the steps.",
  inputs: { ids: { schema: { type: "array", items: text } } },
  outputs: { ids: { schema: { type: "array", items: text } } },
  run: async ({ inputs }) => ({ ids: inputs.ids }),
};

export default { name: "steps", title: "Steps", version: "1.0.0", contract: 1, nodes: [list, step] };
