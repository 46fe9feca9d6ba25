import { join } from "node:path";
import { checkConfig, readConfig } from "./config/read.ts";
import { everySecret } from "./config/every-secret.ts";
import { Secrets } from "./config/secrets.ts";
import type { Pack } from "./contract/pack.ts";
import type { Provider } from "./contract/service.ts";
import { InFlight } from "./execute/in-flight.ts";
import { InProcessExecutor } from "./execute/in-process.ts";
import { Ledger } from "./money/ledger.ts";
import { networkProvider } from "./network/provider.ts";
import { findPacks, PackLoader } from "./pack-loader.ts";
import { packsOf, Preparer } from "./prepare.ts";
import { Registry } from "./registry/registry.ts";
import { fillRoles } from "./roles.ts";
import { usualConcurrency } from "./run.ts";
import { ffmpegProvider } from "./services/ffmpeg.ts";
import { processorProvider } from "./services/processor.ts";
import { DiskStore } from "./store/disk-store.ts";
import { RunHistory } from "./store/history.ts";
import { MemoryStore } from "./store/memory-store.ts";
import { Runtime } from "./runtime.ts";

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
  const registry = new Registry();
  const loader = new PackLoader(registry);
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
