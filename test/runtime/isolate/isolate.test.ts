import { describe, expect, test } from "vitest";
import type { Pack } from "../../../runtime/contract/index.ts";
import { usualLimits } from "../../../runtime/isolate/isolate.ts";
import { Watch } from "../../../runtime/isolate/watch.ts";
import { seen, stranger, work, working } from "./kit.ts";

describe("an isolated pack", () => {
  test("is known by what it says of itself, as data", async () => {
    const { listing } = await stranger(working("return { value: 1 }"));
    expect(listing).toMatchObject({ name: "stranger", version: "1.0.0", nodes: [{ type: "stranger/work", title: "Work", inputs: { given: { optional: true } }, uses: [{ name: "echo" }, { name: "ffmpeg" }, { name: "other" }] }] });
    expect(JSON.parse(JSON.stringify(listing))).toEqual(listing);
  });

  test("works on what it is given, and gives back data", async () => {
    const { pack } = await stranger(working("return { value: { words: inputs.given.text.split(' '), item: context.item, quality: context.settings.quality } }"));
    expect(await work(pack, { text: "一碗 饺子" })).toEqual({ words: ["一碗", "饺子"], item: "e01", quality: "final" });
  });

  test("may be written against reelwright/pack and reelwright/story, in several files", async () => {
    const { listing, pack } = await stranger(`
      import { defineNode, definePack, port, Type, valueType, fail } from "reelwright/pack";
      import { Line } from "reelwright/story";
      import { loud } from "./lib/loud.js";
      const Shout = valueType("stranger/shout", Type.Object({ id: Type.String(), text: Type.String({ minLength: 1 }) }));
      const shout = defineNode({ type: "stranger/shout", version: 2, title: "Shout", summary: "Says it loudly.",
        inputs: { line: port.value(Line), times: port.value(Type.Integer({ minimum: 1, maximum: 9, default: 2 })) }, outputs: { shout: port.value(Shout) },
        async run({ inputs: { line, times } }) { if (times > 5) fail({ code: "TOO_LOUD", message: "That hurts.", hint: "Fewer." }); return { shout: { id: line.id, text: loud(line.text, times) } }; } });
      export default definePack({ name: "stranger", title: "Stranger", version: "1.0.0", contract: 1, nodes: [shout], types: [Shout] });`,
      { files: { "lib/loud.js": "import { mark } from './mark.js'; export const loud = (text, times) => text + mark.repeat(times);", "lib/mark.js": "export const mark = '!';" } });
    expect(listing.types).toMatchObject([{ valueType: "stranger/shout" }]);
    const { context } = seen();
    const shout = (times: number) => pack.nodes[0]!.run({ inputs: { line: { id: "l1", text: "新年好" }, times }, context });
    expect(await shout(3)).toEqual({ shout: { id: "l1", text: "新年好!!!" } });
    await expect(shout(6)).rejects.toMatchObject({ problem: { code: "TOO_LOUD", message: "That hurts.", hint: "Fewer." } });
  });

  test("turns text into bytes and back", async () => {
    const { pack } = await stranger(working("const bytes = new TextEncoder().encode(inputs.given); return { value: [bytes.length, new TextDecoder().decode(bytes)] }"));
    expect(await work(pack, "饺子")).toEqual([6, "饺子"]);
  });

  test("gives the same as it does in this process, whatever it is given", async () => {
    const code = working("const { given } = inputs; return { value: { given, keys: Object.keys(given ?? {}), text: JSON.stringify(given), kinds: Object.values(given ?? {}).map((part) => Array.isArray(part) ? 'list' : part === null ? 'null' : typeof part) } }");
    const { pack } = await stranger(code);
    const here = ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { readonly default: Pack }).default;
    for (const given of [{}, [], "", 0, false, null, "\ud800 \u2028 饺子 \0", { "": 1, 1: 2, "a b": [[], {}, [null]], long: "x".repeat(100_000), small: 5e-324, big: 1.7976931348623157e308, exact: 2 ** 53, $: { $: "bytes", at: 0 }, then: 1, length: -1, constructor: "x" }, { type: "Buffer", data: [1] }, { artifact: "no digest" }]) {
      expect(await work(pack, given), JSON.stringify(given).slice(0, 80)).toEqual(await work(here, given));
    }
  });

  test("works on many items at once, each with its own answers", async () => {
    const { pack } = await stranger(working("await new Promise((done) => setTimeout(done, inputs.given % 3)); return { value: inputs.given * 2 }"));
    expect(await Promise.all(Array.from({ length: 50 }, (_, index) => work(pack, index)))).toEqual(Array.from({ length: 50 }, (_, index) => index * 2));
  });

  test("reads and writes artifacts by their bytes", async () => {
    const { context, written } = seen();
    written.set("a".repeat(64), Uint8Array.of(1, 2, 250));
    const { pack } = await stranger(working("const bytes = await context.read(inputs.given); return { value: await context.write('image/png', bytes.map((byte) => 255 - byte)) }"));
    const made = await work(pack, { artifact: "a".repeat(64), media: "image/png", bytes: 3 }, context) as { artifact: string };
    expect([...written.get(made.artifact)!]).toEqual([254, 253, 5]);
  });

  test("tells how far it is, what it has, and what happened", async () => {
    const { context, told } = seen();
    const { pack } = await stranger(working("context.progress(0.5, 'half'); context.preview('so far'); context.log('a line'); return { value: 1 }"));
    await work(pack, 1, context);
    expect(told).toEqual([["progress", 0.5, "half"], ["preview", "so far"], ["log", "a line"]]);
  });

  test("uses a service it was granted through the runtime, with bytes and with functions that are called back", async () => {
    const words: string[] = [];
    const echo = { label: "stand-in", async complete({ text, data, onText }: { text: string; data: Uint8Array; onText: (text: string) => void }) { onText(text.slice(0, 1)); return { text: text.toUpperCase(), sum: data.reduce((all, byte) => all + byte, 0), data: data.slice(0, 2) }; } };
    const { context } = seen({ use: async () => echo as never });
    const { pack } = await stranger(working("const chat = await context.use({ name: 'echo' }); let heard = ''; const reply = await chat.complete({ text: 'hello', data: new Uint8Array([1, 2, 3]), onText: (text) => { heard += text; } }); return { value: [chat.label, reply.text, reply.sum, [...reply.data], heard] }"), { granted: { services: ["echo"] } });
    expect(await work(pack, 1, context)).toEqual(["stand-in", "HELLO", 6, [1, 2], "h"]);
    expect(words).toEqual([]);
  });

  test("gets a service's problem as it was, and may go on from it", async () => {
    const { ProblemError } = await import("../../../runtime/problem.ts");
    const { context } = seen({ use: async () => ({ complete: async () => { throw new ProblemError({ code: "BUDGET_REACHED", message: "Enough." }); } }) as never });
    const { pack } = await stranger(working("const chat = await context.use({ name: 'echo' }); try { await chat.complete({}); } catch (error) { if (inputs.given) return { value: error.problem.code }; throw error; }"), { granted: { services: ["echo"] } });
    expect(await work(pack, true, context)).toBe("BUDGET_REACHED");
    await expect(work(pack, false, context)).rejects.toMatchObject({ problem: { code: "BUDGET_REACHED" } });
  });

  test("keeps parts of its work", async () => {
    const kept = new Map<string, unknown>();
    const { context } = seen({ memo: (async (parts: unknown, make: () => Promise<unknown>) => {
      const key = JSON.stringify(parts);
      if (!kept.has(key)) kept.set(key, await make());
      return kept.get(key);
    }) as never });
    const { pack } = await stranger(working("let made = 0; const once = await context.memo({ part: 1 }, async () => { made++; return 'part'; }); return { value: [once, made] }"));
    expect([await work(pack, 1, context), await work(pack, 1, context)]).toEqual([["part", 1], ["part", 0]]);
  });

  test("is told when its item is cancelled, and the item ends at once", async () => {
    const stop = new AbortController();
    const { context, told } = seen({ signal: stop.signal });
    const { pack } = await stranger(working("context.signal.addEventListener('abort', () => context.log('stopped')); await new Promise(() => {})"));
    const running = work(pack, 1, context);
    setTimeout(() => stop.abort(new Error("cancelled")), 20);
    await expect(running).rejects.toThrow("cancelled");
    expect(told).toEqual([]);
  });

  test("that fails says what of, and works again for the next item", async () => {
    const { pack } = await stranger(working("if (inputs.given) throw new TypeError('no such luck'); return { value: 'well' }"));
    await expect(work(pack, true)).rejects.toMatchObject({ problem: { code: "NODE_FAILED", message: 'The isolated pack "stranger" failed: no such luck.' } });
    expect(await work(pack, false)).toBe("well");
  });
});

test("what waits for an isolate to open is kept alive by that; an open one alone keeps nothing alive", () => {
  const watch = new Watch(usualLimits, { tooLong() {}, ping() {}, isOpen: () => false });
  const beat = (watch as unknown as { readonly beat: NodeJS.Timeout }).beat;
  expect(beat.hasRef()).toBe(true);
  watch.rests();
  expect(beat.hasRef()).toBe(false);
  watch.stop();
});

describe("what would have to wait at the border is refused when the pack is opened", () => {
  test.each([
    ["conversions", "export default { name: 'stranger', title: '', version: '1.0.0', contract: 1, nodes: [], conversions: [{ from: 'a', to: 'b', convert: (x) => x }] }"],
    ["stand-ins", "export default { name: 'stranger', title: '', version: '1.0.0', contract: 1, nodes: [], provides: [{ service: { name: 'writer' } }] }"],
  ])("%s", async (what, code) => {
    await expect(stranger(code)).rejects.toMatchObject({ problem: { code: "PACK_NEEDS_TRUST", message: expect.stringContaining(what) } });
  });

  test.each([
    ["a pattern that could take for ever", '{ type: "string", pattern: "^(a+)+$" }'],
    ["two open repetitions", '{ type: "string", pattern: "a*a*b" }'],
    ["a reference", '{ $ref: "#/definitions/x" }'],
  ])("a schema with %s", async (_what, schema) => {
    await expect(stranger(working("").replace("const anything = { schema: {} };", `const anything = { schema: ${schema} };`))).rejects.toMatchObject({ problem: { code: "PACK_SCHEMA" } });
  });

  test("another name, another contract, and what is no pack", async () => {
    for (const code of ["export default { name: 'script', title: '', version: '1', contract: 1, nodes: [] }", "export default { name: 'stranger', title: '', version: '1', contract: 2, nodes: [] }", "export default 7", "export const x = 1", "throw new Error('no')", "export default {", "import 'node:fs'; export default {}", "import './nothing.js'; export default {}", "import '../../../etc/passwd'; export default {}"]) {
      await expect(stranger(code), code).rejects.toMatchObject({ problem: { code: "PACK_BROKEN", message: expect.stringContaining("stranger") } });
    }
  });
});
