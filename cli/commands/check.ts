import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { onlyReference, readInputs } from "../inputs.ts";
import { tellProblems } from "../problems.ts";
import { openProject, projectOptions, readGraph } from "../project.ts";
import { count } from "../text.ts";

export const check: Command = {
  name: "check",
  summary: "Say what is wrong with a graph, without running it",
  arguments: [{ name: "GRAPH", summary: "the graph's JSON file" }],
  options: {
    set: { value: "name=value", many: true, summary: "An input of the graph; @file reads a file" },
    inputs: { value: "FILE", summary: "Inputs as one JSON object" },
    json: { summary: "Print the problems as one JSON object" },
    ...projectOptions,
  },
  examples: [
    { line: "reelwright check graphs/bowl-of-dumplings.json", does: "exits with 0 when the graph is sound, with 2 when it is not" },
    { line: "reelwright check my-graph.json --pack ./my-pack --json", does: "for editors and CI" },
  ],

  async execute(given, host) {
    const graph = await readGraph(given, host);
    const inputs = await readInputs(graph.document, { sets: given.list("set"), file: given.value("inputs"), cwd: host.cwd }, onlyReference);
    const { runtime } = await openProject(given, host, graph.folder);
    try {
      const found = await runtime.check(graph.document, { inputs, folder: graph.folder });
      const problems = found.map((problem) => ({ file: graph.shown, ...problem }));
      if (given.flag("json")) host.stdout.write(`${JSON.stringify({ problems })}\n`);
      else if (problems.length === 0) host.stdout.write(`${graph.shown} is sound.\n`);
      else {
        tellProblems(problems, host);
        host.stderr.write(`${graph.shown} has ${count(problems.length, "problem")}.\n`);
      }
      return problems.length === 0 ? exit.done : exit.unusable;
    } finally {
      await runtime.close();
    }
  },
};
