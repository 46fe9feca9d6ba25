import type { GraphDocument } from "../graph/document.ts";
import { fail } from "../problem.ts";

/** Where a media file came from: enough to open the very graph that made it, and to make it again. Carried inside the file. */
export interface Provenance {
  readonly format: "reelwright/provenance@1";
  /** As it was run. */
  readonly graph: GraphDocument;
  /** The graphs it uses as nodes, by name. */
  readonly subgraphs: Readonly<Record<string, GraphDocument>>;
  /** What the run was given; files as references. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly quality: "draft" | "final";
  /** The packs that made it, with their versions. */
  readonly packs: Readonly<Record<string, string>>;
  /** The output of the graph that the file holds, and its item where the output fans out. */
  readonly output: string;
  readonly item: string;
  /** sha256 of the file before this was put into it. */
  readonly artifact: string;
  /** Labels of the stand-ins whose work is in it. */
  readonly standIns: readonly string[];
}

const format = "reelwright/provenance@1";
/** What unpacks to more than this was not written by us. */
const mostBytes = 32 * 2 ** 20;

/** As bytes for a container: JSON, deflated. */
export async function packed(provenance: Provenance): Promise<Uint8Array> {
  const text = new Blob([JSON.stringify(provenance)]);
  return new Uint8Array(await new Response(text.stream().pipeThrough(new CompressionStream("deflate"))).arrayBuffer());
}

/** @throws ProblemError PROVENANCE_UNREADABLE */
export async function unpacked(bytes: Uint8Array): Promise<Provenance> {
  let value: unknown;
  try {
    value = JSON.parse(await inflated(bytes));
  } catch (error) {
    fail({ code: "PROVENANCE_UNREADABLE", message: "The file says that it was made with Reelwright, but what it says of its making is damaged.", hint: "Take the file as it was written; some services rewrite what they are given." }, error);
  }
  if ((value as Partial<Provenance> | null)?.format !== format) {
    fail({ code: "PROVENANCE_UNREADABLE", message: "The file was made with another edition of Reelwright, which describes it otherwise.", hint: "Open it with a newer Reelwright." });
  }
  if (!isWhole(value as Provenance)) {
    fail({ code: "PROVENANCE_UNREADABLE", message: "What the file says of its making is not whole.", hint: "Take the file as it was written; some services rewrite what they are given." });
  }
  return value as Provenance;
}

/** Files come from anywhere. Whether its graphs are sound is the business of reading them. */
function isWhole({ graph, subgraphs, inputs, packs, quality, output, item, artifact, standIns }: Provenance): boolean {
  return [graph, subgraphs, inputs, packs, graph?.nodes].every((record) => typeof record === "object" && record !== null && !Array.isArray(record))
    && [graph.name, quality, output, item, artifact, ...Object.values(packs)].every((text) => typeof text === "string")
    && Array.isArray(standIns) && standIns.every((label) => typeof label === "string");
}

async function inflated(bytes: Uint8Array): Promise<string> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > mostBytes) {
      await reader.cancel();
      throw new RangeError("It unpacks to more than anything we write.");
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
