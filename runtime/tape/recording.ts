import type { Caller, OpenService, ServiceCall, ServiceNotice } from "../contract/service.ts";
import type { Provider } from "../contract/service.ts";
import { fail, problemIn } from "../problem.ts";
import { type Data, requestDigest, toData } from "./data.ts";
import { type Bound, membersOf, setValues } from "./members.ts";
import { type Exchange, type Filling, type Quality, type RecordedProvider, type Redact, tapeFormat } from "./tape.ts";
import { TapeWriter } from "./writer.ts";

export interface RecordingOptions {
  readonly currency: string;
  readonly redact: Redact;
}

/** Providers whose calls go on a tape. Those that stay on this machine are given back as they are. */
export function recordingProviders(fillings: readonly Filling[], file: string, { currency, redact }: RecordingOptions): { readonly fillings: readonly Filling[]; readonly tape: TapeWriter } {
  const remote = fillings.filter(({ provider }) => provider.remote);
  const tape = new TapeWriter(file, { format: tapeFormat, currency, roles: remote.map((filling) => recordedProvider(filling, redact)) }, redact);
  return { tape, fillings: fillings.map((filling) => filling.provider.remote ? { ...filling, provider: recording(filling, tape) } : filling) };
}

function recordedProvider({ provider, quality }: Filling, redact: Redact): RecordedProvider {
  const { service, name, fingerprint, label, concurrency, usual } = provider;
  return { role: service.name, ...(quality && { quality }), provider: name, fingerprint: redact(fingerprint), ...(label !== undefined && { label }), ...(concurrency !== undefined && { concurrency }), ...(usual && { usual }) };
}

/** The same provider, with every call of its service written down. */
export function recording({ provider, quality }: Filling, tape: TapeWriter): Provider {
  return {
    ...provider,
    async open() {
      await tape.begin();
      const open = await provider.open() as OpenService<Bound>;
      const recorder = new Recorder(open, tape, { role: provider.service.name, ...(quality && { quality }) });
      return { bind: (caller) => recorder.bind(caller), close: async () => open.close?.() };
    },
  };
}

type Method = (...request: unknown[]) => unknown;

class Recorder {
  private readonly open: OpenService<Bound>;
  private readonly tape: TapeWriter;
  private readonly of: { readonly role: string; readonly quality?: Quality };

  constructor(open: OpenService<Bound>, tape: TapeWriter, of: Recorder["of"]) {
    this.open = open;
    this.tape = tape;
    this.of = of;
  }

  bind(caller: Caller): Bound {
    const { methods, values } = membersOf(this.open.bind(caller), this.tape.redact);
    this.tape.service({ ...this.of, methods, values });
    const service: Bound = { ...values };
    for (const method of methods) service[method] = (...request: unknown[]) => this.call(caller, { method, request, service });
    return service;
  }

  /** Each call has a caller of its own, so that what it tells is known to be about it. */
  private async call(caller: Caller, { method, request, service }: { readonly method: string; readonly request: readonly unknown[]; readonly service: Bound }): Promise<unknown> {
    const order = this.tape.nextOrder();
    const asked = this.data(method, request);
    const calls: ServiceCall[] = [];
    const notices: ServiceNotice[] = [];
    const bound = this.open.bind(listening(caller, calls, notices));
    const exchange = (end: Pick<Exchange, "reply" | "problem" | "error">): Exchange => ({
      ...this.of, method, node: caller.origin.node, item: caller.origin.item,
      request: asked.json as unknown[], digest: requestDigest(asked.json), ...end, ...this.changed(service, bound),
      ...(calls.length > 0 && { calls }), ...(notices.length > 0 && { notices: this.data(method, notices).json as ServiceNotice[] }),
    });
    let reply: unknown;
    try {
      reply = await (bound[method] as Method)(...request);
    } catch (error) {
      const ended = caller.signal.aborted || problemIn(error)?.code === "BUDGET_REACHED";
      if (!ended) await this.tape.exchange(exchange(this.failure(error)), asked.bytes, order);
      throw error;
    }
    const answered = this.data(method, reply);
    await this.tape.exchange(exchange({ reply: answered.json }), new Map([...asked.bytes, ...answered.bytes]), order);
    return reply;
  }

  private changed(service: Bound, after: Bound): Pick<Exchange, "values"> {
    const { values } = membersOf(after, this.tape.redact);
    const same = Object.keys(service).every((name) => typeof service[name] === "function" || service[name] === values[name]) && Object.keys(values).every((name) => name in service);
    if (same) return {};
    setValues(service, values);
    return { values };
  }

  private failure(error: unknown): Pick<Exchange, "problem" | "error"> {
    const problem = problemIn(error);
    if (problem) return { problem: toData(problem, this.tape.redact).json as Exchange["problem"] & {} };
    return { error: this.tape.redact(error instanceof Error ? error.message : String(error)) };
  }

  private data(method: string, value: unknown): Data {
    try {
      return toData(value, this.tape.redact);
    } catch (error) {
      const { role } = this.of;
      fail({ code: "TAPE_UNFIT", message: `What ${role}.${method} takes or gives is not data, so it cannot be recorded: ${(error as Error).message}`, hint: "Tell the author of the service; or run without --record." }, error);
    }
  }
}

function listening(caller: Caller, calls: ServiceCall[], notices: ServiceNotice[]): Caller {
  return {
    signal: caller.signal, origin: caller.origin,
    reserve: (intent) => caller.reserve(intent),
    begun: (request) => caller.begun(request),
    use: (service) => caller.use(service),
    called(call, reservation) {
      calls.push(call);
      caller.called(call, reservation);
    },
    notice(notice) {
      // A wait or a renewed token belongs to that day's network, not to the answer.
      if (notice.code === "fallback" || notice.code === "degraded") notices.push(notice);
      caller.notice(notice);
    },
  };
}
