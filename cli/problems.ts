import { type Problem, problemIn } from "../runtime/problem.ts";
import { exit, type ExitCode } from "./exit.ts";
import type { Host } from "./host.ts";
import { paintFor, type Paint } from "./paint.ts";
import { plain } from "./text.ts";

/** Where a problem is, in words: `graphs/a.json:12, node speak, item e03/s05`. */
export function placeOf(problem: Problem): string {
  const { file, line, node, item, port, edge } = problem;
  const parts = [
    file === undefined ? (line === undefined ? "" : `line ${line}`) : line === undefined ? file : `${file}:${line}`,
    node === undefined ? (port === undefined ? "" : `port ${port}`) : `node ${node}${port === undefined ? "" : `.${port}`}`,
    item ? `item ${item}` : "",
    edge === undefined ? "" : `edge ${edge}`,
  ];
  return plain(parts.filter((part) => part !== "").join(", "));
}

/** A problem as a person reads it: code and place, the sentence, what to do. */
export function problemText(problem: Problem, paint: Paint): string {
  const place = placeOf(problem);
  const lines = [`${paint.red("✗")} ${paint.bold(plain(problem.code))}${place === "" ? "" : `  ${paint.dim(place)}`}`, `  ${plain(problem.message)}`];
  if (problem.hint !== undefined) lines.push(`  ${paint.dim(plain(problem.hint))}`);
  return `${lines.join("\n")}\n`;
}

export function tellProblems(problems: readonly Problem[], host: Host): void {
  const paint = paintFor(host.stderr);
  for (const problem of problems) host.stderr.write(problemText(problem, paint));
}

/** Problems that come up while work is done; every other one is about what was given. */
const atWork: ReadonlySet<string> = new Set(["DISK_FULL", "INTERNAL", "NOT_PERMITTED", "OUTPUT_UNWRITABLE", "STORE_FULL", "STORE_UNWRITABLE"]);

export function exitForProblem(problem: Problem): ExitCode {
  return atWork.has(problem.code) ? exit.failed : exit.unusable;
}

/** Whatever was thrown, as a problem. What is not one already is a mistake in the program, and says so. */
export function problemFrom(error: unknown): Problem {
  const problem = problemIn(error);
  if (problem) return problem;
  const { code, message = String(error) } = error as { code?: string; message?: string };
  if (code === "ENOSPC") return { code: "DISK_FULL", message: "The disk is full.", hint: "Free some space, or run \"reelwright cache prune --max 5GB\"; what was finished is kept." };
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return { code: "NOT_PERMITTED", message: `${message}.`, hint: "Check the rights of that file or folder, or choose another one with --out or --home." };
  return { code: "INTERNAL", message: `Reelwright made a mistake: ${message}`, hint: "Please report it; REELWRIGHT_DEBUG=1 shows where it happened." };
}
