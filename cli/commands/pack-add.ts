import { fail } from "../../runtime/problem.ts";
import type { Command, Given } from "../command.ts";
import { exit } from "../exit.ts";
import { homeFrom } from "../home.ts";
import { addFetched, fetchNamed } from "../packs/adding.ts";
import { addNeeded } from "../packs/needed.ts";
import { restore } from "../packs/restore.ts";
import { projectOptions } from "../project.ts";

export const packAdd: Command = {
  name: "pack add",
  summary: "Add a pack: fetch it, say what it may do, and ask",
  arguments: [{ name: "PACK", summary: "a package of npm, a tarball or a folder", optional: true }],
  options: {
    for: { value: "GRAPH", summary: "Add the packs that this graph needs and that are not here, asking for each" },
    yes: { summary: "Agree to what it may do without being asked" },
    trust: { summary: "Also trust it: it then runs inside Reelwright, with all that you may do" },
    home: projectOptions.home,
  },
  notes: [
    "Nothing of a pack runs while it is added, and no install script ever. It runs isolated afterwards: without files, programs, environment or network, but for what you agreed to.",
    "reelwright.lock.json beside the configuration says exactly what was added. Keep it in version control. Without a PACK, everything it names is brought back, and refused where it is not the same to the byte.",
    "The name of a pack that is there fetches its newest version, and says only what is different in what it may do.",
  ],
  examples: [
    { line: "reelwright pack add reelwright-pack-sparkle", does: "from npm, or the registry that npm is set up for" },
    { line: "reelwright pack add ./reelwright-pack-sparkle-1.0.0.tgz", does: "from a file that somebody sent you" },
    { line: "reelwright pack add --for closing.json", does: "what that graph needs, and nothing more" },
    { line: "reelwright pack add", does: "after a fresh checkout: everything that the lock names" },
  ],

  async execute(given, host) {
    const home = homeFrom(given.value("home"), host.cwd, host.cwd);
    const options = { yes: given.flag("yes"), trust: given.flag("trust"), home };
    const word = wanted(given);
    if (word.graph !== undefined) return await addNeeded(word.graph, options, host) ? exit.done : exit.failed;
    if (word.pack === undefined) return await restore(home, options, host) ? exit.done : exit.failed;
    const locked = await addFetched(await fetchNamed(word.pack, home, host.cwd), options, host);
    return locked ? exit.done : exit.cancelled;
  },
};

function wanted(given: Given): { readonly pack?: string | undefined; readonly graph?: string | undefined } {
  const [pack, graph] = [given.optional("PACK"), given.value("for")];
  if (pack !== undefined && graph !== undefined) fail({ code: "OPTIONS_EXCLUSIVE", message: "A pack and --for were both given.", hint: "Add the pack by itself, or what the graph needs." });
  return { pack, graph };
}
