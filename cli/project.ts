import { basename, dirname, extname, join, relative, resolve } from "node:path";
import type { Runtime } from "../runtime/index.ts";
import type { Given, Option } from "./command.ts";
import { readJson } from "./files.ts";
import { homeFrom } from "./home.ts";
import type { Host } from "./host.ts";

/** Options of every command that opens a project. */
export const projectOptions: Readonly<Record<"home" | "pack", Option>> = {
  home: { value: "DIR", summary: "The project folder, where results are kept in .reelwright/. Default: the nearest folder upward with .reelwright, reelwright.config.json or package.json" },
  pack: { value: "DIR", many: true, summary: "Also load the node pack in this folder" },
};

export interface GraphFile {
  /** As written on the command line. */
  readonly shown: string;
  readonly folder: string;
  /** The graph's own name, or the file's where the document has none. */
  readonly name: string;
  readonly title: string;
  readonly document: unknown;
}

export async function readGraph(given: Given, host: Host): Promise<GraphFile> {
  const shown = given.argument("GRAPH");
  const path = resolve(host.cwd, shown);
  const document = await readJson(path, shown);
  const { name, title } = (typeof document === "object" && document !== null ? document : {}) as { name?: unknown; title?: unknown };
  const fileName = basename(path, extname(path));
  const usable = typeof name === "string" && /^[\w.-]+$/.test(name) && !name.startsWith(".") ? name : fileName;
  return { shown, folder: dirname(path), name: usable, title: typeof title === "string" && title !== "" ? title : usable, document };
}

export interface Project {
  readonly home: string;
  readonly runtime: Runtime;
}

/** Opens the runtime on the project that `start` lies in. */
export async function openProject(given: Given, host: Host, start: string): Promise<Project> {
  const home = homeFrom(given.value("home"), start, host.cwd);
  const packs = given.list("pack").map((folder) => resolve(host.cwd, folder));
  const tape = (option: string) => given.value(option) === undefined ? {} : { [option]: resolve(host.cwd, given.value(option)!) };
  const runtime = await host.openRuntime({ home, packs, env: host.env, warn: (message) => host.stderr.write(`${message}\n`), ...tape("record"), ...tape("replay") });
  return { home, runtime };
}

/** A path as short as it can be said from where the user is. */
export function shownPath(path: string, host: Pick<Host, "cwd">): string {
  const short = relative(host.cwd, path);
  return short === "" ? "." : short.startsWith(join("..", "..")) ? path : short;
}
