// Runs inside the interpreter, before any code of the pack. Everything it needs later it takes now: a pack may change what
// JSON or Promise mean, but only to itself. It talks to the outside by texts and bytes alone.
(function (post) {
  "use strict";
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { keys, create, defineProperty } = Object;
  const { resolve, reject } = Promise;
  const then = Function.prototype.call.bind(Promise.prototype.then);
  const apply = Reflect.apply;
  const NativePromise = Promise;
  const NativeError = Error;
  const Bytes = Uint8Array;
  const bufferOf = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "buffer").get);
  const slice = Function.prototype.call.bind(Uint8Array.prototype.slice);

  let pack;
  let calls = 0;
  const waiting = create(null);
  const callbacks = create(null);
  const items = create(null);
  const timers = create(null);

  // --- what crosses the border: JSON, with bytes beside it, and functions as numbers
  function send(message) {
    const buffers = [];
    const text = stringify(message, (_key, value) => {
      if (value instanceof Bytes) return { $bytes: buffers.push(bufferOf(slice(value))) - 1 };
      if (value instanceof ArrayBuffer) return { $bytes: buffers.push(value.slice(0)) - 1 };
      if (typeof value === "function") { callbacks[++calls] = value; return { $callback: calls }; }
      if (typeof value === "bigint" || typeof value === "symbol") throw new TypeError(`a ${typeof value} is not data`);
      return value;
    });
    apply(post, undefined, [text, ...buffers]);
  }
  function revive(value, buffers) {
    if (typeof value !== "object" || value === null) return value;
    if (typeof value.$bytes === "number") return new Bytes(buffers[value.$bytes]);
    if (isArray(value)) for (let at = 0; at < value.length; at++) value[at] = revive(value[at], buffers);
    else for (const key of keys(value)) value[key] = revive(value[key], buffers);
    return value;
  }
  function ask(id, op, args) {
    return new NativePromise((done, failed) => {
      const call = ++calls;
      waiting[call] = { done, failed };
      try { send({ t: "call", id, call, op, args }); } catch (error) { delete waiting[call]; failed(error); }
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
    const message = error instanceof NativeError ? `${error.message}` : `${error}`;
    return { message, stack: error instanceof NativeError ? `${error.stack}` : undefined };
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
      read: (artifact) => ask(id, "read", [artifact]),
      write: (media, bytes) => ask(id, "write", [media, bytes]),
      fetch: (request) => ask(id, "fetch", [request]),
      memo: (parts, make) => then(ask(id, "memo", [parts]), ({ kept, value, memo }) => kept ? value : then(make(), (made) => then(ask(id, "keep", [memo, made]), () => made), (error) => then(ask(id, "drop", [memo]), () => { throw error; }))),
      progress: (fraction, note) => send({ t: "tell", id, kind: "progress", args: [fraction, note] }),
      preview: (partial) => send({ t: "tell", id, kind: "preview", args: [partial] }),
      log: (message) => send({ t: "tell", id, kind: "log", args: [`${message}`] }),
    };
    for (const power of ["path", "writeFile", "folder"]) context[power] = () => ask(id, "power", [power]);
    items[id] = { signal };
    return context;
  }
  function serviceOf(id, role, { methods, data }) {
    for (const name of methods) data[name] = (...args) => ask(id, "method", [role, name, args]);
    return data;
  }
  function run({ id, type, inputs, item, settings }) {
    const node = pack.nodes.find((one) => one.type === type);
    const end = (message) => { delete items[id]; try { send(message); } catch (error) { send({ t: "failed", id, message: `what it returned cannot leave it: ${error}` }); } };
    then(new NativePromise((done) => done(node.run({ inputs, context: contextOf({ id, item, settings }) }))), (outputs) => end({ t: "done", id, outputs }), (error) => end({ t: "failed", id, ...problemOf(error) }));
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
  for (const level of ["log", "info", "warn", "error", "debug"]) globalThis.console[level] = (...words) => send({ t: "console", words: words.map((word) => `${word}`).join(" ") });

  function take(text, ...buffers) {
    const message = revive(parse(text), buffers);
    switch (message.t) {
      case "describe": return void send({ t: "described", pack: describe() });
      case "run": return run(message);
      case "timer": { const work = timers[message.timer]; delete timers[message.timer]; return work && work(); }
      case "cancel": { const item = items[message.id]; if (!item) return; item.signal.aborted = true; item.signal.reason = new NativeError("The run was cancelled."); for (const listener of item.signal.listeners) listener(); return; }
      case "callback": { const work = callbacks[message.callback]; return work && void work(...message.args); }
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
