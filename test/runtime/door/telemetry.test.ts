import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, context, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answered, bought, doorWith, failureOf } from "./kit.ts";

interface RecordedSpan {
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  readonly events: { readonly name: string; readonly attributes: unknown }[];
  status?: unknown;
  ended: number;
}

let spans: RecordedSpan[] = [];

beforeEach(() => {
  spans = [];
  const startSpan = (name: string) => {
    const recorded: RecordedSpan = { name, attributes: {}, events: [], ended: 0 };
    spans.push(recorded);
    return {
      isRecording: () => true,
      setAttribute: (key: string, value: unknown) => { recorded.attributes[key] = value; },
      setAttributes: (more: object) => { Object.assign(recorded.attributes, more); },
      addEvent: (event: string, attributes: unknown) => { recorded.events.push({ name: event, attributes }); },
      setStatus: (status: unknown) => { recorded.status = status; },
      end: () => { recorded.ended += 1; },
    };
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan }) } as never);
});
afterEach(() => {
  trace.disable();
  context.disable();
});

test("a call is one span, with an event for each attempt that failed", async () => {
  const { clock, call } = doorWith({ steps: [answered(503, { message: "not now, sk-key-1" }), "ok"], secret: { read: async () => "sk-key-1" }, baseUrl: "https://api.acme.example:8443/v1", call: { operation: "chat" } });
  await clock.until(call());
  expect(spans).toEqual([{
    name: "chat m",
    attributes: {
      "gen_ai.operation.name": "chat", "gen_ai.provider.name": "acme", "gen_ai.system": "acme", "gen_ai.request.model": "m",
      "gen_ai.usage.input_tokens": 2, "gen_ai.usage.output_tokens": 3,
      "server.address": "api.acme.example", "server.port": 8443,
      "reelwright.run": "run", "reelwright.node": "node", "reelwright.item": "item", "reelwright.cost_micros": 7, "reelwright.retries": 1,
    },
    events: [{ name: "attempt failed", attributes: { "reelwright.attempt": 0, "error.type": "503", "error.message": "not now, ***" } }],
    ended: 1,
  }]);
});

test("a call that fails says with what, and nothing secret", async () => {
  const { call } = doorWith({ steps: [answered(403, { message: "not with sk-key-1" })], secret: { read: async () => "sk-key-1" } });
  await failureOf(call());
  expect(spans).toMatchObject([{ name: "call m", attributes: { "error.type": "PROVIDER_REFUSED" }, status: { code: 2, message: "acme refused a request for m: not with ***" }, ended: 1 }]);
  expect(JSON.stringify(spans)).not.toContain("sk-key-1");
});

test("a call that is cancelled ends its span", async () => {
  const { call } = doorWith({ caller: { signal: AbortSignal.abort(new Error("enough")) } });
  await failureOf(call());
  expect(spans).toMatchObject([{ attributes: { "error.type": "cancelled" }, ended: 1 }]);
});

test("what is done while it is sent has the call as its parent", async () => {
  const storage = new AsyncLocalStorage<Context>();
  context.setGlobalContextManager({
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active: Context, work: (...args: never[]) => unknown, it: unknown, ...args: never[]) => storage.run(active, () => work.apply(it, args)),
    bind: (_: Context, target: unknown) => target,
    enable: () => undefined,
    disable: () => undefined,
  } as never);
  let inside: unknown;
  const { call } = doorWith({ steps: [async () => {
    inside = trace.getActiveSpan();
    return bought("answer");
  }] });
  await call();
  (inside as { setAttribute(key: string, value: unknown): void }).setAttribute("child", true);
  expect(spans).toMatchObject([{ attributes: { child: true } }]);
  expect(trace.getActiveSpan()).toBeUndefined();
});
