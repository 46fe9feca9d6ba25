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
  /** Who answered, where it was not the role's first choice. */
  readonly provider?: string;
  /** Set when that was a stand-in. */
  readonly label?: string;
  readonly model: string;
  /** What was used, by unit: `{ "characters": 120 }`, `{ "seconds": 3.2 }`, `{ "tokensIn": 900, "tokensOut": 400 }`. */
  readonly units: Readonly<Record<string, number>>;
  /** In millionths of the account's currency; whole. */
  readonly costMicros: number;
  /** What the same call costs at the market rate, in millionths. */
  readonly marketMicros: number;
  readonly ms: number;
  readonly retries: number;
  /** The request was sent and its answer never came whole: it may have been billed, at most what was reserved for it. */
  readonly uncertain?: true;
}

/** Something about a service that whoever looks at the run should know, though the item goes on. */
export interface ServiceNotice {
  readonly code:
    /** The role's first choice could not answer; the next of its list is asked. */
    | "fallback"
    /** The provider lacks something that was asked for, e.g. structured output; a weaker form is used. */
    | "degraded"
    /** Nothing is sent before a time the provider named. */
    | "waiting"
    /** An expired token was renewed. */
    | "refreshed"
    /** Paid work begun earlier was found again instead of being bought anew. */
    | "resumed";
  readonly provider: string;
  readonly model: string;
  /** One sentence. */
  readonly message: string;
}

/** What a call is about to cost, told before it is made. */
export interface Intent {
  readonly provider: string;
  readonly model: string;
  /** sha256 over the request's content, artifacts by digest: equal requests have equal hashes, in every process. */
  readonly request: string;
  /** The most it can cost, in millionths. */
  readonly maxMicros: number;
  /** Whether the intent must be on disk before the call goes out: for work that would be bought twice if it were lost. */
  readonly durable?: boolean;
}

/** Money set aside for one call, and its line in the ledger. Ended by `called`, or by `release`. */
export interface Reservation {
  /** The provider took the work on, under this name of its own. On disk when the promise resolves. */
  accepted(remote: string): Promise<void>;
  /** Nothing was bought: the call was not sent, or was refused whole. */
  release(): void;
}

/** Paid work whose end is not known: the process that asked for it died, or the answer never came. */
export interface Begun {
  /** What the provider called it, where it got so far. */
  readonly remote?: string;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
  /** Takes over its line in the ledger, so that the money is counted once. */
  takeOver(): Promise<Reservation>;
  /** The provider was asked and knows nothing of it. */
  giveUp(): void;
}

/** On whose behalf a service works: it must stop when `signal` aborts, and tell of each finished call. */
export interface Caller {
  readonly signal: AbortSignal;
  /** For the ledger, traces and messages; never for answers. */
  readonly origin: Origin;
  /**
   * Sets money aside before a call that costs. Waits while money that others hold may yet come free.
   * @throws ProblemError BUDGET_REACHED, which ends the run cleanly; pass it on
   */
  reserve(intent: Intent): Promise<Reservation>;
  /** Paid work with that request hash which has begun and not ended. Look it up before asking for it again. */
  begun(request: string): Begun | undefined;
  /** A call has ended. Settles the reservation made for it. */
  called(call: ServiceCall, reservation?: Reservation): void;
  notice(notice: ServiceNotice): void;
  /** Another service, on behalf of the same item: a stand-in may need ffmpeg. */
  use<T>(service: Service<T>): Promise<T>;
}

/** Where a call comes from. */
export interface Origin {
  readonly run: string;
  readonly node: string;
  readonly item: string;
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
  /** Whether its calls leave this machine: these are recorded for a replay, and a run without a network has none of them. */
  readonly remote?: boolean;
  /**
   * What one item's use of it usually costs, in millionths: for plans, until there is a history to go by. A remote provider
   * without it has no known price, and no budget can be kept with it.
   */
  readonly usual?: { readonly costMicros: number; readonly marketMicros: number };
  /** Called at most once per runtime, and only when an item first asks for it. */
  open(): Promise<OpenService<T>>;
}

/** The one way to write a provider; infers T from the service. */
export function defineProvider<T>(provider: Provider<T>): Provider<T> {
  return provider;
}
