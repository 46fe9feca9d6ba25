import { join, resolve } from "node:path";
import { formatDocument, type Runtime } from "../../runtime/index.ts";
import { satisfies } from "../../runtime/registry/semver.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import type { Host } from "../host.ts";
import { type NewFile, writeNew } from "../new-files.ts";
import { keepBundled, type Opened, readOpened } from "../opened.ts";
import { openProject, projectOptions, shownPath } from "../project.ts";
import { artifactReferences } from "../references.ts";
import { count, plain } from "../text.ts";

export const open: Command = {
  name: "open",
  summary: "Bring back the graph that made a video, sound, picture or subtitle file, or that was exported",
  arguments: [{ name: "FILE", summary: "a file that \"reelwright run\" or \"reelwright export\" wrote" }],
  options: {
    to: { value: "DIR", summary: "Where the graph goes (default: the folder you are in)" },
    force: { summary: "Write over graphs that are there" },
    ...projectOptions,
  },
  notes: ["It writes the graph, the graphs it uses, and what the run was given as a file for --inputs. Nothing is run, and no pack is added: what is missing is named, with how to get it."],
  examples: [
    { line: "reelwright open out/eternal-love/e03.mp4", does: "the graph that made that episode" },
    { line: "reelwright open eternal-love.reelwright.json --to graphs", does: "the graph that somebody exported, with the files it holds" },
  ],

  async execute(given, host) {
    const shown = given.argument("FILE");
    const opened = await readOpened(resolve(host.cwd, shown), shown);
    const folder = resolve(host.cwd, given.value("to") ?? ".");
    const { runtime } = await openProject(given, host, folder);
    try {
      const files = filesOf(opened, folder, host);
      const kept = await keepBundled(opened.artifacts, runtime);
      const written = await writeNew(files, given.flag("force"));
      host.stdout.write(`${plain(opened.told)}\n`);
      for (const file of files) host.stdout.write(`  ${file.shown}${written.includes(file) ? "" : "  (as it was there already)"}\n`);
      if (kept > 0) host.stdout.write(`${count(kept, "file")} that the graph refers to ${kept === 1 ? "was" : "were"} kept in the project.\n`);
      const missing = await tellNeeds(opened, { runtime, host, graph: files[0]!.shown });
      const inputs = files.find(({ path }) => path.endsWith(inputsEnding));
      if (!missing) host.stdout.write(`See what is kept of it: reelwright plan ${files[0]!.shown}${inputs ? ` --inputs ${inputs.shown}` : ""}${opened.quality === "draft" ? " --quality draft" : ""}\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

const inputsEnding = ".inputs.json";

/** The graph first. */
function filesOf({ graph, subgraphs, inputs }: Opened, folder: string, host: Host): NewFile[] {
  const file = (name: string, text: string): NewFile => ({ path: join(folder, name), shown: shownPath(join(folder, name), host), text });
  return [
    file(`${graph.name}.json`, formatDocument(graph)),
    ...Object.entries(subgraphs).map(([name, document]) => file(`${name}.json`, formatDocument(document))),
    ...(Object.keys(inputs).length > 0 ? [file(`${graph.name}${inputsEnding}`, `${JSON.stringify(inputs, null, 2)}\n`)] : []),
  ];
}

interface Around {
  readonly runtime: Runtime;
  readonly host: Host;
  /** As it is shown. */
  readonly graph: string;
}

/** What the graph needs that is not here. @returns whether a pack is missing */
async function tellNeeds({ graph, subgraphs, inputs, packs, lock, bundle }: Opened, { runtime, host, graph: shown }: Around): Promise<boolean> {
  const here = runtime.packVersions;
  const names = Object.keys(packs);
  const say = (line: string) => host.stdout.write(`${plain(line)}\n`);
  if (names.length > 0) say(`Packs: ${names.map((name) => packText(name, packs[name]!, here.get(name))).join(", ")}.`);
  const missing = names.filter((name) => !here.has(name));
  if (missing.length > 0) {
    say(`Not here: ${missing.map((name) => `${name}${lock[name]?.from === undefined ? "" : ` (from ${lock[name].from})`}`).join(", ")}. To add ${missing.length === 1 ? "it" : "them"}: reelwright pack add --for ${bundle ?? shown}`);
  }
  const referred = artifactReferences([graph, subgraphs, inputs]);
  const isHere = await Promise.all(referred.map((artifact) => runtime.path(artifact).then(() => true, () => false)));
  const lost = referred.filter((_, index) => !isHere[index]);
  if (lost.length > 0) say(`${count(lost.length, "file that the graph refers to is", "files that the graph refers to are")} not kept here: ${lost.slice(0, 5).map(({ artifact, media }) => `${artifact.slice(0, 12)} (${media})`).join(", ")}${lost.length > 5 ? ", …" : ""}. Give ${lost.length === 1 ? "it" : "them"} anew, or have the graph exported with --artifacts.`);
  return missing.length > 0;
}

/** With the version that is here, where it is another. */
function packText(name: string, wanted: string, here: string | undefined): string {
  const text = wanted === "*" ? name : `${name} ${wanted}`;
  return here === undefined || here === wanted || satisfies(here, wanted) ? text : `${text} (here ${here})`;
}
