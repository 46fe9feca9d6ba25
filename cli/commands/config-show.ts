import { type RoleName, roleNames, type Secret } from "../../runtime/config/config.ts";
import { presetOf } from "../../runtime/config/presets.ts";
import { readConfigFile } from "../../runtime/config/read.ts";
import { type Chosen, resolveConfig, type ResolvedConfig } from "../../runtime/config/resolve.ts";
import { sourceOf } from "../../runtime/config/secrets.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { homeFrom } from "../home.ts";
import type { Host } from "../host.ts";
import { paintFor } from "../paint.ts";
import { pricesText } from "../prices.ts";
import { tellProblems } from "../problems.ts";
import { openProject, projectOptions, shownPath } from "../project.ts";
import { columnsOf } from "../table.ts";
import { plain } from "../text.ts";

export const configShow: Command = {
  name: "config show",
  summary: "Say what fills each role, at what price, and where keys come from",
  arguments: [],
  options: { json: { summary: "Print one JSON object" }, ...projectOptions },
  notes: ["Keys are never shown, only where they come from."],
  examples: [{ line: "reelwright config show", does: "roles, providers, prices; stand-ins with their label" }],

  async execute(given, host) {
    const home = homeFrom(given.value("home"), host.cwd, host.cwd);
    const { file, found, config, problems } = await readConfigFile(home);
    if (!config) {
      tellProblems(problems.map((problem) => ({ ...problem, file: shownPath(file, host) })), host);
      return exit.unusable;
    }
    const resolved = resolveConfig(config, host.env);
    const { runtime } = await openProject(given, host, home);
    try {
      const standIns = await runtime.roles();
      const label = (role: RoleName) => standIns[role]?.label;
      const from = originOf(found && (config.providers ?? config.roles ?? config.draft) !== undefined, resolved, host);
      if (given.flag("json")) host.stdout.write(`${JSON.stringify({ file: found ? file : null, from, ...resolved, standIns: Object.fromEntries(roleNames.flatMap((role) => label(role) === undefined ? [] : [[role, label(role)]])) })}\n`);
      else host.stdout.write(shownText(resolved, { from, label, file: found ? shownPath(file, host) : undefined, host }));
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

type Origin = "file" | "environment" | "stand-ins" | "offline";

function originOf(fileDecides: boolean, { providers }: ResolvedConfig, host: Host): Origin {
  if (host.env["REELWRIGHT_OFFLINE"] === "1") return "offline";
  if (fileDecides) return "file";
  return Object.keys(providers).length > 0 ? "environment" : "stand-ins";
}

interface Around {
  readonly from: Origin;
  readonly file: string | undefined;
  readonly host: Host;
  label(role: RoleName): string | undefined;
}

function shownText(resolved: ResolvedConfig, { from, file, label, host }: Around): string {
  const { bold, dim } = paintFor(host.stdout);
  const why: Readonly<Record<Origin, string>> = {
    "file": `As ${file} says.`,
    "environment": `${file ?? "No reelwright.config.json"}${file ? " names no providers" : ""}; OPENAI_API_KEY is set, so it fills the roles.`,
    "stand-ins": `${file ?? "No reelwright.config.json"}${file ? " names no providers" : ""}, no OPENAI_API_KEY: stand-ins fill every role.`,
    "offline": "REELWRIGHT_OFFLINE is 1: stand-ins fill every role.",
  };
  const lines = [why[from], "", bold("Roles"), indented(roleRows(resolved, label))];
  const changed = roleNames.filter((role) => JSON.stringify(resolved.roles.draft[role]) !== JSON.stringify(resolved.roles.final[role]));
  if (changed.length > 0) lines.push("", bold("With --quality draft"), indented(changed.map((role) => [role, ...choiceCells(resolved, resolved.roles.draft[role], label(role))])));
  const providers = Object.values(resolved.providers);
  if (providers.length > 0) lines.push("", bold("Providers"), indented(providers.map(({ name, baseUrl, key, refresh }) => [name, plain(baseUrl), keyText(key, host), refresh ? `renewed by ${plain(refresh.command[0]!)}` : ""])));
  const dated = providers.flatMap(({ preset }) => presetOf(preset)?.models && Object.keys(presetOf(preset)!.models).length > 0 ? [`${preset} ${presetOf(preset)!.asOf}`] : []);
  if (dated.length > 0) lines.push("", dim(`Prices in ${resolved.currency}. Those of presets were looked up then: ${[...new Set(dated)].join(", ")}. Compare them with what you pay.`));
  return `${lines.join("\n")}\n`;
}

function keyText(key: Secret | undefined, { env }: Host): string {
  if (!key) return "no key";
  return `key from ${plain(sourceOf(key))}${"env" in key && !env[key.env] ? ", which is not set" : ""}`;
}

function roleRows(resolved: ResolvedConfig, label: Around["label"]): string[][] {
  return roleNames.flatMap((role) => rowsOf(resolved, role, label(role)));
}

/** A row for the first choice, and one for each that is asked when those before it cannot answer. */
function rowsOf(resolved: ResolvedConfig, role: RoleName, label: string | undefined): string[][] {
  const chosen = resolved.roles.final[role] ?? [];
  if (chosen.length <= 1) return [[role, ...choiceCells(resolved, chosen, label)]];
  return chosen.map((choice, index) => [index === 0 ? role : "", ...choiceCells(resolved, [choice], label, index === 0 ? "" : "else ")]);
}

function choiceCells({ providers }: ResolvedConfig, chosen: readonly Chosen[] = [], label: string | undefined, before = ""): string[] {
  if (chosen.length > 1) return [chosen.map(nameOf).join(", else "), ""];
  const [choice = "offline"] = chosen;
  if (choice === "offline") return [`${before}${label ?? "its stand-in, where a pack has one"}`, ""];
  const { models, preset } = providers[choice.provider]!;
  const ends = presetOf(preset)?.models[choice.model]?.ends;
  return [`${before}${plain(nameOf(choice))}`, `${pricesText(models[choice.model]?.prices)}${ends === undefined ? "" : ` (${presetOf(preset)!.title} itself: until ${ends})`}`];
}

function nameOf(choice: Chosen): string {
  return choice === "offline" ? choice : `${choice.provider}/${choice.model}`;
}

function indented(rows: readonly (readonly string[])[]): string {
  return columnsOf(rows.map((row) => ["", ...row]));
}
