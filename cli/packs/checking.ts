import { mkdir, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PackListing } from "../../runtime/contract/listing.ts";
import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { Pack } from "../../runtime/contract/pack.ts";
import { canonicalJson } from "../../runtime/graph/canonical.ts";
import { add, addedFolder, type Candidate, examine } from "../../runtime/packs/added.ts";
import { fileObjections } from "../../runtime/packs/conformance/files.ts";
import { definitionRules, nodeObjections } from "../../runtime/packs/conformance/nodes.ts";
import type { Objection } from "../../runtime/packs/conformance/objection.ts";
import { knownBy, manifestObjections, packRules, permissionObjections } from "../../runtime/packs/conformance/pack.ts";
import { wordObjections } from "../../runtime/packs/conformance/words.ts";
import { fetchPack } from "../../runtime/packs/npm.ts";
import { type Problem, problemIn } from "../../runtime/problem.ts";
import { loadPack, type PackFolder } from "../../runtime/registry/load.ts";
import { packageFolder } from "../../server/shipped.ts";
import type { Host } from "../host.ts";
import { count } from "../text.ts";
import { takenNames } from "./adding.ts";
import { exampleObjections } from "./examples.ts";

export interface Checked {
  readonly candidate: Candidate;
  readonly objections: readonly Objection[];
  /** What was found in order, as sentences. */
  readonly passed: readonly string[];
  /** It has what an isolated pack cannot have. */
  readonly needsTrust: Problem | undefined;
}

/**
 * Tries a pack out as its users get it: packed, added to an empty project, isolated. The code of a folder is loaded in this
 * process too, as `--pack` would; that of a tarball, which may be anybody's, is not.
 * @throws ProblemError for what cannot be added at all
 */
export async function checkPack(word: string, host: Host): Promise<Checked> {
  const path = resolve(host.cwd, word);
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const home = await emptyProject();
  try {
    const candidate = await examine(home, await fetchPack(isFolder ? path : word, host.cwd), await takenNames(home));
    const about = await fileObjections(candidate.folder);
    await add(home, candidate, candidate.asks);
    const added: PackFolder = { folder: addedFolder(home, candidate.folder.manifest.name, candidate.folder.manifest.version), manifest: candidate.folder.manifest };
    const isolated = await isolatedListing(home, added, host);
    const own = isFolder ? await ownPack(added) : undefined;
    if (isolated.needsTrust && isFolder) await add(home, await again(home, path), candidate.asks, true);
    const listing = isolated.listing ?? (own?.pack && listingOf(own.pack));
    const examples = listing ? await exampleObjections(home, added, host) : { objections: [], passed: [] };
    const passed = [
      `the tarball: ${(candidate.fetched.tarball.length / 1024).toFixed(0)} kB, no install script, no other packages`,
      ...(isolated.listing ? [`isolated, it loads: ${count(isolated.listing.nodes.length, "node type")}`] : []),
      ...(isolated.listing && own?.pack ? ["trusted, it says the same of itself"] : []),
      ...examples.passed,
    ];
    return { candidate, passed, needsTrust: isolated.needsTrust, objections: [
      ...about, ...isolated.objections, ...own?.objections ?? [], ...(listing ? listingObjections(listing, candidate, isolated.builtIn) : []),
      ...(isolated.listing && own?.pack ? differences(isolated.listing, own.pack) : []), ...examples.objections,
    ] };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Where packs find the Reelwright that runs, as in a project that has it installed. */
async function emptyProject(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-check-"));
  await mkdir(join(home, "node_modules"));
  await symlink(packageFolder, join(home, "node_modules", "reelwright"), "junction");
  return home;
}

interface Isolated {
  readonly listing: PackListing | undefined;
  readonly builtIn: readonly PackListing[];
  readonly needsTrust: Problem | undefined;
  readonly objections: readonly Objection[];
}

async function isolatedListing(home: string, { manifest }: PackFolder, host: Host): Promise<Isolated> {
  const builtIn = await listingIn(null, host);
  const listing = (await listingIn(home, host)).find(({ name }) => name === manifest.name);
  const problem = listing?.problem;
  if (!problem) return { listing, builtIn, needsTrust: undefined, objections: [] };
  if (problem.code === "PACK_NEEDS_TRUST") return { listing: undefined, builtIn, needsTrust: problem, objections: [] };
  return { listing: undefined, builtIn, needsTrust: undefined, objections: [{ at: `isolated, ${manifest.entry}`, message: `does not load (${problem.code}): ${problem.message}` }] };
}

async function listingIn(home: string | null, host: Host): Promise<readonly PackListing[]> {
  const runtime = await host.openRuntime({ home, config: {}, env: {} });
  try {
    return await runtime.listing();
  } finally {
    await runtime.close();
  }
}

async function ownPack(folder: PackFolder): Promise<{ readonly pack: Pack | undefined; readonly objections: readonly Objection[] }> {
  try {
    const pack = await loadPack(folder);
    const objections = [...pack.nodes.flatMap((node) => Object.values(definitionRules).flatMap((rule) => rule(node))), ...standInObjections(pack)];
    return { pack, objections };
  } catch (error) {
    const problem = problemIn(error);
    if (!problem) throw error;
    return { pack: undefined, objections: [{ at: folder.manifest.entry, message: `does not load here (${problem.code}): ${problem.message}` }] };
  }
}

function standInObjections({ provides = [] }: Pack): Objection[] {
  return provides.filter(({ name, fingerprint }) => !name || !fingerprint).map(({ service }) => ({ at: service.name, message: "has a stand-in that does not say its name, or what its answers depend on (fingerprint)" }));
}

/** What could not be isolated is looked at as a trusted pack: it is the author's own folder. */
async function again(home: string, path: string): Promise<Candidate> {
  return examine(home, await fetchPack(path, home), new Set());
}

function listingOf({ conversions = [], types = [], translations = {}, ...pack }: Pack): PackListing {
  return { ...pack, types, translations, conversions: conversions.map(({ from, to }) => ({ from, to })) };
}

function listingObjections(listing: PackListing, { asks, folder }: Candidate, builtIn: readonly PackListing[]): Objection[] {
  const known = knownBy([...builtIn, listing]);
  return [
    ...manifestObjections(listing, folder.manifest),
    ...Object.values(packRules).flatMap((rule) => rule(listing)),
    ...listing.nodes.flatMap((node) => nodeObjections(node, known)),
    ...permissionObjections(listing.nodes, asks),
    ...wordObjections(listing),
  ];
}

/** A pack that says something else of itself when it is isolated looks at where it runs. */
function differences(isolated: PackListing, { nodes }: Pack): Objection[] {
  const seen = (of: readonly NodeManifest[]) => new Map(of.map(({ type, version, title, summary, inputs, outputs, uses = [], settings, volatile }) => (
    [type, canonicalJson(JSON.parse(JSON.stringify({ version, title, summary, inputs, outputs, uses: uses.map(({ name }) => name), settings, volatile })))] as const)));
  const [inside, outside] = [seen(isolated.nodes), seen(nodes)];
  return [...new Set([...inside.keys(), ...outside.keys()])].filter((type) => inside.get(type) !== outside.get(type)).map((type) => ({ at: type, message: "is not the same isolated as it is trusted" }));
}
