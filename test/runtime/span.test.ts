import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, context, type ContextManager, ROOT_CONTEXT, type Span, SpanStatusCode, trace, type Tracer } from "@opentelemetry/api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

interface Ended { name: string; attributes: Record<string, unknown>; status: unknown }

/** The least of an SDK: what a process registers that wants spans. */
class Contexts implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();
  active = () => this.storage.getStore() ?? ROOT_CONTEXT;
  with: ContextManager["with"] = (at, work, self, ...given) => this.storage.run(at, () => work.call(self as never, ...given));
  bind: ContextManager["bind"] = (_at, target) => target;
  enable = () => this;
  disable = () => this;
}

const ended: Ended[] = [];
const tracer = {
  startActiveSpan(name: string, { attributes }: { attributes: Record<string, unknown> }, work: (span: Span) => unknown) {
    const told: Ended = { name, attributes: { ...attributes }, status: undefined };
    const span = {
      setAttribute: (key: string, value: unknown) => (told.attributes[key] = value, span),
      setStatus: (status: unknown) => (told.status = status, span),
      end: () => void ended.push(told),
    };
    return context.with(trace.setSpan(context.active(), span as unknown as Span), () => work(span as unknown as Span));
  },
};

const homes = testHomes();
beforeEach(() => {
  trace.setGlobalTracerProvider({ getTracer: () => tracer as unknown as Tracer });
  context.setGlobalContextManager(new Contexts());
});
afterEach(() => {
  trace.disable();
  context.disable();
  ended.length = 0;
});

test("every item that is worked on has a span with where it belongs, and one that fails says what of", async () => {
  const runtime = await homes.open(probePack().pack);
  const { last, events } = await runGraph(runtime, graph({ a: ["things", { text: "x y" }], j: ["join", { fails: "y" }] }, ["a.things -> j.a"]));
  expect(last.counts).toMatchObject({ executed: 2, failed: 1 });
  expect(ended.map(({ name, attributes }) => [name, attributes["reelwright.node"], attributes["reelwright.item"]])).toEqual([["item probe/things", "a", ""], ["item probe/join", "j", "x"], ["item probe/join", "j", "y"]]);
  expect(ended[0]!.attributes["reelwright.run"]).toBe(events[0]!.run);
  expect(ended[2]).toMatchObject({ status: { code: SpanStatusCode.ERROR }, attributes: { "error.type": expect.any(String) } });
});

test("what is kept has none, and no span holds an input or an output", async () => {
  const runtime = await homes.open(probePack().pack);
  const document = graph({ a: ["things", { text: "secretword other" }] }, []);
  await runGraph(runtime, document);
  await runGraph(runtime, document);
  expect(ended).toHaveLength(1);
  expect(JSON.stringify(ended)).not.toContain("secretword");
});
