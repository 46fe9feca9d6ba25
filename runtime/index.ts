/**
 * Runs graphs: check, plan, run, over one store. Published as `reelwright`.
 * @module
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkConfig, readConfig } from "./config/read.ts";
import { everySecret } from "./config/every-secret.ts";
import { Secrets } from "./config/secrets.ts";
import type { PackListing } from "./contract/listing.ts";
import type { NodeManifest } from "./contract/node.ts";
import type { Pack } from "./contract/pack.ts";
import type { Provider } from "./contract/service.ts";
import type { Artifact } from "./contract/types.ts";
import type { DoorStatus } from "./door/call.ts";
import { InFlight } from "./execute/in-flight.ts";
import { InProcessExecutor } from "./execute/in-process.ts";
import { Ledger } from "./money/ledger.ts";
import { type Finding, oneOf, type OwedCall } from "./money/owed.ts";
import type { LedgerTotals } from "./money/ledger-book.ts";
import { artifactsIn } from "./plan/digest.ts";
import { type Makings, makingsOf } from "./makings.ts";
import { networkProvider } from "./network/provider.ts";
import { type PlanReport, reportPlan } from "./plan-report.ts";
import { packIcon, packListing } from "./pack-listing.ts";
import { findPacks, PackLoader } from "./pack-loader.ts";
import { packsOf, Preparer } from "./prepare.ts";
import type { Problem } from "./problem.ts";
import { Registry } from "./registry/registry.ts";
import { fillRoles } from "./roles.ts";
import { type Run, type RunOptions, startRun, usualConcurrency, type Workshop } from "./run.ts";
import { ffmpegProvider } from "./services/ffmpeg.ts";
import { processorProvider } from "./services/processor.ts";
import { DiskStore } from "./store/disk-store.ts";
import { RunHistory } from "./store/history.ts";
import { type Pruned, pruneStore, type StoreInfo, storeInfo, type Verified, verifyStore } from "./store/maintenance.ts";
import { MemoryStore } from "./store/memory-store.ts";

export type * from "./events.ts";
export type { Change } from "./plan/explain.ts";
export type { DoorStatus } from "./door/call.ts";
export type { LedgerTotals } from "./money/ledger-book.ts";
export type { OwedCall } from "./money/owed.ts";
export type { Estimate, RoleEstimate } from "./estimate.ts";
export type { PlannedItem, PlannedNode, PlanReport } from "./plan-report.ts";
export type { PackListing } from "./contract/listing.ts";
export type { LeftOut } from "./graph/left-out.ts";
export type { Makings } from "./makings.ts";
export type { Translation } from "./contract/translation.ts";
export { newRunId, type Run, type RunOptions } from "./run.ts";
export type { RunSummary } from "./store/history.ts";
export type { Pruned, StoreInfo, Verified } from "./store/maintenance.ts";
export type { GraphDocument } from "./graph/document.ts";
export { formatDocument } from "./graph/format.ts";
export { parseDocument } from "./graph/parse.ts";
export { type Place, type Problem, ProblemError } from "./problem.ts";

/** The name of the folder in a project folder that holds everything kept. */
export const storeFolderName = ".reelwright";
const ledgerName = "ledger.ndjson";
const usualCurrency = "USD";

export interface RuntimeOptions {
  /** The project folder that holds `.reelwright/`; null keeps everything in memory. */
  readonly home: string | null;
  /** Folders of packs, or packs, beside the built-in ones. */
  readonly packs?: readonly (string | Pack)[];
  /** In place of `reelwright.config.json`. */
  readonly config?: unknown;
  /** Where the configuration finds variables. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told of what is kept carelessly, such as a key that every user of the machine may read. */
  readonly warn?: (message: string) => void;
  /** What fills roles, in place of what is configured and of the packs' stand-ins. */
  readonly providers?: readonly Provider[];
  /** A file in which every call of a service outside this machine is written down, in place of one that is there. */
  readonly record?: string;
  /** A file that was recorded: it answers in place of what is configured, and nothing outside this machine is asked. */
  readonly replay?: string;
  /** Whether the packs that come with Reelwright are there. Default: yes. */
  readonly builtIn?: boolean;
}

/** @throws ProblemError for a configuration, a pack or a store that cannot be used */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { home } = options;
  const config = options.config !== undefined ? checkConfig(options.config) : home === null ? {} : await readConfig(home);
  const { objects, folders } = packsOf(options.packs ?? []);
  const found = await findPacks({ home, config, folders, builtIn: options.builtIn !== false });
  const loader = new PackLoader();
  const registry = new Registry();
  registry.fill(ffmpegProvider);
  registry.fill(processorProvider);
  for (const pack of objects) registry.add(pack);
  const preparer = new Preparer(registry, found.folders, loader.open);
  const { record, replay, warn, env = process.env } = options;
  const secrets = new Secrets({ env, home, ...(warn ? { warn } : {}) });
  registry.fill(networkProvider({
    granted: (pack) => registry.granted(pack), local: config.reachable ?? [], secret: (name) => secrets.reader(config.secrets?.[name] ?? { env: name })(),
  }));
  const doors = replay === undefined ? await fillRoles(registry, config, { env, secrets, loadPacks: () => preparer.loadAll() }) : [];
  for (const provider of options.providers ?? []) registry.fill(provider);
  const usual = { taping: undefined, currency: config.currency ?? usualCurrency };
  const { taping, currency } = record === undefined && replay === undefined ? usual : await (await import("./taping.ts")).tapeRoles(registry, { record, replay, redact: secrets.redact, warn, currency: usual.currency });
  const store = home === null ? new MemoryStore() : new DiskStore(join(home, storeFolderName));
  const executor = new InProcessExecutor(registry, store, taping);
  return new Runtime(preparer, {
    registry, store, executor, history: new RunHistory(store.folder), inFlight: new InFlight(),
    concurrency: config.concurrency ?? usualConcurrency,
    ledger: new Ledger(home === null ? undefined : join(home, storeFolderName, ledgerName)), currency, doors, taping, loader, absentPacks: found.missing,
    holdsSecret: (text) => secrets.areIn(text, everySecret(config)),
  }, home);
}

export class Runtime {
  private readonly preparer: Preparer;
  private readonly workshop: Workshop;
  private readonly home: string | null;
  private readonly runsUnderWay = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  /** Use `openRuntime`. */
  constructor(preparer: Preparer, workshop: Workshop, home: string | null) {
    this.preparer = preparer;
    this.workshop = workshop;
    this.home = home;
  }

  /** Everything that would stop the graph from running; empty when it is sound. */
  async check(document: unknown, options: RunOptions = {}): Promise<readonly Problem[]> {
    return (await this.preparer.prepare(document, options)).problems;
  }

  /** What a run would do, why, and what it would take. Writes nothing. */
  async plan(document: unknown, options: RunOptions = {}): Promise<PlanReport> {
    const { plan, problems, changes, leftOut } = await this.preparer.prepare(document, options);
    if (!plan) return { problems, nodes: [], counts: { cached: 0, willRun: 0, depends: 0 }, estimate: { currency: this.workshop.currency, calls: {}, roles: {}, ms: 0, costMicros: 0, marketMicros: 0, certainMicros: 0, unpriced: [], complete: false } };
    return { ...await reportPlan(plan, this.workshop, options), ...(changes.length > 0 ? { migrated: changes } : {}), ...(leftOut ? { leftOut } : {}) };
  }

  run(document: unknown, options: RunOptions = {}): Run {
    const name = (document as { name?: unknown } | null)?.name;
    const run = startRun(async () => ({ graph: typeof name === "string" ? name : "", ...await this.preparer.prepare(document, options) }), this.workshop, options);
    this.runsUnderWay.add(run.result);
    void run.result.finally(() => this.runsUnderWay.delete(run.result));
    return run;
  }

  /** The runs that are kept. */
  get runs(): Pick<RunHistory, "list" | "events"> {
    return this.workshop.history;
  }

  /** Every node type of every pack. */
  async manifests(): Promise<readonly NodeManifest[]> {
    await this.preparer.loadAll();
    return this.workshop.registry.definitions();
  }

  /** The graph with the graphs it uses and the versions of its packs. Loads none of them. @throws ProblemError */
  makings(document: unknown, { folder }: Pick<RunOptions, "folder"> = {}): Promise<Makings> {
    return makingsOf(document, folder, this.preparer.versions);
  }

  /** The version of every pack that is there. Loads none of them. */
  get packVersions(): ReadonlyMap<string, string> {
    return this.preparer.versions;
  }

  /** Whether a text that is to leave this machine holds a secret of the project, or what looks like one. */
  holdsSecret(text: string): Promise<boolean> {
    return this.workshop.holdsSecret(text);
  }

  /** Every pack that is there, as data for an editor. */
  async listing(): Promise<readonly PackListing[]> {
    const broken = await this.preparer.loadEach();
    return packListing(this.workshop.registry.listing(), { folders: this.preparer.folders, broken, absent: this.workshop.absentPacks });
  }

  /** The file with a pack's own picture. @throws ProblemError PACK_ICON_MISSING */
  packIcon(name: string): Promise<string> {
    return packIcon(this.preparer.folders.get(name), name);
  }

  /** What fills each role, and its label where it is a stand-in. */
  async roles(quality: "draft" | "final" = "final"): Promise<Readonly<Record<string, { readonly provider: string; readonly label?: string }>>> {
    await this.preparer.loadEach();
    return Object.fromEntries([...this.workshop.registry.roles(quality)].map(([role, { name, label }]) => [role, { provider: name, ...(label === undefined ? {} : { label }) }]));
  }

  /** ISO 4217, of every price, cost and budget. */
  get currency(): string {
    return this.workshop.currency;
  }

  /** How the ways to the configured providers stand: what waits, what is held back, what is broken. */
  providers(): readonly DoorStatus[] {
    return this.workshop.doors.map((door) => door.status());
  }

  /** What the project has paid and may owe, over all runs. */
  spent(): LedgerTotals {
    this.workshop.ledger.refresh();
    return this.workshop.ledger.book.totals();
  }

  /** Paid calls whose end is not known: still open at their provider, or in doubt. */
  owed(): readonly OwedCall[] {
    const { ledger } = this.workshop;
    ledger.refresh();
    return [...ledger.book.open().map((entry) => ({ ...entry, state: "open" as const })), ...ledger.book.uncertain().map((entry) => ({ ...entry, state: "uncertain" as const }))];
  }

  /**
   * Writes down what somebody found out about such a call: that it never was, what the provider calls it, or what it cost.
   * @param id the entry's, or its request's hash, or the beginning of either
   * @throws ProblemError LEDGER_UNKNOWN, LEDGER_AMBIGUOUS
   */
  async resolveOwed(id: string, found: Finding): Promise<OwedCall> {
    const { ledger } = this.workshop;
    const entry = oneOf(this.owed(), id);
    if ("remote" in found) await ledger.accepted(entry.id, found.remote);
    else if ("costMicros" in found) ledger.settled(entry.id, { costMicros: found.costMicros, marketMicros: found.costMicros, units: {}, ms: 0, retries: 0 });
    else ledger.released(entry.id);
    return entry;
  }

  /** The outputs kept under an item's cache key, which events carry; undefined when they are no longer there. */
  outputs(key: string): Readonly<Record<string, unknown>> | undefined {
    const { store } = this.workshop;
    return (store.results.get(key) ?? (store.refresh(), store.results.get(key)))?.outputs;
  }

  /** Keeps bytes, so that a graph can be given them by reference. */
  keep(media: string, bytes: Uint8Array | string): Promise<Artifact> {
    return this.workshop.store.blobs.write(media, bytes);
  }

  /** Keeps a file by moving it in; best one in a `workFolder`. */
  keepFile(media: string, path: string): Promise<Artifact> {
    return this.workshop.store.blobs.writeFile(media, path);
  }

  /** An empty folder on the file system of the store, for what is on its way in. Removed when the runtime is closed. */
  workFolder(): Promise<string> {
    return this.workshop.store.blobs.folder();
  }

  /** A read-only file with an artifact's bytes. @throws ProblemError ARTIFACT_MISSING */
  path(artifact: Pick<Artifact, "artifact">): Promise<string> {
    return this.workshop.store.blobs.path(artifact);
  }

  storeInfo(): Promise<StoreInfo> {
    return storeInfo(this.workshop.store, this.workshop.history);
  }

  /** Hashes everything that is kept again; what is damaged is removed and made anew by the next run. */
  verifyStore(signal?: AbortSignal): Promise<Verified> {
    return verifyStore(this.workshop.store, signal);
  }

  /** Removes the least recently used until the store is small enough; never what a graph pins or a run under way needs. */
  async pruneStore(maxBytes: number): Promise<Pruned> {
    return pruneStore(this.workshop.store, this.workshop.history, { maxBytes, pinned: await this.pinned() });
  }

  /** Waits for runs under way; closing twice is closing once. */
  close(): Promise<void> {
    return this.closing ??= this.closeNow();
  }

  private async closeNow(): Promise<void> {
    await Promise.allSettled(this.runsUnderWay);
    await this.workshop.executor.close();
    await this.workshop.loader.close();
    await this.workshop.taping?.close();
    this.workshop.ledger.close();
    await this.workshop.store.close();
  }

  /** Artifacts that the project's graphs hold: pins, and files given as values. */
  private async pinned(): Promise<Set<string>> {
    const pinned = new Set<string>();
    for (const folder of this.home === null ? [] : [this.home, join(this.home, "graphs")]) {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!name.endsWith(".json")) continue;
        const text = await readFile(join(folder, name), "utf8");
        if (!text.includes("reelwright/graph@")) continue;
        for (const [, digest] of text.matchAll(/"artifact":\s*"([0-9a-f]{64})"/g)) pinned.add(digest!);
      }
    }
    for (const run of this.workshop.history.list().filter(({ outcome }) => outcome === "running")) {
      for await (const event of this.workshop.history.events(run.id)) {
        if (event.type === "run.started") for (const digest of artifactsIn(event.inputs)) pinned.add(digest);
      }
    }
    return pinned;
  }
}
