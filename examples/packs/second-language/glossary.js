import { defineNode, fail, port, Type } from "reelwright/pack";
import { Term } from "./types.js";

/** A glossary is written by hand, a line for a word, as translators keep it. */
export const glossary = defineNode({
  type: "second-language/glossary",
  version: 1,
  title: "Glossary",
  summary: "Reads how words and names are always translated, one on each line.",
  inputs: { text: port.value(Type.String({ title: "Words", default: "" }), { summary: "Each line as `奶奶 = Grandma`. What follows `#` is a remark." }) },
  outputs: { glossary: port.value(Type.Array(Term), { title: "Glossary", summary: "For names and scenes." }) },
  async run({ inputs: { text } }) {
    const terms = new Map();
    for (const [index, row] of text.split("\n").entries()) {
      const words = row.replace(/#.*$/, "").trim();
      if (words === "") continue;
      const [term, translation, ...more] = words.split(/\s*(?:=|＝|→)\s*/);
      if (!term || !translation || more.length > 0) {
        fail({ code: "GLOSSARY_INVALID", port: "text", message: `Line ${index + 1} of the glossary is not a word and its translation: "${words.slice(0, 60)}".`, hint: "Write it as 奶奶 = Grandma." });
      }
      if (terms.has(term) && terms.get(term) !== translation) {
        fail({ code: "GLOSSARY_DOUBLE", port: "text", message: `The glossary translates "${term}" in two ways: ${terms.get(term)}, ${translation}.`, hint: "Keep one of them." });
      }
      terms.set(term, translation);
    }
    return { glossary: [...terms].map(([term, translation]) => ({ term, translation })) };
  },
});
