import { remove } from "../../runtime/packs/added.ts";
import { fail } from "../../runtime/problem.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { homeFrom } from "../home.ts";
import { projectOptions } from "../project.ts";

export const packRemove: Command = {
  name: "pack remove",
  summary: "Take a pack out that was added",
  arguments: [{ name: "NAME", summary: "the pack's own name, as \"reelwright pack list\" has it" }],
  options: { home: projectOptions.home },
  notes: ["Its files and what it was granted are gone then. Graphs that use it keep its nodes as they are, and results that were made with it stay."],
  examples: [{ line: "reelwright pack remove sparkle", does: "removes its files and its line in reelwright.lock.json" }],

  async execute(given, host) {
    const name = given.argument("NAME");
    const home = homeFrom(given.value("home"), host.cwd, host.cwd);
    if (!await remove(home, name)) fail({ code: "PACK_NOT_ADDED", message: `No pack "${name}" was added to this project.`, hint: "\"reelwright pack list\" shows those that were." });
    host.stdout.write(`Removed ${name}. Graphs that use it keep its nodes, and cannot run them.\n`);
    return exit.done;
  },
};
