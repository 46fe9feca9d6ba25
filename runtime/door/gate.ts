import type { Limits } from "../config/config.ts";
import { onAbort } from "./abort.ts";
import { fullJitter } from "./backoff.ts";
import type { Breaker, Health } from "./breaker.ts";
import type { Clock } from "./clock.ts";
import { Lane, Limiter, type Waiter } from "./lane.ts";

export interface GateOptions {
  /** Of all models together. */
  readonly limits?: Limits | undefined;
  readonly modelLimits: (model: string) => Limits | undefined;
  readonly breaker: Breaker;
  readonly clock: Clock;
  readonly random: () => number;
}

/** What a call asks of the gate. */
export interface Ask {
  readonly model: string;
  readonly tokens: number;
  /** Paid work takes a place among the calls in flight. */
  readonly place: boolean;
  readonly ticket: number;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  readonly hurried: boolean;
}

/** How an attempt ended, for all that it went through. */
export interface Ending {
  /** Undefined: as estimated. */
  readonly tokens?: number | undefined;
  readonly health: Health;
  /** There are too many: the model is held for a while, for as long as was named or longer each time. */
  readonly crowded?: boolean;
  /** How long nothing may be sent to the model, by what was answered. */
  readonly waitMs?: number | undefined;
  readonly succeeded?: boolean;
}

/** The right to send one request now. Must be left, however that ends. */
export interface Pass {
  readonly at: number;
  leave(ending: Ending): void;
}

/** The way to one provider: a lane for each model, limits they share, and one timer for all who wait. */
export class Gate {
  private readonly options: GateOptions;
  private readonly shared: Limiter;
  private readonly byModel = new Map<string, Lane>();
  private tickets = 0;
  private lightLast = false;
  private timer: { readonly at: number; readonly off: () => void } | undefined;

  constructor(options: GateOptions) {
    this.options = options;
    this.shared = new Limiter(options.limits, Infinity);
  }

  /** A place in the order of all calls; kept by a call when it tries again. */
  ticket(): number {
    return this.tickets++;
  }

  lane(model: string): Lane {
    let lane = this.byModel.get(model);
    if (!lane) this.byModel.set(model, lane = new Lane(model, this.options.modelLimits(model)));
    return lane;
  }

  lanes(): readonly Lane[] {
    return [...this.byModel.values()];
  }

  /** Until when nothing is sent because the service keeps failing. */
  downUntil(): number {
    return this.options.breaker.readyAt(false);
  }

  /** Waits for its turn. @throws TooLong when nothing will be sent within its patience; the signal's reason */
  enter(ask: Ask): Promise<Pass> {
    const { signal, tokens, place, ticket, patienceMs, hurried } = ask;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const lane = this.lane(ask.model);
      const tooLong = this.tooLong(lane, ask);
      if (tooLong) return reject(tooLong);
      const off = onAbort(signal, () => {
        waiter.refuse(signal.reason);
        this.pump();
      });
      const waiter: Waiter = {
        tokens, place, ticket, patienceMs, hurried,
        grant: (its, now) => {
          this.drop(waiter, off);
          resolve(this.pass(its, waiter, now));
        },
        refuse: (error) => {
          this.drop(waiter, off);
          reject(error);
        },
      };
      (place ? lane.paid : lane.light).add(waiter);
      this.pump();
    });
  }

  /** Nothing goes to the model before that time. Those who will not wait so long are told at once. */
  hold(lane: Lane, until: number): void {
    lane.hold(until);
    this.refuseImpatient([lane]);
    this.pump();
  }

  private drop(waiter: Waiter, off: () => void): void {
    off();
    waiter.queue?.remove(waiter);
  }

  private pass(lane: Lane, { tokens, place }: Waiter, now: number): Pass {
    const { breaker, clock, random } = this.options;
    const load = { tokens, place };
    const settle = [lane.take(load, now), this.shared.take(load, now)];
    const probe = breaker.begin();
    let left = false;
    return {
      at: now,
      leave: (ending) => {
        if (left) return;
        left = true;
        for (const one of settle) one(ending.tokens ?? tokens);
        if (ending.succeeded) lane.succeeded();
        if (ending.crowded) lane.crowded(now, clock.now());
        const jitter = ending.crowded ? fullJitter(lane.complaints, random) : 0;
        // Before the place goes to the next, who must wait as well.
        lane.hold(clock.now() + Math.max(ending.waitMs ?? 0, jitter));
        breaker.end(probe, ending.health, clock.now());
        if (breaker.state === "open") this.refuseImpatient(this.lanes());
        else if (ending.waitMs) this.refuseImpatient([lane]);
        this.pump();
      },
    };
  }

  private tooLong(lane: Lane, { place, patienceMs, hurried }: Pick<Ask, "place" | "patienceMs" | "hurried">): TooLong | undefined {
    const { breaker, clock } = this.options;
    const now = clock.now();
    if (lane.heldUntil - now > patienceMs) return new TooLong("held", lane.heldUntil);
    const ready = breaker.readyAt(place);
    // One that comes when the breaker would let a probe through is that probe.
    if (ready > now && (hurried || breaker.downForMs(now) >= patienceMs)) return new TooLong("down", ready);
    return undefined;
  }

  private refuseImpatient(lanes: readonly Lane[]): void {
    for (const lane of lanes) {
      for (const queue of [lane.paid, lane.light]) {
        for (const waiter of queue) {
          const tooLong = this.tooLong(lane, waiter);
          if (tooLong) waiter.refuse(tooLong);
        }
      }
    }
  }

  /** Lets through whoever may go now, and sets the timer for the next who may. */
  private pump(): void {
    for (;;) {
      const now = this.options.clock.now();
      const { ready, wake } = this.ready(now);
      if (ready.length === 0) return this.wakeAt(wake, now);
      const times = ready.map(({ waiter }) => Math.max(this.options.breaker.readyAt(waiter.place), this.shared.readyAt(waiter, now)));
      const index = times.findIndex((time) => time <= now);
      if (index < 0) return this.wakeAt(Math.min(wake, ...times), now);
      const { lane, waiter } = ready[index]!;
      this.lightLast = !waiter.place;
      waiter.grant(lane, now);
    }
  }

  /**
   * The oldest of paid work and of light calls that its own lane would let through, in the order in which to ask the shared
   * limits. Light calls go first, as they often end paid work, but not twice in a row while paid work waits.
   */
  private ready(now: number): { readonly ready: readonly { readonly lane: Lane; readonly waiter: Waiter }[]; readonly wake: number } {
    let wake = Infinity;
    const oldest: Partial<Record<"light" | "paid", { lane: Lane; waiter: Waiter }>> = {};
    for (const lane of this.byModel.values()) {
      for (const kind of ["light", "paid"] as const) {
        const waiter = lane[kind].first;
        if (!waiter) continue;
        const at = lane.readyAt(waiter, now);
        if (at > now) wake = Math.min(wake, at);
        else if (!oldest[kind] || waiter.ticket < oldest[kind].waiter.ticket) oldest[kind] = { lane, waiter };
      }
    }
    const order = this.lightLast ? [oldest.paid, oldest.light] : [oldest.light, oldest.paid];
    return { ready: order.filter((one) => one !== undefined), wake };
  }

  private wakeAt(at: number, now: number): void {
    if (this.timer?.at === at) return;
    this.timer?.off();
    this.timer = at === Infinity ? undefined : {
      at,
      off: this.options.clock.after(at - now, () => {
        this.timer = undefined;
        this.pump();
      }),
    };
  }
}

/** Nothing will be sent before a time that is further away than the caller wants to wait. */
export class TooLong extends Error {
  readonly why: "held" | "down";
  readonly until: number;

  constructor(why: TooLong["why"], until: number) {
    super("nothing is sent for longer than is waited for");
    this.why = why;
    this.until = until;
  }
}
