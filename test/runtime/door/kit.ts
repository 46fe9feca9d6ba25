import { APIError } from "openai";
import type { Attempt, DoorCall, Sent } from "../../../runtime/door/call.ts";
import { Door, type DoorOptions } from "../../../runtime/door/door.ts";
import { type CallerOptions, recordedCaller, type RecordedCaller } from "../../kit/caller.ts";
import { FakeClock } from "./fake-clock.ts";
import { seeded } from "./random.ts";

export function answered(status: number, error: object = { message: `says ${status}` }, headers: Record<string, string> = {}): APIError {
  return APIError.generate(status, { error }, undefined, new Headers(headers));
}

export function bought<T>(value: T, costMicros = 7): Sent<T> {
  return { value, units: { tokensIn: 2, tokensOut: 3 }, costMicros, marketMicros: costMicros * 2 };
}

/** What a service does at each attempt, in turn; the last one for all that follow. */
export type Step = Error | "ok" | "silent" | ((attempt: Attempt) => Promise<Sent<string>>);

export interface Setup extends Partial<DoorOptions> {
  readonly steps?: readonly Step[];
  readonly caller?: CallerOptions;
  readonly call?: Partial<Omit<DoorCall<string>, "send">>;
}

/** A door on a clock of its own, in front of a service that does as it is told. */
export function doorWith({ steps = ["ok"], caller: callerOptions, call: more, ...options }: Setup = {}) {
  const clock = new FakeClock();
  const caller = recordedCaller(callerOptions);
  const door = new Door({ provider: "acme", clock, random: seeded(1), ...options });
  const attempts: { readonly at: number; readonly key: string | undefined; readonly number: number; readonly idempotencyKey: string; readonly signal: AbortSignal }[] = [];
  const send = async (attempt: Attempt): Promise<Sent<string>> => {
    const { key, number, idempotencyKey, signal } = attempt;
    const step = steps[Math.min(attempts.length, steps.length - 1)]!;
    attempts.push({ at: clock.now(), key, number, idempotencyKey, signal });
    if (step === "ok") return bought("answer");
    if (step === "silent") return new Promise((_, reject) => { signal.addEventListener("abort", () => reject(signal.reason as Error)); });
    if (step instanceof Error) throw step;
    return step(attempt);
  };
  const request = (by: RecordedCaller = caller, change: Partial<DoorCall<string>> = {}): DoorCall<string> =>
    ({ caller: by, model: "m", intent: { request: "r", maxMicros: 50 }, send, ...more, ...change });
  const call = (by?: RecordedCaller, change?: Partial<DoorCall<string>>): Promise<string> => door.call(request(by, change));
  return { clock, caller, door, attempts, call, request };
}

/** What a promise fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<any> {
  return promise.then(() => { throw new Error("it did not fail"); }, (error: unknown) => error);
}

/** Everything that could have been left behind. */
export function leftovers({ clock, caller, door }: Pick<ReturnType<typeof doorWith>, "clock" | "caller" | "door">) {
  return { open: caller.open.size, timers: clock.pending, models: door.status().models.map(({ inFlight, waiting }) => [inFlight, waiting]) };
}
export const nothing = { open: 0, timers: 0, models: [[0, 0]] };
