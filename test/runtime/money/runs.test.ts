import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { defineNode, definePack, defineProvider, defineService, port, type Provider, Type } from "../../../runtime/contract/index.ts";
import { openRuntime, type Runtime, type RuntimeOptions } from "../../../runtime/index.ts";
import { graph } from "../../kit/probe-pack.ts";
import { runGraph } from "../../kit/run.ts";

interface Press { print(text: string): Promise<string> }
const press = defineService<Press>("press");

/** A press that costs 10 millionths a sheet, and may fail to say whether it has printed. */
function pressProvider(more: Partial<Provider> & { lost?: (text: string) => boolean } = {}): Provider<Press> {
  const { lost = () => false, ...rest } = more;
  return defineProvider<Press>({
    service: press, name: "works", fingerprint: "works/1", remote: true, usual: { costMicros: 10, marketMicros: 30 },
    async open() {
      return {
        bind: (caller) => ({
          async print(text) {
            const reservation = await caller.reserve({ provider: "works", model: "offset", request: text, maxMicros: 25 });
            await new Promise((resolve) => { setTimeout(resolve, 1); });
            const call = { model: "offset", units: { sheets: 1 }, marketMicros: 30, ms: 1, retries: 0 };
            if (lost(text)) {
              caller.called({ ...call, costMicros: 0, uncertain: true }, reservation);
              caller.notice({ code: "waiting", provider: "works", model: "offset", message: "The line is dead." });
              const again = await caller.reserve({ provider: "works", model: "offset", request: text, maxMicros: 25 });
              caller.called({ ...call, costMicros: 10 }, again);
            } else caller.called({ ...call, costMicros: 10 }, reservation);
            return text.toUpperCase();
          },
        }),
      };
    },
    ...rest,
  });
}

const sheets = defineNode({
  type: "print/sheets", version: 1, title: "Sheets", summary: "Makes a list.",
  inputs: { count: port.value(Type.Integer()) }, outputs: { sheets: port.value(Type.Array(Type.String())) },
  expects: ({ count }) => ({ sheets: count as number }),
  async run({ inputs }) {
    return { sheets: Array.from({ length: inputs.count }, (_, index) => `sheet ${index}`) };
  },
});
const printed = defineNode({
  type: "print/printed", version: 1, title: "Printed", summary: "Prints a sheet.",
  inputs: { sheet: port.value(Type.String()) }, outputs: { text: port.value(Type.String()) },
  uses: [press],
  async run({ inputs, context }) {
    return { text: await (await context.use(press)).print(inputs.sheet) };
  },
});
const pack = definePack({ name: "print", title: "Print", version: "1.0.0", contract: 1, nodes: [sheets, printed] });
const paper = (count: number) => graph({ s: ["print/sheets", { count }], p: ["print/printed"] }, ["s.sheets -> p.sheet"]);
const homes: string[] = [];
afterEach(async () => {
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true });
});
async function freshHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-money-"));
  homes.push(home);
  return home;
}
const open = (provider: Provider = pressProvider(), more: Partial<RuntimeOptions> = {}): Promise<Runtime> => openRuntime({ home: null, builtIn: false, packs: [pack], providers: [provider], ...more });

describe("a run with a budget", () => {
  test("spends what its calls cost, and says what was set aside for it", async () => {
    const { last, events } = await runGraph(await open(), paper(5), { budget: 0.001 });
    expect(last).toMatchObject({ outcome: "succeeded", costMicros: 50 });
    expect(events[0]).toMatchObject({ type: "run.started", currency: "USD", budgetMicros: 1000 });
  });

  test("stops before a call that might overspend, whatever is under way, and goes on from there with more", async () => {
    const runtime = await open();
    const first = await runGraph(runtime, paper(20), { budget: 0.0001 });
    expect(first.last.outcome).toBe("over-budget");
    expect(first.last.problems).toMatchObject([{ code: "BUDGET_REACHED" }]);
    // Twenty-five are set aside for each: the eighth would leave less than that.
    expect(first.last).toMatchObject({ costMicros: 80, counts: { executed: 9, failed: 0, skipped: 0 } });
    const second = await runGraph(runtime, paper(20), { budget: 1 });
    expect(second.last).toMatchObject({ outcome: "succeeded", costMicros: 120, counts: { executed: 12, cached: 9 } });
  });

  test("counts a call whose answer was lost as if it had been billed, and says so apart from the cost", async () => {
    const runtime = await open(pressProvider({ lost: (text) => text === "sheet 1" }));
    const { last, events } = await runGraph(runtime, paper(3), { budget: 0.001 });
    expect(last).toMatchObject({ outcome: "succeeded", costMicros: 30, exposedMicros: 25 });
    expect(events.filter(({ type }) => type === "service.called")).toHaveLength(4);
    expect(events.filter((event) => event.type === "service.called" && event.exposedMicros === 25)).toHaveLength(1);
    expect(events.find(({ type }) => type === "service.notice")).toMatchObject({ node: "p", item: "1", role: "press", code: "waiting", provider: "works" });
  });
});

describe("a provider whose price is not known", () => {
  const unpriced = (): Provider => {
    const { usual: _, ...provider } = pressProvider();
    return provider;
  };

  test("is not run on a budget, for none could be kept", async () => {
    const { last } = await runGraph(await open(unpriced()), paper(1), { budget: 1 });
    expect(last).toMatchObject({ outcome: "failed", problems: [{ code: "PRICE_UNKNOWN", message: expect.stringContaining('"press"') }] });
    expect((await runGraph(await open(unpriced()), paper(1))).last.outcome).toBe("succeeded");
  });

  test("is named by the plan, whose sum is then not the whole", async () => {
    expect((await (await open(unpriced())).plan(paper(2))).estimate).toMatchObject({ unpriced: ["press"], costMicros: 0, complete: false });
  });
});

describe("what fills a role", () => {
  test("may be another thing at draft quality, with results of its own", async () => {
    const runtime = await open();
    const cheap = pressProvider({ name: "cheap", fingerprint: "cheap/1" });
    (runtime as unknown as { workshop: { registry: { fill(provider: Provider, qualities: string[]): void } } }).workshop.registry.fill(cheap, ["draft"]);
    const providers = async (quality: "draft" | "final") => (await runGraph(runtime, paper(1), { quality })).events.flatMap((event) => (event.type === "service.called" ? [event.provider] : []));
    expect(await providers("final")).toEqual(["works"]);
    expect(await providers("draft")).toEqual(["cheap"]);
    expect(await providers("final")).toEqual([]);
  });
});

describe("the estimate of a plan", () => {
  test("covers items that are not known yet, by what a node expects and what its role usually costs", async () => {
    const { estimate } = await (await open()).plan(paper(12));
    expect(estimate).toMatchObject({
      currency: "USD", calls: { press: 12 }, costMicros: 120, marketMicros: 360, certainMicros: 0, complete: false,
      roles: { press: { calls: 12, costMicros: 120, marketMicros: 360, provider: "works" } },
    });
  });

  test("goes by the last run where there was one with the same provider", async () => {
    const runtime = await open(pressProvider({ usual: { costMicros: 99, marketMicros: 99 } }), { home: await freshHome() });
    await runGraph(runtime, paper(2));
    const { estimate } = await runtime.plan(paper(3));
    expect(estimate).toMatchObject({ calls: { press: 3 }, costMicros: 30 });
  });

  test("goes by prices where another provider fills the role now", async () => {
    const runtime = await open(pressProvider({ name: "before" }), { home: await freshHome() });
    await runGraph(runtime, paper(2));
    (runtime as unknown as { workshop: { registry: { fill(provider: Provider): void } } }).workshop.registry.fill(pressProvider({ fingerprint: "works/2", usual: { costMicros: 70, marketMicros: 70 } }));
    const { estimate, counts } = await runtime.plan(paper(2));
    expect(counts).toEqual({ cached: 1, willRun: 2, depends: 0 });
    expect(estimate).toMatchObject({ costMicros: 140, certainMicros: 140 });
  });

  test("multiplies what is expected below a length that nobody knows", async () => {
    const { expects: _, ...silent } = sheets;
    const cut = defineNode({
      type: "print/cut", version: 1, title: "Cut", summary: "Cuts a sheet.", inputs: { sheet: port.value(Type.String()) }, outputs: { parts: port.value(Type.Array(Type.String())) },
      expects: () => ({ parts: 3 }),
      async run({ inputs }) {
        return { parts: [inputs.sheet] };
      },
    });
    const runtime = await openRuntime({ home: null, builtIn: false, packs: [definePack({ ...pack, nodes: [silent, cut, printed] })], providers: [pressProvider()] });
    const { estimate } = await runtime.plan(graph({ s: ["print/sheets", { count: 9 }], c: ["print/cut"], p: ["print/printed"] }, ["s.sheets -> c.sheet", "c.parts -> p.sheet"]));
    expect(estimate).toMatchObject({ calls: { press: 3 }, complete: false });
  });

  test("counts no calls of a role that only some items call, until a run has shown how many", async () => {
    const sometimes = definePack({ ...pack, nodes: [sheets, { ...printed, seldom: [press] }] });
    const runtime = await openRuntime({ home: await freshHome(), builtIn: false, packs: [sometimes], providers: [pressProvider()] });
    expect((await runtime.plan(paper(4))).estimate).toMatchObject({ roles: {}, costMicros: 0 });
    await runGraph(runtime, paper(2));
    expect((await runtime.plan(paper(4))).estimate).toMatchObject({ calls: { press: 4 }, costMicros: 40 });
  });

  test("is nothing when everything is kept", async () => {
    const runtime = await open();
    await runGraph(runtime, paper(2));
    expect((await runtime.plan(paper(2))).estimate).toMatchObject({ calls: {}, costMicros: 0, complete: true });
  });
});
