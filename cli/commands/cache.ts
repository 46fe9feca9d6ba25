import { bytesOption } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { tellProblems } from "../problems.ts";
import { openProject, projectOptions, shownPath } from "../project.ts";
import { count, size } from "../text.ts";
import { fail } from "../../runtime/problem.ts";

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
      const info = await runtime.store.info();
      if (given.flag("json")) host.stdout.write(`${JSON.stringify(info)}\n`);
      else host.stdout.write(`${count(info.results, "result")} and ${count(info.blobs, "file")}, ${size(info.bytes)}${info.folder === null ? "" : `, in ${shownPath(info.folder, host)}`}.\n`);
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
  notes: ["What is damaged is dropped, so that the next run makes it again. Exits with 1 when something damaged could not be dropped."],
  examples: [{ line: "reelwright cache verify", does: "after a crash of the machine, or a copy from another one" }],

  async execute(given, host) {
    const { runtime } = await openProject(given, host, host.cwd);
    const cancel = new AbortController();
    const stopListening = host.onInterrupt(() => cancel.abort());
    try {
      const { checked, bad, repaired, problems } = await runtime.store.verify({ signal: cancel.signal });
      if (given.flag("json")) host.stdout.write(`${JSON.stringify({ checked, bad, repaired, problems })}\n`);
      else {
        tellProblems(problems, host);
        host.stdout.write(`${count(checked, "file")} checked, ${bad} damaged${bad > 0 ? `, ${repaired} dropped to be made again` : ""}.\n`);
      }
      if (cancel.signal.aborted) return exit.cancelled;
      return bad > repaired ? exit.failed : exit.done;
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
  notes: ["Pinned results and those a run is using stay, whatever the size. What is dropped is made again when a run needs it."],
  examples: [{ line: "reelwright cache prune --max 20GB", does: "keeps the 20 GB used last" }],

  async execute(given, host) {
    const maxBytes = bytesOption(given, "max") ?? fail({ code: "OPTION_MISSING", message: "\"reelwright cache prune\" needs --max SIZE.", hint: "For example: reelwright cache prune --max 20GB" });
    const { runtime } = await openProject(given, host, host.cwd);
    try {
      const pruned = await runtime.store.prune({ maxBytes });
      if (given.flag("json")) host.stdout.write(`${JSON.stringify(pruned)}\n`);
      else host.stdout.write(`${count(pruned.removedResults, "result")} dropped, ${size(pruned.freedBytes)} freed; ${size(pruned.keptBytes)} kept.\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};
