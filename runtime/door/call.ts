import type { Caller, Intent, Reservation } from "../contract/service.ts";

/** What goes through the door: one logical call of a remote model, however many attempts it takes. */
export interface DoorCall<T> {
  readonly caller: Caller;
  readonly model: string;
  /** Absent for what costs nothing: looking a job up, fetching what it made, listing models. */
  readonly intent?: Omit<Intent, "provider" | "model">;
  /**
   * The money of work that is under way already, taken over from a process that died. Whatever becomes of the call, it is not
   * given back and nothing is sent again, unless a `WireFault` says that nothing was bought.
   */
  readonly reservation?: Reservation;
  /** What is done, for traces: `chat`, `speech`, `image`, `video`, `models`. Default: `call`. */
  readonly operation?: string;
  /** Somebody else can answer: PROVIDER_BUSY is said soon, where it would be waited for otherwise. Not heeded once work is under way. */
  readonly fallback?: boolean;
  /** The longest one attempt may take, in milliseconds, where that is not the door's own: for jobs that are waited for. */
  readonly deadlineMs?: number;
  /** The most tokens it can take, read and written: debited from the bucket, settled by what `send` reports. */
  readonly tokens?: number;
  /**
   * Makes one attempt and reads the answer whole. Throws what the wire throws; a `WireFault` where it knows better, e.g. for a
   * stream that ended without its end mark. Must stop when the attempt's signal aborts.
   *
   * Paid calls take one of the model's places for as long as this runs; calls without an intent take none, so that a job may
   * be looked up through the door while the paid call that began it is still here. Work whose intent is `durable` is never
   * sent again when its end is not known: the call fails, `isUncertain` tells that it was for this reason, and
   * `caller.begun(request)` has what to look up. The same holds once an attempt was `accepted`, unless a `WireFault` says that
   * nothing was bought.
   */
  send(attempt: Attempt): Promise<Sent<T>>;
}

export interface Attempt {
  /** Aborts when the caller does, or the answer is silent or takes for too long. */
  readonly signal: AbortSignal;
  /** Must be called whenever something of the answer arrives: silence is measured from here. */
  alive(): void;
  /** Should be called with the headers of an answer: a service tells in them when it will take nothing more. */
  heard(headers: Pick<Headers, "get">): void;
  /** The secret, for this attempt only; undefined for services that want none. */
  readonly key: string | undefined;
  /** The same for every attempt of one logical call, so that a service that knows it does the work once. */
  readonly idempotencyKey: string;
  /** Set for paid work: see `Reservation`. */
  accepted(remote: string): Promise<void>;
  /** Counted from 0. */
  readonly number: number;
}

export interface Sent<T> {
  readonly value: T;
  /** What was used, by the service's own account where it gives one; `tokensIn` and `tokensOut` settle the bucket of tokens. */
  readonly units: Readonly<Record<string, number>>;
  readonly costMicros: number;
  readonly marketMicros: number;
}

/** What went wrong on the wire, said so that the door knows what may be done about it. */
export class WireFault extends Error {
  /** `retry`: nothing was billed, try again. `uncertain`: it may have been billed. `final`: asking again changes nothing. */
  readonly kind: "retry" | "uncertain" | "final";
  readonly retryAfterMs: number | undefined;

  constructor(kind: WireFault["kind"], message: string, options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "WireFault";
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** How one provider's door stands, for people to look at. */
export interface DoorStatus {
  readonly provider: string;
  readonly models: readonly {
    readonly model: string;
    readonly inFlight: number;
    readonly waiting: number;
    /** Nothing is sent before this time, in milliseconds since 1970. */
    readonly heldUntil?: number;
    /** How many calls may be in flight at present; lower than configured after the provider complained. */
    readonly concurrency: number;
  }[];
  /** `open`: it failed too often in a row; calls wait or fall back until it is tried again. */
  readonly breaker: "closed" | "open";
  readonly refreshes: number;
}

/** The one way to a provider. Implemented by `Door`; what speaks a protocol needs no more than this. */
export interface Doorway {
  readonly provider: string;
  /**
   * Waits for its turn, sets money aside, sends, tries again where that may help, and tells the caller of each attempt that may
   * have cost.
   * @throws ProblemError PROVIDER_REFUSED, PROVIDER_UNREACHABLE, PROVIDER_UNAUTHORISED, PROVIDER_UNPAID, PROVIDER_BUSY, BUDGET_REACHED
   */
  call<T>(call: DoorCall<T>): Promise<T>;
  status(): DoorStatus;
}
