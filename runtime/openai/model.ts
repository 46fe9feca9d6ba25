import type { Abilities, Model, Prices } from "../config/config.ts";
import type { Caller, ServiceNotice } from "../contract/service.ts";
import type { DoorCall, Doorway } from "../door/call.ts";
import type { Clock } from "../door/clock.ts";
import { costMicros, type Usage } from "../money/prices.ts";
import { fail } from "../problem.ts";
import type { Wire } from "./wire.ts";

/** One model of one provider, with all that is needed to ask it something. */
export interface RemoteModel {
  /** As configured: `deepseek`. */
  readonly provider: string;
  /** The model's name at the provider. */
  readonly name: string;
  readonly door: Doorway;
  readonly wire: Wire;
  readonly prices: Prices | undefined;
  readonly market: Prices | undefined;
  readonly can: Abilities;
  readonly effort: Model["effort"];
  /** How many items may use it at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  /** Somebody else can answer in its place. */
  readonly hasFallback: boolean;
  /** Takes secrets out of what a provider said. */
  redact(text: string): string;
  /** What the provider turned out not to take, for as long as this process lives. */
  readonly learnt: Learnt;
}

/** Forms of a request that were refused once are not tried again. */
export interface Learnt {
  structured: "json_schema" | "json_object" | "text";
  streams: boolean;
  tellsUsage: boolean;
  temperature: boolean;
  maxTokensField: "max_tokens" | "max_completion_tokens";
  maxTokensSwapped: boolean;
  referenceField: "image[]" | "image";
  referenceFieldSwapped: boolean;
  audioFormat: "wav" | "mp3";
}

export function nothingLearnt(can: Abilities): Learnt {
  return {
    structured: can.structured ?? "json_schema",
    streams: true,
    tellsUsage: true,
    temperature: can.temperature ?? true,
    maxTokensField: can.maxTokensField ?? "max_completion_tokens",
    maxTokensSwapped: false,
    referenceField: can.referenceField ?? "image[]",
    referenceFieldSwapped: false,
    audioFormat: "wav",
  };
}

/** What every call of a model says at the door. */
export function asked(model: RemoteModel, caller: Caller, operation: string): Pick<DoorCall<never>, "caller" | "model" | "operation" | "fallback"> {
  return { caller, model: model.name, operation, ...(model.hasFallback ? { fallback: true } : {}) };
}

export function tell(model: RemoteModel, caller: Caller, code: ServiceNotice["code"], message: string): void {
  caller.notice({ code, provider: model.provider, model: model.name, message });
}

/** What a call cost here, and at the market's prices. */
export function charged(model: RemoteModel, usage: Usage): { readonly costMicros: number; readonly marketMicros: number } {
  return { costMicros: costMicros(model.prices, usage), marketMicros: costMicros(model.market ?? model.prices, usage) };
}

/** @throws ProblemError MODEL_CANNOT */
export function cannot(model: RemoteModel, what: string, hint: string): never {
  fail({ code: "MODEL_CANNOT", message: `The model "${model.name}" of "${model.provider}" ${what}.`, hint });
}
