import type { Verified } from "../../runtime/index.ts";
import { fail } from "../../runtime/problem.ts";
import { bytesOption } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { openProject, projectOptions, shownPath } from "../project.ts";
import { count, size } from "../text.ts";

const { home } = projectOptions;
const json = { summary: "Print the numbers as one JSON object" };

export const cacheInfo: Command = {
  name: "cache info",
  summary: "Say how much is kept, and where",
  arguments: [],
  options: { json, home },
  examples: [{ line: "reelwright cache info", does: "number of results, their size, the folder" }],

  async execute(given, host) {
    const { runtime } = await openProject(given, host, host.cwd);
    try {
      const info = await runtime.storeInfo();
      if (given.flag("json")) host.stdout.write(`${JSON.stringify(info)}\n`);
      else host.stdout.write(`${count(info.results, "result")} and ${count(info.blobs, "file")}, ${size(info.bytes)}; ${count(info.runs, "run")}, ${size(info.runBytes)}${info.folder === null ? "" : `, in ${shownPath(info.folder, host)}`}.\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

export const cacheVerify: Command = {
  name: "cache verify",
  summary: "Re-hash everything that is kept and repair what is damaged",
  arguments: [],
  options: { json, home },
  notes: ["What is damaged is put aside, with the results that need it: the next run makes those again."],
  examples: [{ line: "reelwright cache verify", does: "after a crash of the machine, or a copy from another one" }],

  async execute(given, host) {
    const { runtime } = await openProject(given, host, host.cwd);
    const cancel = new AbortController();
    const stopListening = host.onInterrupt(() => cancel.abort());
    try {
      const verified = await runtime.verifyStore(cancel.signal);
      if (given.flag("json")) host.stdout.write(`${JSON.stringify(verified)}\n`);
      else host.stdout.write(verifiedText(verified));
      return exit.done;
    } catch (error) {
      if (cancel.signal.aborted) return exit.cancelled;
      throw error;
    } finally {
      stopListening();
      await runtime.close();
    }
  },
};

export const cachePrune: Command = {
  name: "cache prune",
  summary: "Drop the least recently used results down to a size",
  arguments: [],
  options: { max: { value: "SIZE", summary: "How much may stay: 20GB, 1.5TB, 500MB" }, json, home },
  notes: ["Pinned results and those a run is using stay, whatever the size; so do the records of the newest 100 runs. What is dropped is made again when a run needs it."],
  examples: [{ line: "reelwright cache prune --max 20GB", does: "keeps the 20 GB used last" }],

  async execute(given, host) {
    const maxBytes = bytesOption(given, "max") ?? fail({ code: "OPTION_MISSING", message: "\"reelwright cache prune\" needs --max SIZE.", hint: "For example: reelwright cache prune --max 20GB" });
    const { runtime } = await openProject(given, host, host.cwd);
    try {
      const pruned = await runtime.pruneStore(maxBytes);
      if (given.flag("json")) host.stdout.write(`${JSON.stringify(pruned)}\n`);
      else host.stdout.write(`${count(pruned.removedResults, "result")} dropped, ${size(pruned.freedBytes)} freed; ${size(pruned.keptBytes)} kept.${pruned.removedRuns > 0 ? ` Records of ${count(pruned.removedRuns, "old run")} dropped.` : ""}\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

function verifiedText({ blobs, corrupt, removedResults }: Verified): string {
  const lines = [`${count(blobs, "file")} checked, ${corrupt.length} damaged.`, ...corrupt.map((digest) => `  ${digest}`)];
  if (removedResults > 0) lines.push(`${count(removedResults, "result")} dropped, to be made again by the next run.`);
  return `${lines.join("\n")}\n`;
}
