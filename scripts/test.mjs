// The whole check of the project, from a fresh clone too: types, lint, build, tests. Words after it go to vitest.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "./chromium.mjs";
import { installed, node } from "./install.mjs";

if (!installed() || chromium() === undefined) process.exit(1);
const tsc = "node_modules/typescript/bin/tsc";
for (const step of [[tsc, "--noEmit"], [tsc, "--noEmit", "-p", "editor/tsconfig.json"], ["node_modules/oxlint/bin/oxlint", "--quiet"], ["scripts/build.mjs"]]) {
  if (node(...step) !== 0) process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), "reelwright-test-"));
const results = join(folder, "results.json");
const code = node("node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`, ...process.argv.slice(2));
const { passed, failed, skipped } = count(results);
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(code);

/** A file that failed without a failed test, because it or its set-up could not be run, counts as one that failed. */
function count(path) {
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(path, "utf8"));
  const broken = testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed")).length;
  return { passed, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
}
