import type { Problem } from "../problem.ts";
import { GraphDocument } from "./document.ts";
import { currentFormat } from "./current-format.ts";
import { mismatch } from "./schema.ts";

export type Parsed = { readonly document: GraphDocument; readonly problems: readonly [] } | { readonly document: undefined; readonly problems: readonly Problem[] };

/** Reads the text of a graph file. Malformed JSON is reported with its line. */
export function parseDocument(text: string, file?: string): Parsed {
  const place = file === undefined ? {} : { file };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return refuse({ code: "JSON_MALFORMED", ...place, line: jsonErrorLine(text, error), message: `The file is not JSON: ${(error as Error).message}.`, hint: "Mend the JSON at that place; a trailing comma or a missing quote is the usual cause." });
  }
  return readDocument(value, place);
}

/** Checks that a value has the form of a graph document. Meaning is the business of `check`. */
export function readDocument(value: unknown, place: { file?: string } = {}): Parsed {
  const format = typeof value === "object" && value !== null ? (value as { format?: unknown }).format : undefined;
  if (format !== currentFormat) {
    return refuse({ code: "FORMAT_UNKNOWN", ...place, message: format === undefined ? "The file is not a graph: it has no \"format\"." : `The format ${JSON.stringify(format)} is not known here.`, hint: `This version reads "${currentFormat}"; a newer file needs a newer Reelwright.` });
  }
  const wrong = mismatch(GraphDocument, value);
  if (wrong) return refuse({ code: "DOCUMENT_INVALID", ...place, message: `The graph document ${wrong}.`, hint: "Compare it with the graph format in docs/graph-format.md." });
  return { document: value as GraphDocument, problems: [] };
}

function refuse(problem: Problem): Parsed {
  return { document: undefined, problems: [problem] };
}

/** V8 names a position except where the text ends too early. */
function jsonErrorLine(text: string, error: unknown): number {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  return (position === undefined ? text : text.slice(0, Number(position))).split("\n").length;
}
