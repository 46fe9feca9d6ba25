import { createHash } from "node:crypto";
import { open as openFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Bundle, type BundledArtifact, isBundle, mostBundled, readBundle } from "../runtime/bundle/bundle.ts";
import { type GraphDocument, parseDocument, type Runtime } from "../runtime/index.ts";
import { fail } from "../runtime/problem.ts";
import { readDocument } from "../runtime/graph/parse.ts";
import { provenanceIn } from "../runtime/provenance/container.ts";
import type { Provenance } from "../runtime/provenance/provenance.ts";
import { graphName } from "../runtime/subgraphs.ts";
import { bytesOf } from "./file-bytes.ts";
import { readText } from "./files.ts";
import { parseJson } from "./json-text.ts";

/** A graph out of a file that carries one, with what it says of its making. Its documents are sound in form. */
export interface Opened extends Pick<Bundle, "graph" | "subgraphs" | "packs" | "lock" | "artifacts"> {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly quality: "draft" | "final";
  /** What it is, in a sentence. */
  readonly told: string;
  /** The file itself where it knows exactly which packs they were. */
  readonly bundle?: string;
}

/** base64 is a third longer; the rest is for graphs. */
const mostText = mostBundled * 1.4;

/** @throws ProblemError PROVENANCE_MISSING, PROVENANCE_UNREADABLE, BUNDLE_INVALID, BUNDLE_TOO_LARGE, OPENED_GRAPH, and what a graph is refused for */
export async function readOpened(path: string, shown: string): Promise<Opened> {
  const file = await openFile(path).catch(() => undefined);
  // Reading says it better.
  if (!file || (await file.stat()).isDirectory()) {
    await file?.close();
    await readText(path, shown);
    return fail({ code: "FILE_UNREADABLE", file: shown, message: `"${shown}" cannot be read.`, hint: "Check the path; it counts from the folder you are in." });
  }
  try {
    const source = await bytesOf(file);
    const head = new TextDecoder().decode(await source.read(0, 64)).trimStart();
    if (!head.startsWith("{")) return sound(ofMedia(await provenanceIn(source), shown), shown);
    if (source.size > mostText) fail({ code: "BUNDLE_TOO_LARGE", file: shown, message: `"${shown}" is larger than any bundle.`, hint: "Take the file as \"reelwright export\" wrote it." });
    return sound(ofBundle(await readText(path, shown), shown), shown);
  } finally {
    await file.close();
  }
}

function ofMedia({ graph, subgraphs, inputs, quality, packs, output, item, standIns }: Provenance, shown: string): Opened {
  const made = `output ${output}${item === "" ? "" : `, item ${item}`}, ${quality}${standIns.length > 0 ? `, with ${standIns.join(", ")}` : ""}`;
  return { graph, subgraphs, inputs, quality, packs, lock: {}, artifacts: [], told: `${graph.title ?? graph.name}, which made ${basename(shown)} (${made}):` };
}

function ofBundle(text: string, shown: string): Opened {
  const value = parseJson(text, shown);
  if (!isBundle(value)) {
    const { document } = parseDocument(text, shown);
    fail(document
      ? { code: "OPENED_GRAPH", file: shown, message: `"${shown}" is a graph already.`, hint: `Run it: reelwright run ${shown}` }
      : { code: "PROVENANCE_MISSING", file: shown, message: "The file is neither a bundle nor made by a graph.", hint: "Open a file that \"reelwright export\" or \"reelwright run\" wrote." });
  }
  const bundle = readBundle(value);
  return { ...bundle, inputs: {}, quality: "final", bundle: shown, told: `${bundle.graph.title ?? bundle.graph.name}, from ${basename(shown)}:` };
}

/** A file comes from anywhere: what becomes the name of a file, and what will be run, is looked at first. */
function sound(opened: Opened, shown: string): Opened {
  const { graph, subgraphs } = opened;
  checkDocument(graph, shown);
  for (const [name, document] of Object.entries(subgraphs)) {
    if (!graphName.test(name) || name === graph.name) fail({ code: "PROVENANCE_UNREADABLE", file: shown, message: `The file holds a graph called ${JSON.stringify(name)}, which no graph can be called here.`, hint: "Take the file as it was written." });
    checkDocument(document, shown);
  }
  return opened;
}

function checkDocument(document: GraphDocument, shown: string): void {
  const { problems } = readDocument(document, { file: shown });
  if (problems[0]) fail(problems[0]);
}

/** Keeps the bytes that a bundle brings, those that are what they say they are. @returns how many @throws ProblemError BUNDLE_DAMAGED */
export async function keepBundled(artifacts: readonly BundledArtifact[], runtime: Runtime): Promise<number> {
  const all = artifacts.map(({ artifact, media, data }) => ({ artifact, media, bytes: Buffer.from(data, "base64") }));
  const damaged = all.find(({ artifact, bytes }) => createHash("sha256").update(bytes).digest("hex") !== artifact);
  if (damaged) fail({ code: "BUNDLE_DAMAGED", message: `The bytes ${damaged.artifact.slice(0, 12)} in the bundle are not what they say they are.`, hint: "Have it sent again; nothing of it was kept." });
  for (const { media, bytes } of all) await runtime.keep(media, bytes);
  return all.length;
}
