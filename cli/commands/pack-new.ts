import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { packageFolder, packageVersion } from "../../server/shipped.ts";
import { findPacks } from "../../runtime/pack-loader.ts";
import { fail } from "../../runtime/problem.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { iconFor } from "../packs/icon.ts";
import { shownPath } from "../project.ts";

const usualName = "sparkle";
const usualTitle = "Sparkle";

export const packNew: Command = {
  name: "pack new",
  summary: "Make a pack of your own: one node, its test, an example, icon, words in two languages",
  arguments: [{ name: "NAME", summary: "its name: small letters, digits, dashes; node types are called NAME/…" }],
  options: { dir: { value: "DIR", summary: "The folder to make. Default: ./NAME" } },
  notes: ["Everything in it works and is meant to be changed. It needs no build step; npm knows it as reelwright-pack-NAME."],
  examples: [{ line: "reelwright pack new sparkle", does: "makes the folder sparkle" }],

  async execute(given, host) {
    const name = given.argument("NAME");
    await mustBeFree(name);
    const folder = resolve(host.cwd, given.value("dir") ?? name);
    const there = await readdir(folder).catch(() => []);
    if (there.length > 0) fail({ code: "FOLDER_NOT_EMPTY", file: shownPath(folder, host), message: "The folder for the new pack holds something already.", hint: "Choose another one with --dir." });
    await write(name, folder);
    const shown = shownPath(folder, host);
    const install = findsReelwright(folder) ? "" : `  npm install             # reelwright itself is not installed where this folder finds it\n`;
    host.stdout.write(`Made the pack ${name} in ${shown}: one node in post.js, its test, an example in graphs/.

  cd ${shown}
${install}  npx reelwright pack dev     # the editor with it; saving a file reloads it
  npm test
  npx reelwright pack check   # what its users will get, and be asked
  npm publish                 # or send around what "npm pack" makes
`);
    return exit.done;
  },
};

async function mustBeFree(name: string): Promise<void> {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) fail({ code: "PACK_NAME", message: `A pack cannot be called "${name}".`, hint: "Small letters, digits and dashes, beginning with a letter, at most 40: sparkle, film-grain." });
  const { folders } = await findPacks({ home: null, config: {}, folders: [], builtIn: true });
  if (folders.some(({ manifest }) => manifest.name === name)) fail({ code: "PACK_NAME_TAKEN", message: `There is a built-in pack called "${name}".`, hint: "Choose another name; names are not shared." });
}

async function write(name: string, folder: string): Promise<void> {
  const template = join(packageFolder, "templates", "pack");
  const version = await packageVersion();
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const source = join(entry.parentPath, entry.name);
    const target = join(folder, inName(source.slice(template.length + 1), name));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, inName(await readFile(source, "utf8"), name).replace('"reelwright": ">=0.1.0"', `"reelwright": ">=${version}"`));
  }
  await writeFile(join(folder, "icon.png"), await iconFor(name));
}

/** The template is a pack itself, under a name that is used for nothing else in it. */
function inName(text: string, name: string): string {
  const title = name.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  return text.replaceAll(usualTitle.toUpperCase(), name.replaceAll("-", "_").toUpperCase()).replaceAll(usualTitle, title).replaceAll(usualName, name);
}

function findsReelwright(folder: string): boolean {
  return (createRequire(join(folder, "pack.js")).resolve.paths("reelwright") ?? []).some((place) => existsSync(join(place, "reelwright", "package.json")));
}
