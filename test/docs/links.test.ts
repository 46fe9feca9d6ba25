import { access, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { parseArguments } from "../../cli/arguments.ts";
import { commands } from "../../cli/commands.ts";
import { commandLines, type Page, readPages, root, wordsOf } from "./markdown.ts";

const pages = await readPages();

/** Targets of links and pictures that are not on the web. */
function linksOf({ prose }: Page): { file: string; heading: string | undefined }[] {
  const targets = [...prose.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)|\bsrc="([^"]+)"/g)].map(([, link, source]) => (link ?? source)!);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => {
    const [file = "", heading] = target.split("#");
    return { file, heading };
  });
}

/** As GitHub makes the anchor of a heading. */
function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll("`", "").replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(" ", "-");
}

async function isBroken(page: Page, { file, heading }: { file: string; heading: string | undefined }): Promise<boolean> {
  const path = file === "" ? page.path : normalize(join(dirname(page.path), file));
  if (path.startsWith("..") || !(await access(join(root, path)).then(() => true, () => false))) return true;
  if (heading === undefined) return false;
  const text = await readFile(join(root, path), "utf8");
  return ![...text.matchAll(/^#+ (.+)$/gm)].some(([, title]) => anchor(title!) === heading);
}

test("there are pages to look at", () => {
  expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(["README.md", "docs/architecture.md", "docs/guides/writing-a-node.md"]));
});

test("every link leads to something that is there", async () => {
  const wrong = await Promise.all(pages.flatMap((page) => linksOf(page).map(async (link) => (await isBroken(page, link) ? [`${page.path} links to ${link.file}${link.heading === undefined ? "" : `#${link.heading}`}`] : []))));
  expect(wrong.flat()).toEqual([]);
});

/** The command a line begins with: one word, or two. */
function commandIn([first = "", second = ""]: readonly string[]): string | undefined {
  return [first, `${first} ${second}`].find((name) => Object.hasOwn(commands, name));
}

/** @returns what is wrong with a command line of a page, if anything */
async function fault(line: string): Promise<string | undefined> {
  const [program, ...words] = wordsOf(line.replace(/^npx /, ""));
  if (program !== "reelwright" || words[0]?.startsWith("--")) return undefined;
  const name = commandIn(words);
  if (name === undefined) return "there is no such command";
  try {
    parseArguments(await commands[name]!.load(), words.slice(name.split(" ").length));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test("every reelwright command is one that the command line has, with arguments and options that it takes", async () => {
  const lines = pages.flatMap((page) => commandLines(page).map((line) => ({ page, line })));
  expect(lines.filter(({ line }) => line.includes("reelwright ")).length).toBeGreaterThan(5);
  const faults = await Promise.all(lines.map(async ({ page, line }) => ({ page: page.path, line, fault: await fault(line) })));
  expect(faults.filter(({ fault }) => fault !== undefined)).toEqual([]);
});

test("every reelwright command named in passing is one that there is", () => {
  const named = pages.flatMap(({ path, prose }) => [...prose.matchAll(/`(?:npx )?reelwright ([a-z][^`]*)`/g)].map(([, words]) => ({ path, words: words! })));
  expect(named.filter(({ words }) => commandIn(words.split(" ")) === undefined)).toEqual([]);
});
