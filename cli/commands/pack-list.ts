import { type AddedPack, addedPacks, verifyAdded } from "../../runtime/packs/added.ts";
import type { LockedPack } from "../../runtime/packs/lock.ts";
import type { Permissions } from "../../runtime/packs/permissions.ts";
import type { PackFolder } from "../../runtime/registry/load.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { homeFrom } from "../home.ts";
import type { Host } from "../host.ts";
import { packsBeside } from "../packs/adding.ts";
import { powerLines } from "../packs/powers.ts";
import { projectOptions, shownPath } from "../project.ts";
import { plain } from "../text.ts";

/** One pack of a project, as `--json` prints it. */
interface Row {
  readonly name: string;
  readonly version: string;
  readonly kind: "built-in" | "folder" | "added";
  /** How its code runs: `trusted` in this process, `isolated` in one of its own. */
  readonly runs: "trusted" | "isolated";
  /** `missing`: not on this machine. `changed`: not as it was added. `hidden`: a folder of the project goes before it. */
  readonly state: "there" | "missing" | "changed" | "hidden";
  readonly from?: string;
  readonly integrity?: string;
  /** What it may do; for a folder of the project what its manifest asks for. */
  readonly granted: Permissions;
}

export const packList: Command = {
  name: "pack list",
  summary: "Say which packs there are, and what those that were added may do",
  arguments: [],
  options: { json: { summary: "Print them as one JSON array" }, home: projectOptions.home },
  examples: [{ line: "reelwright pack list", does: "built in, folders of the project, added" }],

  async execute(given, host) {
    const home = homeFrom(given.value("home"), host.cwd, host.cwd);
    const rows = await rowsOf(home);
    host.stdout.write(given.flag("json") ? `${JSON.stringify(rows)}\n` : textOf(rows, host));
    return exit.done;
  },
};

async function rowsOf(home: string): Promise<Row[]> {
  const { builtIn, folders } = await packsBeside(home);
  const { folders: added, missing } = await addedPacks(home);
  const own = new Set(folders.map(({ manifest }) => manifest.name));
  const beside = (kind: "built-in" | "folder") => ({ folder, manifest: { name, version, permissions = {} } }: PackFolder): Row => ({
    name, version, kind, runs: "trusted", state: "there", ...(kind === "folder" ? { from: folder } : {}), granted: permissions as Permissions,
  });
  const rows = await Promise.all(added.map(async (pack) => addedRow(pack.manifest.name, pack.locked, own.has(pack.manifest.name) ? "hidden" : await stateOf(pack))));
  return [...builtIn.map(beside("built-in")), ...folders.map(beside("folder")), ...rows, ...Object.entries(missing).map(([name, locked]) => addedRow(name, locked, "missing"))];
}

function addedRow(name: string, { version, trusted, from, integrity, granted }: LockedPack, state: Row["state"]): Row {
  return { name, version, kind: "added", runs: trusted ? "trusted" : "isolated", state, from, integrity, granted };
}

function stateOf(pack: AddedPack): Promise<Row["state"]> {
  return verifyAdded(pack).then(() => "there", () => "changed");
}

function textOf(rows: readonly Row[], host: Host): string {
  const of = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind);
  const parts = [
    `Built in: ${of("built-in").map(({ name }) => name).join(", ")}\n`,
    ...(of("folder").length > 0 ? [`Folders of this project, trusted\n${of("folder").map(({ name, version, from }) => `  ${name} ${plain(version)}, ${shownPath(from!, host)}\n`).join("")}`] : []),
    of("added").length === 0 ? "Added: none. \"reelwright pack add NAME\" adds one.\n" : `Added\n${of("added").map(addedText).join("")}`,
  ];
  return parts.join("\n");
}

const states: Readonly<Record<Row["state"], string>> = {
  there: "", missing: "; not on this machine: \"reelwright pack add\" brings it back", changed: "; its files were changed, so it is refused: \"reelwright pack add\" brings them back",
  hidden: "; not used, as a folder of the project has its name",
};

function addedText({ name, version, runs, from, state, granted }: Row): string {
  const may = powerLines(granted).map((line) => `      ${line}\n`).join("");
  return `  ${name} ${plain(version)}, ${runs}, from ${plain(from!)}${states[state]}\n${may === "" ? "" : `    may\n${may}`}`;
}
