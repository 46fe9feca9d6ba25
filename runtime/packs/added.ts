import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { digestOf, filesOf } from "./files.ts";
import { exactVersion, type LockedPack, lockName } from "./lock.ts";
import { lockText, readLock } from "./lock-file.ts";
import type { FetchedPack } from "./npm.ts";
import { Permissions } from "./permissions.ts";
import { unpack } from "./unpack.ts";
import { mismatch } from "../graph/schema.ts";
import { fail } from "../problem.ts";
import { type PackFolder, readPackFolder } from "../registry/load.ts";

/** A pack that was fetched and looked at, and is not added yet. */
export interface Candidate {
  readonly folder: PackFolder;
  readonly asks: Permissions;
  readonly files: string;
  readonly fetched: FetchedPack;
  /** As it is in the project now, where it was added before. */
  readonly before: LockedPack | undefined;
  /** npm's name for it. */
  readonly packageName: string;
  /** Removes what was unpacked to look at. */
  discard(): Promise<void>;
}

/** A pack that was added to the project, on disk. */
export interface AddedPack extends PackFolder {
  readonly locked: LockedPack;
}

/** Where the files of an added pack are. */
export function addedFolder(home: string, name: string, version: string): string {
  return join(home, ".reelwright", "packs", name, version);
}

/**
 * Unpacks a pack aside and reads what it is and asks for. Nothing of it runs.
 * @param taken names that are not free: the built-in packs and the project's own folders
 * @throws ProblemError PACK_TARBALL, PACK_UNREADABLE, PACK_NAME_TAKEN, PACK_SCRIPTS, PACK_DEPENDENCIES, PACK_PERMISSIONS
 */
export async function examine(home: string, fetched: FetchedPack, taken: ReadonlySet<string>): Promise<Candidate> {
  const aside = join(home, ".reelwright", "packs");
  await mkdir(aside, { recursive: true });
  const work = await mkdtemp(join(aside, ".adding-"));
  const discard = () => rm(work, { recursive: true, force: true });
  try {
    await unpack(fetched.tarball, work);
    const folder = await readPackFolder(work);
    const { name, version, permissions = {} } = folder.manifest;
    // It names a folder.
    if (!new RegExp(exactVersion).test(version)) fail({ code: "PACK_UNREADABLE", message: `The pack "${name}" has the version ${JSON.stringify(version.slice(0, 60))}, which is none.`, hint: "Ask its author for one like 1.2.0." });
    if (taken.has(name)) fail({ code: "PACK_NAME_TAKEN", message: `The pack calls itself "${name}", as one that is there already.`, hint: "Names are not shared: ask its author to choose another." });
    const packageName = mustBeWhole(name, version, await packageJson(work));
    const wrong = mismatch(Permissions, permissions);
    if (wrong) fail({ code: "PACK_PERMISSIONS", message: `What the pack "${name}" asks for ${wrong}.`, hint: "Tell its author; \"reelwright pack check\" says the same." });
    return { folder, asks: permissions as Permissions, files: digestOf(await filesOf(work)), fetched, before: (await readLock(home))[name], packageName, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Adds what was examined, with what a person granted. @returns how it is locked */
export async function add(home: string, { folder, fetched, files, packageName }: Candidate, granted: Permissions, trusted = false): Promise<LockedPack> {
  const { name, version } = folder.manifest;
  const place = addedFolder(home, name, version);
  await rm(place, { recursive: true, force: true });
  await mkdir(dirname(place), { recursive: true });
  await rename(folder.folder, place);
  const locked: LockedPack = {
    version, from: fetched.from, ...(packageName === name ? {} : { package: packageName }), integrity: fetched.integrity, files, granted,
    ...(trusted ? { trusted: true } : {}),
  };
  await writeLock(home, { ...await readLock(home), [name]: locked });
  return locked;
}

/** @returns whether it was there */
export async function remove(home: string, name: string): Promise<boolean> {
  const { [name]: gone, ...rest } = await readLock(home);
  if (!gone) return false;
  await writeLock(home, rest);
  await rm(join(home, ".reelwright", "packs", name), { recursive: true, force: true });
  return true;
}

/** Lets an added pack run in this process, or takes that back. @throws ProblemError PACK_NOT_ADDED */
export async function trust(home: string, name: string, trusted: boolean): Promise<void> {
  const packs = await readLock(home);
  const { trusted: _, ...pack } = packs[name] ?? fail({ code: "PACK_NOT_ADDED", message: `No pack "${name}" was added to this project.`, hint: "\"reelwright pack list\" shows those that were." });
  await writeLock(home, { ...packs, [name]: trusted ? { ...pack, trusted: true } : pack });
}

/**
 * The added packs of a project, as folders to load: those whose files are there.
 * @returns beside them the names of those that are in the lock alone, as after a fresh checkout
 */
export async function addedPacks(home: string): Promise<{ readonly folders: readonly AddedPack[]; readonly missing: Readonly<Record<string, LockedPack>> }> {
  const folders: AddedPack[] = [];
  const missing: Record<string, LockedPack> = {};
  for (const [name, locked] of Object.entries(await readLock(home))) {
    const found = await readPackFolder(addedFolder(home, name, locked.version)).catch(() => undefined);
    if (found && found.manifest.name === name) folders.push({ ...found, locked });
    else missing[name] = locked;
  }
  return { folders, missing };
}

/**
 * The files of an added pack, by their place in its folder, each read once: what is run is what was checked, whoever writes there meanwhile.
 * @throws ProblemError PACK_CHANGED when they are not those that were added
 */
export async function verifiedFiles({ folder, manifest, locked }: AddedPack): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await filesOf(folder).catch(() => undefined);
  if (!files || digestOf(files) !== locked.files) {
    fail({ code: "PACK_CHANGED", file: folder, message: `The files of the pack "${manifest.name}" are not those that were added.`, hint: `Add it again: reelwright pack add ${locked.from}` });
  }
  return files;
}

/** @throws ProblemError PACK_CHANGED */
export async function verifyAdded(pack: AddedPack): Promise<void> {
  await verifiedFiles(pack);
}

async function writeLock(home: string, packs: Readonly<Record<string, LockedPack>>): Promise<void> {
  const file = join(home, lockName);
  const draft = `${file}.${process.pid}.part`;
  await writeFile(draft, lockText(packs));
  await rename(draft, file);
}

interface PackageJson {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, unknown>>;
  readonly optionalDependencies?: Readonly<Record<string, unknown>>;
}

async function packageJson(folder: string): Promise<PackageJson> {
  try {
    return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as PackageJson;
  } catch (error) {
    fail({ code: "PACK_UNREADABLE", message: "The tarball has no readable package.json.", hint: "A pack is shared as an npm package; \"reelwright pack new\" makes one." }, error);
  }
}

/** One tarball is all of a pack: nothing is fetched behind it, and nothing runs when it is added. @returns npm's name for it */
function mustBeWhole(pack: string, version: string, { name, version: stated, scripts = {}, dependencies = {}, optionalDependencies = {} }: PackageJson): string {
  const script = ["preinstall", "install", "postinstall"].find((one) => scripts[one] !== undefined);
  if (script) fail({ code: "PACK_SCRIPTS", message: `The pack "${pack}" wants to run a script when it is installed (${script}).`, hint: "No pack needs one, and none is run. Ask its author to take it out." });
  const needed = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
  if (needed.length > 0) fail({ code: "PACK_DEPENDENCIES", message: `The pack "${pack}" needs other packages: ${needed.slice(0, 5).join(", ")}.`, hint: "A pack brings all it uses in its own files; ask its author to bundle them." });
  if (stated !== version) fail({ code: "PACK_UNREADABLE", message: `The pack "${pack}" is version ${version} by its manifest and ${String(stated)} by its package.json.`, hint: "Ask its author to make them agree." });
  return typeof name === "string" ? name : pack;
}
