import type { GraphDocument } from "./graph/document.ts";
import { readDocument } from "./graph/parse.ts";
import { subgraphPrefix } from "./graph/unfold.ts";
import { packOf } from "./ids.ts";
import { fail } from "./problem.ts";
import { readSubgraphs } from "./subgraphs.ts";

/** A graph with all that it takes to run it somewhere else. */
export interface Makings {
  readonly graph: GraphDocument;
  /** The graphs it uses as nodes, and theirs, by name. */
  readonly subgraphs: Readonly<Record<string, GraphDocument>>;
  /** The packs its nodes come from, with their versions; one that is not here with the range that the graph asks for, or `*`. */
  readonly packs: Readonly<Record<string, string>>;
}

/** @throws ProblemError for a document that is none, and for one that it uses */
export async function makingsOf(value: unknown, folder: string | readonly string[] | undefined, versions: ReadonlyMap<string, string>): Promise<Makings> {
  const parsed = readDocument(value);
  if (!parsed.document) fail(parsed.problems[0]!);
  const { document } = parsed;
  const read = await readSubgraphs(document, folder);
  if (read.problems[0]) fail(read.problems[0]);
  return { graph: document, subgraphs: Object.fromEntries([...read.subgraphs].sort(byName)), packs: packsIn([document, ...read.subgraphs.values()], versions) };
}

/** The packs that documents take their node types from, by name. */
export function packsIn(documents: readonly GraphDocument[], versions: ReadonlyMap<string, string>): Record<string, string> {
  const types = documents.flatMap(({ nodes, inputs = {} }) => [...Object.values(nodes), ...Object.values(inputs)].map(({ type }) => type));
  // A value type without a pack, such as `text`, is everybody's.
  const names = new Set(types.filter((type) => type.includes("/") && !type.startsWith(subgraphPrefix)).map(packOf));
  const asked = new Map(documents.flatMap(({ packs = {} }) => Object.entries(packs)));
  return Object.fromEntries([...names].sort().map((name) => [name, versions.get(name) ?? asked.get(name) ?? "*"]));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
