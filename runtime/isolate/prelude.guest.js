// Runs inside the interpreter, before any code of the pack. Everything it needs later it takes now: a pack may change what
// JSON or Promise mean, but only to itself. It talks to the outside by texts and bytes alone, and nothing outside believes it.
(function (post) {
  "use strict";
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { keys, create, hasOwn } = Object;
  const then = Function.prototype.call.bind(Promise.prototype.then);
  const apply = Reflect.apply;
  const NativePromise = Promise;
  const NativeError = Error;
  const NativeTypeError = TypeError;
  const Bytes = Uint8Array;
  const Buffer = ArrayBuffer;
  const isView = ArrayBuffer.isView;

  let pack;
  let calls = 0;
  const waiting = create(null);
  const callbacks = create(null);
  const items = create(null);
  const timers = create(null);

  // --- what crosses the border: JSON, with bytes beside it, and functions as numbers; see parcel.ts
  function send(message, { bytes = false, functions = false } = {}) {
    const list = [""];
    const wrapped = new Set();
    list[0] = stringify(message, function (_key, value) {
      switch (typeof value) {
        case "number": if (!isFinite(value)) throw new NativeTypeError(`${value} is not data`); return value;
        case "bigint": case "symbol": throw new NativeTypeError(`a ${typeof value} is not data`);
        case "function":
          if (!functions) throw new NativeTypeError("a function is not data");
          callbacks[++calls] = { id: message.id, work: value };
          return { $: "callback", id: calls };
        case "object": break;
        default: return value;
      }
      if (value === null || isArray(value)) return value;
      if (value instanceof Buffer || isView(value)) {
        if (!bytes) throw new NativeTypeError("bytes are not data: keep them with context.write");
        return { $: "bytes", at: list.push(bytesOf(value)) - 2 };
      }
      if (!hasOwn(value, "$") || wrapped.has(this)) return value;
      const whole = { $: "plain", of: value };
      wrapped.add(whole);
      return whole;
    });
    apply(post, undefined, list);
  }
  function bytesOf(value) {
    const view = value instanceof Buffer ? new Bytes(value) : new Bytes(value.buffer, value.byteOffset, value.byteLength);
    return new Bytes(view).buffer;
  }
  function revive(value, buffers) {
    if (typeof value !== "object" || value === null) return value;
    if (isArray(value)) { for (let at = 0; at < value.length; at++) value[at] = revive(value[at], buffers); return value; }
    if (hasOwn(value, "$")) {
      if (value.$ === "bytes") return new Bytes(buffers[value.at]);
      value = value.of;
    }
    for (const key of keys(value)) value[key] = revive(value[key], buffers);
    return value;
  }
  function ask(id, op, args, data) {
    return new NativePromise((done, failed) => {
      if (!items[id]) throw new NativeError("The item has ended.");
      const call = ++calls;
      waiting[call] = { id, done, failed };
      try { send({ t: "call", id, call, op, args }, data); } catch (error) { delete waiting[call]; throw error; }
    });
  }

  // --- what moves files does so a few at a time: the others wait on this side
  let free = 4;
  const queue = [];
  function gated(work) {
    return new NativePromise((done, failed) => {
      const next = () => { const start = queue.shift(); if (start) start(); else free++; };
      const start = () => then(work(), (value) => { next(); done(value); }, (error) => { next(); failed(error); });
      if (free > 0) { free--; start(); } else queue.push(start);
    });
  }

  // --- problems keep their shape on the way
  class ProblemError extends NativeError {
    constructor(problem, options) { super(problem.message, options); this.name = "ProblemError"; this.problem = problem; }
    toJSON() { return this.problem; }
  }
  function problemOf(error) {
    const problem = error && error.name === "ProblemError" ? error.problem : undefined;
    if (problem && typeof problem.code === "string" && typeof problem.message === "string") return { problem };
    return { message: error instanceof NativeError ? `${error.message}` : `${error}` };
  }

  // --- the context of one item
  function contextOf({ id, item, settings }) {
    const signal = { aborted: false, reason: undefined, listeners: [],
      throwIfAborted() { if (this.aborted) throw this.reason; },
      addEventListener(_type, listener) { this.listeners.push(listener); },
      removeEventListener(_type, listener) { this.listeners = this.listeners.filter((other) => other !== listener); } };
    const context = {
      signal, item, settings,
      use: (service) => then(ask(id, "use", [service && service.name]), (offered) => serviceOf(id, service.name, offered)),
      read: (artifact) => gated(() => ask(id, "read", [artifact])),
      write: (media, bytes) => gated(() => ask(id, "write", [media, bytes], { bytes: true })),
      fetch: (request) => gated(() => ask(id, "fetch", [request], { bytes: true })),
      memo: (parts, make) => then(ask(id, "memo", [parts]), ({ kept, value, memo }) => kept ? value : then(new NativePromise((done) => done(make())), (made) => then(ask(id, "keep", [memo, made]), () => made), (error) => then(ask(id, "drop", [memo]), () => { throw error; }))),
      progress: (fraction, note) => send({ t: "tell", id, kind: "progress", args: [isFinite(fraction) ? fraction : 0, note] }),
      preview: (partial) => send({ t: "tell", id, kind: "preview", args: [partial] }),
      log: (message) => send({ t: "tell", id, kind: "log", args: [`${message}`] }),
    };
    for (const power of ["path", "writeFile", "folder"]) context[power] = () => ask(id, "power", [power]);
    items[id] = { signal };
    return context;
  }
  function serviceOf(id, role, { methods, data }) {
    for (const name of methods) data[name] = (...args) => ask(id, "method", [role, name, args], { bytes: true, functions: true });
    return data;
  }
  /** What it still waits for does not come, and nobody calls it back. */
  function close(id, why) {
    delete items[id];
    for (const call of keys(callbacks)) if (callbacks[call].id === id) delete callbacks[call];
    for (const call of keys(waiting)) if (waiting[call].id === id) { const { failed } = waiting[call]; delete waiting[call]; failed(why); }
  }
  function run({ id, type, inputs, item, settings }) {
    const context = contextOf({ id, item, settings });
    const end = (message) => { close(id, new NativeError("The item has ended.")); send(message); };
    then(new NativePromise((done) => done(pack.nodes.find((one) => one.type === type).run({ inputs, context }))),
      (outputs) => { try { end({ t: "done", id, outputs }); } catch (error) { send({ t: "failed", id, message: `what it returned cannot leave it: ${error}` }); } },
      (error) => end({ t: "failed", id, ...problemOf(error) }));
  }

  // --- the pack as data
  function describe() {
    const ports = (record) => { const all = {}; for (const name of keys(record || {})) { const { schema, title, summary, optional, many, partial, lazy, generic } = record[name]; all[name] = { schema, title, summary, optional, many, partial, lazy, generic }; } return all; };
    return {
      name: pack.name, title: pack.title, version: pack.version, contract: pack.contract, types: pack.types, translations: pack.translations,
      nodes: pack.nodes.map(({ type, version, title, summary, inputs, outputs, uses = [], settings, volatile, renames, demands, migrate, expects }) => ({
        type, version, title, summary, inputs: ports(inputs), outputs: ports(outputs), uses: uses.map(({ name }) => ({ name })), settings, volatile, renames,
        synchronous: [demands && "demands", migrate && "migrate", expects && "expects"].filter(Boolean),
      })),
      conversions: (pack.conversions || []).length, provides: (pack.provides || []).map(({ service }) => service && service.name),
    };
  }

  // --- what a pack may expect of any JavaScript runtime, and no more
  globalThis.setTimeout = (work, ms = 0, ...args) => { const timer = ++calls; timers[timer] = () => work(...args); send({ t: "timer", timer, ms: +ms || 0 }); return timer; };
  globalThis.clearTimeout = (timer) => { delete timers[timer]; };
  globalThis.console = {};
  const say = (...words) => send({ t: "console", words: words.map((word) => `${word}`).join(" ") });
  for (const level of ["log", "info", "warn", "error", "debug"]) globalThis.console[level] = say;
  /** Nobody waits for what these return, so nobody else would learn that they failed. */
  const unwatched = (work, args) => { try { apply(work, undefined, args); } catch (error) { say("uncaught:", error); } };

  function take(plain, text, ...buffers) {
    const message = plain ? parse(text) : revive(parse(text), buffers);
    switch (message.t) {
      case "describe": return void send({ t: "described", pack: describe() });
      case "run": return run(message);
      case "timer": { const work = timers[message.timer]; delete timers[message.timer]; if (work) unwatched(work, []); return; }
      case "cancel": {
        const item = items[message.id];
        if (!item) return;
        const reason = new NativeError("The run was cancelled.");
        item.signal.aborted = true;
        item.signal.reason = reason;
        for (const listener of item.signal.listeners) unwatched(listener, []);
        return close(message.id, reason);
      }
      case "callback": { const callback = callbacks[message.callback]; if (callback) unwatched(callback.work, message.args); return; }
      case "reply": {
        const call = waiting[message.call];
        delete waiting[message.call];
        if (!call) return;
        if (message.problem) call.failed(new ProblemError(message.problem)); else call.done(message.value);
      }
    }
  }
  take.adopt = (given) => { pack = given; };
  return take;
})
