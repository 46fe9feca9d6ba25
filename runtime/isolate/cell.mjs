// The process that one pack runs in. It holds an interpreter (QuickJS, as WebAssembly) and passes messages between that and
// the runtime; the pack's own code is never JavaScript of this process. Started with no environment and, where Node can, no
// permission to write files or to start programs. Plain JavaScript, because it is started as it lies here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { EvalFlags, QuickJS } from "quickjs-wasi";

/** @type {QuickJS} */
let vm;
let take;
let deadline = Infinity;
let limits;
/** Whether the interpreter was stopped for taking too long. */
let cpuSpent = false;
let timers = 0;

/** Timers of the pack that have not rung. */
const mostTimers = 1000;

process.on("message", (message) => {
  if (message.t === "open") return void open(message).catch((error) => end({ t: "broken", message: textOf(error) }));
  if (message.t === "ping") return void process.send({ t: "pong" });
  deliver(message.text, message.buffers);
});
process.on("disconnect", () => process.exit(0));

/** Loads the pack and describes it. */
async function open({ files, entry, modules, prelude, limits: given }) {
  limits = given;
  const wasm = await WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve("quickjs-wasi/quickjs.wasm")));
  vm = await QuickJS.create({
    wasm, memoryLimit: limits.memoryBytes, maxStackSize: 512 * 1024, timezoneOffset: 0,
    interruptHandler: () => performance.now() > deadline && (cpuSpent = true),
    moduleLoader: { normalize: (base, specifier) => placeOf(base, specifier, files, modules), load: (name) => files[name] },
  });
  const post = vm.newFunction("post", (text, ...buffers) => {
    const message = { t: "guest", text: text.toString(), buffers: buffers.map((buffer) => new Uint8Array(buffer.toArrayBuffer())) };
    const size = message.text.length + message.buffers.reduce((all, { length }) => all + length, 0);
    if (message.text.length > limits.messageBytes || size > limits.messageBytes + limits.artifactBytes) throw new RangeError("what leaves the pack at once is too large");
    fromGuest(message);
    return vm.undefined;
  });
  take = vm.callFunction(vm.evalCode(prelude, "prelude"), vm.undefined, post);
  for (const bytecode of Object.values(modules)) vm.evalBytecode(bytecode).dispose();
  const loaded = burst(() => vm.evalCode(`import pack from ${JSON.stringify(entry)}; export default pack;`, "<pack>", EvalFlags.TYPE_MODULE));
  const result = await vm.resolvePromise(loaded);
  if ("error" in result) throw new Error(result.error.consume((error) => error.toString()));
  // The pack never leaves the interpreter: one function in there hands it to the other.
  const adopt = take.getProp("adopt");
  vm.callFunction(adopt, vm.undefined, result.value.getProp("default")).dispose();
  deliver('{"t":"describe"}', []);
}

/** Only files of the pack, found from one another, and the two modules that are lent. */
function placeOf(base, specifier, files, modules) {
  if (specifier in modules) return specifier;
  if (!/^\.{0,2}\//.test(specifier)) throw new Error(`"${specifier}" is not a file of the pack`);
  const parts = specifier.startsWith("/") ? [] : base.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  const name = `/${parts.filter(Boolean).join("/")}`;
  if (!Object.hasOwn(files, name)) throw new Error(`the pack has no file "${name.slice(1)}"`);
  return name;
}

function deliver(text, buffers) {
  if (!take) return;
  try {
    burst(() => {
      const handles = [vm.newString(text), ...buffers.map((buffer) => vm.newArrayBuffer(buffer))];
      try {
        return vm.callFunction(take, vm.undefined, ...handles);
      } finally {
        for (const handle of handles) handle.dispose();
      }
    }).dispose();
  } catch (error) {
    // The interpreter gave up, not an item: out of memory, out of stack, or out of time.
    end({ t: "broken", message: textOf(error), cpu: cpuSpent });
  }
}

/** One stretch of the pack's code, with the promises that follow from it. */
function burst(work) {
  deadline = performance.now() + limits.cpuMs;
  try {
    const result = work();
    vm.executePendingJobs();
    if (cpuSpent) throw new Error("interrupted");
    return result;
  } finally {
    deadline = Infinity;
  }
}

/** Timers and words for the console end here; the rest goes on to the runtime. */
function fromGuest(message) {
  if (message.text.startsWith('{"t":"timer"')) {
    const { timer, ms } = JSON.parse(message.text);
    if (++timers > mostTimers) throw new RangeError("too many timers");
    setTimeout(() => { timers--; deliver(JSON.stringify({ t: "timer", timer }), []); }, Math.min(Math.max(0, Number(ms) || 0), 60_000));
    return;
  }
  process.send(message);
}

function end(message) {
  process.send(message, () => process.exit(1));
}

function textOf(error) {
  try {
    return String(error?.message ?? error).slice(0, 2000);
  } catch {
    return "it failed in a way that cannot be told";
  }
}
