import { describe, expect, test } from "vitest";
import { attacker, blamed, isAlive, tight } from "./attacker.ts";
import { seen, stranger } from "../kit.ts";

/** So little that all of these together are over soon. */
const short = { ...tight, cpuMs: 250, wallMs: 3000 };
const { attack, isolate, stillWorks } = attacker({ limits: short });
const packOf = (body: string) => `${body}; export default { name: "stranger", title: "", version: "1", contract: 1, nodes: [] };`;

describe("what does not end is ended", () => {
  test.each<[string, string]>([
    ["a loop", "for (;;);"],
    ["a loop of promises", "const again = () => Promise.resolve().then(again); await again();"],
    ["a loop of awaits", "for (;;) await null;"],
    ["a generator that never is done", "for (const x of (function* () { for (;;) yield 1; })());"],
    ["a loop that catches", "for (;;) try { for (;;); } catch {} finally { continue; }"],
    ["a getter, while the answer is read", "return { get value() { for (;;); } };"],
    ["toJSON, while the answer is read", "return { toJSON() { for (;;); } };"],
    ["a trap of a proxy, while the answer is read", "return new Proxy({}, { ownKeys() { for (;;); } });"],
    ["then, of what is returned", "return { then() { for (;;); } };"],
    ["toString of what is thrown", "throw { toString() { for (;;); } };"],
    ["a getter of what is thrown", "throw { get name() { for (;;); } };"],
    ["toString of what is said", "context.log({ toString() { for (;;); } });"],
    ["a pattern that tries everything", "/^(a+)+$/.test('a'.repeat(40) + 'b');"],
    ["a timer", "setTimeout(() => { for (;;); }, 0); await new Promise(() => {});"],
    ["a sort that never agrees", "Array.from({ length: 100 }, (_, n) => n % 7).sort(() => { for (;;); });"],
    ["a replacement", "'x'.replace(/x/, () => { for (;;); });"],
    ["a loop inside the interpreter", "Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1);"],
    ["another loop inside the interpreter", "const s = 'a'.repeat(5e6); for (;;) s.lastIndexOf('b'.repeat(10));"],
    ["short stretches without an end", "for (;;) { const until = performance.now() + 50; while (performance.now() < until); await new Promise((done) => setTimeout(done, 0)); }"],
  ])("%s", async (_what, code) => {
    await expect(attack(code)).rejects.toMatchObject(blamed("ISOLATE_TIME"));
  });

  test("and waiting, too", async () => {
    await expect(attack("await new Promise(() => {})")).rejects.toMatchObject(blamed("ISOLATE_TIME", "longer than 3 s"));
  });

  test("and the pack works after that", stillWorks);
});

describe("before it has begun", () => {
  test.each<[string, string]>([
    ["a loop at the top of the module", packOf("for (;;);")],
    ["toString of what the module throws", "export default 1; throw { toString() { for (;;); } }"],
    ["a getter of what it says of itself", "export default { get name() { for (;;); } }"],
    ["a proxy in place of the pack", "export default new Proxy({}, { get() { for (;;); } })"],
  ])("%s ends", async (_what, code) => {
    await expect(stranger(code, { limits: short })).rejects.toMatchObject({ problem: { code: "ISOLATE_TIME", message: expect.stringContaining('"stranger"') } });
  });

  test("a module that waits for ever ends", async () => {
    await expect(stranger(packOf("await new Promise(() => {})"), { limits: { ...tight, openMs: 1500 } })).rejects.toMatchObject({ problem: { code: "ISOLATE_TIME", message: expect.stringContaining("within 1.5 s") } });
  });
});

describe("when nothing is asked of it, nothing of it runs", () => {
  test("timers do not ring after the item that set them, nor arm themselves anew", async () => {
    await attack("globalThis.rung = 0; const again = () => { globalThis.rung++; setTimeout(again, 0); }; again(); setTimeout(() => { for (;;); }, 30); return 1");
    await new Promise((done) => { setTimeout(done, 150); });
    const { pid } = isolate();
    expect(await attack("return globalThis.rung")).toBeLessThan(50);
    expect(isolate().pid).toBe(pid);
  });

  test("a thousand timers are enough", async () => {
    expect(await attack("let set = 0; try { for (;;) { setTimeout(() => {}, 1000); set++; } } catch (error) { return [set, error.message]; }")).toEqual([1000, "too many timers"]);
  });

  test("an item that is cancelled does not go on", async () => {
    const stop = new AbortController();
    const { context, told } = seen({ signal: stop.signal });
    const running = attack("context.signal.addEventListener('abort', () => { throw new Error('no'); }); const again = () => { context.log('still here'); setTimeout(again, 5); }; again(); await new Promise(() => {})", { context });
    setTimeout(() => stop.abort(new Error("cancelled")), 100);
    await expect(running).rejects.toThrow("cancelled");
    const { length } = told;
    await stillWorks();
    expect(told.length).toBe(length);
  });
});

describe("no process is left", () => {
  test("of a pack that was closed while it was busy", async () => {
    const { pack, close, pid } = await (async () => { const isolate = await stranger("export default { name: 'stranger', title: '', version: '1', contract: 1, nodes: [{ type: 'stranger/work', version: 1, title: '', summary: '', inputs: {}, outputs: {}, async run() { for (;;); } }] };"); return { pack: isolate.pack, close: () => isolate.close(), pid: isolate.pid! }; })();
    const running = pack.nodes[0]!.run({ inputs: {}, context: seen().context });
    running.catch(() => {});
    await new Promise((done) => { setTimeout(done, 50); });
    expect(isAlive(pid)).toBe(true);
    await close();
    expect(isAlive(pid)).toBe(false);
    await expect(running).rejects.toMatchObject({ problem: { code: "ISOLATE_ENDED", message: expect.stringContaining('"stranger"') } });
  });

  test("of one that went too far", async () => {
    const { pid } = isolate();
    await expect(attack("for (;;);")).rejects.toMatchObject(blamed("ISOLATE_TIME"));
    await stillWorks();
    expect(isolate().pid).not.toBe(pid);
    expect(isAlive(pid!)).toBe(false);
  });
});
