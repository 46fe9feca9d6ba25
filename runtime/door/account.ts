import type { Caller, Intent, Reservation } from "../contract/service.ts";
import { abortable } from "./abort.ts";
import type { DoorCall, Sent } from "./call.ts";

/**
 * The money of one logical call: set aside before an attempt is sent, and ended by how that goes. A call that costs nothing
 * has no intent, and nothing is told of it.
 */
export class Account {
  private readonly caller: Caller;
  private readonly intent: Intent | undefined;
  private reservation: Reservation | undefined;
  /** The reservation is for work that is under way already. */
  private taken: boolean;
  /** Retries that were told already: an attempt that is told as uncertain is told together with those before it. */
  private told = 0;

  constructor({ caller, intent, model, reservation }: DoorCall<unknown>, provider: string) {
    this.caller = caller;
    this.intent = intent && { ...intent, provider, model };
    this.reservation = reservation;
    this.taken = reservation !== undefined;
  }

  /** Whether something may have been bought before anything was sent. */
  get isUnderWay(): boolean {
    return this.taken;
  }

  /** @throws ProblemError BUDGET_REACHED; the caller's reason */
  async reserve(): Promise<void> {
    if (!this.intent || this.reservation) return;
    const { signal } = this.caller;
    this.reservation = await abortable(this.caller.reserve(this.intent), signal, (late) => late.release());
  }

  /** On disk when the promise resolves. */
  async accepted(remote: string): Promise<void> {
    await this.reservation?.accepted(remote);
  }

  settle({ units, costMicros, marketMicros }: Sent<unknown>, attempt: number, ms: number): void {
    this.tell({ units, costMicros, marketMicros }, attempt, ms);
  }

  /** It was sent, and how it ended is not known: what was set aside for it may be spent. */
  uncertain(attempt: number, ms: number): void {
    this.tell({ units: {}, costMicros: 0, marketMicros: 0, uncertain: true }, attempt, ms);
  }

  /** Nothing was bought. */
  release(): void {
    this.reservation?.release();
    this.reservation = undefined;
    this.taken = false;
  }

  /** The call ends here, whatever there is still to be ended. */
  close(attempt: number): void {
    if (this.taken) this.uncertain(attempt, 0);
    else this.release();
  }

  private tell(part: Omit<Sent<unknown>, "value"> & { readonly uncertain?: true }, attempt: number, ms: number): void {
    if (!this.intent) return;
    const reservation = this.reservation;
    this.reservation = undefined;
    this.taken = false;
    const retries = attempt - this.told;
    this.told = attempt;
    this.caller.called({ model: this.intent.model, ...part, ms: Math.round(ms), retries }, reservation);
  }
}
