import { type Bundle, type BundledArtifact, isBundle, mostBundled, readBundle } from "../../runtime/bundle/bundle.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { fail } from "../../runtime/problem.ts";
import { type ByteSource, provenanceIn } from "../../runtime/provenance/container.ts";
import type { Provenance } from "../../runtime/provenance/provenance.ts";
import { parseGraphFile } from "./graph-file.ts";

/** A graph out of a file: the file is one, holds one with all it needs, or was made by one. */
export interface FoundGraph extends Pick<Bundle, "graph" | "subgraphs" | "packs"> {
  readonly artifacts: readonly BundledArtifact[];
  /** What the run was given that made the file. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Which part of the graph's work the file is; undefined where the file was not made by it. */
  readonly made?: Pick<Provenance, "output" | "item" | "quality">;
}

/** base64 is a third longer than its bytes; the rest is for graphs. */
const mostText = mostBundled * 1.4;

/**
 * Reads no more of a film than it takes to see where it came from.
 * @throws ProblemError FILE_NOT_JSON, FILE_NOT_GRAPH, BUNDLE_INVALID, BUNDLE_TOO_LARGE, PROVENANCE_MISSING, PROVENANCE_UNREADABLE
 */
export async function readGraphFile(file: Blob): Promise<FoundGraph> {
  const head = (await file.slice(0, 64).text()).replace(/^\uFEFF/, "").trimStart();
  if (!head.startsWith("{") && !file.type.includes("json")) return ofMedia(await provenanceIn(sourceOf(file)));
  if (file.size > mostText) fail({ code: "BUNDLE_TOO_LARGE", message: "The file is larger than any graph." });
  return ofText((await file.text()).replace(/^\uFEFF/, ""));
}

function sourceOf(file: Blob): ByteSource {
  return { size: file.size, read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()) };
}

function ofMedia({ graph, subgraphs, inputs, packs, output, item, quality }: Provenance): FoundGraph {
  return { graph: graphIn(graph), subgraphs, inputs, packs, artifacts: [], made: { output, item, quality } };
}

function ofText(text: string): FoundGraph {
  const parsed = parseGraphFile(text);
  if (parsed === "not-json") return fail({ code: "FILE_NOT_JSON", message: "The file is not JSON." });
  if (parsed !== "not-graph") return { graph: parsed, subgraphs: {}, inputs: {}, packs: {}, artifacts: [] };
  const value = JSON.parse(text) as unknown;
  if (!isBundle(value)) return fail({ code: "FILE_NOT_GRAPH", message: "The file is no graph of Reelwright." });
  const { graph, subgraphs, packs, artifacts } = readBundle(value);
  return { graph: graphIn(graph), subgraphs, packs, artifacts, inputs: {} };
}

/** The server looks at all of it when it is saved; of another edition it says so only after some of it was. */
function graphIn(graph: GraphDocument): GraphDocument {
  const parsed = parseGraphFile(JSON.stringify(graph));
  return typeof parsed === "string" ? fail({ code: "FILE_NOT_GRAPH", message: "What the file holds is no graph of Reelwright." }) : parsed;
}
