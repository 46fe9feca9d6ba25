import type { GraphDocument } from "../../runtime/graph/document.ts";
import { fail } from "../../runtime/problem.ts";
import { sameAsJson } from "../keeping/same-as-json.ts";
import type { Workspace } from "../state/workspace.ts";
import { freeName, nameFault, nameFrom } from "./names.ts";
import type { FoundGraph } from "./read-file.ts";
import { takenNames } from "./taken-names.ts";

const prefix = "graph/";

/** A graph that was brought into the project. */
export interface BroughtIn {
  readonly name: string;
  readonly title: string;
  /** Whether it was here before, but for where its nodes lie. */
  readonly wasHere: boolean;
  /** Packs that it needs and that are not here. */
  readonly missing: readonly string[];
}

/**
 * Takes a graph into the project, with the graphs it uses and the files that came with it, and opens it. What is here stays
 * as it is: a graph that is here already is used, another one of the same name gets a name that is free.
 * @param file its name, for a graph without a usable one
 * @throws ServerError, ProblemError BUNDLE_DAMAGED
 */
export async function bringIn(workspace: Workspace, found: FoundGraph, file: string): Promise<BroughtIn> {
  await bringArtifacts(workspace, found);
  const saved = new Map((await workspace.server.graphs()).map(({ name, shipped }) => [name, shipped]));
  const placing = new Placing(workspace, found.subgraphs, { saved, taken: new Set(await takenNames(workspace)) });
  const graph = withGiven(found);
  const wanted = nameFault(String(graph.name), []) ? nameFrom(file.replace(/(\.reelwright)?\.\w+$/i, "")) : graph.name;
  const { name, wasHere } = await placing.place({ ...graph, name: wanted });
  workspace.graphsChanged();
  // One that came with Reelwright is never written: it is opened as its template is.
  if (saved.get(name)) await workspace.shell!.openCopy(name);
  else await workspace.shell!.openGraph(name);
  return { name, title: graph.title ?? name, wasHere, missing: missingPacks(workspace, found) };
}

/** Wherever its nodes lie: a graph is laid out when it is first opened. */
function isSameGraph({ layout: _, ...one }: GraphDocument, { layout: __, ...other }: GraphDocument): boolean {
  return sameAsJson(one, other);
}

/** What the run was given becomes what the graph has by itself: it makes the very same again. */
function withGiven({ graph, inputs }: FoundGraph): GraphDocument {
  const given = Object.entries(graph.inputs ?? {}).filter(([name]) => Object.hasOwn(inputs, name));
  if (given.length === 0) return graph;
  return { ...graph, inputs: { ...graph.inputs, ...Object.fromEntries(given.map(([name, input]) => [name, { ...input, default: inputs[name] }])) } };
}

function missingPacks({ packs }: Workspace, { packs: named, graph, subgraphs }: FoundGraph): string[] {
  const here = new Set(packs.listings.map(({ name }) => name));
  const types = [graph, ...Object.values(subgraphs)].flatMap(({ nodes }) => Object.values(nodes).map(({ type }) => type)).filter((type) => !type.startsWith(prefix));
  return [...new Set([...Object.keys(named), ...types.map((type) => type.slice(0, Math.max(0, type.indexOf("/"))))])].filter((name) => name !== "" && !here.has(name)).sort();
}

async function bringArtifacts({ server }: Workspace, { artifacts }: FoundGraph): Promise<void> {
  for (const { artifact, media, data } of artifacts) {
    const kept = await server.upload(new Blob([bytesOf(data)]), media);
    if (kept.artifact !== artifact) fail({ code: "BUNDLE_DAMAGED", message: "The files in the bundle are not what they say they are." });
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return fail({ code: "BUNDLE_DAMAGED", message: "The files in the bundle are not what they say they are." });
  }
}

interface Names {
  /** What the server has, and whether it came with Reelwright. */
  readonly saved: ReadonlyMap<string, boolean>;
  /** All names that a new graph cannot have. */
  readonly taken: Set<string>;
}

/** Gives each graph its name in the project, those that others use first: who uses a renamed one changes with it. */
class Placing {
  private readonly workspace: Workspace;
  private readonly subgraphs: FoundGraph["subgraphs"];
  private readonly known: Names;
  private readonly names = new Map<string, string>();

  constructor(workspace: Workspace, subgraphs: FoundGraph["subgraphs"], known: Names) {
    this.workspace = workspace;
    this.subgraphs = subgraphs;
    this.known = known;
  }

  async place(graph: GraphDocument): Promise<{ readonly name: string; readonly wasHere: boolean }> {
    const called = Object.values(graph.nodes).filter(({ type }) => type.startsWith(prefix)).map(({ type }) => type.slice(prefix.length));
    for (const name of new Set(called)) await this.placeCalled(name);
    const document = { ...graph, nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, entry]) => [id, this.renamed(entry)])) };
    const { server } = this.workspace;
    for (const candidate of this.candidates(graph.name)) {
      if (isSameGraph((await server.graph(candidate)).document, { ...document, name: candidate })) return { name: candidate, wasHere: true };
    }
    const name = freeName(graph.name, this.known.taken);
    this.known.taken.add(name);
    await server.saveGraph({ ...document, name }, undefined);
    return { name, wasHere: false };
  }

  /** What is here under the name, and under those that it was given when it came before. */
  private candidates(name: string): string[] {
    const rest = (other: string) => other.startsWith(`${name}-`) ? other.slice(name.length + 1) : "";
    return [...this.known.saved.keys()].filter((other) => other === name || /^\d+$/.test(rest(other)));
  }

  private async placeCalled(name: string): Promise<void> {
    const document = Object.hasOwn(this.subgraphs, name) ? this.subgraphs[name] : undefined;
    if (!document || this.names.has(name)) return;
    // One that calls itself keeps its name; running it is refused.
    this.names.set(name, name);
    this.names.set(name, (await this.place({ ...document, name })).name);
  }

  private renamed<Entry extends { readonly type: string }>(entry: Entry): Entry {
    const name = entry.type.startsWith(prefix) ? this.names.get(entry.type.slice(prefix.length)) : undefined;
    return name === undefined ? entry : { ...entry, type: prefix + name };
  }
}
