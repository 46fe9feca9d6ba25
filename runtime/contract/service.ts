/** A typed name for something the host lends to nodes: a chat model, a voice, ffmpeg. */
export interface Service<T> {
  /** The role a graph's nodes ask for: `writer`, `speech`, `ffmpeg`, … */
  readonly name: string;
  readonly __type?: T;
}

export function defineService<T>(name: string): Service<T> {
  return { name };
}

/** One finished call of a service, for the ledger and the `service.called` event. */
export interface ServiceCall {
  readonly model: string;
  /** What was used, by unit: `{ "characters": 120 }`, `{ "seconds": 3.2 }`, `{ "tokensIn": 900, "tokensOut": 400 }`. */
  readonly units: Readonly<Record<string, number>>;
  /** In millionths of the account's currency. */
  readonly costMicros: number;
  /** What the same call costs at the market rate, in millionths. */
  readonly marketMicros: number;
  readonly ms: number;
  readonly retries: number;
}

/** On whose behalf a service works: it must stop when `signal` aborts, and tell of each finished call. */
export interface Caller {
  readonly signal: AbortSignal;
  called(call: ServiceCall): void;
}

/** A service that is open. Each item gets its own view of it, bound to that item's signal and accounts. */
export interface OpenService<T> {
  bind(caller: Caller): T;
  close?(): Promise<void>;
}

/** What fills a role: a pack's offline stand-in, or whatever the host configured instead. */
export interface Provider<T = any> {
  readonly service: Service<T>;
  /** Short name for events and reports: `offline`, `openai`. */
  readonly name: string;
  /** Set on stand-ins; shown wherever their work shows, e.g. `offline draft`. */
  readonly label?: string;
  /** What outputs depend on: provider, model and the settings that change an answer. Part of every cache key. */
  readonly fingerprint: string;
  /** How many items may hold the service at once. Default: no limit of its own. */
  readonly concurrency?: number;
  /** Called at most once per runtime, and only when an item first asks for it. */
  open(): Promise<OpenService<T>>;
}

/** The one way to write a provider; infers T from the service. */
export function defineProvider<T>(provider: Provider<T>): Provider<T> {
  return provider;
}
