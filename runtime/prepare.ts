import { check } from "./check/check.ts";
import { neededFor, pathWithin, readOnly, selects } from "./check/only.ts";
import type { Settings } from "./contract/context.ts";
import type { Pack } from "./contract/pack.ts";
import type { GraphDocument } from "./graph/document.ts";
import { type Graph, type GraphNode, isExit } from "./graph/graph.ts";
import { type LeftOut, missingProblems, withoutMissing } from "./graph/left-out.ts";
import { migrateDocument } from "./graph/migrate.ts";
import { readDocument } from "./graph/parse.ts";
import { packOf } from "./ids.ts";
import { type Plan, planGraph, type Target } from "./plan/plan.ts";
import { fail, type Problem, problemIn } from "./problem.ts";
import type { PackFolder } from "./registry/load.ts";
import type { Granted, Registry } from "./registry/registry.ts";
import { satisfies } from "./registry/semver.ts";
import { readSubgraphs } from "./subgraphs.ts";

export interface PrepareOptions {
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly only?: readonly string[] | undefined;
  readonly quality?: "draft" | "final" | undefined;
  /** Where subgraphs are looked for; of several folders, in the first that has one. */
  readonly folder?: string | readonly string[] | undefined;
  /** Whether nodes of packs that are not here are left out, with what needs them, in place of being problems. */
  readonly skipMissing?: boolean | undefined;
}

export interface Prepared {
  readonly problems: readonly Problem[];
  /** undefined when there are problems. */
  readonly plan: Plan | undefined;
  /** What was brought up to date on loading. */
  readonly changes: readonly string[];
  /** Absent when nothing is. */
  readonly leftOut?: readonly LeftOut[];
}

/** Makes a pack of a folder: in this process, or in an isolate. */
export type OpenPack = (folder: PackFolder) => Promise<{ readonly pack: Pack; readonly integrity?: string; readonly granted?: Granted }>;

/** Reads documents against the packs that are there, loading only those a graph needs. */
export class Preparer {
  private readonly registry: Registry;
  readonly folders: ReadonlyMap<string, PackFolder>;
  private readonly loading = new Map<string, Promise<void>>();

  private readonly open: OpenPack;

  constructor(registry: Registry, folders: readonly PackFolder[], open: OpenPack) {
    this.registry = registry;
    this.open = open;
    const named = this.folders = new Map<string, PackFolder>();
    for (const folder of folders) {
      const { name } = folder.manifest;
      if (named.has(name) || registry.packs.has(name)) fail({ code: "PACK_DOUBLE", file: folder.folder, message: `Two packs are called "${name}".`, hint: "Remove one of them; names are not shared." });
      named.set(name, folder);
    }
  }

  /** The version of every pack that is there, loaded or not. */
  get versions(): ReadonlyMap<string, string> {
    const folders = [...this.folders].map(([name, { manifest }]) => [name, manifest.version] as const);
    return new Map([...folders, ...[...this.registry.packs].map(([name, { pack }]) => [name, pack.version] as const)]);
  }

  async loadAll(): Promise<void> {
    await this.load(this.folders.keys());
  }

  /** Loads what can be loaded. @returns why the rest cannot, by name */
  async loadEach(): Promise<ReadonlyMap<string, Problem>> {
    const problems = await Promise.all([...this.folders.keys()].map(async (name) => [name, await this.tryToLoad([name])] as const));
    return new Map(problems.filter((one): one is readonly [string, Problem] => one[1] !== undefined));
  }

  async prepare(value: unknown, options: PrepareOptions = {}): Promise<Prepared> {
    const read = readDocument(value);
    if (!read.document) return { problems: read.problems, plan: undefined, changes: [] };
    const { subgraphs, problems } = await readSubgraphs(read.document, options.folder);
    if (problems.length > 0) return { problems, plan: undefined, changes: [] };
    const types = new Set<string>();
    for (const document of [read.document, ...subgraphs.values()]) {
      for (const id in document.nodes) types.add(document.nodes[id]!.type);
      for (const name in document.inputs) types.add(document.inputs[name]!.type);
    }
    const broken = await this.tryToLoad([...types].map(packOf).filter((name) => this.folders.has(name)));
    // A pack that cannot be loaded is as good as not here.
    if (broken && !options.skipMissing) return { problems: [broken], plan: undefined, changes: [] };
    const first = this.tryWith(read.document, subgraphs, options);
    if (first.problems.length === 0) return first;
    // A role, a conversion or a better hint may come from a pack that the graph does not name.
    const alsoBroken = await this.tryToLoad(this.folders.keys());
    const second = this.tryWith(read.document, subgraphs, options);
    return alsoBroken && !options.skipMissing ? { ...second, plan: undefined, problems: [...second.problems, alsoBroken] } : second;
  }

  private tryWith(original: GraphDocument, subgraphs: ReadonlyMap<string, GraphDocument>, options: PrepareOptions): Prepared {
    const { registry } = this;
    const definition = (type: string) => registry.manifest(type);
    const migrated = migrateDocument(original, definition);
    const inner = new Map([...subgraphs].map(([name, document]) => [name, migrateDocument(document, definition)]));
    const { active, subgraphs: used, leftOut } = withoutMissing(migrated.document, new Map([...inner].map(([name, { document }]) => [name, document])), { catalogue: registry, skipMissing: options.skipMissing });
    const changes = [...migrated.changes, ...[...inner].flatMap(([name, of]) => of.changes.map((change) => `In ${name}: ${change}`))];
    const muted = [...mutedTargets(migrated.document, options.only), ...missingTargets(leftOut, options.only)];
    if (muted.length > 0) return { problems: muted, plan: undefined, changes };
    const settings: Settings = { quality: options.quality ?? "final" };
    const { graph, problems } = check(active, {
      catalogue: registry, subgraphs: new Map([...used].map(([name, { active }]) => [name, active])), inputs: options.inputs ?? {}, only: options.only,
      fills: (role) => registry.provider(role, settings.quality) !== undefined,
    });
    const all = [...problems, ...packProblems([original, ...subgraphs.values()], registry)];
    if (all.length > 0) return { problems: all, plan: undefined, changes };
    if (graph.nodes.some(({ kind, manifest }) => kind === "type" && !manifest)) {
      // They passed because nothing that was asked for needs them; so they need not be told of.
      const { leftOut: _, ...rest } = this.tryWith(original, subgraphs, { ...options, skipMissing: true });
      return rest;
    }
    const targets = options.only ? namedTargets(graph, options.only) : eagerTargets(graph);
    return { problems, plan: planGraph(graph, registry, { settings, targets }), changes, ...(leftOut.length > 0 ? { leftOut } : {}) };
  }

  /** @returns what is wrong with a pack that cannot be loaded; the others are */
  private async tryToLoad(names: Iterable<string>): Promise<Problem | undefined> {
    const loads = await Promise.allSettled([...new Set(names)].map((name) => this.load([name])));
    const failed = loads.find((load) => load.status === "rejected");
    const problem = failed && problemIn(failed.reason);
    if (failed && !problem) throw failed.reason;
    return problem;
  }

  private async load(names: Iterable<string>): Promise<void> {
    await Promise.all([...new Set(names)].map((name) => {
      let loading = this.loading.get(name);
      if (!loading) this.loading.set(name, (loading = this.open(this.folders.get(name)!).then(({ pack, ...of }) => this.registry.add(pack, of))));
      return loading;
    }));
  }
}

function mutedTargets({ nodes }: GraphDocument, only: readonly string[] = []): Problem[] {
  return only.map((text) => readOnly(text).node).filter((target) => nodes[target]?.mode !== undefined).map((target) => (
    { code: "NODE_MUTED", node: target, message: `"${target}" is ${nodes[target]!.mode}, so it cannot be run.`, hint: "Switch it on again, or run another node." }));
}

/** What was asked for by name cannot be left out in silence. */
function missingTargets(leftOut: readonly LeftOut[], only: readonly string[] = []): Problem[] {
  const named = leftOut.filter(({ node }) => only.some((text) => readOnly(text).node === node));
  const causes = new Set(named.map(({ because }) => because));
  return missingProblems(leftOut.filter(({ because }) => causes.has(because)));
}

function namedTargets(graph: Graph, only: readonly string[]): Target[] {
  const nodes = [...neededFor(graph, only)];
  return only.map(readOnly).flatMap((one) => nodes.filter((node) => selects(one, node.id)).map((node) => ({ node, path: pathWithin(one, node) })));
}

/** All that is to be run whatever is chosen: every node except those that only lazy inputs lead to. */
function eagerTargets(graph: Graph): Target[] {
  // What ends nowhere is run for its own sake; all else is wanted because something that is wanted needs it.
  const named = new Set(graph.outputs.map(({ node }) => node));
  const isUsed = (node: GraphNode) => named.has(node) || node.consumers.length > 0;
  // A subgraph with one output that leads somewhere is wanted for that alone.
  const usedCalls = new Set(graph.nodes.filter((node) => isExit(node) && isUsed(node)).map(({ scope }) => scope.enter));
  const isInUsedCall = ({ scope }: GraphNode) => {
    for (let enter = scope.enter; enter; enter = enter.scope.enter) if (usedCalls.has(enter)) return true;
    return false;
  };
  // The door into a call makes nothing.
  const isDoor = (node: GraphNode) => node.kind === "wire" && !isExit(node);
  const eager = graph.nodes.filter((node) => named.has(node) || (node.consumers.length === 0 && !isDoor(node) && !isInUsedCall(node)));
  return eager.map((node) => ({ node, path: [] }));
}

/** Packs that are there in another version than a document asks for. One that is not there shows in its nodes. */
function packProblems(documents: readonly GraphDocument[], registry: Registry): Problem[] {
  const asked = documents.flatMap((document) => Object.entries(document.packs ?? {}));
  return asked.flatMap(([name, range]): Problem[] => {
    const version = registry.packs.get(name)?.pack.version;
    if (version === undefined || satisfies(version, range)) return [];
    return [{ code: "PACK_VERSION", message: `The graph asks for "${name}" ${range}; version ${version} is installed.`, hint: "Install a version in that range, or change the range in the graph." }];
  });
}

export function packsOf(packs: readonly (string | Pack)[]): { readonly objects: readonly Pack[]; readonly folders: readonly string[] } {
  return { objects: packs.filter((pack) => typeof pack !== "string"), folders: packs.filter((pack) => typeof pack === "string") };
}
