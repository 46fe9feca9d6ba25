// The process that one pack runs in. It holds an interpreter (QuickJS, as WebAssembly) and passes messages between that and
// the runtime; the pack's own code is never JavaScript of this process. Started with no environment and, where Node can, no
// permission to write files or to start programs. Plain JavaScript, because it is started as it lies here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

/** The folder of quickjs-wasi. Named by whoever starts this process: to look for it would mean to read folders that it may not. */
const engine = process.argv[2];
// The interpreter's own loop is so large that compiling it once more, for speed, costs as much as starting does: packs that
// are done within a second are spared that. Where V8 does not know the word, nothing happens.
setFlagsFromString("--wasm-tiering-budget=500000000");
/** Begun before anything was asked. */
const wasm = WebAssembly.compile(readFileSync(join(engine, "quickjs.wasm")));
const { EvalFlags, QuickJS } = await import(pathToFileURL(join(engine, "dist/index.js")).href);

/** @type {import("quickjs-wasi").QuickJS} */
let vm;
let take;
let limits;
let deadline = Infinity;
/** What is left for the pack's code, in milliseconds, and the items it is for. When none is under way nothing of it runs. */
let left = 0;
let underWay = 0;
/** Whether the interpreter was stopped for taking too long. */
let timeSpent = false;
/** Bytes on their way to the runtime. */
let leaving = 0;
const timers = new Map();

/** Timers of the pack that have not rung. */
const mostTimers = 1000;
/** The interpreter does not look at the clock inside some of its own functions: what is still busy then is stopped from outside. */
const graceMs = 500;

process.on("message", (message) => {
  if (message.t === "open") return void open(message).catch((error) => end({ t: "broken", message: textOf(error), time: timeSpent }));
  if (message.t === "ping") return void process.send({ t: "pong" });
  if (message.t === "ended") return ended();
  if (message.begins) begins();
  deliver(message);
});
process.on("disconnect", () => process.exit(0));

function begins() {
  underWay++;
  left += limits.cpuMs;
}

function ended() {
  underWay--;
  left = Math.min(left, underWay * limits.cpuMs);
  if (underWay > 0) return;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}

/** Loads the pack and describes it. */
async function open({ files, entry, modules, prelude, limits: given }) {
  limits = given;
  vm = await QuickJS.create({
    wasm: await wasm, memoryLimit: limits.memoryBytes, maxStackSize: 512 * 1024, timezoneOffset: 0, extensions: [{ name: "encoding", wasm: readFileSync(join(engine, "extensions/encoding/encoding.so")) }],
    interruptHandler: () => spent() > deadline && (timeSpent = true),
    moduleLoader: { normalize: (base, specifier) => placeOf(base, specifier, { files, modules }), load: (name) => files[name] },
  });
  take = vm.callFunction(vm.evalCode(prelude, "prelude"), vm.undefined, vm.newFunction("post", post));
  for (const bytecode of Object.values(modules)) vm.evalBytecode(bytecode).dispose();
  begins();
  const result = await vm.resolvePromise(burst(() => vm.evalCode(`import pack from ${JSON.stringify(entry)}; export default pack;`, "<pack>", EvalFlags.TYPE_MODULE)));
  if ("error" in result) throw new Error(burst(() => result.error.toString()));
  // The pack never leaves the interpreter: one function in there hands it to the other.
  burst(() => vm.callFunction(take.getProp("adopt"), vm.undefined, result.value.getProp("default")).dispose());
  deliver({ text: '{"t":"describe"}' });
  ended();
}

/** Called by what runs in the interpreter, which may have changed everything there: only its text and its bytes are taken. */
function post(text, ...buffers) {
  try {
    return leave(text, buffers);
  } catch (error) {
    throw withoutStack(error);
  }
}

/** Errors are shown to the pack: where this file lies on this machine is none of its business. */
function withoutStack(error) {
  return Object.assign(error, { stack: undefined });
}

function leave(text, buffers) {
  // What was stopped may still run on for a moment, and say that it failed of something else.
  if (timeSpent) throw new Error("interrupted");
  const message = { t: "guest", text: text.toString(), buffers: buffers.map((buffer) => new Uint8Array(buffer.toArrayBuffer())) };
  const size = message.text.length + message.buffers.reduce((all, { length }) => all + length, 0);
  if (message.text.length > limits.messageBytes || size > limits.messageBytes + limits.artifactBytes) throw new RangeError("what leaves the pack at once is too large");
  if (message.text.startsWith('{"t":"timer"')) setTimer(JSON.parse(message.text));
  else {
    if (leaving + size > 2 * (limits.messageBytes + limits.artifactBytes)) throw new RangeError("more leaves the pack than is taken from it");
    leaving += size;
    process.send(message, () => { leaving -= size; });
  }
  return vm.undefined;
}

function setTimer({ timer, ms }) {
  if (timers.size >= mostTimers) throw new RangeError("too many timers");
  if (typeof timer !== "number" || underWay === 0) return;
  timers.set(timer, setTimeout(() => {
    timers.delete(timer);
    deliver({ text: JSON.stringify({ t: "timer", timer }) });
  }, Math.min(Math.max(0, Number(ms) || 0), limits.wallMs)));
}

/** Only files of the pack, found from one another, and the two modules that are lent. */
function placeOf(base, specifier, { files, modules }) {
  if (Object.hasOwn(modules, specifier)) return specifier;
  if (!/^\.{0,2}\//.test(specifier)) throw withoutStack(new Error(`"${specifier}" is not a file of the pack`));
  const parts = specifier.startsWith("/") ? [] : base.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  const name = `/${parts.filter(Boolean).join("/")}`;
  if (!Object.hasOwn(files, name)) throw withoutStack(new Error(`the pack has no file "${name.slice(1)}"`));
  return name;
}

function deliver({ text, buffers = [], plain = true }) {
  if (!take || underWay === 0) return;
  try {
    burst(() => {
      const handles = [vm.newString(text), ...buffers.map((buffer) => vm.newArrayBuffer(buffer))];
      try {
        vm.callFunction(take, vm.undefined, plain ? vm.true : vm.false, ...handles).dispose();
      } finally {
        for (const handle of handles) handle.dispose();
      }
    });
  } catch (error) {
    // The interpreter gave up, not an item: out of memory, out of stack, or out of time.
    end({ t: "broken", message: textOf(error), time: timeSpent });
  }
}

/** By this process, in milliseconds: on a busy machine a pack is not to blame for the others. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One stretch of the pack's code, with the promises that follow from it. */
function burst(work) {
  const began = spent();
  deadline = began + left;
  let result;
  globalThis.stretch = () => {
    result = work();
    vm.executePendingJobs();
  };
  try {
    stretch.runInThisContext({ timeout: Math.ceil(2 * left) + graceMs });
    if (timeSpent) throw new Error("interrupted");
    return result;
  } catch (error) {
    timeSpent ||= error?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    throw error;
  } finally {
    deadline = Infinity;
    left = Math.max(0, left - (spent() - began));
  }
}
/** Run as a script, because only a script's time can be limited; that stops WebAssembly too. */
const stretch = new Script("globalThis.stretch()");

function end(message) {
  take = undefined;
  process.send(message, () => process.exit(1));
}

function textOf(error) {
  try {
    return String(error?.message ?? error).slice(0, 2000);
  } catch {
    return "it failed in a way that cannot be told";
  }
}
