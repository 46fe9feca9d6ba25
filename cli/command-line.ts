import { exit, type ExitCode } from "./exit.ts";
import type { Host } from "./host.ts";
import { exitForProblem, problemFrom, tellProblems } from "./problems.ts";
import { fail } from "../runtime/problem.ts";
import { commands } from "./commands.ts";

/** Carries out one command line. Whatever goes wrong becomes a problem on stderr and an exit code. */
export async function commandLine(words: readonly string[], host: Host): Promise<ExitCode> {
  try {
    return await dispatch(words, host);
  } catch (error) {
    const problem = problemFrom(error);
    tellProblems([problem], host);
    if (host.env["REELWRIGHT_DEBUG"] === "1") host.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    return exitForProblem(problem);
  }
}

async function dispatch(words: readonly string[], host: Host): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === "--version" || first === "-v") return say(host, `${await version()}\n`);
  if (first === undefined || first === "--help" || first === "-h" || first === "help") return help(rest, host);
  const group = isGroup(first);
  if (group && (rest.length === 0 || isHelp(rest[0]!))) return help([first], host, rest.length === 0 ? exit.unusable : exit.done);
  const name = group ? `${first} ${rest.shift()}` : first;
  const listed = commands[name] ?? await unknown(name);
  if (rest.some((word, index) => isHelp(word) && !rest.slice(0, index).includes("--"))) return help([name], host);
  const { parseArguments } = await import("./arguments.ts");
  const command = await listed.load();
  return command.execute(parseArguments(command, rest), host);
}

async function help(words: readonly string[], host: Host, code: ExitCode = exit.done): Promise<ExitCode> {
  const { helpOf, overview } = await import("./help.ts");
  const name = words.join(" ");
  const listed = commands[name];
  const known = listed ? helpOf(await listed.load()) : name === "" ? overview() : isGroup(name) ? overview(name) : undefined;
  return say(host, known ?? await unknown(name), code);
}

function say(host: Host, text: string, code: ExitCode = exit.done): ExitCode {
  (code === exit.done ? host.stdout : host.stderr).write(text);
  return code;
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

/** `cache`, `runs`: words that only begin a command's name. */
function isGroup(word: string): boolean {
  return Object.keys(commands).some((name) => name.startsWith(`${word} `));
}

async function unknown(name: string): Promise<never> {
  const { nearest } = await import("../runtime/ids.ts");
  const near = nearest(name, Object.keys(commands));
  fail({ code: "COMMAND_UNKNOWN", message: `There is no command "${name}".`, hint: near === undefined ? `The commands are ${Object.keys(commands).join(", ")}.` : `Did you mean "reelwright ${near}"?` });
}

/** From the package's own manifest, which is one or two folders up: beside `cli/` in the sources, above `dist/` when built. */
async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  for (const up of ["..", "../.."]) {
    const manifest = await readFile(new URL(`${up}/package.json`, import.meta.url), "utf8").catch(() => undefined);
    if (manifest !== undefined) return (JSON.parse(manifest) as { version: string }).version;
  }
  return fail({ code: "INSTALLATION_BROKEN", message: "The package's own package.json is missing.", hint: "Install Reelwright again." });
}
