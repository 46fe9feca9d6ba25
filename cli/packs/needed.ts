import { dirname, join, resolve } from "node:path";
import { addedPacks } from "../../runtime/packs/added.ts";
import { readLock } from "../../runtime/packs/lock-file.ts";
import { fetchPack } from "../../runtime/packs/npm.ts";
import { type BundledPack, isBundle, readBundle } from "../../runtime/bundle/bundle.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { readDocument } from "../../runtime/graph/parse.ts";
import { packsIn } from "../../runtime/makings.ts";
import { fail, ProblemError } from "../../runtime/problem.ts";
import { satisfies } from "../../runtime/registry/semver.ts";
import { readSubgraphs } from "../../runtime/subgraphs.ts";
import { readJson } from "../files.ts";
import type { Host } from "../host.ts";
import { tellProblems } from "../problems.ts";
import { plain } from "../text.ts";
import { addFetched, packsBeside } from "./adding.ts";
import type { ConsentOptions } from "./consent.ts";
import { mustBe, restoreOne } from "./restore.ts";

/** A pack that a graph needs and that is not here, or not in the version it asks for. */
interface Needed {
  readonly name: string;
  /** As the graph has it; `*` where it says nothing. */
  readonly range: string;
  /** As it was where the graph was exported. */
  readonly exported: BundledPack | undefined;
}

/** Adds what a graph needs, each pack after asking for it by itself, and nothing else. @returns whether all of it is there now */
export async function addNeeded(shown: string, { home, ...options }: ConsentOptions & { readonly home: string }, host: Host): Promise<boolean> {
  const needed = await neededBy(shown, home, host.cwd);
  if (needed.length === 0) host.stdout.write("Every pack that the graph needs is there.\n");
  const locked = await readLock(home);
  const { missing } = await addedPacks(home);
  let whole = true;
  for (const one of needed) {
    const isLost = missing[one.name] !== undefined && inRange(locked[one.name]!.version, one.range);
    const there = isLost ? await restoreOne(one.name, missing[one.name]!, { ...options, home }, host) : await addOne(one, { ...options, home }, host);
    whole &&= there;
  }
  return whole;
}

async function neededBy(shown: string, home: string, cwd: string): Promise<Needed[]> {
  const path = resolve(cwd, shown);
  const value = await readJson(path, shown);
  const { documents, lock } = isBundle(value) ? bundled(value) : { documents: await graphsOf(value, shown, [dirname(path), join(home, "graphs")]), lock: {} };
  const { builtIn, folders } = await packsBeside(home);
  const added = await addedPacks(home);
  const own = new Set([...builtIn, ...folders].map(({ manifest }) => manifest.name));
  const versions = new Map(added.folders.map(({ manifest }) => [manifest.name, manifest.version]));
  const ranges = new Map(documents.flatMap(({ packs = {} }) => Object.entries(packs)));
  return Object.keys(packsIn(documents, new Map())).filter((name) => !own.has(name)).flatMap((name) => {
    const version = versions.get(name);
    const range = ranges.get(name) ?? "*";
    return version !== undefined && inRange(version, range) ? [] : [{ name, range, exported: lock[name] }];
  });
}

function bundled(value: unknown): { readonly documents: readonly GraphDocument[]; readonly lock: Readonly<Record<string, BundledPack>> } {
  const { graph, subgraphs, lock } = readBundle(value);
  return { documents: [graph, ...Object.values(subgraphs)], lock };
}

async function graphsOf(value: unknown, shown: string, folders: readonly string[]): Promise<GraphDocument[]> {
  const { document, problems } = readDocument(value, { file: shown });
  if (!document) fail(problems[0]!);
  // A graph that it uses may be missing too; what is there is enough to begin with.
  const { subgraphs } = await readSubgraphs(document, folders);
  return [document, ...subgraphs.values()];
}

/** The others are added whatever becomes of one. */
async function addOne({ name, range, exported }: Needed, options: ConsentOptions & { readonly home: string }, host: Host): Promise<boolean> {
  const { spec, why } = sourceOf({ name, range, exported });
  host.stdout.write(`\nThe graph needs the pack "${plain(name)}"${range === "*" ? "" : ` ${plain(range)}`}. ${why}\n`);
  if (spec === undefined) return false;
  try {
    const fetched = await fetchPack(spec, options.home);
    if (exported) mustBe(name, exported.integrity, fetched.integrity);
    const check = ({ folder: { manifest } }: { readonly folder: { readonly manifest: { readonly name: string; readonly version: string } } }) => {
      if (manifest.name !== name) fail({ code: "PACK_ANOTHER", message: `"${spec}" holds the pack "${manifest.name}", not "${name}".`, hint: "Ask whoever gave you the graph where its pack is." });
      if (!inRange(manifest.version, range)) fail({ code: "PACK_VERSION", message: `The graph asks for "${name}" ${range}; ${spec} is version ${manifest.version}.`, hint: "Ask whoever gave you the graph where that version is." });
    };
    return await addFetched(fetched, { ...options, check }, host) !== undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    tellProblems([error.problem], host);
    return false;
  }
}

/** A package of a registry in one version: what a bundle, which comes from anywhere, may name. */
const published = /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*@\d[\w.+-]*$/i;

/** Where a pack is looked for that a graph only names, and how sure that is. */
function sourceOf({ name, range, exported }: Needed): { readonly spec: string | undefined; readonly why: string } {
  if (exported && !(exported.from !== undefined && published.test(exported.from))) return { spec: undefined, why: "It was added there from a file, which nobody has published: ask for the tarball, and add that." };
  if (exported) return { spec: exported.from, why: `Where the graph was exported it was npm's ${exported.from}; the very same bytes are asked for.` };
  const spec = `reelwright-pack-${name}${/^[\w.^~-]+$/.test(range) ? `@${range}` : ""}`;
  return { spec, why: `Nothing says where it is from. By custom it would be npm's ${spec}: see whether you know its author.` };
}

function inRange(version: string, range: string): boolean {
  return range === "*" || satisfies(version, range);
}
