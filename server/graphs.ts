import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, realpath, rm, stat } from "node:fs/promises";
import { constants } from "node:fs";
import { join } from "node:path";
import { formatDocument, type GraphDocument, parseDocument } from "../runtime/index.ts";
import { fail, type Problem } from "../runtime/problem.ts";
import { writeAtomically } from "./atomic-file.ts";
import { containedFile } from "./contained.ts";
import { matches, type Precondition } from "./precondition.ts";
import { readShipped, type ShippedGraph } from "./shipped.ts";

/** A graph as a gallery shows it. */
export interface GraphListing {
  readonly name: string;
  readonly title: string;
  readonly summary?: string;
  /** When its file was last changed, in milliseconds since 1970. */
  readonly changed: number;
  /** How many nodes it has. */
  readonly nodes: number;
  /** Whether it came with the package; such a graph is never written. */
  readonly shipped: boolean;
  /** Whether a picture of it is there. */
  readonly picture: boolean;
  /** A building block for other graphs rather than a start. */
  readonly part?: true;
  /** Why it cannot be opened, where it cannot. */
  readonly problem?: Problem;
}

export interface SavedGraph {
  readonly text: string;
  /** A strong entity tag: changes with every byte. */
  readonly etag: string;
  readonly shipped: boolean;
}

const subgraphPrefix = "graph/";

/** The graphs of a project, `<home>/graphs/<name>.json`, and those that came with the package, which can only be read. */
export class GraphFolder {
  private readonly folder: string;
  private readonly shippedFolder: string;
  private readonly shipped: readonly ShippedGraph[];
  /** In a clone of the repository the two folders are the same one. */
  private readonly isClone: boolean;
  private readonly looks = new Map<string, { stamp: string; look: Pick<GraphListing, "title" | "summary" | "nodes" | "problem"> }>();
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, shippedFolder: string, shipped: readonly ShippedGraph[], isClone: boolean) {
    this.folder = folder;
    this.shippedFolder = shippedFolder;
    this.shipped = shipped;
    this.isClone = isClone;
  }

  /** Where graphs that others call are looked for. */
  get folders(): readonly string[] {
    return [this.folder, this.shippedFolder];
  }

  static async open(folder: string, shippedFolder: string): Promise<GraphFolder> {
    await mkdir(folder, { recursive: true });
    const isClone = await realpath(folder) === await realpath(shippedFolder);
    return new GraphFolder(folder, shippedFolder, await readShipped(shippedFolder), isClone);
  }

  /** The project's own first, the last changed on top; then the package's in the order of its gallery. */
  async list(): Promise<GraphListing[]> {
    const files = (await readdir(this.folder)).filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -".json".length));
    const names = files.filter((name) => isName(name) && !(this.isClone && this.isListed(name)));
    const own = await Promise.all(names.map((name) => this.listing(this.folder, name, false)));
    const shipped = await Promise.all(this.shipped.filter(({ name }) => !names.includes(name)).map(({ name }) => this.listing(this.shippedFolder, name, true)));
    const found = (listings: readonly (GraphListing | undefined)[]) => listings.filter((listing) => listing !== undefined);
    return [...found(own).sort((a, b) => b.changed - a.changed), ...found(shipped)];
  }

  /** @throws ProblemError GRAPH_UNKNOWN, PATH_OUTSIDE */
  async read(name: string): Promise<SavedGraph> {
    return await this.find(name) ?? fail({ code: "GRAPH_UNKNOWN", message: `There is no graph "${shown(name)}" here.`, hint: "It may have been renamed or removed; look through the list of graphs." });
  }

  /** A saved graph with its document. @throws ProblemError also JSON_MALFORMED, FORMAT_UNKNOWN, DOCUMENT_INVALID */
  async open(name: string): Promise<SavedGraph & { readonly document: GraphDocument }> {
    const saved = await this.read(name);
    const { document, problems } = parseDocument(saved.text, `graphs/${name}.json`);
    return document ? { ...saved, document } : fail(problems[0]!);
  }

  /** The image beside a graph. @throws ProblemError PICTURE_MISSING, PATH_OUTSIDE */
  async picture(name: string): Promise<string> {
    checkName(name);
    for (const folder of [this.folder, this.shippedFolder]) {
      const path = await containedFile(folder, `${name}.webp`);
      if (path !== undefined) return path;
    }
    return fail({ code: "PICTURE_MISSING", message: `There is no picture of "${name}".`, hint: `It would be graphs/${name}.webp.` });
  }

  /**
   * Writes a graph, if what it replaces is what the condition says. Graphs of the package that it calls are copied beside it.
   * @throws ProblemError GRAPH_NAME_DIFFERS, GRAPH_SHIPPED, GRAPH_CHANGED, PRECONDITION_MISSING
   */
  save(name: string, document: GraphDocument, condition: Precondition): Promise<{ etag: string; created: boolean }> {
    return this.inTurn(async () => {
      if (document.name !== name) fail({ code: "GRAPH_NAME_DIFFERS", message: `The graph calls itself "${document.name}", not "${name}".`, hint: "Save it under its own name, or change the name inside." });
      const before = await this.writable(name, condition);
      const text = formatDocument(document);
      await writeAtomically(join(this.folder, `${name}.json`), text);
      await this.copyCalled(document);
      return { etag: etagOf(text), created: before === undefined };
    });
  }

  /** @throws ProblemError GRAPH_UNKNOWN, GRAPH_SHIPPED, GRAPH_CHANGED, PRECONDITION_MISSING */
  remove(name: string, condition: Precondition): Promise<void> {
    return this.inTurn(async () => {
      await this.read(name);
      await this.writable(name, condition);
      await rm(join(this.folder, `${name}.json`));
      await rm(join(this.folder, `${name}.webp`), { force: true });
    });
  }

  private async writable(name: string, condition: Precondition): Promise<SavedGraph | undefined> {
    const before = await this.find(name);
    if (before?.shipped) fail({ code: "GRAPH_SHIPPED", message: `"${name}" came with Reelwright and is kept as it is.`, hint: "Save a copy under another name." });
    if (!matches(condition, before?.etag)) fail({ code: "GRAPH_CHANGED", message: before ? `"${name}" has been changed since it was opened.` : `"${name}" is no longer there.`, hint: "Open it again and compare, or save under another name." });
    return before;
  }

  private async find(name: string): Promise<SavedGraph | undefined> {
    checkName(name);
    const own = await containedFile(this.folder, `${name}.json`);
    const path = own ?? (this.isListed(name) ? await containedFile(this.shippedFolder, `${name}.json`) : undefined);
    if (path === undefined) return undefined;
    const text = await readFile(path, "utf8");
    return { text, etag: etagOf(text), shipped: own === undefined || (this.isClone && this.isListed(name)) };
  }

  /** The command line looks for called graphs beside the graph; those of the package would not be there. */
  private async copyCalled(document: GraphDocument): Promise<void> {
    for (const { type } of Object.values(document.nodes)) {
      const name = type.startsWith(subgraphPrefix) ? type.slice(subgraphPrefix.length) : undefined;
      if (name === undefined || this.isClone || !this.isListed(name)) continue;
      const copied = await copyFile(join(this.shippedFolder, `${name}.json`), join(this.folder, `${name}.json`), constants.COPYFILE_EXCL).then(() => true, (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      });
      if (copied) await this.copyCalled((await this.open(name)).document);
    }
  }

  private async listing(folder: string, name: string, shipped: boolean): Promise<GraphListing | undefined> {
    const path = await containedFile(folder, `${name}.json`).catch(() => undefined);
    const info = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path === undefined || !info?.isFile()) return undefined;
    const stamp = `${info.ino} ${info.size} ${info.mtimeMs}`;
    let seen = this.looks.get(path);
    if (seen?.stamp !== stamp) this.looks.set(path, (seen = { stamp, look: lookAt(name, await readFile(path, "utf8")) }));
    const picture = await containedFile(folder, `${name}.webp`).then((file) => file !== undefined, () => false);
    const part = this.shipped.find((graph) => graph.name === name)?.part;
    return { name, ...seen.look, changed: Math.round(info.mtimeMs), shipped, picture, ...(part ? { part } : {}) };
  }

  private isListed(name: string): boolean {
    return this.shipped.some((graph) => graph.name === name);
  }

  /** One write after the other, so that nothing happens between looking at a file and replacing it. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.writing.then(work, work);
    this.writing = turn.catch(() => {});
    return turn;
  }
}

/** `index` is the package's list; the rest as in a document. */
function isName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,99}$/.test(name) && name !== "index";
}

function checkName(name: string): void {
  if (!isName(name)) fail({ code: "GRAPH_NAME_INVALID", message: `"${shown(name)}" cannot be the name of a graph.`, hint: "Use small letters, digits, dots, dashes and underscores, at most 100; not \"index\"." });
}

/** Without what could break a line or a page. */
function shown(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} ._-]/gu, "?").slice(0, 100);
}

function etagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"`;
}

function lookAt(name: string, text: string): Pick<GraphListing, "title" | "summary" | "nodes" | "problem"> {
  const { document, problems } = parseDocument(text, `graphs/${name}.json`);
  if (!document) return { title: name, nodes: 0, problem: problems[0]! };
  return { title: document.title ?? name, ...(document.summary === undefined ? {} : { summary: document.summary }), nodes: Object.keys(document.nodes).length };
}
