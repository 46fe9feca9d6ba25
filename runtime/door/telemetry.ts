import { context, type Span, SpanKind, SpanStatusCode, trace } from "../telemetry/api.ts";
import type { ProblemError } from "../problem.ts";
import type { DoorCall, Sent } from "./call.ts";

/** Whom the spans of a door's calls speak of. */
export interface Traced {
  readonly provider: string;
  /** Host name and port, where they are known. */
  readonly server?: { readonly address: string; readonly port?: number } | undefined;
}

/**
 * One span for each call through the door, named and attributed by the conventions for generative AI, with an event for every
 * attempt that failed. Only the interface of OpenTelemetry is used: without an exporter of the user's nothing is kept.
 */
export class CallSpan {
  private readonly span: Span;

  constructor({ provider, server }: Traced, call: DoorCall<unknown>) {
    const operation = call.operation ?? "call";
    this.span = trace.getTracer("reelwright").startSpan(`${operation} ${call.model}`, { kind: SpanKind.CLIENT });
    if (!this.span.isRecording()) return;
    const { run, node, item } = call.caller.origin;
    this.span.setAttributes({
      "gen_ai.operation.name": operation,
      "gen_ai.provider.name": provider,
      // The older name of the same, which many collectors still go by.
      "gen_ai.system": provider,
      "gen_ai.request.model": call.model,
      ...(server && { "server.address": server.address }),
      ...(server?.port !== undefined && { "server.port": server.port }),
      "reelwright.run": run,
      "reelwright.node": node,
      "reelwright.item": item,
    });
  }

  /** What is done inside has this span as its parent. */
  within<T>(work: () => Promise<T>): Promise<T> {
    return context.with(trace.setSpan(context.active(), this.span), work);
  }

  /** An attempt failed. @param words redacted */
  failed(attempt: number, kind: string, words: string): void {
    if (this.span.isRecording()) this.span.addEvent("attempt failed", { "reelwright.attempt": attempt, "error.type": kind, "error.message": words });
  }

  done({ units, costMicros }: Sent<unknown>, retries: number): void {
    if (this.span.isRecording()) {
      this.span.setAttributes({ "reelwright.cost_micros": costMicros, "reelwright.retries": retries });
      for (const [unit, count] of Object.entries(units)) this.span.setAttribute(usage[unit] ?? `reelwright.usage.${unit}`, count);
    }
    this.span.end();
  }

  gaveUp(problem: ProblemError["problem"] | undefined): void {
    if (this.span.isRecording()) {
      this.span.setAttribute("error.type", problem?.code ?? "cancelled");
      this.span.setStatus({ code: SpanStatusCode.ERROR, ...(problem && { message: problem.message }) });
    }
    this.span.end();
  }
}

const usage: Readonly<Record<string, string>> = { tokensIn: "gen_ai.usage.input_tokens", tokensOut: "gen_ai.usage.output_tokens" };
