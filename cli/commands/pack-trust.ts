import { trust } from "../../runtime/packs/added.ts";
import { readLock } from "../../runtime/packs/lock-file.ts";
import { fail } from "../../runtime/problem.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { homeFrom } from "../home.ts";
import { consentToTrust } from "../packs/consent.ts";
import { projectOptions } from "../project.ts";

export const packTrust: Command = {
  name: "pack trust",
  summary: "Let an added pack run inside Reelwright, or isolate it again",
  arguments: [{ name: "NAME", summary: "the pack's own name, as \"reelwright pack list\" has it" }],
  options: {
    off: { summary: "Isolate it again" },
    yes: { summary: "Agree without being asked" },
    home: projectOptions.home,
  },
  notes: ["A trusted pack can do whatever you can do on this machine. Trust whom you would let sit down at it."],
  examples: [
    { line: "reelwright pack trust sparkle", does: "says what that means, and asks" },
    { line: "reelwright pack trust sparkle --off", does: "isolated from the next start on" },
  ],

  async execute(given, host) {
    const name = given.argument("NAME");
    const home = homeFrom(given.value("home"), host.cwd, host.cwd);
    if (!Object.hasOwn(await readLock(home), name)) fail({ code: "PACK_NOT_ADDED", message: `No pack "${name}" was added to this project.`, hint: "\"reelwright pack list\" shows those that were." });
    const off = given.flag("off");
    if (!off && !await consentToTrust(name, given.flag("yes"), host)) return exit.cancelled;
    await trust(home, name, !off);
    host.stdout.write(off ? `${name} runs isolated from the next start on.\n` : `${name} is trusted from the next start on. "reelwright pack trust ${name} --off" isolates it again.\n`);
    return exit.done;
  },
};
