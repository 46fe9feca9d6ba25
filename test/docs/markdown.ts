import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** A fenced block: ` ```js path/of/file.js `. */
export interface Block {
  readonly language: string;
  /** The file it stands for, where the fence names one. */
  readonly path: string | undefined;
  readonly text: string;
}

export interface Page {
  /** From the project folder: `docs/guides/packs.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Without its fenced blocks. */
  readonly prose: string;
}

const fence = /^```(\w*)(?: (\S+))?\n([\s\S]*?)^```$/gm;

export async function readPage(path: string): Promise<Page> {
  const text = (await readFile(join(root, path), "utf8")).replaceAll("\r\n", "\n");
  const blocks = [...text.matchAll(fence)].map(([, language, path, text]) => ({ language: language!, path, text: text! }));
  return { path, text, blocks, prose: text.replace(fence, "") };
}

/** What a newcomer reads: the pages beside the README and in docs/. */
export async function readPages(): Promise<Page[]> {
  const beside = (await readdir(root)).filter((name) => name.endsWith(".md"));
  const below = (await readdir(join(root, "docs"), { recursive: true })).filter((name) => name.endsWith(".md")).map((name) => `docs/${name.replaceAll("\\", "/")}`);
  return Promise.all([...beside, ...below].sort().map(readPage));
}

/** A command line as words; quotes keep spaces together, and what follows five spaces or `#` is a remark. */
export function wordsOf(line: string): string[] {
  const command = line.replace(/\s{5,}.*$|\s#\s.*$/, "");
  return (command.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replace(/["']/g, ""));
}

/** The command lines of a page's shell blocks. */
export function commandLines(page: Page): string[] {
  return page.blocks.filter(({ language }) => language === "sh").flatMap(linesOf);
}

export function linesOf({ text }: Block): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}
