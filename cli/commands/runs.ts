import type { RunSummary, Runtime } from "../../runtime/index.ts";
import { fail } from "../../runtime/problem.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { problemText } from "../problems.ts";
import { openProject, projectOptions, shownPath } from "../project.ts";
import { nodeLine } from "../progress/node-line.ts";
import { columnsOf } from "../table.ts";
import { doneOf, newTally, observe, type Tally } from "../tally.ts";
import { count, duration, money, plain } from "../text.ts";

const { home } = projectOptions;

export const runsList: Command = {
  name: "runs list",
  summary: "List earlier runs, the newest first",
  arguments: [],
  options: { json: { summary: "Print one JSON array" }, home },
  examples: [{ line: "reelwright runs list", does: "id, graph, time, outcome and counts of every run" }],

  async execute(given, host) {
    const { runtime, home: folder } = await openProject(given, host, host.cwd);
    try {
      const runs = [...await runtime.runs.list()].sort((a, b) => b.at - a.at);
      if (given.flag("json")) host.stdout.write(`${JSON.stringify(runs)}\n`);
      else if (runs.length === 0) host.stdout.write(`No runs yet in ${shownPath(folder, host)}.\n`);
      else host.stdout.write(`${columnsOf([["run", "graph", "started", "outcome", "made", "cached", "failed", "took", "cost"], ...runs.map(rowOf)])}\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

export const runsShow: Command = {
  name: "runs show",
  summary: "Show what happened in a run",
  arguments: [{ name: "RUN", summary: "a run's id, its beginning, or \"last\"" }],
  options: { json: { summary: "Print the run's events, one JSON object a line" }, home },
  examples: [
    { line: "reelwright runs show last", does: "nodes, problems and the outcome of the newest run" },
    { line: "reelwright runs show last --json", does: "the same events that run --json printed" },
  ],

  async execute(given, host) {
    const { runtime } = await openProject(given, host, host.cwd);
    try {
      const run = findRun(await runtime.runs.list(), given.argument("RUN"));
      const tally = newTally();
      for await (const event of runtime.runs.events(run.id)) {
        observe(tally, event);
        if (!given.flag("json")) continue;
        host.stdout.write(`${JSON.stringify(event)}\n`);
        await host.stdout.drained();
      }
      if (!given.flag("json")) host.stdout.write(storyOf(run, tally, paintFor(host.stdout)));
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

type Runs = Awaited<ReturnType<Runtime["runs"]["list"]>>;

function findRun(runs: Runs, wanted: string): RunSummary {
  const newest = [...runs].sort((a, b) => b.at - a.at);
  const found = wanted === "last" ? newest.slice(0, 1) : newest.filter((run) => run.id === wanted || run.id.startsWith(wanted));
  const chosen = found.find((run) => run.id === wanted) ?? (found.length === 1 ? found[0] : undefined);
  if (chosen) return chosen;
  if (found.length > 1) fail({ code: "RUN_AMBIGUOUS", message: `${found.length} runs begin with "${wanted}".`, hint: `Give more of the id: ${found.slice(0, 3).map((run) => run.id).join(", ")}, …` });
  fail({ code: "RUN_UNKNOWN", message: wanted === "last" ? "There are no runs yet." : `There is no run "${wanted}".`, hint: "\"reelwright runs list\" shows the runs of this project; --home chooses another one." });
}

function rowOf(run: RunSummary): string[] {
  return [run.id, plain(run.graph), timeText(run.at), run.outcome, String(run.counts.executed), String(run.counts.cached), String(run.counts.failed), duration(run.ms), money(run.costMicros)];
}

/** The user's own clock: `2026-02-16 20:00`. */
function timeText(at: number): string {
  const time = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

function storyOf(run: RunSummary, tally: Tally, paint: ReturnType<typeof paintFor>): string {
  const nodes = [...tally.nodes.values()];
  const width = Math.max(0, ...nodes.map((node) => node.node.length));
  const lines = [
    `${paint.bold(plain(run.graph))}  ${run.id}`,
    `${timeText(run.at)}, ${run.outcome}, ${duration(run.ms)}, cost ${money(run.costMicros)}`,
    "",
    ...nodes.filter((node) => doneOf(node) > 0).map((node) => `  ${nodeLine(node, width, paint)}`),
  ];
  const problems = [...tally.finished?.problems ?? [], ...tally.failures.map(({ node, item, problem }) => ({ node, item, ...problem }))];
  if (problems.length > 0) lines.push("", problems.map((problem) => problemText(problem, paint)).join("").trimEnd());
  for (const { because, count: skipped } of tally.skips.values()) lines.push(`  ${count(skipped, "item")} skipped because ${because.node}${because.item === "" ? "" : ` ${because.item}`} failed`);
  return `${lines.join("\n")}\n`;
}
