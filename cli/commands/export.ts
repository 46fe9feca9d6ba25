import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bundleEnding, bundleFormat, bundleText, type Bundle, type BundledArtifact, type BundledPack, mostBundled } from "../../runtime/bundle/bundle.ts";
import type { Artifact } from "../../runtime/contract/types.ts";
import { type Runtime, ProblemError } from "../../runtime/index.ts";
import { readLock } from "../../runtime/packs/lock-file.ts";
import { fail } from "../../runtime/problem.ts";
import { artifactReferences } from "../references.ts";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import { writeNew } from "../new-files.ts";
import { openProject, projectOptions, readGraph, shownPath } from "../project.ts";
import { count, size } from "../text.ts";

export const exportGraph: Command = {
  name: "export",
  summary: "Write a graph with all it needs into one file",
  arguments: [{ name: "GRAPH", summary: "the graph's JSON file" }],
  options: {
    out: { value: "FILE", summary: `Where to write it (default: <graph name>${bundleEnding})` },
    artifacts: { summary: "Also put in the pictures, sounds and other files that the graph holds or pins" },
    force: { summary: "Write over a file that is there" },
    ...projectOptions,
  },
  notes: [
    "The file holds the graph, the graphs it uses, the versions of the packs it needs and, of added packs, what exactly they were. It holds no pack: \"reelwright pack add --for GRAPH\" gets those. Nothing that looks like a secret is written.",
  ],
  examples: [
    { line: "reelwright export graphs/eternal-love.json", does: "eternal-love.reelwright.json, to send to somebody" },
    { line: "reelwright export my-graph.json --artifacts", does: "the same with the pictures it pins" },
  ],

  async execute(given, host) {
    const graph = await readGraph(given, host);
    const { runtime, home } = await openProject(given, host, graph.folder);
    try {
      const { graph: document, subgraphs, packs } = await runtime.makings(graph.document, { folder: graph.folder });
      const documents = [document, ...Object.values(subgraphs)];
      const referred = artifactReferences(documents);
      const artifacts = given.flag("artifacts") ? await bytesOf(referred, runtime) : [];
      const bundle: Bundle = { format: bundleFormat, graph: document, subgraphs, packs, lock: await lockOf(home, packs), artifacts };
      await refuseSecrets(bundle, runtime);
      const path = resolve(host.cwd, given.value("out") ?? `${document.name}${bundleEnding}`);
      const text = bundleText(bundle);
      await writeNew([{ path, shown: shownPath(path, host), text }], given.flag("force"));
      const parts = [count(1 + Object.keys(subgraphs).length, "graph"), count(Object.keys(packs).length, "pack") + " named", artifacts.length > 0 ? count(artifacts.length, "file") : ""].filter((part) => part !== "");
      host.stdout.write(`${shownPath(path, host)}  ${size(Buffer.byteLength(text))}: ${parts.join(", ")}.\n`);
      if (referred.length > artifacts.length) host.stdout.write(`${count(referred.length, "file that the graph refers to is", "files that the graph refers to are")} not in it; --artifacts puts ${referred.length === 1 ? "it" : "them"} in.\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

async function bytesOf(artifacts: readonly Artifact[], runtime: Runtime): Promise<BundledArtifact[]> {
  const all = artifacts.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all > mostBundled) {
    fail({ code: "BUNDLE_TOO_LARGE", message: `The files that the graph refers to have ${size(all)}; at most ${size(mostBundled)} go into one file.`, hint: "Export without --artifacts and send those files beside it." });
  }
  const read = async ({ artifact, media }: Artifact) => {
    const data = await readFile(await runtime.path({ artifact }));
    return { artifact, media, bytes: data.length, data: data.toString("base64") };
  };
  return Promise.all(artifacts.map(read));
}

/** What the packs were, without what this project let them do. A path of this machine says nothing to anybody else. */
async function lockOf(home: string, packs: Readonly<Record<string, string>>): Promise<Record<string, BundledPack>> {
  const locked = Object.entries(await readLock(home)).filter(([name]) => packs[name] !== undefined);
  return Object.fromEntries(locked.map(([name, { version, from, integrity, files }]) => [name, { version, ...(isOfRegistry(from) ? { from } : {}), integrity, files }]));
}

function isOfRegistry(from: string): boolean {
  return /^@?[a-z0-9][\w.~/-]*(@[^/\\:]+)?$/i.test(from) && !/\.(tgz|tar|gz)$/i.test(from);
}

/** @throws ProblemError BUNDLE_SECRET */
async function refuseSecrets({ artifacts, ...rest }: Bundle, runtime: Runtime): Promise<void> {
  const texts = [JSON.stringify(rest), ...artifacts.filter(({ media }) => /^text\/|json|xml|subrip/.test(media)).map(({ data }) => Buffer.from(data, "base64").toString("utf8"))];
  for (const text of texts) {
    if (!await runtime.holdsSecret(text)) continue;
    throw new ProblemError({ code: "BUNDLE_SECRET", message: "The graph, or a file that goes with it, holds what looks like a secret.", hint: "Take the key out of the graph: keys belong into the environment, and reelwright.config.json names them. One that was shared should be revoked." });
  }
}
