import { expect, test } from "vitest";
import { openDesk } from "./kit.ts";

test("no command shows the commands", async () => {
  const { code, stdout } = await (await openDesk()).type();
  expect(code).toBe(0);
  for (const name of ["run", "check", "plan", "cache info", "cache verify", "cache prune", "runs list", "runs show"]) expect(stdout).toContain(`  ${name} `);
});

test("every command has a help with usage, options and an example", async () => {
  const desk = await openDesk();
  for (const name of ["run", "check", "plan", "cache info", "cache verify", "cache prune", "runs list", "runs show"]) {
    const { code, stdout } = await desk.type(...name.split(" "), "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: reelwright ${name}`);
    expect(stdout).toContain("Examples:");
  }
});

test("help needs no runtime and no file", async () => {
  const desk = await openDesk();
  expect((await desk.type("run", "no-such-file.json", "--help")).code).toBe(0);
  expect(desk.opened).toEqual([]);
});

test("--version is the package's version", async () => {
  expect((await (await openDesk()).type("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("a group without a command lists its commands and is an error", async () => {
  const { code, stdout, stderr } = await (await openDesk()).type("cache");
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("cache prune");
});

const refused: [words: string[], code: string, says: string][] = [
  [["rum"], "COMMAND_UNKNOWN", "Did you mean \"reelwright run\"?"],
  [["cache", "infos"], "COMMAND_UNKNOWN", "Did you mean \"reelwright cache info\"?"],
  [["run"], "ARGUMENT_MISSING", "needs GRAPH"],
  [["run", "a.json", "b.json"], "ARGUMENT_UNEXPECTED", "does not take \"b.json\""],
  [["run", "a.json", "--qualiti", "draft"], "OPTION_UNKNOWN", "Did you mean --quality?"],
  [["run", "a.json", "-q"], "OPTION_UNKNOWN", "no option -q"],
  [["run", "a.json", "--out"], "OPTION_VALUE_MISSING", "--out DIR"],
  [["run", "a.json", "--out", "--json"], "OPTION_VALUE_MISSING", "--out=VALUE"],
  [["run", "a.json", "--json=yes"], "OPTION_VALUE_UNEXPECTED", "Write --json alone"],
  [["run", "a.json", "--out", "x", "--out", "y"], "OPTION_TWICE", "--out was given more than once"],
  [["run", "a.json", "--quality", "best"], "OPTION_VALUE_INVALID", "Give draft or final"],
  [["run", "a.json", "--budget", "lots"], "OPTION_VALUE_INVALID", "Give a number of at least 0"],
  [["run", "a.json", "--budget", "-1"], "OPTION_VALUE_INVALID", "at least 0"],
  [["run", "a.json", "--concurrency", "1.5"], "OPTION_VALUE_INVALID", "Give a whole number of at least 1"],
  [["cache", "prune"], "OPTION_MISSING", "--max 20GB"],
  [["cache", "prune", "--max", "20 potatoes"], "OPTION_VALUE_INVALID", "20GB"],
];
test.each(refused)("%j is refused with what to do", async (words, problem, says) => {
  const desk = await openDesk();
  const { code, stdout, stderr } = await desk.type(...words);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(problem);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(desk.opened).toEqual([]);
});
