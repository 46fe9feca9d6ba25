import { describe, expect, test } from "vitest";
import { attacker, blamed } from "./attacker.ts";
import { seen } from "../kit.ts";

const { attack, stillWorks } = attacker();

/** Every way of making code that a function's constructor gives, and every object to begin the walk from. */
const makers = ["(function () {})", "(async function () {})", "(function* () {})", "(async function* () {})", "(() => {})", "context.log", "context.use", "context.signal.addEventListener", "setTimeout", "console.log", "queueMicrotask", "Promise.resolve().then", "given.constructor", "context.constructor.constructor", "Reflect.apply", "new Proxy(function () {}, {})", "(class {})"];
const powers = ["process", "require", "module", "global", "Buffer", "fetch", "WebAssembly", "Deno", "Bun", "std", "os", "XMLHttpRequest", "Worker", "structuredClone", "setInterval", "setImmediate", "__dirname", "importScripts"];

describe("walks to the outside end inside", () => {
  test.each(makers)("%s.constructor makes code that has nothing more than its maker", async (maker) => {
    const gained = await attack(`
      const found = [];
      for (const name of ${JSON.stringify(powers)}) try { const made = ${maker}.constructor("return typeof " + name)(); const value = made && made.next ? (await made.next()).value : await made; if (value !== "undefined") found.push([name, value]); } catch (error) { found.push([name, String(error)]); }
      return found;`, { given: {} });
    expect((gained as string[][]).filter(([, what]) => !/TypeError|SyntaxError/.test(what!))).toEqual([]);
  });

  test("the globals are those of the language, and no more", async () => {
    const names = await attack("return Object.getOwnPropertyNames(globalThis).filter((name) => !/^[A-Z]/.test(name)).sort()");
    expect(names).toEqual(["atob", "btoa", "clearTimeout", "console", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "eval", "forge", "globalThis", "isFinite", "isNaN", "parseFloat", "parseInt", "performance", "queueMicrotask", "setTimeout", "undefined", "unescape"]);
    expect(await attack(`return ${JSON.stringify(powers)}.filter((name) => name in globalThis)`)).toEqual([]);
  });

  test.each(["node:fs", "fs", "child_process", "std", "os", "qjs:std", "qjs:os", "bjson", "/etc/passwd", "../../../../../../etc/passwd", "file:///etc/passwd", "https://example.org/x.js", "data:text/javascript,export default 1", "constructor", "__proto__", "toString", "./../cell.mjs", "reelwright", "reelwright/runtime", "quickjs-wasi", ""])("import(%j) finds nothing", async (specifier) => {
    const said = await attack(`try { const found = await import(${JSON.stringify(specifier)}); return Object.keys(found); } catch (error) { return String(error); }`);
    expect(said).toMatch(/Error/);
    expect(said).not.toContain(process.cwd());
  });

  test("import.meta says nothing of this machine", async () => {
    expect(await attack("return Object.keys(await new (async () => {}).constructor('return import(\"./pack.js\")')()).concat(typeof Error.prepareStackTrace)")).toEqual(["default", "undefined"]);
  });

  test("stacks hold no place of this machine, whatever is asked for wrongly", async () => {
    const stacks = await attack(`
      const stacks = [new Error("x").stack];
      for (const attempt of [() => context.read({}), () => context.use({ name: "echo" }), () => context.path({}), () => import("node:fs"), () => context.log("x".repeat(2e6)), () => setTimeout(() => {}, 1n)]) try { await attempt(); } catch (error) { stacks.push(String(error.stack), String(error.message)); }
      Error.prepareStackTrace = (_error, frames) => frames;
      stacks.push(JSON.stringify(new Error("y").stack));
      return stacks.join();`) as string;
    expect(stacks).not.toMatch(new RegExp(`${process.cwd()}|cell\\.mjs|node:internal|quickjs-wasi|file://`));
  });

  test("the environment, files, the clock of the machine and its name are not there", async () => {
    expect(await attack("return [typeof process, typeof Intl === 'undefined' || Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC', new Date(0).getTimezoneOffset(), typeof navigator]")).toEqual(["undefined", true, 0, "undefined"]);
  });

  test.each(["path", "writeFile", "folder"])("context.%s is refused, and says what it would need", async (power) => {
    await expect(attack(`return context.${power}("/etc/passwd", "/etc/passwd")`)).rejects.toMatchObject(blamed("ISOLATE_POWER", "no isolated pack has"));
  });

  test("programs are refused also when they were granted", async () => {
    for (const role of ["ffmpeg", "network", "processor"]) await expect(attack(`return context.use({ name: "${role}" })`)).rejects.toMatchObject(blamed("ISOLATE_POWER"));
    await expect(attack("return context.use({ name: 'echo' })")).rejects.toMatchObject(blamed("SERVICE_NOT_GRANTED"));
  });
});

describe("prototypes", () => {
  test("of this process are the same after anything that comes out of there", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    const evil = "JSON.parse('{\"__proto__\":{\"polluted\":1},\"constructor\":{\"prototype\":{\"polluted\":2}},\"a\":[{\"__proto__\":{\"polluted\":3}}]}')";
    const { context, told } = seen();
    await expect(attack(`context.preview(${evil}); await new Promise(() => {})`)).rejects.toMatchObject(blamed("ISOLATE_ARTIFACT"));
    const made = await attack(`context.log(${evil}); context.progress(0.5, ${evil}); forge(context, ${evil}); return ${evil}`, { context }) as any;
    expect(({} as any).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
    expect(made.polluted).toBeUndefined();
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(made).toEqual({ constructor: { prototype: { polluted: 2 } }, a: [{}] });
    expect(told).toEqual([["log", "[object Object]"], ["progress", 0.5, undefined]]);
  });

  test("of the pack's own world bring it no further than into its own world", async () => {
    const { context, written } = seen();
    await attack(`
      const natives = [Array.prototype, Object.prototype, String.prototype, Function.prototype, Promise.prototype, Map.prototype];
      Array.prototype.push = function () { return 1e9; }; Array.prototype[Symbol.iterator] = function* () { yield 1; }; Promise.prototype.then = () => "then"; Function.prototype.call = () => "call"; JSON.stringify = () => "{}"; JSON.parse = () => ({});
      Object.keys = () => ["__proto__"]; Uint8Array.prototype.slice = () => ({}); Object.prototype.$ = "bytes"; Object.prototype.at = 0; Object.prototype.toJSON = undefined;
      return 1;`, { context }).catch(() => {});
    expect(written.size).toBe(0);
    expect(({} as any).$).toBeUndefined();
  });

  test("settings, inputs and items with such names reach it as data", async () => {
    const given = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "$": "bytes", "at": 0, "inner": {"$": "plain", "of": {"$": 1}}, "type": "Buffer", "data": [1, 2]}') as object;
    const fresh = attackerAnew();
    expect(await fresh("return [Object.keys(given).sort(), given.constructor, given.$, given.inner, given.x === undefined, given.data]", given)).toEqual([["$", "at", "constructor", "data", "inner", "type", "__proto__"].sort(), 2, "bytes", { $: "plain", of: { $: 1 } }, true, [1, 2]]);
  });
});

/** The one before has ruined its own world, so the next items begin in another. */
function attackerAnew(): (code: string, given: unknown) => Promise<unknown> {
  return async (code, given) => {
    await attack("for (;;);").catch(() => {});
    return attack(code, { given });
  };
}

test("and it works as any other pack after all that", stillWorks);
