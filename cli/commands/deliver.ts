import { join } from "node:path";
import type { RunFinished } from "../../runtime/events.ts";
import type { Makings, RunOptions, Runtime } from "../../runtime/index.ts";
import { ProblemError } from "../../runtime/problem.ts";
import type { Host, Output } from "../host.ts";
import { type Making, type Origin, originOf, withheld } from "../origin.ts";
import { type WrittenFile, writeOutputs } from "../outputs.ts";
import { type Paint, paintFor } from "../paint.ts";
import { type GraphFile, shownPath } from "../project.ts";
import { problemFrom } from "../problems.ts";
import { reportOf, type RunReport, standInsOf } from "../report/model.ts";
import { filesOfEarlierRun, writeReport } from "../report/write.ts";
import { columnsOf } from "../table.ts";
import type { Tally } from "../tally.ts";
import { count, duration, money, plain, shortened, size } from "../text.ts";

export interface Delivery {
  readonly runtime: Runtime;
  readonly host: Host;
  readonly graph: GraphFile;
  readonly out: string;
  readonly options: RunOptions;
  /** What the graph was made of when the run began; undefined: files are to carry nothing of it. */
  readonly makings: Makings | undefined;
  readonly tell: Output;
}

/** Files listed by name when a run ends; the report lists all. */
const filesShown = 12;
/** Findings said in the terminal, the most pressing first. */
const findingsShown = 5;

/** Writes what a finished run made, and says where it is. @throws ProblemError OUTPUT_UNWRITABLE, DISK_FULL, NOT_PERMITTED */
export async function deliver(tally: Tally, { runtime, host, graph, out, options, makings, tell }: Delivery): Promise<void> {
  const finished = tally.finished!;
  const earlier = await filesOfEarlierRun(out);
  const { inputs = {}, signal: _, folder: __, ...settings } = options;
  const missing = options.only ? [] : missingOutputs(graph.document, tally);
  let report: RunReport;
  try {
    const origin = makings && await originFor({ ...makings, inputs, quality: tally.started!.quality, standIns: standInsOf(tally) }, runtime);
    const written = await writeOutputs(finished.outputs, { folder: out, store: runtime, earlier, origin });
    report = reportOf(tally, { title: graph.title, settings, inputs: { ...defaultsOf(graph.document), ...inputs }, written, missing });
    await writeReport(report, out, runtime);
  } catch (error) {
    throw unwritable(error, shownPath(out, host));
  }
  const left = earlier.filter((file) => missing.includes(file.output) && !report.outputs.some((now) => now.file === file.file));
  tell.write(summaryText({ finished, report, left, out: shownPath(out, host) }, paintFor(tell)));
}

/** Files go where the project does not: what holds a secret is not put into them. */
async function originFor(making: Making, runtime: Runtime): Promise<Origin> {
  const isSecret = await runtime.holdsSecret(JSON.stringify(making));
  return isSecret ? withheld("The graph or its inputs hold what looks like a secret, which must not leave the project.") : originOf(making);
}

/** Outputs of the graph that are not there, or lack the items that failed. */
function missingOutputs(document: unknown, tally: Tally): string[] {
  const { outputs = {} } = document as { outputs?: Record<string, { from: string }> };
  return Object.entries(outputs).flatMap(([name, { from }]) => {
    const node = tally.nodes.get(from.slice(0, from.indexOf(".")));
    return tally.finished!.outputs[name] === undefined || (node && node.failed + node.skipped > 0) ? [name] : [];
  });
}

function defaultsOf(document: unknown): Record<string, unknown> {
  const { inputs = {} } = document as { inputs?: Record<string, { default?: unknown }> };
  return Object.fromEntries(Object.entries(inputs).flatMap(([name, input]) => input.default === undefined ? [] : [[name, input.default]]));
}

function unwritable(error: unknown, file: string): ProblemError {
  const { code, message, hint } = problemFrom(error);
  const known = code !== "INTERNAL";
  return new ProblemError({
    code: known ? code : "OUTPUT_UNWRITABLE", file, message: `The outputs could not be written. ${message}`,
    hint: known && hint !== undefined ? hint : "Choose another folder with --out; every result is kept, so the same command then only writes the files.",
  }, { cause: error });
}

interface Summary {
  readonly finished: RunFinished;
  readonly report: RunReport;
  readonly left: readonly WrittenFile[];
  readonly out: string;
}

function summaryText({ finished, report, left, out }: Summary, paint: Paint): string {
  const lines = [outcomeLine(finished, report, paint)];
  if (finished.outcome !== "succeeded") lines.push(resumeLine(finished));
  for (const problem of finished.problems) lines.push(`${paint.red("✗")} ${problem.code}: ${plain(problem.message)}`);
  for (const look of report.look.filter(({ level }) => level === "skipped")) lines.push(`${paint.yellow("–")} ${plain(`${look.what}: ${look.message}`)}`);
  if (report.reviews.length > 0) lines.push(reviewLine(report));
  const found = report.look.filter(({ level }) => level === "block" || level === "warn");
  for (const look of found.slice(0, findingsShown)) lines.push(`${look.level === "block" ? paint.red("✗") : paint.yellow("!")} ${plain(`${look.what}${look.where === undefined ? "" : ` (${look.where})`}: ${look.message}`)}`);
  if (found.length > findingsShown) lines.push(`  … and ${count(found.length - findingsShown, "more finding", "more findings")}`);
  if (report.outputs.length > 0) lines.push("", fileLines(report.outputs, out));
  lines.push(paint.bold(`  ${join(out, "report.html")}`));
  const bare = report.outputs.filter((file) => file.bare !== undefined);
  if (bare.length > 0) lines.push(`${paint.yellow("!")} ${count(bare.length, "file does", "files do")} not carry the graph that made ${bare.length === 1 ? "it" : "them"}: ${shortened(bare.map(({ file }) => file).join(", "), 60)}. ${bare[0]!.bare}`);
  if (left.length > 0) lines.push(`Not from this run, but from an earlier one: ${left.map((file) => join(out, file.file)).join(", ")}`);
  return `${lines.join("\n")}\n`;
}

function outcomeLine({ outcome, counts, ms, costMicros, exposedMicros = 0 }: RunFinished, { currency }: RunReport, paint: Paint): string {
  const words = { "succeeded": paint.green("Done"), "failed": paint.red("Some of it failed"), "cancelled": paint.yellow("Cancelled"), "over-budget": paint.yellow("Stopped at the budget") }[outcome];
  const parts = [`${counts.executed} made`, `${counts.cached} kept from before`];
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
  return `${words} in ${duration(ms)}: ${parts.join(", ")}${costMicros > 0 ? `, cost ${money(costMicros, currency)}` : ""}${exposedMicros > 0 ? `, ${money(exposedMicros, currency)} more in doubt` : ""}.`;
}

function resumeLine({ outcome, counts }: RunFinished): string {
  const kept = `${count(counts.executed + counts.cached, "result is", "results are")} kept`;
  if (outcome === "over-budget") return `${kept}; the same command with a higher --budget goes on from there.`;
  if (outcome === "cancelled") return `${kept}; the same command goes on from there.`;
  return `${kept}; when the cause is mended, the same command makes only what is missing.`;
}

function reviewLine({ reviews, look }: RunReport): string {
  const blocked = look.filter(({ level }) => level === "block").length;
  const doubtful = look.filter(({ level }) => level === "warn").length;
  const ready = reviews.filter(({ verdict }) => verdict === "pass").length;
  const found = [blocked > 0 ? `${blocked} blocking` : "", doubtful > 0 ? `${doubtful} worth a look` : ""].filter((part) => part !== "").join(", ");
  return `Checked: ${ready} of ${reviews.length} ready${found === "" ? "" : `; findings: ${found}`}.`;
}

function fileLines(files: readonly WrittenFile[], out: string): string {
  const rows = files.slice(0, filesShown).map(({ file, bytes }) => [`  ${join(out, file)}`, size(bytes)]);
  const more = files.length - rows.length;
  return columnsOf(rows) + (more > 0 ? `\n  … and ${count(more, "more file", "more files")}` : "");
}
