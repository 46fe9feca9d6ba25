import type { Begun, Intent, Origin, Reservation, ServiceCall } from "../contract/service.ts";
import { fail } from "../problem.ts";
import { processLives, processMark } from "../store/process.ts";
import { Budget } from "./budget.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerEntry } from "./ledger-book.ts";

/** Who spends: an item of a run, in a role. */
export interface Spender extends Origin {
  readonly role: string;
  readonly signal: AbortSignal;
}

/** One run's money: sets it aside from the budget, and writes down in the ledger what becomes of it. */
export class Purse {
  readonly budget: Budget;
  readonly currency: string;
  private readonly ledger: Ledger;
  private readonly held = new Set<Held>();
  /** Ids of entries that this run left in doubt: they count against its budget until they are looked into. */
  private readonly doubted = new Set<string>();

  constructor(ledger: Ledger, currency: string, limitMicros?: number) {
    this.ledger = ledger;
    this.currency = currency;
    this.budget = new Budget(limitMicros, currency);
  }

  /** @throws ProblemError BUDGET_REACHED */
  async reserve(spender: Spender, intent: Intent): Promise<Reservation> {
    await this.budget.hold(intent.maxMicros, spender.signal);
    try {
      const { run, node, item, role } = spender;
      return this.keep(await this.ledger.begin({ ...intent, run, node, item, role, currency: this.currency }));
    } catch (error) {
      this.budget.settle(intent.maxMicros, nothing);
      throw error;
    }
  }

  begun(spender: Spender, request: string): Begun | undefined {
    const entry = this.ledger.begun(request);
    if (!entry) return undefined;
    if (entry.by !== processMark ? processLives(entry.by) : underWay.has(entry.id)) {
      fail({ code: "PAID_ELSEWHERE", message: `The same work is being paid for right now, by run ${entry.run}.`, hint: "Run again when that run is through; its result will be used." });
    }
    return {
      at: entry.at, ...(entry.remote === undefined ? {} : { remote: entry.remote }),
      takeOver: async () => {
        this.undoubt(entry);
        await this.budget.hold(entry.maxMicros, spender.signal);
        await this.ledger.taken(entry.id, spender.run);
        return this.keep(entry);
      },
      giveUp: () => {
        this.undoubt(entry);
        this.ledger.released(entry.id);
      },
    };
  }

  /** @returns what it may have been billed beyond its cost, at most */
  called(spender: Spender, call: ServiceCall, reservation?: Reservation): number {
    const { costMicros, marketMicros, units, ms, retries, uncertain } = call;
    if (reservation instanceof Held) return uncertain ? this.doubt(reservation) : (reservation.settle({ costMicros, marketMicros, units, ms, retries }), 0);
    if (costMicros > 0) {
      this.budget.spend(costMicros);
      const { run, node, item, role } = spender;
      const opening = { provider: call.provider ?? role, model: call.model, request: "", maxMicros: costMicros, run, node, item, role, currency: this.currency };
      // Nothing in it waits: the entry is written before the first await.
      void this.ledger.begin(opening).then(({ id }) => this.ledger.settled(id, { costMicros, marketMicros, units, ms, retries }));
    }
    return 0;
  }

  /** The run is over: what it still holds is nobody's. Durable work can be taken up later, the rest may have been billed. */
  close(): void {
    for (const held of [...this.held]) held.doubt();
  }

  private doubt(held: Held): number {
    this.doubted.add(held.entry.id);
    return held.doubt();
  }

  private undoubt({ id, maxMicros }: LedgerEntry): void {
    if (this.doubted.delete(id)) this.budget.clear(maxMicros);
  }

  private keep(entry: LedgerEntry): Held {
    const held = new Held(entry, this.budget, this.ledger, () => this.held.delete(held));
    this.held.add(held);
    return held;
  }
}

const nothing = { spentMicros: 0, exposedMicros: 0 };
/** Ids of entries of this process that some run is working on. */
const underWay = new Set<string>();

class Held implements Reservation {
  readonly entry: LedgerEntry;
  private readonly budget: Budget;
  private readonly ledger: Ledger;
  private readonly forget: () => void;
  private state: "open" | "doubted" | "ended" = "open";

  constructor(entry: LedgerEntry, budget: Budget, ledger: Ledger, forget: () => void) {
    this.entry = entry;
    this.budget = budget;
    this.ledger = ledger;
    this.forget = forget;
    underWay.add(entry.id);
  }

  accepted(remote: string): Promise<void> {
    return this.ledger.accepted(this.entry.id, remote);
  }

  release(): void {
    this.end(nothing, () => this.ledger.released(this.entry.id));
  }

  settle(settlement: Parameters<Ledger["settled"]>[1]): void {
    // An answer that arrives after the run is over still settles what was in doubt.
    if (this.state === "doubted") {
      this.state = "ended";
      return this.ledger.settled(this.entry.id, settlement);
    }
    this.end({ spentMicros: settlement.costMicros, exposedMicros: 0 }, () => this.ledger.settled(this.entry.id, settlement));
  }

  /** @returns what may have been billed */
  doubt(): number {
    const { id, maxMicros, durable } = this.entry;
    // Durable work stays open: it is looked up before it is asked for again.
    this.end({ spentMicros: 0, exposedMicros: maxMicros }, () => durable || this.ledger.uncertain(id));
    this.state = "doubted";
    return maxMicros;
  }

  private end(outcome: { readonly spentMicros: number; readonly exposedMicros: number }, write: () => void): void {
    if (this.state !== "open") return;
    this.state = "ended";
    underWay.delete(this.entry.id);
    this.forget();
    write();
    this.budget.settle(this.entry.maxMicros, outcome);
  }
}
