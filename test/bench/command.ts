import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inTurns, type Row, row } from "./measure.ts";

/** `reelwright run` when everything is kept, from start to exit, against Node that starts and does nothing. */
export async function commandRows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-bench-"));
  // As it is shipped, from `npm run build`, not as it is compiled for the benchmarks.
  const main = "dist/cli/main.js";
  const run = () => spawnSync(process.execPath, [main, "run", "graphs/bowl-of-dumplings.json", "--home", folder, "--out", join(folder, "out")], { encoding: "utf8" });
  const first = run();
  if (first.status !== 0) throw new Error(`The first run ended with ${first.status}: ${first.stderr}${first.stdout}`);
  const time = (work: () => unknown) => async () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  const [bare, kept] = await inTurns(7, [time(() => spawnSync(process.execPath, ["-e", "0"])), time(run)]);
  await rm(folder, { recursive: true });
  return [
    row("run of a kept graph, start to exit", kept!, "ms", "wanted", 400, 1),
    row("the same", kept!, "ms", "node -e 0", bare!),
  ];
}
