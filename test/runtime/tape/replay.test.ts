import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { defineNode, definePack, defineProvider, defineService, type Pack, port, type Provider, Type } from "../../../runtime/contract/index.ts";
import { openRuntime, type RuntimeOptions } from "../../../runtime/index.ts";
import { echo, type EchoService, graph, probePack } from "../../kit/probe-pack.ts";
import { runGraph } from "../../kit/run.ts";

let folder: string;
let tape: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reelwright-replay-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  tape = join(folder, "story.tape");
});

/** A remote service that answers in lower case with a count, and notes each call. */
function remoteEcho(calls: string[], fingerprint = "remote/1"): Provider<EchoService> {
  return defineProvider<EchoService>({
    service: echo, name: "remote", fingerprint, remote: true, usual: { costMicros: 300, marketMicros: 700 },
    open: async () => ({
      bind: (caller) => ({
        async say(text) {
          const reservation = await caller.reserve({ provider: "remote", model: "echo-1", request: "0".repeat(64), maxMicros: 500 });
          calls.push(text);
          caller.called({ model: "echo-1", units: { characters: text.length }, costMicros: 300, marketMicros: 700, ms: 5, retries: 0 }, reservation);
          return `${text} #${calls.length}`;
        },
      }),
    }),
  });
}

const spoken = (tail = "", text = "x y") => graph({ a: ["things", { text }], say: ["say"], j: ["join", { tail }] }, ["a.things -> say.thing", "say.thing -> j.a"], { outputs: { out: { from: "j.thing" } } });

async function withRuntime<T>(options: Partial<RuntimeOptions>, work: (runtime: Awaited<ReturnType<typeof openRuntime>>) => Promise<T>): Promise<T> {
  const runtime = await openRuntime({ home: null, packs: [probePack().pack], builtIn: false, config: {}, ...options });
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

describe("a replay", () => {
  test("makes what was recorded, with an empty store and nobody to ask", async () => {
    const calls: string[] = [];
    const first = await withRuntime({ providers: [remoteEcho(calls)], record: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(first.last).toMatchObject({ outcome: "succeeded", costMicros: 600 });
    const home = join(folder, "empty");
    const again = await withRuntime({ home, replay: tape, env: { OPENAI_API_KEY: "not for you" } }, (runtime) => runGraph(runtime, spoken()));
    expect(again.last).toMatchObject({ outcome: "succeeded", costMicros: 0, counts: first.last.counts });
    expect(again.last.outputs).toEqual(first.last.outputs);
    expect(again.of("service.called").map(({ provider, model, units, costMicros, marketMicros }) => ({ provider, model, units, costMicros, marketMicros }))).toEqual(
      first.of("service.called").map(({ model, units, marketMicros }) => ({ provider: "remote", model, units, costMicros: 0, marketMicros })));
    expect(calls).toHaveLength(2);
    const ledger = await readFile(join(home, ".reelwright", "ledger.ndjson"), "utf8").catch(() => "");
    expect(ledger).toBe("");
  });

  test("is bound by no budget", async () => {
    await withRuntime({ providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, spoken()));
    const { last } = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken(), { budget: 0.000_001 }));
    expect(last.outcome).toBe("succeeded");
  });

  test("finds what the real services made under the same keys", async () => {
    const home = join(folder, "home");
    const calls: string[] = [];
    await withRuntime({ home, providers: [remoteEcho(calls)], record: tape }, (runtime) => runGraph(runtime, spoken()));
    const { last } = await withRuntime({ home, replay: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(last.counts).toMatchObject({ executed: 0, cached: 5 });
  });

  test("fails the item whose call is not on the tape, and says what differs", async () => {
    await withRuntime({ providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, spoken()));
    const { last, of } = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken("", "x why")));
    expect(last.outcome).toBe("failed");
    expect(of("item.failed")).toMatchObject([{ node: "say", item: "why", problem: { code: "TAPE_MISSING", message: expect.stringContaining("The tape holds no such call of echo.say (the nearest is that of say, item x): its argument was \"x\", is \"why\"") } }]);
    expect(of("item.finished").map(({ node, item }) => `${node} ${item}`)).toContain("j x");
  });

  test("fails also where a node gets over what is missing", async () => {
    const forgiving = definePack({
      name: "forgiving", title: "Forgiving", version: "1.0.0", contract: 1,
      nodes: [defineNode({
        type: "forgiving/say", version: 1, title: "Say", summary: "Says something or nothing.", inputs: { text: port.value(Type.String()) }, outputs: { text: port.value(Type.String()) }, uses: [echo],
        run: async ({ inputs, context }) => ({ text: await (await context.use(echo)).say(inputs.text).catch(() => "nothing") }),
      })],
    });
    const document = (text: string) => graph({ say: ["forgiving/say", { text }] }, []);
    const packs: Pack[] = [forgiving];
    await withRuntime({ packs, providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, document("a")));
    const { last } = await withRuntime({ packs, replay: tape }, (runtime) => runGraph(runtime, document("b")));
    expect(last).toMatchObject({ outcome: "failed", counts: { failed: 0 }, problems: [{ code: "TAPE_MISSING", node: "say" }] });
  });

  test("asks no service that was added since", async () => {
    await withRuntime({ record: tape }, (runtime) => runGraph(runtime, spoken()));
    const calls: string[] = [];
    const { last, of } = await withRuntime({ providers: [remoteEcho(calls)], replay: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(last.outcome).toBe("failed");
    expect(of("item.failed")[0]!.problem).toMatchObject({ code: "TAPE_MISSING", message: 'The tape holds no call of the role "echo".' });
    expect(calls).toEqual([]);
  });

  test("leaves roles to stand-ins that they filled when it was recorded", async () => {
    const warned: string[] = [];
    await withRuntime({ record: tape, warn: (message) => void warned.push(message) }, (runtime) => runGraph(runtime, spoken()));
    expect(warned).toEqual(["No role is filled by a service outside this machine: there is nothing to record."]);
    const { last, of } = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(last.outcome).toBe("succeeded");
    expect(of("service.called")[0]).toMatchObject({ provider: "offline", label: "offline echo" });
  });

  test("takes the currency of the tape", async () => {
    await withRuntime({ providers: [remoteEcho([])], record: tape, config: { currency: "CNY" } }, (runtime) => runGraph(runtime, spoken()));
    const { of } = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(of("run.started")[0]!.currency).toBe("CNY");
  });

  test("and a recording at once are refused", async () => {
    await expect(openRuntime({ home: null, builtIn: false, config: {}, record: tape, replay: tape })).rejects.toMatchObject({ problem: { code: "OPTIONS_EXCLUSIVE" } });
  });
});

describe("a recording", () => {
  test("makes kept results and kept parts of remote services again, so that the tape is whole", async () => {
    const home = join(folder, "home");
    const calls: string[] = [];
    await withRuntime({ home, providers: [remoteEcho(calls)] }, (runtime) => runGraph(runtime, spoken()));
    const { last } = await withRuntime({ home, providers: [remoteEcho(calls)], record: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(last.counts).toMatchObject({ executed: 4, cached: 1 });
    expect(calls).toHaveLength(4);
    const again = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(again.last.outputs).toEqual(last.outputs);
  });

  test("asks for equal work once, as a run does", async () => {
    const home = join(folder, "home");
    const calls: string[] = [];
    const twice = graph({ a: ["things", { text: "x" }], one: ["say"], other: ["say"], late: ["say"], j: ["join"] }, ["a.things -> one.thing", "a.things -> other.thing", "a.things -> j.a", "j.thing -> late.thing"]);
    await withRuntime({ home, providers: [remoteEcho(calls)] }, (runtime) => runGraph(runtime, twice));
    expect(calls).toHaveLength(1);
    const { last } = await withRuntime({ home, providers: [remoteEcho(calls)], record: tape }, (runtime) => runGraph(runtime, twice));
    expect(last.outcome).toBe("succeeded");
    expect(calls).toHaveLength(2);
  });

  test("pays and reserves as a run does", async () => {
    const home = join(folder, "home");
    const { last } = await withRuntime({ home, providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, spoken(), { budget: 0.000_5 }));
    expect(last).toMatchObject({ outcome: "over-budget", costMicros: 300 });
    expect(await readFile(join(home, ".reelwright", "ledger.ndjson"), "utf8")).toContain("300");
    const { of } = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken()));
    expect(of("item.failed")).toMatchObject([{ problem: { code: "TAPE_MISSING" } }]);
  });

  test("that asked nobody leaves an older tape alone", async () => {
    await withRuntime({ providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, spoken()));
    const before = await readFile(tape, "utf8");
    await withRuntime({ providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, { nodes: 7 }));
    expect(await readFile(tape, "utf8")).toBe(before);
  });

  test("is of the service as nodes hold it: a label that comes with the answer comes back with it", async () => {
    const naming = defineService<{ readonly label?: string | undefined; name(): Promise<string> }>("naming");
    const pack = definePack({
      name: "naming", title: "Naming", version: "1.0.0", contract: 1,
      nodes: [defineNode({
        type: "naming/name", version: 1, title: "Name", summary: "Names.", inputs: {}, outputs: { text: port.value(Type.String()) }, uses: [naming],
        async run({ context }) {
          const service = await context.use(naming);
          const before = service.label;
          return { text: `${await service.name()} by ${before ?? "nobody"}, then ${service.label ?? "nobody"}` };
        },
      })],
    });
    const provider = defineProvider({
      service: naming, name: "naming", fingerprint: "naming", remote: true,
      open: async () => ({ bind: () => { let answered = false; return { get label() { return answered ? "offline draft" : undefined; }, async name() { answered = true; return "Lin"; } }; } }),
    });
    const document = graph({ n: ["naming/name"] }, [], { outputs: { out: { from: "n.text" } } });
    const texts = { "": "Lin by nobody, then offline draft" };
    expect((await withRuntime({ packs: [pack], providers: [provider], record: tape }, (runtime) => runGraph(runtime, document))).output("out")).toEqual(texts);
    expect((await withRuntime({ packs: [pack], replay: tape }, (runtime) => runGraph(runtime, document))).output("out")).toEqual(texts);
  });

  test("of a draft is replayed at draft quality", async () => {
    await withRuntime({ providers: [remoteEcho([])], record: tape }, (runtime) => runGraph(runtime, spoken(), { quality: "draft" }));
    const { last } = await withRuntime({ replay: tape }, (runtime) => runGraph(runtime, spoken(), { quality: "draft" }));
    expect(last.outcome).toBe("succeeded");
    expect((await stat(tape)).size).toBeGreaterThan(100);
  });
});
