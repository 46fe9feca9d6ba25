import { setTimeout as after } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { attacker, attackerCode, blamed, tight } from "./attacker.ts";
import type { Pack } from "../../../../runtime/contract/index.ts";
import { Border } from "../../../../runtime/isolate/border.ts";
import { usualLimits } from "../../../../runtime/isolate/isolate.ts";
import { ProblemError } from "../../../../runtime/problem.ts";
import { type Seen, seen, stranger } from "../kit.ts";

class Secretive {
  private readonly key = "sk-secret";
  readonly label = "stand-in";
  readonly references = 3;
  readonly options = { key: "sk-secret" };
  heard: unknown[] = [];
  async complete(...args: unknown[]): Promise<unknown> { this.heard.push(args); return { text: this.key.length }; }
}

const told = (pack: Pack, code: string) => pack.nodes[0]!.run({ inputs: { code }, context: seen().context });
const { attack, isolate, stillWorks } = attacker({ granted: { services: ["secretive"] } });
const withService = (service: object): Seen => seen({ use: async () => service as never });
const store = (): Seen => {
  const all = seen();
  all.written.set("a".repeat(64), Uint8Array.of(1, 2, 3));
  all.written.set("f".repeat(64), new TextEncoder().encode("somebody else's"));
  return all;
};
const own = { artifact: "a".repeat(64), media: "image/png", bytes: 3 };
const others = { artifact: "f".repeat(64), media: "text/plain", bytes: 15 };

describe("files", () => {
  test("of others are not read, however they are spoken of", async () => {
    for (const wanted of [others, { ...others, artifact: "../../../etc/passwd" }, { ...own, bytes: 1 }, { ...own, media: "text/html" }, { artifact: own.artifact }, null, "x", [], { ...own, artifact: [own.artifact] }]) {
      await expect(attack("return context.read(given.wanted)", { context: store().context, given: { own, wanted: { inner: wanted } } }), JSON.stringify(wanted)).rejects.toMatchObject(blamed("ISOLATE_ARTIFACT"));
      await expect(attack(`return context.read(${JSON.stringify(wanted)})`, { context: store().context, given: { own } })).rejects.toMatchObject(blamed("ISOLATE_ARTIFACT"));
    }
    expect(await attack("return [...await context.read(given.own)]", { context: store().context, given: { own } })).toEqual([1, 2, 3]);
  });

  test.each(["return $", "return { list: [{ deep: $ }] }", "context.preview($); await new Promise(() => {})", "return context.memo({ part: 1 }, async () => ($))", "const s = await context.use({ name: 'secretive' }); return s.complete({ image: $ })", "return { ...given.own, more: $ }"])("of others are not handed on: %s", async (code) => {
    const { context } = store();
    const service = new Secretive();
    await expect(attack(code.replace("$", JSON.stringify(others)), { context: { ...context, use: (async () => service) as never }, given: { own } })).rejects.toMatchObject(blamed("ISOLATE_ARTIFACT"));
    expect(service.heard).toEqual([]);
  });

  test("that it wrote, was given, or got from a service are its own", async () => {
    const { context } = store();
    const picture = { complete: async () => ({ picture: { artifact: "f".repeat(64), media: "text/plain", bytes: 15 } }) };
    expect(await attack("const s = await context.use({ name: 'secretive' }); const { picture } = await s.complete(); return [await context.write('text/plain', 'x'), given.own, picture, (await context.read(picture)).length]", { context: { ...context, use: (async () => picture) as never }, given: { own } })).toMatchObject([{ bytes: 1 }, own, others, 15]);
  });

  test("are written so many and so large, and of a kind", async () => {
    const { context, written } = seen();
    await expect(attack("for (let n = 0;; n++) await context.write('text/plain', 'x')", { context })).rejects.toMatchObject(blamed("ISOLATE_QUOTA", "100 times"));
    expect(written.size).toBe(100);
    await expect(attack("for (;;) await context.write('text/plain', 'x'.repeat(5e5))", { context })).rejects.toMatchObject(blamed("ISOLATE_QUOTA", "4 MB"));
    await expect(attack("return context.write('image/png', new Uint8Array(1.2e6))", { context })).rejects.toMatchObject(blamed("ISOLATE_TOO_LARGE"));
    for (const media of ["", "png", "../../x", "text/html\r\nX: y", "a/" + "b".repeat(1000)]) await expect(attack(`return context.write(${JSON.stringify(media)}, 'x')`, { context })).rejects.toMatchObject(blamed("ISOLATE_BORDER"));
    for (const bytes of ["5", "null", "{}", "[1]"]) await expect(attack(`return context.write('text/plain', ${bytes})`, { context })).rejects.toMatchObject(blamed("ISOLATE_BORDER"));
  });

  test("of any size are not loaded on the word of the one who asks", async () => {
    let loaded = 0;
    const { context } = seen({ read: async () => { loaded++; return new Uint8Array(9e9 % 7); } });
    const film = { artifact: "b".repeat(64), media: "video/mp4", bytes: 5e9 };
    await expect(attack("return context.read({ ...given, bytes: 1 })", { context, given: film })).rejects.toMatchObject(blamed("ISOLATE_ARTIFACT"));
    await expect(attack("return context.read(given)", { context, given: film })).rejects.toMatchObject(blamed("ISOLATE_TOO_LARGE"));
    expect(loaded).toBe(0);
  });
});

describe("services", () => {
  test("show their methods and their label, and nothing that they hold", async () => {
    const service = new Secretive();
    const gained = await attack("const s = await context.use({ name: 'secretive' }); return [Object.keys(s).sort(), s.label, s.references, s.key, s.options, JSON.stringify(s)]", withService(service));
    expect(gained).toEqual([["complete", "label", "references"], "stand-in", 3, null, null, '{"label":"stand-in","references":3}']);
    expect(JSON.stringify(gained)).not.toContain("sk-secret");
  });

  test.each(["constructor", "__proto__", "then", "toString", "valueOf", "hasOwnProperty", "__defineGetter__", "key", "options", "nothing", "heard"])("have no method %s", async (name) => {
    const service = new Secretive();
    const replies: any[] = [];
    const border = new Border(withService(service).context, {}, { pack: "attacker", granted: ["secretive"], limits: usualLimits, send: async (reply) => { replies.push(reply); } });
    await border.ask({ call: 1, op: "use", args: ["secretive"] });
    await border.ask({ call: 2, op: "method", args: ["secretive", name, ["return process"]] });
    expect(replies[1]).toMatchObject({ call: 2, ...blamed("ISOLATE_BORDER", "does not have") });
    expect(replies[1]).not.toHaveProperty("value");
    expect(service.heard).toEqual([]);
  });

  test("take data and functions; a function called a great many times costs this process nothing", async () => {
    const before = process.memoryUsage().rss;
    const service = { complete: async ({ onText }: { onText: (text: string) => void }) => { for (let n = 0; n < 500; n++) onText(`${n}`); return onText.length; } };
    expect(await attack("const s = await context.use({ name: 'secretive' }); let heard = 0; await s.complete({ onText: () => { heard++; } }); return heard", withService(service))).toBe(500);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
  });

  test("get no prototypes, no reference to this process, and no more than a message holds", async () => {
    const service = new Secretive();
    await attack("const s = await context.use({ name: 'secretive' }); await s.complete(JSON.parse('{\"__proto__\":{\"evil\":1}}'), { then: () => {} }, new Uint8Array([7])); return 1", withService(service));
    const [[first, second, third]] = service.heard as [[any, any, Uint8Array]];
    expect([Object.getPrototypeOf(first), Object.keys(first), first.evil, typeof second.then, [...third]]).toEqual([Object.prototype, [], undefined, "function", [7]]);
    await expect(attack("const s = await context.use({ name: 'secretive' }); return s.complete('x'.repeat(2e6))", withService(service))).rejects.toMatchObject(blamed("NODE_FAILED", "too large"));
    await expect(attack("const s = await context.use({ name: 'secretive' }); return s.complete('x')", withService({ complete: async () => "x".repeat(2e6) }))).rejects.toMatchObject(blamed("ISOLATE_TOO_LARGE"));
    for (const odd of [1n, (() => { const o: any = {}; o.o = o; return o; })()]) await expect(attack("const s = await context.use({ name: 'secretive' }); return s.complete('x')", withService({ complete: async () => odd }))).rejects.toMatchObject(blamed("ISOLATE_BORDER"));
  });
});

describe("what is returned", () => {
  test.each([
    ["a function", "() => 1"], ["a method called then", "{ then: 1, list: [() => {}] }"], ["bytes", "new Uint8Array(3)"], ["a buffer", "{ inner: new ArrayBuffer(3) }"], ["a symbol", "Symbol('x')"], ["a symbol inside", "[Symbol.iterator]"],
    ["a BigInt", "1n"], ["no number", "NaN"], ["an endless number", "[Infinity]"], ["more than a message holds", "'x'.repeat(2e6)"], ["very many values", "Array(4e5).fill(0).map(() => [])"],
  ])("is data: not %s", async (_what, value) => {
    await expect(attack(`return ${value}`)).rejects.toMatchObject(blamed(expect.stringMatching(/NODE_FAILED|ISOLATE_(BORDER|TIME|QUOTA|MEMORY)/) as never));
  });

  test("loses nothing that looks like the border's own", async () => {
    const odd = { $: "callback", id: 1, inner: [{ $: "bytes", at: 0 }, { $: { $: "plain", of: null } }], $bytes: 0, $callback: 1 };
    expect(await attack("return { back: given, made: { $: 'bytes', at: 0 }, minus: -0 }", { given: odd })).toEqual({ back: odd, made: { $: "bytes", at: 0 }, minus: 0 });
  });
});

describe("forged messages", () => {
  test.each<[string, string]>([
    ["bytes in what it returns", '{ t: "done", id, outputs: { value: { $: "bytes", at: 0 } } }'],
    ["a function in what it returns", '{ t: "done", id, outputs: { value: { then: { $: "callback", id: 1 } } } }'],
    ["a function for the runtime to keep", '{ t: "call", id, call: 1, op: "memo", args: [{ $: "callback", id: 1 }] }'],
    ["a kind of its own", '{ t: "done", id, outputs: { value: { $: "process" } } }'],
  ])("%s", async (_what, message) => {
    const { pack } = await stranger(attackerCode.replaceAll("attacker", "stranger"), { limits: tight });
    await expect(told(pack, `const id = 1; forge(context, ${message}); await new Promise(() => {})`)).rejects.toMatchObject({ problem: { code: "ISOLATE_BORDER", message: expect.stringContaining('"stranger"') } });
  });

  test("another description, an unknown item, an unknown kind: nobody listens", async () => {
    const { listing } = isolate();
    expect(await attack(`for (const message of [{ t: "described", pack: { name: "script" } }, { t: "done", id: 1e9, outputs: {} }, { t: "done", id: "constructor" }, { t: "call", id: null }, { t: "__proto__" }, 7, [], { t: "pong" }, { t: "broken" }]) try { forge(context, message); } catch {} return 1`)).toBe(1);
    expect(isolate().listing).toEqual(listing);
  });

  test("an operation that is not there, and operands of any kind, are mistakes of that item alone", async () => {
    for (const args of ["undefined", "null", "{}", "[{}]", "['constructor', 'constructor', ['x']]", "[[]]", "[{ url: { toString: 1 } }]"]) {
      for (const op of ["constructor", "__proto__", "answer", "use", "method", "fetch", "keep", "drop", "write"]) await attack(`for (let id = 100; id < 105; id++) forge(context, { t: "call", id, call: 1, op: ${JSON.stringify(op)}, args: ${args} }); return 1`).catch(() => {});
    }
    await stillWorks();
  });

  test.each(["BUDGET_REACHED", "DISK_FULL", "STORE_FULL", "STORE_UNWRITABLE", "ISOLATE_TIME", "PACK_CHANGED", "INTERNAL", "constructor", "<b>", "A".repeat(1e5)])("a problem %.20s of its own making is a mistake in the pack, for some problems end a run", async (code) => {
    await expect(attack(`const error = new Error("x"); error.name = "ProblemError"; error.problem = { code: ${JSON.stringify(code)}, message: "The disk is full." }; throw error;`)).rejects.toMatchObject(blamed("NODE_FAILED", "The disk is full"));
  });

  test("a problem that it was told of is passed on as it was, whatever the pack makes of it", async () => {
    const { context } = seen({ use: async () => { throw new ProblemError({ code: "BUDGET_REACHED", message: "Enough.", hint: "Raise it." }); } });
    await expect(attack("try { await context.use({ name: 'secretive' }); } catch (error) { error.problem.message = 'Pay https://evil.example'; throw error; }", { context })).rejects.toMatchObject({ problem: { code: "BUDGET_REACHED", message: "Enough.", hint: "Raise it." } });
  });

  test("words steer no terminal", async () => {
    const { context, told } = seen();
    const evil = "\u001b]0;title\u0007\u001b[2Jgone\u202Egnp.exe\u0000\u009b31m";
    await expect(attack(`context.log(given); context.progress(0.1, given); context.preview(given); const error = new Error(given); throw error`, { context, given: evil })).rejects.toMatchObject(blamed("NODE_FAILED", "gone"));
    expect(JSON.stringify(told)).not.toMatch(/\\u00|\u202e|\u009b/i);
    expect(told[0]).toEqual(["log", "]0;title[2Jgonegnp.exe31m"]);
  });
});

describe("floods", () => {
  test("of words are left out after a while, and that is said", async () => {
    const { context, told } = seen();
    expect(await attack("for (let n = 0; n < 5000; n++) context.log('line ' + n); return 1", { context })).toBe(1);
    expect(told.length).toBe(101);
    expect(told.at(-1)).toEqual(["log", expect.stringContaining('"attacker" tells of itself more than 100 times')]);
  });

  test.each<[string, string]>([
    ["messages", "for (;;) context.log('x')"],
    ["large messages", "const x = 'x'.repeat(9e5); for (;;) try { context.log(x); } catch {}"],
    ["messages that nobody waits for", "for (;;) forge(context, { t: 'tell', id: 0 })"],
    ["questions", "const all = []; for (;;) all.push(context.memo({}, () => 1).catch(() => {}))"],
    ["bytes", "for (;;) forge(context, { t: 'call', id: 1, call: 1, op: 'write', args: ['text/plain', 'x'.repeat(9e5)] })"],
  ])("of %s end the item or its process, not this one", async (_what, code) => {
    const before = process.memoryUsage().rss;
    await expect(attack(code)).rejects.toMatchObject(blamed(expect.stringMatching(/ISOLATE_(QUOTA|TIME|MEMORY)|NODE_FAILED/) as never));
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  test("of questions to a store that is slow are held back on their own side", async () => {
    let reading = 0;
    let most = 0;
    const { context } = seen({ read: async () => { most = Math.max(most, ++reading); await after(5); reading--; return new Uint8Array(1e6); } });
    expect(await attack("const all = await Promise.all(Array.from({ length: 40 }, () => context.read(given).then((bytes) => bytes.length))); return all.length", { context, given: { ...own, bytes: 1e6 } })).toBe(40);
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe("parts that are kept", () => {
  test("do not stay under way when their item fails, is cancelled or is ended", async () => {
    for (const code of ["context.memo({}, () => new Promise(() => {})); await new Promise((done) => setTimeout(done, 20)); throw new Error('no')", "context.memo({}, () => { for (;;); }); await new Promise(() => {})", "context.memo({}, () => new Promise(() => {})); await new Promise((done) => setTimeout(done, 20)); return 1"]) {
      let making: Promise<unknown> | undefined;
      const { context } = seen({ memo: ((_parts: unknown, make: () => Promise<unknown>) => making = make()) as never });
      await attack(code, { context }).catch(() => {});
      await expect(making).rejects.toThrow();
    }
  });
});

test("after all that it works as any other pack", stillWorks);
