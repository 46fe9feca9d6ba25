import { join, resolve } from "node:path";
import type { Outcome, RunEvent } from "../../runtime/events.ts";
import type { Runtime, RunOptions } from "../../runtime/index.ts";
import { numberOption } from "../arguments.ts";
import type { Command, Given } from "../command.ts";
import { exit, type ExitCode } from "../exit.ts";
import type { Host } from "../host.ts";
import { readInputs } from "../inputs.ts";
import { type GraphFile, openProject, projectOptions, readGraph } from "../project.ts";
import { exitForProblem, tellProblems } from "../problems.ts";
import { type Display, displayFor, silentDisplay } from "../progress/display.ts";
import { newTally, observe, type Tally } from "../tally.ts";
import { deliver } from "./deliver.ts";
import { readRunOptions, runOptions } from "./run-options.ts";

export const run: Command = {
  name: "run",
  summary: "Run a graph; write its outputs and a report",
  arguments: [{ name: "GRAPH", summary: "the graph's JSON file" }],
  options: {
    ...runOptions,
    out: { value: "DIR", summary: "Where outputs and report go (default: out/<graph name>)" },
    concurrency: { value: "N", summary: "Items at work at once (default: what the machine has)" },
    audit: { value: "N", summary: "Make N kept items again and report those that come out differently" },
    record: { value: "FILE", summary: "Write every call of a service outside this machine into FILE, for --replay; what was kept of them is made again" },
    plain: { summary: "Leave out of the files what they carry of their making (the graph that \"reelwright open\" brings back)" },
    json: { summary: "Print the run's events on stdout, one JSON object a line; messages go to stderr" },
    ...projectOptions,
  },
  notes: [
    "Every result is kept: the same command again makes only what changed, and after an interruption it goes on from what was finished. Ctrl-C stops cleanly; twice stops at once, with nothing that was finished lost.",
    "Exit codes: 0 done, 1 something failed, 2 not usable as given, 3 budget reached, 130 cancelled.",
  ],
  examples: [
    { line: "reelwright run graphs/bowl-of-dumplings.json", does: "an episode in out/bowl-of-dumplings, with report.html" },
    { line: "reelwright run graphs/screenplay.json --set screenplay=@my.fountain --quality draft", does: "your own screenplay, small and fast" },
    { line: "reelwright run graphs/eternal-love.json --only script --json", does: "only the scripts; events for another program" },
    { line: "reelwright run graphs/eternal-love.json --quality draft --only scene:e03/s02", does: "a look at one scene, and nothing made that it does not need" },
    { line: "reelwright run my-graph.json --replay tests/my-graph.tape", does: "the run that was recorded, without keys, network or cost; fails on any call that is not on the tape" },
  ],

  async execute(given, host) {
    const options: RunOptions = { ...readRunOptions(given), ...runOnlyOptions(given) };
    const graph = await readGraph(given, host);
    const { runtime } = await openProject(given, host, graph.folder);
    try {
      const inputs = await readInputs(graph.document, { sets: given.list("set"), file: given.value("inputs"), cwd: host.cwd }, (media, bytes) => runtime.keep(media, bytes));
      return await runGraph({ graph, runtime, given, host }, { ...options, inputs, folder: graph.folder });
    } finally {
      await runtime.close();
    }
  },
};

function runOnlyOptions(given: Given): Pick<RunOptions, "concurrency" | "audit"> {
  const concurrency = numberOption(given, "concurrency", 1, true);
  const audit = numberOption(given, "audit", 1, true);
  return { ...(concurrency === undefined ? {} : { concurrency }), ...(audit === undefined ? {} : { audit }) };
}

interface Setting {
  readonly graph: GraphFile;
  readonly runtime: Runtime;
  readonly given: Given;
  readonly host: Host;
}

async function runGraph({ graph, runtime, given, host }: Setting, options: RunOptions): Promise<ExitCode> {
  const json = given.flag("json");
  const tally = newTally();
  const display = json ? silentDisplay(host) : displayFor(host, tally);
  const cancel = new AbortController();
  const stopListening = host.onInterrupt(() => {
    display.say("Stopping. What is finished is kept; press Ctrl-C again to stop at once.\n");
    cancel.abort();
  });
  try {
    // What cannot be read is told by the run itself.
    const makings = given.flag("plain") ? undefined : await runtime.makings(graph.document, options).catch(() => undefined);
    const started = runtime.run(graph.document, { ...options, signal: cancel.signal });
    for await (const event of started.events) await take(event, { tally, display, json, host });
    const finished = await started.result;
    display.close();
    const [refusal] = tally.nodes.size === 0 ? finished.problems : [];
    if (refusal) {
      tellProblems(finished.problems.map((problem) => ({ file: graph.shown, ...problem })), host);
      return exitForProblem(refusal);
    }
    const out = resolve(host.cwd, given.value("out") ?? join("out", graph.name));
    const tell = json ? host.stderr : host.stdout;
    await deliver(tally, { runtime, host, graph, out, options, makings, tell });
    tell.write(tapeText(given));
    return exits[finished.outcome];
  } finally {
    display.close();
    stopListening();
  }
}

function tapeText(given: Given): string {
  const [record, replay] = [given.value("record"), given.value("replay")];
  if (replay !== undefined) return `Replayed from ${replay}: no service was asked, and nothing paid.\n`;
  return record === undefined ? "" : `Recorded in ${record}; --replay ${record} runs the same without services.\n`;
}

async function take(event: RunEvent, { tally, display, json, host }: { tally: Tally; display: Display; json: boolean; host: Host }): Promise<void> {
  observe(tally, event);
  display.event(event);
  if (!json) return;
  host.stdout.write(`${JSON.stringify(event)}\n`);
  await host.stdout.drained();
}

const exits: Readonly<Record<Outcome, ExitCode>> = { "succeeded": exit.done, "failed": exit.failed, "over-budget": exit.overBudget, "cancelled": exit.cancelled };
