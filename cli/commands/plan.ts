import type { Change, PlanReport } from "../../runtime/index.ts";
import { missingProblems } from "../../runtime/graph/left-out.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import type { Host } from "../host.ts";
import { onlyReference, readInputs } from "../inputs.ts";
import { paintFor } from "../paint.ts";
import { tellProblems } from "../problems.ts";
import { openProject, projectOptions, readGraph } from "../project.ts";
import { columnsOf } from "../table.ts";
import { count, duration, money, plain, shortened } from "../text.ts";
import { readRunOptions, runOptions } from "./run-options.ts";

/** Reasons shown for each node; `--json` has them all. */
const reasonsShown = 3;

export const plan: Command = {
  name: "plan",
  summary: "Say what a run would do, why, and what it would cost",
  arguments: [{ name: "GRAPH", summary: "the graph's JSON file" }],
  options: { ...runOptions, json: { summary: "Print the whole plan as one JSON object" }, ...projectOptions },
  notes: ["An item is cached (its result is kept), will run (with what changed since), or depends on something that will run: an equal outcome there means nothing to do here. A plan changes nothing."],
  examples: [
    { line: "reelwright plan graphs/bowl-of-dumplings.json", does: "what would be made, and what is kept" },
    { line: "reelwright plan graphs/eternal-love.json --set episodes=2", does: "the same for other inputs" },
  ],

  async execute(given, host) {
    const options = readRunOptions(given);
    const graph = await readGraph(given, host);
    const inputs = await readInputs(graph.document, { sets: given.list("set"), file: given.value("inputs"), cwd: host.cwd }, onlyReference);
    const { runtime } = await openProject(given, host, graph.folder);
    try {
      const made = await runtime.plan(graph.document, { ...options, inputs, folder: graph.folder });
      const problems = made.problems.map((problem) => ({ file: graph.shown, ...problem }));
      if (given.flag("json")) host.stdout.write(`${JSON.stringify({ ...made, problems })}\n`);
      else if (problems.length > 0) tellProblems(problems, host);
      else host.stdout.write(planText(made, host));
      return problems.length === 0 ? exit.done : exit.unusable;
    } finally {
      await runtime.close();
    }
  },
};

function planText(plan: PlanReport, host: Host): string {
  const paint = paintFor(host.stdout);
  const rows = plan.nodes.map((node) => [node.node, node.type, String(node.cached || "·"), String(node.willRun || "·"), String(node.depends || "·")]);
  const { cached, willRun, depends } = plan.counts;
  const parts = [
    ...(plan.migrated ?? []).map(plain),
    ...missingProblems(plan.leftOut ?? []).map(({ message }) => `${paint.yellow("–")} ${plain(message)}`),
    columnsOf([["node", "type", "cached", "will run", "depends"], ...rows]).replace(/^.*/, (head) => paint.dim(head)),
    ...plan.nodes.flatMap((node) => reasonLines(node, host.stdout.columns)),
    "",
    willRun + depends === 0 ? `Nothing to do: ${count(cached, "item")} kept from before.` : `${count(willRun, "item")} will run, ${depends} depend on those, ${cached} kept from before.`,
  ];
  if (willRun + depends > 0) parts.push(...estimateLines(plan.estimate));
  return `${parts.join("\n")}\n`;
}

function reasonLines(node: PlanReport["nodes"][number], columns: number): string[] {
  const reasons = node.items.filter((item) => item.state === "will-run" && item.why && item.why.length > 0);
  if (reasons.length === 0) return [];
  const lines = reasons.slice(0, reasonsShown).flatMap(({ item, why }) => why!.flatMap((change) => changeLines(item, change, columns)));
  if (reasons.length > reasonsShown) lines.push(`  … and ${count(reasons.length - reasonsShown, "more item", "more items")}`);
  return ["", `${node.node} will run because of`, ...lines];
}

/** On one line where it fits, else with what was and what is below each other. */
function changeLines(item: string, change: Change, columns: number): string[] {
  const place = item === "" ? "" : `${item}  `;
  const line = `  ${plain(place + changeText(change))}`;
  if (shortened(line, columns - 1) === line || change.old === undefined || change.new === undefined) return [shortened(line, columns - 1)];
  return [`  ${plain(place + change.what)}`, ...[`was  ${change.old}`, `now  ${change.new}`].map((side) => shortened(`    ${plain(side)}`, columns - 1))];
}

/** `speed: 1 → 1.2`; where only one side is known, the one. */
function changeText({ what, old, new: now }: Change): string {
  if (old !== undefined && now !== undefined) return `${what}: ${old} → ${now}`;
  return now !== undefined ? `${what}: now ${now}` : old !== undefined ? `${what}: was ${old}` : what;
}

function estimateLines({ roles, currency, costMicros, marketMicros, certainMicros, unpriced, ms, complete }: PlanReport["estimate"]): string[] {
  const about = complete ? "" : "about ";
  const rows = Object.entries(roles).map(([role, { calls, provider, label, ...cost }]) => [
    plain(role), plain(label ?? provider), `${about}${count(calls, "call")}`, cost.costMicros > 0 ? money(cost.costMicros, currency) : "", cost.marketMicros > cost.costMicros ? `market ${money(cost.marketMicros, currency)}` : "",
  ]);
  const parts = [`cost ${costMicros > 0 ? about : ""}${money(costMicros, costMicros > 0 ? currency : undefined)}`];
  if (marketMicros > costMicros) parts.push(`at market rates ${money(marketMicros, currency)}`);
  if (certainMicros < costMicros) parts.push(`${money(certainMicros, currency)} of it certain`);
  if (ms > 0) parts.push(`${duration(ms)} of work`);
  return [
    ...(rows.length > 0 ? [columnsOf(rows)] : []),
    `Estimate: ${rows.length === 0 ? "no service calls; " : ""}${parts.join(", ")}.${complete ? "" : " Some items are known only when what they depend on has run; they are counted by what is usual."}`,
    ...(unpriced.length > 0 ? [`The price of ${unpriced.join(", ")} is not known: what that costs is not in the sum, and a budget cannot be kept. Write it into reelwright.config.json.`] : []),
  ];
}
