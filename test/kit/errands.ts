import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defineNode, definePack, File, type Pack, port, Type } from "../../runtime/contract/index.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";

/**
 * Work for tests that kill and starve a run: lists, artifacts written in both ways and read again, parts kept on their
 * own, a gathering end. `called` hears of every call with the node's name and the item's key.
 */
export function errandPack(called: (name: string, item: string) => void): Pack {
  const Errand = Type.Object({ id: Type.String(), text: Type.String() }, { valueType: "errand/errand" });

  const list = defineNode({
    type: "errand/list", version: 1, title: "List", summary: "Makes a list of errands.",
    inputs: { count: port.value(Type.Integer({ minimum: 0 })), salt: port.value(Type.String({ default: "" })) },
    outputs: { errands: port.value(Type.Array(Errand)) },
    async run({ inputs, context }) {
      called("list", context.item);
      return { errands: Array.from({ length: inputs.count }, (_, index) => ({ id: `n${index}`, text: `${inputs.salt}${index}` })) };
    },
  });

  const walk = defineNode({
    type: "errand/walk", version: 1, title: "Walk", summary: "Takes a moment, and keeps a part of the work.",
    inputs: { errand: port.value(Errand) },
    outputs: { errand: port.value(Errand) },
    async run({ inputs: { errand }, context }) {
      called("walk", context.item);
      const text = await context.memo(errand.text, async () => {
        await breath(errand.text);
        return `${errand.text}!`;
      });
      return { errand: { id: errand.id, text } };
    },
  });

  const letter = defineNode({
    type: "errand/letter", version: 1, title: "Letter", summary: "Writes a file of some size: every other one by way of a folder.",
    inputs: { errand: port.value(Errand), bytes: port.value(Type.Integer({ minimum: 1, default: 20_000 })) },
    outputs: { letter: port.value(File) },
    async run({ inputs: { errand, bytes }, context }) {
      called("letter", context.item);
      const text = letterText(errand.text, bytes);
      await breath(errand.text);
      if (errand.text.length % 2 === 0) return { letter: await context.write("text/plain", text) };
      const path = join(await context.folder(), "letter.txt");
      await writeFile(path, text);
      return { letter: await context.writeFile("text/plain", path) };
    },
  });

  const read = defineNode({
    type: "errand/read", version: 1, title: "Read", summary: "Reads a letter and its errand again.",
    inputs: { errand: port.value(Errand), letter: port.value(File) },
    outputs: { errand: port.value(Errand) },
    async run({ inputs: { errand, letter }, context }) {
      called("read", context.item);
      const bytes = await context.read(letter);
      return { errand: { id: errand.id, text: createHash("sha256").update(bytes).digest("hex") } };
    },
  });

  const report = defineNode({
    type: "errand/report", version: 1, title: "Report", summary: "Gathers everything in one file.",
    inputs: { errands: port.value(Type.Array(Errand)), letters: port.value(Type.Array(File)) },
    outputs: { report: port.value(File) },
    async run({ inputs: { errands, letters }, context }) {
      called("report", context.item);
      const lines = errands.map(({ id, text }, index) => `${id} ${text} ${letters[index]!.artifact}`);
      return { report: await context.write("text/plain", lines.join("\n")) };
    },
  });

  return definePack({ name: "errand", title: "Errands", version: "1.0.0", contract: 1, nodes: [list, walk, letter, read, report], types: [Errand] });
}

/** About four items for each errand. */
export function errandGraph(count: number, inputs: { salt?: string; bytes?: number } = {}): GraphDocument {
  const { salt = "", bytes = 20_000 } = inputs;
  return {
    format: "reelwright/graph@1", name: "errands",
    nodes: {
      list: { type: "errand/list", inputs: { count, salt } },
      walk: { type: "errand/walk" },
      letter: { type: "errand/letter", inputs: { bytes } },
      read: { type: "errand/read" },
      report: { type: "errand/report" },
    },
    edges: [
      { from: "list.errands", to: "walk.errand" },
      { from: "walk.errand", to: "letter.errand" },
      { from: "walk.errand", to: "read.errand" },
      { from: "letter.letter", to: "read.letter" },
      { from: "read.errand", to: "report.errands" },
      { from: "letter.letter", to: "report.letters" },
    ],
    outputs: { report: { from: "report.report" } },
  };
}

/** Work takes time; how much depends on the text, so that items overtake each other. */
function breath(text: string): Promise<void> {
  const ms = createHash("sha256").update(text).digest()[0]! % 4;
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}

function letterText(text: string, bytes: number): string {
  return `${text}\n`.repeat(Math.ceil(bytes / (text.length + 1))).slice(0, bytes);
}
