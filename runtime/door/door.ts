import type { Limits } from "../config/config.ts";
import { Breaker, type BreakerOptions } from "./breaker.ts";
import type { DoorCall, DoorStatus, Doorway } from "./call.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Credentials, type SecretSource } from "./credentials.ts";
import { Gate } from "./gate.ts";
import { Passage, type Shared } from "./passage.ts";
import { Refusals } from "./refusals.ts";
import { CallSpan, type Traced } from "./telemetry.ts";

export interface DoorOptions {
  /** The name it has in the configuration. */
  readonly provider: string;
  /** For traces. */
  readonly baseUrl?: string | undefined;
  /** Of all models together; default: none. */
  readonly limits?: Limits | undefined;
  /** By model. One that is not named has a concurrency of 16 and no other limits. */
  readonly models?: Readonly<Record<string, { readonly limits?: Limits | undefined }>> | undefined;
  /** Absent for a service that wants no key. */
  readonly secret?: SecretSource | undefined;
  /** Takes secrets out of what a provider said, before anyone sees it. */
  readonly redact?: ((text: string) => string) | undefined;
  /** The longest silence before an attempt is given up, in milliseconds; default two minutes. */
  readonly silenceMs?: number | undefined;
  /** The longest one attempt may take; default ten times the silence. */
  readonly deadlineMs?: number | undefined;
  /** Default 6. Being told "too many" does not count: that ends with patience. */
  readonly maxAttempts?: number | undefined;
  /** How long a call goes on trying after it was first turned away, and the longest hold it waits out; default 15 minutes. */
  readonly patienceMs?: number | undefined;
  /** The same for a call that somebody else can answer; default 20 seconds. */
  readonly fallbackAfterMs?: number | undefined;
  readonly breaker?: BreakerOptions | undefined;
  readonly clock?: Clock | undefined;
  /** 0 to 1, for the jitter. */
  readonly random?: (() => number) | undefined;
}

/**
 * The one way to a remote service. Every call waits for its turn within the provider's limits, has money set aside for it, is
 * sent with a key that works, watched over, tried again where that may help, and accounted for.
 */
export class Door implements Doorway {
  readonly provider: string;
  private readonly shared: Shared;
  private readonly breaker: Breaker;
  private readonly traced: Traced;

  constructor(options: DoorOptions) {
    const { provider, limits, models = {}, secret, redact = (text) => text, clock = systemClock, random = Math.random, silenceMs = 120_000 } = options;
    this.provider = provider;
    this.breaker = new Breaker(options.breaker);
    this.traced = { provider, server: serverOf(options.baseUrl) };
    this.shared = {
      provider, clock, silenceMs,
      gate: new Gate({ limits, modelLimits: (model) => models[model]?.limits, breaker: this.breaker, clock, random }),
      credentials: new Credentials(secret, clock),
      refusals: new Refusals(provider, redact),
      random,
      deadlineMs: options.deadlineMs ?? silenceMs * 10,
      maxAttempts: options.maxAttempts ?? 6,
      patienceMs: options.patienceMs ?? 15 * 60_000,
      fallbackAfterMs: options.fallbackAfterMs ?? 20_000,
    };
  }

  call<T>(call: DoorCall<T>): Promise<T> {
    return new Passage(this.shared, call, new CallSpan(this.traced, call)).through();
  }

  status(): DoorStatus {
    const { gate, credentials, clock, provider } = this.shared;
    const now = clock.now();
    return {
      provider,
      models: gate.lanes().map(({ model, inFlight, waiting, concurrency, heldUntil }) => ({
        model, inFlight, waiting, concurrency, ...(heldUntil > now && { heldUntil }),
      })),
      breaker: this.breaker.state,
      refreshes: credentials.refreshes,
    };
  }
}

function serverOf(baseUrl: string | undefined): Traced["server"] {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return undefined;
  const { hostname, port } = new URL(baseUrl);
  return { address: hostname, ...(port && { port: Number(port) }) };
}
