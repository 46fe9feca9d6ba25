import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { attacker, blamed, tight } from "./attacker.ts";
import { stranger } from "../kit.ts";

const { attack, isolate, stillWorks } = attacker({ limits: { ...tight, cpuMs: 3000, wallMs: 20_000 } });
const mb = 2 ** 20;

/** Of the pack's process at its height, in megabytes; Linux tells. */
async function peak(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

describe("memory", () => {
  test.each<[string, string]>([
    ["a string that doubles", "let s = 'x'.repeat(1e6); const all = []; for (;;) all.push(s += s + all.length);"],
    ["buffers", "const all = []; for (;;) all.push(new ArrayBuffer(1e6));"],
    ["shared buffers", "const all = []; for (;;) all.push(new SharedArrayBuffer(1e6));"],
    ["one that grows", "const b = new ArrayBuffer(8, { maxByteLength: 2e9 }); b.resize(1e9);"],
    ["typed arrays", "const all = []; for (;;) all.push(new Float64Array(1e5));"],
    ["a list", "const all = []; for (;;) all.push({ all });"],
    ["a list that is said to be long", "new Array(2 ** 32 - 1).fill(0);"],
    ["numbers without end", "let n = 2n; for (;;) n *= n;"],
    ["code", "new Function('x;'.repeat(2e7));"],
    ["promises", "const all = []; for (;;) all.push(new Promise(() => {}));"],
    ["symbols", "for (let n = 0;; n++) Symbol.for('x'.repeat(1e5) + n);"],
  ])("%s: there is only so much, and no more of this process for it", async (_what, code) => {
    const before = process.memoryUsage().rss;
    await expect(attack(code)).rejects.toMatchObject(blamed(expect.stringMatching(/^(ISOLATE_MEMORY|ISOLATE_TIME|NODE_FAILED)$/) as never));
    const { pid } = isolate();
    if (pid !== undefined) expect(await peak(pid)).toBeLessThan(250);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * mb);
  });

  test.each<[string, string]>([
    ["calls of itself", "const again = () => again() + 1; again();"],
    ["through a proxy", "let p = {}; for (let n = 0; n < 1e5; n++) p = new Proxy(p, {}); p.x;"],
    ["nested data", "let o = {}; for (let n = 0; n < 1e5; n++) o = { o }; return o;"],
    ["data around itself", "const o = {}; o.o = o; return o;"],
    ["nested lists in JSON", "return JSON.parse('['.repeat(1e5) + ']'.repeat(1e5));"],
    ["a nested pattern", "new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('x');"],
    ["nested code", "new Function('['.repeat(1e5) + ']'.repeat(1e5));"],
  ])("depth without end: %s", async (_what, code) => {
    await expect(attack(code)).rejects.toMatchObject(blamed(expect.stringMatching(/^(ISOLATE_MEMORY|ISOLATE_BORDER|NODE_FAILED)$/) as never));
  });

  test("and the pack works after that", stillWorks);
});

test("a module that fills memory as it is loaded is refused by its name", async () => {
  await expect(stranger("export default 1; const all = []; for (;;) all.push(new ArrayBuffer(1e6));", { limits: tight })).rejects.toMatchObject({ problem: { code: "ISOLATE_MEMORY", message: expect.stringContaining('"stranger"') } });
});
