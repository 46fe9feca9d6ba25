import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { exposedFindings } from "./exposed.ts";
import type { Finding } from "./finding.ts";
import { formFindings } from "./form.ts";
import { parseJsonc } from "./jsonc.ts";
import { meaningFindings } from "./meaning.ts";
import { fail, type Problem, ProblemError } from "../problem.ts";

export const configName = "reelwright.config.json";

/** A configuration file, and everything that is wrong with it. */
export interface ConfigFile {
  readonly file: string;
  readonly found: boolean;
  /** undefined when there are problems; empty when there is no file. */
  readonly config: Config | undefined;
  readonly problems: readonly Problem[];
}

/** The project's configuration; an absent file is an empty one. @throws ProblemError CONFIG_UNREADABLE */
export async function readConfigFile(home: string): Promise<ConfigFile> {
  const file = join(home, configName);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { file, found: false, config: {}, problems: [] };
    fail({ code: "CONFIG_UNREADABLE", file, message: `The configuration cannot be read (${code}).`, hint: "Check the file's permissions." }, error);
  }
  return { file, found: true, ...await parseConfig(text, file) };
}

/** Reads the text of a configuration: JSON, comments and trailing commas allowed. Every problem has its line. */
export async function parseConfig(text: string, file: string): Promise<Pick<ConfigFile, "config" | "problems">> {
  const { value, lineOf, problems } = await parseJsonc(text, file);
  if (problems.length > 0) return { config: undefined, problems };
  const found = findings(value).map(({ code, path, message, hint }): Problem => ({ code, file, line: lineOf(path), message, hint }));
  return found.length === 0 ? { config: value as Config, problems: [] } : { config: undefined, problems: found.sort((a, b) => a.line! - b.line!) };
}

/** The project's configuration; an absent file is an empty one. @throws ProblemError the first of what is wrong with it */
export async function readConfig(home: string): Promise<Config> {
  const { config, problems } = await readConfigFile(home);
  return config ?? refuse(problems);
}

/** A configuration that was handed over as a value. @throws ProblemError the first of what is wrong with it */
export function checkConfig(value: unknown): Config {
  const found = findings(value);
  return found.length === 0 ? value as Config : refuse(found.map(({ code, message, hint }) => ({ code, message, hint })));
}

function refuse([first, ...more]: readonly Problem[]): never {
  const rest = more.length === 0 ? "" : ` ${more.length} more: "reelwright config check" shows ${more.length === 1 ? "it" : "them"}.`;
  throw new ProblemError({ ...first!, hint: `${first!.hint ?? ""}${rest}`.trim() });
}

/** Everything wrong with a configuration. What has the wrong form is left out before the meaning of the rest is looked at. */
function findings(value: unknown): readonly Finding[] {
  const exposed = exposedFindings(value);
  const form = formFindings(value).filter(({ path }) => !exposed.some((other) => sameTrouble(path, other.path)));
  const faults = [...exposed, ...form];
  if (faults.length === 0) return meaningFindings(value as Config);
  // Nothing is concluded from a configuration that is no object.
  if (faults.some(({ path }) => path.length === 0)) return faults;
  const unsure = new Set(faults.flatMap(({ path: [first, provider] }) => first === "providers" && provider !== undefined ? [String(provider)] : []));
  return [...faults, ...meaningFindings(without(value, faults) as Config, unsure)];
}

/** Whether a fault of form is that of a secret: in its place, or in the little object that should name it. */
function sameTrouble(form: Finding["path"], secret: Finding["path"]): boolean {
  const holder = form.length >= 3 && form.length === secret.length - 1;
  return (holder ? form : secret).every((part, index) => (holder ? secret : form)[index] === part);
}

function without(value: unknown, faults: readonly Finding[]): unknown {
  const rest = structuredClone(value);
  // From the end, so that the places of a list stay those that were told.
  for (const { path } of [...faults].reverse()) {
    const holder = path.slice(0, -1).reduce<any>((inner, part) => inner?.[part], rest);
    if (Array.isArray(holder)) holder.splice(Number(path.at(-1)), 1);
    else if (holder) delete holder[path.at(-1)!];
  }
  return rest;
}
