import { defineNode, definePack, defineProvider, defineService, fail, type Pack, port, Type } from "../../runtime/contract/index.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";

/**
 * A pack for tests of the runtime: tiny nodes that count how often each item ran, and can be held until a test lets
 * them go. No test sleeps.
 */
export interface Probe {
  readonly pack: Pack;
  /** `node type item` for every run, in order. */
  readonly ran: string[];
  /** Runs of held nodes that have begun and wait. */
  next(): Promise<Held>;
}

export interface Held {
  readonly item: string;
  readonly signal: AbortSignal;
  release(): void;
}

const Thing = Type.Object({ id: Type.String(), text: Type.String() }, { valueType: "probe/thing" });

export interface EchoService { say(text: string): Promise<string> }
export const echo = defineService<EchoService>("echo");

export function probePack(options: { fingerprint?: string; version?: number } = {}): Probe {
  const ran: string[] = [];
  const held: Held[] = [];
  const waiting: ((held: Held) => void)[] = [];
  const note = (type: string, item: string) => ran.push(item === "" ? type : `${type} ${item}`);

  /** `things`: a list of things with ids from a text like `a b c`. */
  const things = defineNode({
    type: "probe/things", version: 1, title: "Things", summary: "Makes a list.",
    inputs: { text: port.value(Type.String()) },
    outputs: { things: port.value(Type.Array(Thing)) },
    async run({ inputs, context }) {
      note("things", context.item);
      return { things: inputs.text.split(" ").filter(Boolean).map((id) => ({ id, text: id })) };
    },
  });

  /** `numbers`: a list of numbers, keyed by index. */
  const numbers = defineNode({
    type: "probe/numbers", version: 1, title: "Numbers", summary: "Makes a list of numbers.",
    inputs: { count: port.value(Type.Integer({ minimum: 0, maximum: 100_000 })), seed: port.value(Type.Integer({ default: 0 })) },
    outputs: { numbers: port.value(Type.Array(Type.Number())) },
    async run({ inputs, context }) {
      note("numbers", context.item);
      return { numbers: Array.from({ length: inputs.count }, (_, index) => index + inputs.seed) };
    },
  });

  /** `split`: a thing's text into things with ids, for nested lists: `a:x,y`. */
  const split = defineNode({
    type: "probe/split", version: 1, title: "Split", summary: "Splits a thing into parts.",
    inputs: { thing: port.value(Thing), parts: port.value(Type.Integer({ default: 2 })), ragged: port.value(Type.Boolean({ default: false })) },
    outputs: { parts: port.value(Type.Array(Thing)) },
    async run({ inputs, context }) {
      note("split", context.item);
      const count = inputs.ragged ? inputs.thing.id.length : inputs.parts;
      return { parts: Array.from({ length: count }, (_, index) => ({ id: `p${index + 1}`, text: `${inputs.thing.text}${index + 1}` })) };
    },
  });

  /** `join`: any things that arrive, side by side. */
  const join = defineNode({
    type: "probe/join", version: options.version ?? 1, title: "Join", summary: "Joins texts.",
    inputs: {
      a: port.value(Thing),
      b: port.value(Thing, { optional: true }),
      tail: port.value(Type.String({ default: "" })),
      fails: port.value(Type.String({ default: "never", description: "Fails for things with this text." })),
    },
    outputs: { thing: port.value(Thing) },
    async run({ inputs, context }) {
      note("join", context.item);
      if (inputs.a.text === inputs.fails) fail({ code: "ASKED_TO_FAIL", message: `"${inputs.a.text}" was asked to fail.`, hint: "Do not ask." });
      return { thing: { id: inputs.a.id, text: inputs.a.text + (inputs.b ? `+${inputs.b.text}` : "") + inputs.tail } };
    },
  });

  /** `gather`: a list into one text. */
  const gather = defineNode({
    type: "probe/gather", version: 1, title: "Gather", summary: "Joins a list into one thing.",
    inputs: { things: port.value(Type.Array(Thing), { many: true }) },
    outputs: { thing: port.value(Thing) },
    async run({ inputs, context }) {
      note("gather", context.item);
      return { thing: { id: "all", text: `[${inputs.things.map(({ text }) => text).join(" ")}]` } };
    },
  });

  const gatherPartial = defineNode({
    type: "probe/gather-partial", version: 1, title: "Gather what is there", summary: "Joins what did not fail.",
    inputs: { things: port.value(Type.Array(Thing), { partial: true }) },
    outputs: { thing: port.value(Thing) },
    async run({ inputs, context }) {
      note("gather-partial", context.item);
      return { thing: { id: "all", text: `[${inputs.things.map(({ text }) => text).join(" ")}]` } };
    },
  });

  /** `parity`: the same for every even seed: what early cut-off is tested with. */
  const parity = defineNode({
    type: "probe/parity", version: 1, title: "Parity", summary: "Forgets all but the parity.",
    inputs: { number: port.value(Type.Integer()) },
    outputs: { thing: port.value(Thing) },
    async run({ inputs, context }) {
      note("parity", context.item);
      return { thing: { id: "parity", text: inputs.number % 2 === 0 ? "even" : "odd" } };
    },
  });

  const choose = defineNode({
    type: "probe/choose", version: 1, title: "Choose", summary: "Takes one of two.",
    inputs: {
      thing: port.value(Thing),
      first: port.value(Type.String(), { summary: "Texts for which `then` is taken." }),
      then: port.value(Thing, { lazy: true, optional: true }),
      otherwise: port.value(Thing, { lazy: true, optional: true }),
    },
    outputs: { thing: port.value(Thing) },
    demands: ({ thing, first }) => [thing!.text.startsWith(first!) ? "then" : "otherwise"],
    async run({ inputs, context }) {
      note("choose", context.item);
      return { thing: (inputs.then ?? inputs.otherwise)! };
    },
  });

  /** `hold`: waits until the test lets it go, or the run is cancelled. */
  const hold = defineNode({
    type: "probe/hold", version: 1, title: "Hold", summary: "Waits to be released.",
    inputs: { thing: port.value(Thing) },
    outputs: { thing: port.value(Thing) },
    async run({ inputs, context }) {
      note("hold", context.item);
      await new Promise<void>((resolve, reject) => {
        context.signal.addEventListener("abort", () => reject(context.signal.reason), { once: true });
        const one: Held = { item: context.item, signal: context.signal, release: resolve };
        const waiter = waiting.shift();
        if (waiter) waiter(one);
        else held.push(one);
      });
      return { thing: inputs.thing };
    },
  });

  const file = defineNode({
    type: "probe/file", version: 1, title: "File", summary: "Keeps a text as a file.",
    inputs: { thing: port.value(Thing) },
    outputs: { file: port.value(Type.Object({ artifact: Type.String(), media: Type.String(), bytes: Type.Integer() }, { valueType: "file" })) },
    async run({ inputs, context }) {
      note("file", context.item);
      return { file: await context.write("text/plain", inputs.thing.text) };
    },
  });

  const misbehave = defineNode({
    type: "probe/misbehave", version: 1, title: "Misbehave", summary: "Breaks the contract in the way asked for.",
    inputs: { how: port.value(Type.String()) },
    outputs: { text: port.value(Type.String()) },
    async run({ inputs, context }): Promise<{ text: string }> {
      note("misbehave", context.item);
      switch (inputs.how) {
        case "extra": return { text: "", more: 1 } as { text: string };
        case "missing": return {} as { text: string };
        case "wrong": return { text: 1 as never };
        case "setting": return { text: context.settings.quality };
        case "service": await context.use(echo); return { text: "" };
        case "throw": throw new Error("out of the blue");
        default: return { text: inputs.how };
      }
    },
  });

  let clock = 0;
  const tick = defineNode({
    type: "probe/tick", version: 1, title: "Tick", summary: "Another number each time, halved.", volatile: true,
    inputs: {},
    outputs: { thing: port.value(Thing) },
    async run({ context }) {
      note("tick", context.item);
      return { thing: { id: "tick", text: String(Math.floor(clock++ / 2)) } };
    },
  });

  const say = defineNode({
    type: "probe/say", version: 1, title: "Say", summary: "Uses a service, and keeps a part of the work.",
    inputs: { thing: port.value(Thing), extra: port.value(Type.String({ default: "" })) },
    outputs: { thing: port.value(Thing) },
    uses: [echo],
    settings: ["quality"],
    async run({ inputs, context }) {
      note("say", context.item);
      const service = await context.use(echo);
      const text = await context.memo({ text: inputs.thing.text }, () => service.say(inputs.thing.text));
      return { thing: { id: inputs.thing.id, text: `${text}${inputs.extra} (${context.settings.quality})` } };
    },
  });

  return {
    ran,
    next: () => {
      const one = held.shift();
      return one ? Promise.resolve(one) : new Promise((resolve) => { waiting.push(resolve); });
    },
    pack: definePack({
      name: "probe", title: "Probe", version: "1.0.0", contract: 1,
      nodes: [things, numbers, split, join, gather, gatherPartial, parity, choose, hold, file, misbehave, tick, say],
      types: [Thing],
      conversions: [{ from: "number", to: "probe/thing", convert: (number: number) => ({ id: `n${number}`, text: String(number) }) }],
      provides: [defineProvider({
        service: echo, name: "offline", label: "offline echo", fingerprint: options.fingerprint ?? "echo@1", concurrency: 2,
        open: async () => ({
          bind: (caller) => ({
            async say(text: string) {
              ran.push(`echo ${text}`);
              caller.called({ model: "echo", units: { characters: text.length }, costMicros: 10, marketMicros: 20, ms: 1, retries: 0 });
              return text.toUpperCase();
            },
          }),
        }),
      })],
    }),
  };
}

/** A document from its parts. `nodes` map an id to a type and literal inputs; edges are `from -> to`. */
export function graph(nodes: Record<string, [type: string, inputs?: Record<string, unknown>, items?: Record<string, unknown>]>, edges: readonly string[], more: Partial<GraphDocument> = {}): GraphDocument {
  return {
    format: "reelwright/graph@1", name: "test",
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type, inputs = {}, items]]) => [id, { type: type.includes("/") ? type : `probe/${type}`, inputs, ...(items ? { items } : {}) }])) as GraphDocument["nodes"],
    edges: edges.map((edge) => { const [from, to] = edge.split(" -> "); return { from: from!, to: to! }; }),
    ...more,
  };
}
