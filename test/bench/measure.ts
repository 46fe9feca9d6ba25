import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** One measured thing: what it took, what it is held against, and the ratio of the two. */
export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly against: string;
  readonly reference: number;
  readonly ratio: number;
  /** What we want the ratio to be at most (or, with `atLeast`, at least). */
  readonly target?: number;
  readonly atLeast?: boolean;
}

export function row(what: string, measured: number, unit: string, against: string, reference: number, target?: number, atLeast = false): Row {
  return { what, measured, unit, against, reference, ratio: measured / reference, ...(target === undefined ? {} : { target }), ...(atLeast ? { atLeast } : {}) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Takes turns, so that a busy moment of the machine falls on all alike. @returns the median of each, in milliseconds */
export async function inTurns(rounds: number, works: readonly (() => Promise<number>)[]): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) times[index]!.push(await work());
  }
  return times.map(median);
}

/** Runs a module of the benchmark in a process of its own and reads the JSON it prints last. */
export function inProcess<T>(module: URL, ...options: string[]): T {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--expose-gc", module.pathname, ...options], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${module.pathname} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as T;
}

/**
 * Processor seconds of this process and of the programs it started and waited for. Linux only: elsewhere the time on
 * the clock, which says less on a busy machine.
 */
export async function processorSeconds(work: () => Promise<unknown>): Promise<{ seconds: number }> {
  const before = spent();
  await work();
  return { seconds: spent() - before };
}

function spent(): number {
  try {
    // Fields 14 to 17 after the name: own user and system time, then that of children, in hundredths of a second.
    const fields = readFileSync("/proc/self/stat", "utf8").replace(/^.*\) /, "").split(" ");
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100;
  } catch {
    return performance.now() / 1000;
  }
}

export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const cells = rows.map((one) => [one.what, `${format(one.measured)} ${one.unit}`, `${one.against} ${format(one.reference)}`, `${one.ratio.toFixed(2)}×`, verdict(one)]);
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  for (const line of cells) console.log(`  ${line.map((cell, column) => cell.padEnd(widths[column]!)).join("  ")}`);
}

function verdict({ ratio, target, atLeast }: Row): string {
  if (target === undefined) return "";
  const met = atLeast ? ratio >= target : ratio <= target;
  return `${met ? "met" : "MISSED"} (${atLeast ? "≥" : "≤"} ${target}×)`;
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
