import { presetOf } from "../../runtime/config/presets.ts";
import { readConfigFile } from "../../runtime/config/read.ts";
import { resolveConfig, type ResolvedConfig } from "../../runtime/config/resolve.ts";
import { Secrets, sourceOf } from "../../runtime/config/secrets.ts";
import type { ProviderCheck } from "../../runtime/openai/check.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { Command } from "../command.ts";
import { exit, type ExitCode } from "../exit.ts";
import { homeFrom } from "../home.ts";
import type { Host } from "../host.ts";
import { type Paint, paintFor } from "../paint.ts";
import { tellProblems } from "../problems.ts";
import { projectOptions, shownPath } from "../project.ts";
import { count, duration, money, plain } from "../text.ts";

export const configCheck: Command = {
  name: "config check",
  summary: "Try the configuration out: call each provider once",
  arguments: [],
  options: {
    "file-only": { summary: "Only read the file; call nobody" },
    json: { summary: "Print one JSON object" },
    home: projectOptions.home,
  },
  notes: ["Each provider is asked for its list of models, and one of its chat models that has a role for a few tokens, which costs next to nothing. Exits with 1 when a provider does not work, with 2 when the file is not sound."],
  examples: [
    { line: "reelwright config check", does: "what works, how fast, and which models of the roles are missing" },
    { line: "reelwright config check --file-only", does: "for CI, without keys" },
  ],

  async execute(given, host) {
    const home = homeFrom(given.value("home"), host.cwd, host.cwd);
    const { file, found, config, problems } = await readConfigFile(home);
    const shown = shownPath(file, host);
    const json = given.flag("json");
    if (!config) {
      const placed = problems.map((problem) => ({ ...problem, file: shown }));
      if (json) host.stdout.write(`${JSON.stringify({ problems: placed, providers: [] })}\n`);
      else tellProblems(placed, host);
      return exit.unusable;
    }
    const say = (text: string) => json || host.stdout.write(text);
    say(found ? `${shown} is sound.\n` : "There is no reelwright.config.json here.\n");
    if (given.flag("file-only")) return told(host, json, []);
    const resolved = resolveConfig(config, host.env);
    if (Object.keys(resolved.providers).length === 0) {
      say("Nobody to call: stand-ins fill every role.\n");
      return told(host, json, []);
    }
    const checks = await callAll(resolved, home, host);
    if (!checks) return exit.cancelled;
    for (const check of checks) say(textOf(check, resolved, paintFor(host.stdout)));
    return told(host, json, checks);
  },
};

function told(host: Host, json: boolean, checks: readonly ProviderCheck[]): ExitCode {
  if (json) host.stdout.write(`${JSON.stringify({ problems: [], providers: checks.map((check) => ({ ...check, works: works(check) })) })}\n`);
  return checks.every(works) ? exit.done : exit.failed;
}

/** @returns undefined when it was cancelled */
async function callAll(resolved: ResolvedConfig, home: string, host: Host): Promise<readonly ProviderCheck[] | undefined> {
  const { checkProviders } = await import("../../runtime/openai/check.ts");
  const { yellow } = paintFor(host.stderr);
  const secrets = new Secrets({ env: host.env, home, warn: (message) => host.stderr.write(`${yellow("!")} ${plain(message)}\n`) });
  const cancel = new AbortController();
  const stopListening = host.onInterrupt(() => cancel.abort());
  try {
    return await checkProviders(resolved, { secrets, standIn: () => undefined }, cancel.signal);
  } catch (error) {
    if (cancel.signal.aborted) return undefined;
    throw error;
  } finally {
    stopListening();
  }
}

/** A list that cannot be had does not matter where a model answers: some keys may do nothing else. */
function works(check: ProviderCheck): boolean {
  return !isProblem(check.chat ? check.chat.outcome : check.models) && missingOf(check).length === 0;
}

/** Models with a role that are not in the list, but for the one that has just answered. */
function missingOf({ missing, chat }: ProviderCheck): readonly string[] {
  return missing.filter((model) => !(chat?.model === model && !isProblem(chat.outcome)));
}

function isProblem(value: object | number | string): value is Problem {
  return typeof value === "object" && "code" in value;
}

/** What to know of the models that have a role, though they work. */
function modelNotes(provider: string, { providers, roles }: ResolvedConfig): string[] {
  const { models, preset, baseUrl } = providers[provider]!;
  const known = presetOf(preset);
  const chosen = Object.values(roles).flatMap((filled) => Object.values(filled)).flat();
  const used = new Set(chosen.flatMap((choice) => choice !== "offline" && choice.provider === provider ? [choice.model] : []));
  return [...used].flatMap((model) => [
    ...(models[model]?.prices ? [] : [`${plain(model)} has no known price: it counts as nothing, and no budget holds it back`]),
    ...(known?.models[model]?.ends && baseUrl === known.baseUrl ? [`${plain(model)} is served until ${known.models[model].ends}`] : []),
  ]);
}

function textOf(check: ProviderCheck, resolved: ResolvedConfig, paint: Paint): string {
  const { provider, address, models, chat, notes } = check;
  const { key } = resolved.providers[provider]!;
  const missing = missingOf(check);
  const lines = [
    key ? `key from ${sourceOf(key)}` : "no key",
    isProblem(models) ? `no list of models: ${models.message}` : models === "none" ? "keeps no list of models" : `lists ${count(models, "model")}`,
    ...(missing.length > 0 ? [paint.red(`without ${missing.map(plain).join(", ")}, which ${missing.length === 1 ? "has a role" : "have roles"}`)] : []),
    ...(!chat ? ["none of its chat models has a role, so none was asked"]
      : isProblem(chat.outcome) ? [paint.red(`${chat.model}: ${plain(chat.outcome.message)}`), ...(chat.outcome.hint === undefined ? [] : [paint.dim(plain(chat.outcome.hint))])]
        : [`${chat.model} answered in ${duration(chat.outcome.ms)}, for ${money(chat.outcome.costMicros)} ${resolved.currency}`]),
    ...modelNotes(provider, resolved).map((note) => paint.yellow(note)),
    ...notes,
  ];
  return `${works(check) ? paint.green("✓") : paint.red("✗")} ${paint.bold(plain(provider))}  ${paint.dim(plain(address))}\n${lines.map((line) => `    ${line}\n`).join("")}`;
}
