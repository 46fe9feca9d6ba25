import type { Begun, Caller, Intent, OpenService, Reservation, ServiceCall, ServiceNotice, Service } from "../../runtime/contract/index.ts";
import { ProblemError } from "../../runtime/contract/index.ts";

/** What a caller saw, for tests to look at. */
export interface RecordedCaller extends Caller {
  readonly calls: (ServiceCall & { readonly reserved: boolean })[];
  readonly notices: ServiceNotice[];
  readonly intents: Intent[];
  /** By request hash: what the provider called the work. */
  readonly accepted: Map<string, string>;
  readonly released: Intent[];
  /** Reservations that are still open. */
  readonly open: Set<Intent>;
}

export interface CallerOptions {
  readonly signal?: AbortSignal;
  /** In millionths. Default: no limit. */
  readonly budgetMicros?: number;
  /** By request hash: what an earlier process left behind. */
  readonly begun?: ReadonlyMap<string, Pick<Begun, "remote" | "at">>;
  readonly services?: Readonly<Record<string, OpenService<unknown>>>;
  readonly called?: (call: ServiceCall) => void;
}

/** Someone on whose behalf a service works, in a test. Money is counted as a run counts it, but nothing waits. */
export function recordedCaller(options: CallerOptions = {}): RecordedCaller {
  const { signal = new AbortController().signal, budgetMicros = Infinity, services = {} } = options;
  const begun = new Map(options.begun);
  let held = 0;
  const intents = new Map<Reservation, Intent>();
  const open = new Set<Intent>();
  const reservationFor = (intent: Intent): Reservation => {
    held += intent.maxMicros;
    open.add(intent);
    const reservation: Reservation = {
      accepted: async (remote) => void caller.accepted.set(intent.request, remote),
      release: () => {
        if (!open.delete(intent)) return;
        held -= intent.maxMicros;
        caller.released.push(intent);
      },
    };
    intents.set(reservation, intent);
    return reservation;
  };
  const caller: RecordedCaller = {
    calls: [], notices: [], intents: [], accepted: new Map(), released: [], open, signal,
    origin: { run: "run", node: "node", item: "item" },
    async reserve(intent) {
      signal.throwIfAborted();
      caller.intents.push(intent);
      if (held + intent.maxMicros > budgetMicros) throw new ProblemError({ code: "BUDGET_REACHED", message: "The budget is reached." });
      return reservationFor(intent);
    },
    begun(request) {
      const left = begun.get(request);
      return left && {
        ...left,
        takeOver: async () => (begun.delete(request), reservationFor({ provider: "", model: "", request, maxMicros: 0 })),
        giveUp: () => void begun.delete(request),
      };
    },
    called(call, reservation) {
      const intent = reservation && intents.get(reservation);
      if (intent && open.delete(intent) && !call.uncertain) held += call.costMicros - intent.maxMicros;
      caller.calls.push({ ...call, reserved: intent !== undefined });
      options.called?.(call);
    },
    notice: (notice) => void caller.notices.push(notice),
    async use<T>(service: Service<T>) {
      const found = services[service.name];
      if (!found) throw new Error(`the test gave no service for "${service.name}"`);
      return found.bind(caller) as T;
    },
  };
  return caller;
}
