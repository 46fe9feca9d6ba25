import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Static, Type } from "../contract/typebox.ts";
import { lendTo } from "./lend.ts";
import type { Pack } from "../contract/pack.ts";
import { mismatch } from "../graph/schema.ts";
import { fail, ProblemError } from "../problem.ts";

export const manifestName = "reelwright.pack.json";

/** `reelwright.pack.json`: what is known of a pack before any of its code runs. */
export const PackManifest = Type.Object({
  name: Type.String({ pattern: "^[a-z][a-z0-9-]*$" }),
  version: Type.String(),
  contract: Type.Integer(),
  entry: Type.String({ pattern: "^\\./(?!(.*/)?\\.\\.(/|$))", description: "The module that default-exports the pack, from the folder." }),
  title: Type.Optional(Type.String()),
  permissions: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: "What it asks for beyond computing." })),
  icon: Type.Optional(Type.String({ pattern: "^\\./(?!(.*/)?\\.\\./)[\\w./-]+\\.(png|webp)$", description: "A square picture, from the folder." })),
  examples: Type.Optional(Type.Array(Type.String({ pattern: "^\\./(?!(.*/)?\\.\\./)[\\w./-]+\\.json$" }), { description: "Graphs that show it, from the folder." })),
});
export type PackManifest = Static<typeof PackManifest>;

/** A pack folder, read but not loaded: packs that a graph does not use cost nothing. */
export interface PackFolder {
  readonly folder: string;
  readonly manifest: PackManifest;
}

/** @throws ProblemError PACK_UNREADABLE */
export async function readPackFolder(folder: string): Promise<PackFolder> {
  const file = join(folder, manifestName);
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    fail({ code: "PACK_UNREADABLE", file, message: `The folder holds no readable ${manifestName}.`, hint: "Name the folder of a pack; `--pack` takes one that has that file." }, error);
  }
  const wrong = mismatch(PackManifest, manifest);
  if (wrong) fail({ code: "PACK_UNREADABLE", file, message: `The pack's manifest ${wrong}.`, hint: "See docs/guides/packs.md for its fields." });
  return { folder, manifest: manifest as PackManifest };
}

/** The packs in the subfolders of a folder. */
export async function readPacksIn(folder: string): Promise<PackFolder[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return Promise.all(entries.filter((entry) => entry.isDirectory()).map((entry) => readPackFolder(join(folder, entry.name))));
}

/** Imports a pack's entry. @throws ProblemError PACK_BROKEN */
export async function loadPack({ folder, manifest }: PackFolder): Promise<Pack> {
  const file = join(folder, manifest.entry);
  let pack: Pack | undefined;
  try {
    lendTo(file);
    pack = ((await import(pathToFileURL(file).href)) as { default?: Pack }).default;
  } catch (error) {
    throw new ProblemError({ code: "PACK_BROKEN", file, message: `The pack "${manifest.name}" cannot be loaded: ${(error as Error).message}`, hint: "Mend its entry module, or take the pack out." }, { cause: error });
  }
  if (!pack || pack.name !== manifest.name) fail({ code: "PACK_BROKEN", file, message: `The entry of "${manifest.name}" does not export that pack as its default.`, hint: "Export default definePack({ name, … }) under the manifest's name." });
  return pack;
}
