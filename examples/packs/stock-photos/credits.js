import { defineNode, File, port, Type } from "reelwright/pack";
import { Credit } from "./types.js";

/** Every photo once, and the service itself, as it asks for it. */
export const credits = defineNode({
  type: "stock-photos/credits",
  version: 1,
  title: "Photo credits",
  summary: "Lists whom to thank for the photos, for the description of the film.",
  inputs: { credits: port.value(Type.Array(Credit), { title: "Credits", many: true, summary: "Of all photos; each is listed once." }) },
  outputs: { file: port.value(File, { title: "Credits as a file", summary: "To publish with the film." }), text: port.value(Type.String(), { title: "Credits", summary: "The same as text." }) },
  async run({ inputs: { credits }, context }) {
    const rows = [...new Map(credits.map(({ id, text, page }) => [id, `${text} ${page}`])).values()];
    const text = rows.length === 0 ? "" : ["Photos provided by Pexels https://www.pexels.com", ...rows, ""].join("\n");
    return { file: await context.write("text/plain", text), text };
  },
});
