import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Objection } from "../../runtime/packs/conformance/objection.ts";
import type { Permissions } from "../../runtime/packs/permissions.ts";
import { parseDocument, type Problem, type Run, type Runtime } from "../../runtime/index.ts";
import type { PackFolder } from "../../runtime/registry/load.ts";
import type { Host } from "../host.ts";

export interface ExamplesTried {
  readonly objections: readonly Objection[];
  readonly passed: readonly string[];
}

/** An example is for trying something out: it is not meant to take long. */
const patienceMs = 5 * 60_000;
const all = 1_000_000;

/** Checks the example graphs of an added pack and runs them offline, twice where they can be: the second time all is made again and compared. */
export async function exampleObjections(home: string, pack: PackFolder, host: Host): Promise<ExamplesTried> {
  const runtime = await host.openRuntime({ home, config: {}, env: {} });
  try {
    const tried: ExamplesTried[] = [];
    // One after the other: each may use the whole machine.
    for (const file of pack.manifest.examples ?? []) tried.push(await tryExample(runtime, pack, file));
    return { objections: tried.flatMap(({ objections }) => objections), passed: tried.flatMap(({ passed }) => passed) };
  } finally {
    await runtime.close();
  }
}

async function tryExample(runtime: Runtime, { folder, manifest }: PackFolder, file: string): Promise<ExamplesTried> {
  const wrong = (message: string, problems: readonly Problem[]) => ({ objections: problems.map(({ code, message: why, node }) => ({ at: file, message: `${message}${node === undefined ? "" : `, node ${node}`}: ${why} (${code})` })), passed: [] });
  const text = await readFile(join(folder, file), "utf8").catch(() => undefined);
  // That it is not there is an objection of its own.
  if (text === undefined) return { objections: [], passed: [] };
  const { document, problems } = parseDocument(text, file);
  if (!document) return wrong("is no graph", problems);
  const place = { folder: dirname(join(folder, file)) };
  const unsound = await runtime.check(document, place);
  if (unsound.length > 0) return wrong("is not sound", unsound);
  if (!Object.values(document.nodes).some(({ type }) => type.startsWith(`${manifest.name}/`))) return { objections: [{ at: file, message: "uses no node of the pack" }], passed: [] };
  const { services = [], network = [], programs = [] } = (manifest.permissions ?? {}) as Permissions;
  if (network.length > 0) return { objections: [], passed: [`${file}: sound; not run, as the pack needs the network`] };
  if (programs.length > 0) return { objections: [], passed: [`${file}: sound; not run, as the pack starts programs`] };
  const first = await tryRun(runtime.run(document, { ...place, quality: "draft", signal: AbortSignal.timeout(patienceMs) }));
  if (first.outcome !== "succeeded") {
    const failed = first.problems.length > 0 ? wrong("does not run offline", first.problems).objections : [{ at: file, message: `does not run offline: the run was ${first.outcome}` }];
    // Not everything that a model does has a stand-in.
    return { objections: services.length > 0 ? failed.map((one) => ({ ...one, advice: true })) : failed, passed: [] };
  }
  const second = await runtime.run(document, { ...place, quality: "draft", audit: all, signal: AbortSignal.timeout(patienceMs) }).result;
  const differ = second.problems.filter(({ node }) => node === undefined || document.nodes[node]?.type.startsWith(`${manifest.name}/`));
  if (differ.length > 0) return wrong("does not give the same twice", differ);
  return { objections: [], passed: [`${file}: sound; it runs offline, and gives the same twice`] };
}

/** @returns what stopped the run, or each of its items that failed */
async function tryRun(run: Run): Promise<{ readonly outcome: string; readonly problems: readonly Problem[] }> {
  const failed: Problem[] = [];
  for await (const event of run.events) if (event.type === "item.failed") failed.push({ ...event.problem, node: event.node });
  const { outcome, problems } = await run.result;
  return { outcome, problems: [...problems, ...failed] };
}
