import type { PackListing } from "./contract/listing.ts";
import type { NodeManifest } from "./contract/node.ts";
import type { Artifact } from "./contract/types.ts";
import type { DoorStatus } from "./door/call.ts";
import { type Finding, oneOf, type OwedCall } from "./money/owed.ts";
import type { LedgerTotals } from "./money/ledger-book.ts";
import { type Makings, makingsOf } from "./makings.ts";
import { type PlanReport, reportPlan } from "./plan-report.ts";
import { packIcon, packListing } from "./pack-listing.ts";
import { Preparer } from "./prepare.ts";
import type { Problem } from "./problem.ts";
import { type Run, type RunOptions, startRun, type Workshop } from "./run.ts";
import { RunHistory } from "./store/history.ts";
import { type Pruned, pruneStore, type StoreInfo, storeInfo, type Verified, verifyStore } from "./store/maintenance.ts";
import { pinnedArtifacts } from "./pinned.ts";

/** Graphs checked, planned and run over one store. Opened by `openRuntime`. */
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
    return pruneStore(this.workshop.store, this.workshop.history, { maxBytes, pinned: await pinnedArtifacts(this.home, this.workshop.history) });
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
}
