import { constants } from "node:fs";
import { copyFile, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "../runtime/contract/types.ts";
import type { RunOutput } from "../runtime/events.ts";
import { childKey } from "../runtime/ids.ts";
import { extensionFor } from "./media.ts";
import { carry, digestOf, type Origin } from "./origin.ts";

/** A file that holds an output, or one item of it. */
export interface WrittenFile {
  readonly output: string;
  /** Empty where the file holds the whole output. */
  readonly item: string;
  /** The name in the folder of the outputs. */
  readonly file: string;
  readonly artifact?: Artifact;
  /** When it was written, by the file system; with `artifact` it tells the next run that the file is still as written. */
  readonly modified: number;
  readonly bytes: number;
  /** sha256 of what it carries of its making; absent for other files, and for those that were to carry nothing. */
  readonly origin?: string;
  /** Why a file of a kind that can carry where it came from does not. */
  readonly bare?: string;
}

/** Where the bytes of artifacts come from. */
export interface ArtifactFiles {
  path(artifact: Artifact): Promise<string>;
}

export interface WriteOptions {
  readonly folder: string;
  readonly store: ArtifactFiles;
  /** What an earlier run wrote to the same folder. */
  readonly earlier: readonly WrittenFile[];
  /** What media files are to carry of their making; absent: nothing. */
  readonly origin?: Origin | undefined;
}

/** The run's own report; an output of that name is written as `report-output.json`. */
const reserved: ReadonlySet<string> = new Set(["report.json", "report.html"]);

/**
 * Writes a run's outputs: an artifact becomes `<output>.<ext>` or, where it fans out, `<output>-<item>.<ext>`; an output
 * named like its extension says nothing new, so items of `mp4` and `srt` are `e03.mp4` and `e03.srt`, the pair that
 * players and editing programs look for. Other values become one `<output>.json`. A file appears under its name only when it is whole. Files are copies, not links: someone
 * who edits the delivered file must not change what the store keeps.
 */
export async function writeOutputs(outputs: Readonly<Record<string, RunOutput>>, options: WriteOptions): Promise<WrittenFile[]> {
  await mkdir(options.folder, { recursive: true });
  const taken = new Set<string>();
  const written: WrittenFile[] = [];
  for (const [output, { items }] of Object.entries(outputs)) {
    const artifacts = items.flatMap(({ item, value }) => artifactsOf(item, value));
    for (const { item, artifact } of artifacts) {
      const extension = extensionFor(artifact.media);
      const file = freeName(item === "" ? output : output === extension ? item : `${output}-${item}`, extension, taken);
      written.push(await writeArtifact({ output, item, file, artifact }, options));
    }
    const values = items.filter(({ item, value }) => artifactsOf(item, value).length === 0);
    if (values.length > 0) {
      const whole = values.length === 1 && values[0]!.item === "" ? values[0]!.value : values;
      written.push(await writeValue({ output, item: "", file: freeName(output, "json", taken) }, whole, options));
    }
  }
  return written;
}

/** The reference of bytes in the store, as opposed to any other JSON. */
export function isArtifact(value: unknown): value is Artifact {
  if (typeof value !== "object" || value === null) return false;
  const { artifact, media, bytes } = value as Partial<Artifact>;
  return typeof artifact === "string" && /^[0-9a-f]{64}$/.test(artifact) && typeof media === "string" && typeof bytes === "number";
}

/** The value's artifacts, when it is one or a list of nothing else; elements of a list are keyed by their index. */
function artifactsOf(item: string, value: unknown): { item: string; artifact: Artifact }[] {
  if (isArtifact(value)) return [{ item, artifact: value }];
  if (!Array.isArray(value)) return [];
  const parts = value.map((element, index) => artifactsOf(childKey(item, String(index)), element));
  return parts.every((part) => part.length > 0) ? parts.flat() : [];
}

type Named = Pick<WrittenFile, "output" | "item" | "file">;

async function writeArtifact(named: Named & { artifact: Artifact }, { folder, store, earlier, origin }: WriteOptions): Promise<WrittenFile> {
  const path = join(folder, named.file);
  const provenance = origin?.of(named);
  const wanted = provenance && digestOf(provenance);
  const before = earlier.find((file) => file.file === named.file && file.artifact?.artifact === named.artifact.artifact && file.origin === wanted);
  if (before && await isUntouched(path, before)) return { ...before, ...named };
  let bare = origin?.bare(named.artifact.media);
  await appear(path, async (draft) => {
    await copyFile(await store.path(named.artifact), draft, constants.COPYFILE_FICLONE);
    if (provenance && !await carry(draft, provenance)) bare = cannotCarry;
  });
  return { ...named, ...await stampOf(path), ...(bare !== undefined ? { bare } : wanted === undefined ? {} : { origin: wanted }) };
}

const cannotCarry = "This very file has no place for it.";

async function writeValue(named: Named, value: unknown, { folder }: WriteOptions): Promise<WrittenFile> {
  const path = join(folder, named.file);
  await appear(path, (draft) => writeFile(draft, `${JSON.stringify(value, null, 2)}\n`));
  return { ...named, ...await stampOf(path) };
}

/** Writes beside the place and moves it there when it is whole; what stood there before, a link too, is replaced. */
export async function appear(path: string, write: (draft: string) => Promise<unknown>): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await write(draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function stampOf(path: string): Promise<{ modified: number; bytes: number }> {
  const { mtimeMs, size } = await stat(path);
  return { modified: mtimeMs, bytes: size };
}

async function isUntouched(path: string, before: WrittenFile): Promise<boolean> {
  try {
    const now = await stampOf(path);
    return now.modified === before.modified && now.bytes === before.bytes;
  } catch {
    return false;
  }
}

/**
 * Item keys come from stories and may hold anything; what a file name cannot hold becomes a dash, and two items that
 * would then share a name (also where the file system ignores case) get a number.
 */
function freeName(stem: string, extension: string, taken: Set<string>): string {
  if (reserved.has(`${stem}.${extension}`)) return freeName(`${stem}-output`, extension, taken);
  const safe = [...stem.normalize("NFC").replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "")].slice(0, 60).join("") || "output";
  for (let number = 1; ; number++) {
    const name = `${safe}${number === 1 ? "" : `~${number}`}.${extension}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
