import { resolve } from "node:path";
import type { PackListing } from "../../runtime/contract/listing.ts";
import { readPackFolder } from "../../runtime/registry/load.ts";
import type { Problem } from "../../runtime/problem.ts";
import { numberOption } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import type { Host } from "../host.ts";
import { type DevPage, DevServer } from "../packs/dev-server.ts";
import { watchPack } from "../packs/watch.ts";
import { tellProblems } from "../problems.ts";
import { count, plain } from "../text.ts";

export const packDev: Command = {
  name: "pack dev",
  summary: "Open the editor with a pack that you work on; saving reloads it",
  arguments: [{ name: "FOLDER", summary: "the pack's folder. Default: the folder you are in", optional: true }],
  options: {
    port: { value: "N", summary: "Where it listens (default: 4680, or the next that is free)" },
    home: { value: "DIR", summary: "The project to try it in, with its graphs and configuration. Default: the pack's own folder" },
    open: { summary: "Open the page in the browser" },
  },
  notes: [
    "The pack runs as your own packs do, in this process's place and not isolated; \"reelwright pack check\" shows it as others get it.",
    "After each change the server starts again on the same port. The page in the browser stays as it is, and shows the new ports. Runs under way are interrupted, and keep what they finished.",
  ],
  examples: [
    { line: "reelwright pack dev", does: "the pack you are in, with the graphs in its folder graphs/" },
    { line: "reelwright pack dev sparkle --home my-show", does: "with a project's own graphs and models" },
  ],

  async execute(given, host) {
    const folder = resolve(host.cwd, given.optional("FOLDER") ?? ".");
    const { manifest: { name } } = await readPackFolder(folder);
    const port = numberOption(given, "port", 0, true);
    const server = new DevServer({
      words: ["--pack", folder, "--home", resolve(host.cwd, given.value("home") ?? folder), ...(given.flag("open") ? ["--open"] : [])],
      port: port === undefined ? undefined : String(port), env: host.env, cwd: host.cwd, tell: (text) => host.stderr.write(text),
    });
    host.stdout.write(`Working on ${name}. Save a file and it is loaded again; Ctrl-C stops.\n`);
    return loop(server, { folder, name }, host);
  },
};

/** Serves until it is interrupted. Changes that come while it starts again count as one. */
async function loop(server: DevServer, { folder, name }: { readonly folder: string; readonly name: string }, host: Host): Promise<typeof exit.done> {
  let wake = () => {};
  let changed = false;
  let interrupted = false;
  const stopListening = host.onInterrupt(() => {
    interrupted = true;
    wake();
  });
  const stopWatching = await watchPack(folder, () => {
    changed = true;
    wake();
  });
  try {
    let announced = "";
    while (!interrupted) {
      changed = false;
      const page = await server.start();
      if (page && page.address !== announced) host.stdout.write(`\n  ${page.address}#token=${page.token}\n\n`);
      announced = page?.address ?? announced;
      if (page) await tellLoaded(page, name, host);
      if (!changed && !interrupted) await new Promise<void>((done) => { wake = done; });
      await server.stop();
    }
    return exit.done;
  } finally {
    stopWatching();
    stopListening();
    await server.stop();
  }
}

/** What became of the pack: the server starts with one that does not load, so that everything else can be looked at. */
async function tellLoaded({ address, token }: DevPage, name: string, host: Host): Promise<void> {
  const response = await fetch(new URL("api/packs", address), { headers: { authorization: `Bearer ${token}` } });
  const answer = await response.json() as { readonly packs?: readonly PackListing[]; readonly problems?: readonly Problem[] };
  const pack = answer.packs?.find((one) => one.name === name);
  if (pack?.problem) tellProblems([pack.problem], host);
  else if (pack) host.stdout.write(`✓ ${name} ${plain(pack.version)}: ${count(pack.nodes.length, "node type")}\n`);
  else tellProblems(answer.problems ?? [], host);
}
