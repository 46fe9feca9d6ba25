import { randomUUID } from "node:crypto";
import { problemIn } from "../problem.ts";
import { abortable } from "./abort.ts";
import { Account } from "./account.ts";
import { sendOnce } from "./attempt.ts";
import { fullJitter, type Heads, usedUpMs } from "./backoff.ts";
import type { DoorCall, Sent } from "./call.ts";
import { WireFault } from "./call.ts";
import { type Clock, sleep } from "./clock.ts";
import { type Credentials, RefusedKey } from "./credentials.ts";
import { type Fault, faultOf } from "./faults.ts";
import { type Gate, type Pass, TooLong } from "./gate.ts";
import { endingOf, type Failure, mayBeBought, nothingSent, type Sending } from "./outcome.ts";
import type { Refusals } from "./refusals.ts";
import type { CallSpan } from "./telemetry.ts";

/** What all calls through one door share. */
export interface Shared {
  readonly provider: string;
  readonly gate: Gate;
  readonly credentials: Credentials;
  readonly refusals: Refusals;
  readonly clock: Clock;
  readonly random: () => number;
  readonly silenceMs: number;
  readonly deadlineMs: number;
  /** Failures, "too many" not counted, after which a call is given up. */
  readonly maxAttempts: number;
  /** How long a call goes on trying after it was first turned away, and the longest hold it waits out. */
  readonly patienceMs: number;
  /** The same for calls that somebody else can answer. */
  readonly fallbackAfterMs: number;
}

/** A right to send is only good for this long: limits are kept by when requests go, not by when they were let through. */
const staleMs = 250;

/** One logical call on its way through the door, over all its attempts. Ends with its money settled, told as uncertain, or released. */
export class Passage<T> {
  private readonly shared: Shared;
  private readonly call: DoorCall<T>;
  private readonly span: CallSpan;
  private readonly ticket: number;
  private idempotencyKey: string | undefined;
  private readonly hurried: boolean;
  private readonly patienceMs: number;
  private readonly account: Account;
  /** What the last attempt was sent with. */
  private key: string | undefined;
  /** Attempts that were sent. */
  private attempts = 0;
  /** Those that failed for another reason than that there were too many. */
  private failures = 0;
  private troubleAt: number | undefined;
  private replayed = false;

  constructor(shared: Shared, call: DoorCall<T>, span: CallSpan) {
    this.shared = shared;
    this.call = call;
    this.span = span;
    this.ticket = shared.gate.ticket();
    this.account = new Account(call, shared.provider);
    // Nobody else can answer for work that is under way here.
    this.hurried = call.fallback === true && call.intent !== undefined && call.reservation === undefined;
    this.patienceMs = this.hurried ? Math.min(shared.fallbackAfterMs, shared.patienceMs) : shared.patienceMs;
  }

  async through(): Promise<T> {
    try {
      for (;;) {
        const outcome = await this.attempt();
        if ("sent" in outcome) {
          this.span.done(outcome.sent, this.attempts - 1);
          return outcome.sent.value;
        }
        await this.recover(outcome);
      }
    } catch (error) {
      this.account.close(Math.max(0, this.attempts - 1));
      this.span.gaveUp(problemIn(error));
      throw error;
    }
  }

  private async enter(place: boolean): Promise<Pass> {
    const { ticket, patienceMs, hurried } = this;
    const { model, tokens = 0, caller } = this.call;
    this.noticeHold();
    try {
      return await this.shared.gate.enter({ model, tokens, place, ticket, signal: caller.signal, patienceMs, hurried });
    } catch (error) {
      throw error instanceof TooLong ? this.shared.refusals.tooLong(error, model) : error;
    }
  }

  private async attempt(): Promise<Sending<T>> {
    const pass = await this.enter(this.call.intent !== undefined);
    let again: Pass | undefined;
    let ending = nothingSent;
    try {
      await this.prepare();
      // The place is kept: whoever came to it now might wait for the money that this call holds.
      while (this.hasGoneBy(again ?? pass)) {
        again?.leave(nothingSent);
        again = await this.enter(false);
      }
      const outcome = await this.send();
      ending = endingOf(outcome);
      return outcome;
    } finally {
      again?.leave({ ...ending, health: "unknown" });
      pass.leave(again ? { tokens: 0, health: ending.health, waitMs: ending.waitMs } : ending);
    }
  }

  /** Whether the turn is over before anything was sent: it took too long, or the provider wants to be left alone meanwhile. */
  private hasGoneBy({ at }: Pass): boolean {
    const { clock, gate } = this.shared;
    const now = clock.now();
    return now - at > staleMs || gate.lane(this.call.model).heldUntil > now;
  }

  /** Gets what an attempt needs; both may take their time. */
  private async prepare(): Promise<void> {
    const { credentials, refusals } = this.shared;
    const { caller } = this.call;
    try {
      this.key = await abortable(credentials.key(), caller.signal);
    } catch (error) {
      caller.signal.throwIfAborted();
      throw problemIn(error) ? error : refusals.unauthorised(error instanceof RefusedKey ? "the one there is was refused." : wordsOf(error), this.key);
    }
    await this.account.reserve();
  }

  private async send(): Promise<Sending<T>> {
    const { clock, silenceMs } = this.shared;
    const { caller, send, deadlineMs = this.shared.deadlineMs } = this.call;
    const began = clock.now();
    const number = this.attempts++;
    let accepted = this.account.isUnderWay;
    const rest = {
      number,
      key: this.key,
      idempotencyKey: this.idempotencyKey ??= randomUUID(),
      heard: (headers: Heads) => this.heard(headers),
      accepted: async (remote: string) => {
        accepted = true;
        await this.account.accepted(remote);
      },
    };
    let sent: Sent<T>;
    try {
      sent = await this.span.within(() => sendOnce(send, rest, { caller: caller.signal, clock, patience: { silenceMs, deadlineMs } }));
    } catch (error) {
      const fault = this.judge(error, accepted);
      if (mayBeBought(fault)) this.account.uncertain(number, clock.now() - began);
      else this.account.release();
      return { fault, error, accepted };
    }
    this.account.settle(sent, number, clock.now() - began);
    return { sent };
  }

  /**
   * What a provider has taken on is not lost because looking at it failed: only a wire fault says that nothing was bought. Nor
   * is the word of a gateway enough for what must not be bought twice.
   */
  private judge(error: unknown, accepted: boolean): Fault {
    const fault = faultOf(error, this.shared.clock.now());
    if (this.call.caller.signal.aborted) return { ...fault, kind: "foreign", health: "unknown" };
    const known = error instanceof WireFault || fault.kind === "foreign" || fault.kind === "uncertain";
    const doubtful = accepted || (this.call.intent?.durable && fault.behind);
    return doubtful && !known ? { ...fault, kind: "uncertain" } : fault;
  }

  /** Returns when it is worth trying again. @throws what the call fails with */
  private async recover({ fault, error, accepted }: Failure): Promise<void> {
    const { caller, intent, model } = this.call;
    const { refusals, maxAttempts } = this.shared;
    caller.signal.throwIfAborted();
    this.span.failed(this.attempts - 1, fault.status === undefined ? fault.kind : String(fault.status), refusals.words(fault.words, this.key));
    if (fault.kind === "foreign") throw refusals.foreign(error, this.key);
    const problem = () => refusals.fault(fault, model, { tries: this.attempts, key: this.key });
    if (fault.kind === "unauthorised") return this.renew(problem);
    this.replayed = false;
    if (fault.kind === "final" || (fault.kind === "uncertain" && (intent?.durable || accepted))) throw problem();
    if (!fault.crowded && ++this.failures >= maxAttempts) throw problem();
    await this.backOff(fault, problem);
  }

  private async renew(problem: () => Error): Promise<void> {
    const { credentials, refusals, provider } = this.shared;
    const { caller, model } = this.call;
    if (this.replayed) throw problem();
    const renewed = await abortable(credentials.renew(this.key), caller.signal).catch((error: unknown) => {
      caller.signal.throwIfAborted();
      throw problemIn(error) ? error : refusals.unauthorised(wordsOf(error), this.key);
    });
    if (!renewed) throw problem();
    this.replayed = true;
    // Told by the first to notice, of all those who waited for it.
    if (credentials.tells()) caller.notice({ code: "refreshed", provider, model, message: `The key for ${provider} had expired and was renewed.` });
  }

  private async backOff(fault: Fault, problem: () => Error): Promise<void> {
    const { gate, clock, random } = this.shared;
    const { model, caller } = this.call;
    const now = clock.now();
    this.troubleAt ??= now;
    // The gate holds all who want the same model, and this call is the first of them.
    const held = Math.max(0, gate.lane(model).heldUntil - now);
    const jitter = fault.crowded ? 0 : fullJitter(this.attempts, random);
    if (now + Math.max(held, jitter) - this.troubleAt > this.patienceMs) throw problem();
    if (jitter > held) await sleep(clock, jitter, caller.signal);
  }

  private heard(headers: Heads): void {
    const { gate, clock } = this.shared;
    const ms = usedUpMs(headers, clock.now());
    if (ms !== undefined) gate.hold(gate.lane(this.call.model), clock.now() + ms);
  }

  private noticeHold(): void {
    const { gate, clock, provider } = this.shared;
    const { caller, model } = this.call;
    const lane = gate.lane(model);
    const down = gate.downUntil();
    const until = Math.max(lane.heldUntil, down);
    const ms = until - clock.now();
    if (ms <= 1000 || !lane.tells(caller.origin.run, until)) return;
    const why = until === down ? `${provider} keeps failing and is tried again` : `${provider} takes nothing more for ${model}`;
    caller.notice({ code: "waiting", provider, model, message: `${why} ${until === down ? "in" : "for"} ${Math.ceil(ms / 1000)} seconds.` });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
