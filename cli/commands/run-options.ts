import type { RunOptions } from "../../runtime/index.ts";
import { numberOption, wordOption } from "../arguments.ts";
import type { Given, Option } from "../command.ts";

/** Options that `run` and `plan` share: a plan is of the run that the same words would start. */
export const runOptions: Readonly<Record<string, Option>> = {
  set: { value: "name=value", many: true, summary: "An input of the graph; @file reads a file, @@ begins a text with @" },
  inputs: { value: "FILE", summary: "Inputs as one JSON object; --set wins" },
  only: { value: "NODE[:ITEM]", many: true, summary: "Only this node, or this item of it (scene:e03), and what it needs" },
  quality: { value: "draft|final", summary: "draft is smaller and faster (default: final)" },
  budget: { value: "N", summary: "Stop before more than N would be spent, in the account's currency" },
  refresh: { value: "NODE[:ITEM]", many: true, summary: "Make this again although its result is kept" },
  "skip-missing": { summary: "Leave out nodes of packs that are not here, and what needs them, and run the rest" },
  replay: { value: "FILE", summary: "Answer from this recording in place of services; nothing outside this machine is asked" },
};

/** Checked before anything is opened, so that a slip of the hand costs nothing. */
export function readRunOptions(given: Given): Omit<RunOptions, "inputs" | "signal" | "folder"> {
  const quality = wordOption(given, "quality", ["draft", "final"]);
  const budget = numberOption(given, "budget", 0);
  return {
    ...(given.list("only").length > 0 ? { only: [...given.list("only")] } : {}),
    ...(quality === undefined ? {} : { quality }),
    ...(budget === undefined ? {} : { budget }),
    ...(given.flag("skip-missing") ? { skipMissing: true } : {}),
    ...(given.list("refresh").length > 0 ? { refresh: [...given.list("refresh")] } : {}),
  };
}
