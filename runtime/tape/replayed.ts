import type { Caller, OpenService, Provider } from "../contract/service.ts";
import { type Problem, ProblemError } from "../problem.ts";
import { fromData, requestDigest, toData } from "./data.ts";
import { differenceFromNearest } from "./difference.ts";
import { type Bound, setValues } from "./members.ts";
import { readArtifact, readTape, type Tape } from "./reader.ts";
import type { Exchange, Filling, RecordedProvider, Redact } from "./tape.ts";

/** A tape that answers in place of the services it was recorded of. */
export interface Replay {
  readonly fillings: readonly Filling[];
  /** What stands in for a provider that must not be asked: the tape has nothing of it. */
  absent(provider: Provider): Provider;
  /** ISO 4217, of the market prices that are told. */
  readonly currency: string;
  /** Calls of a run that are not on the tape, also those whose failure a node has got over. */
  missing(run: string): readonly Problem[];
}

/** @param redact as when it was recorded: requests are compared as they went on the tape @throws ProblemError TAPE_UNREADABLE */
export async function replayedProviders(file: string, redact: Redact): Promise<Replay> {
  const tape = await readTape(file);
  const missing = new Map<string, Problem[]>();
  const missed = (run: string, problem: Problem) => void missing.set(run, [...missing.get(run) ?? [], problem]);
  const playing = { tape, redact, missed };
  return {
    currency: tape.header.currency,
    fillings: tape.header.roles.map((recorded) => ({ provider: replayed(recorded, playing), ...(recorded.quality && { quality: recorded.quality }) })),
    absent: ({ service, name, fingerprint }) => replayed({ role: service.name, provider: name, fingerprint }, playing),
    missing: (run) => missing.get(run) ?? [],
  };
}

export interface Playing {
  readonly tape: Tape;
  readonly redact: Redact;
  /** Told of every call that is not on the tape. */
  missed(run: string, problem: Problem): void;
}

/**
 * A provider that answers from a tape and reaches no network. It has the fingerprint of the one that was recorded, so results
 * are found and kept as if that one had answered. Calls are told with their units and market price, at no cost: nothing was
 * bought, and no budget is asked.
 */
export function replayed(recorded: RecordedProvider, playing: Playing): Provider {
  const { role, quality: _, provider: name, ...rest } = recorded;
  return {
    ...rest, name, service: { name: role }, remote: false,
    async open(): Promise<OpenService<unknown>> {
      const player = new Player(recorded, playing);
      return { bind: (caller) => player.bind(caller) };
    },
  };
}

class Player {
  private readonly of: RecordedProvider;
  private readonly playing: Playing;
  private readonly exchanges: readonly Exchange[];
  private readonly byRequest = new Map<string, Exchange[]>();
  /** How many times an answer was asked for, by run, item and request. */
  private readonly asked = new Map<string, number>();

  constructor(of: RecordedProvider, playing: Playing) {
    this.of = of;
    this.playing = playing;
    this.exchanges = playing.tape.exchanges.filter(({ role, quality }) => role === of.role && quality === of.quality);
    for (const exchange of this.exchanges) {
      const request = `${exchange.method} ${exchange.digest}`;
      const same = this.byRequest.get(request);
      if (same) same.push(exchange);
      else this.byRequest.set(request, [exchange]);
    }
  }

  bind(caller: Caller): Bound {
    const { role, quality } = this.of;
    const recorded = this.playing.tape.services.find((one) => one.role === role && one.quality === quality);
    if (!recorded) this.miss(caller, `The tape holds no call of the role "${role}".`);
    const service: Bound = { ...recorded.values };
    for (const method of recorded.methods) service[method] = (...request: unknown[]) => this.call(caller, { method, request, service });
    return service;
  }

  private async call(caller: Caller, { method, request, service }: { readonly method: string; readonly request: readonly unknown[]; readonly service: Bound }): Promise<unknown> {
    caller.signal.throwIfAborted();
    const asked = toData(request, this.playing.redact).json;
    const exchange = this.next(caller, method, requestDigest(asked));
    if (!exchange) return this.miss(caller, differenceFromNearest({ role: this.of.role, method, ...caller.origin, request: asked }, this.exchanges));
    for (const { uncertain: _, ...call } of exchange.calls ?? []) caller.called({ ...call, costMicros: 0 });
    for (const notice of exchange.notices ?? []) caller.notice(notice);
    if (exchange.values) setValues(service, exchange.values);
    if (exchange.problem) throw new ProblemError(exchange.problem);
    if (exchange.error !== undefined) throw new Error(exchange.error);
    const reply = await fromData(exchange.reply, (digest) => readArtifact(this.playing.tape.file, digest));
    tellText(request, reply);
    return reply;
  }

  /**
   * What was answered to the item, or else to any that asked the same: one after another, in the order in which they were asked
   * for, the last one again and again.
   */
  private next({ origin: { run, node, item } }: Caller, method: string, digest: string): Exchange | undefined {
    const request = `${method} ${digest}`;
    const same = this.byRequest.get(request);
    if (!same) return undefined;
    const own = same.filter((exchange) => exchange.node === node && exchange.item === item);
    const name = `${run} ${own.length > 0 ? `${node} ${item} ` : ""}${request}`;
    const times = this.asked.get(name) ?? 0;
    this.asked.set(name, times + 1);
    const answers = own.length > 0 ? own : same;
    return answers[Math.min(times, answers.length - 1)];
  }

  private miss({ origin: { run, node, item } }: Caller, message: string): never {
    const problem: Problem = { code: "TAPE_MISSING", node, ...(item === "" ? {} : { item }), message, hint: "If the change is meant, record the tape again with --record; a replay asks nobody." };
    this.playing.missed(run, problem);
    throw new ProblemError(problem);
  }
}

/** Whoever listens to text as it streams in gets all of it at once. */
function tellText([request]: readonly unknown[], reply: unknown): void {
  const { onText } = (request ?? {}) as { onText?: unknown };
  const { text } = (reply ?? {}) as { text?: unknown };
  if (typeof onText === "function" && typeof text === "string") (onText as (text: string) => void)(text);
}
