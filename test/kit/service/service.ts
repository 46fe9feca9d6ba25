import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChatAsked, Said } from "./chat.ts";
import { type Fault, type Rule, Script } from "./faults.ts";
import { keyDigest, keyIn, KeyRing } from "./keys.ts";
import { LimitKeeper } from "./limits.ts";
import { type Entry, ServiceLog } from "./log.ts";
import { failure, send, type Wire } from "./reply.ts";
import { type Asked, mediaIn, readRequest } from "./request.ts";
import { paid, routeOf } from "./routes.ts";
import { type VideoHabits, VideoShelf } from "./videos.ts";
import { Witness } from "./witness.ts";
import { type Bench, type Done, type ModelTraits, work } from "./work.ts";

export interface ServiceOptions {
  /** By name. Requests for other models are answered too, and cost nothing. */
  readonly models?: Readonly<Record<string, ModelTraits>>;
  /** What goes wrong; more can be added while it runs. */
  readonly rules?: readonly Rule[];
  /** What chat models say, where a test wants to decide it; undefined leaves it to the built-in writer. */
  readonly answer?: (asked: ChatAsked) => Said | undefined | Promise<Said | undefined>;
  readonly videos?: VideoHabits;
  /** Keys are `PREFIX-1`, `PREFIX-2`, … Default: `sk-loopback`. */
  readonly keyPrefix?: string;
  /** Does work once for equal idempotency keys, as few services do. Default: no. */
  readonly idempotent?: boolean;
  /** Between the events of a stream, in milliseconds. Default 0. */
  readonly pause?: number;
  /** A file that gets every request as lines of JSON. */
  readonly log?: string;
}

/** An OpenAI-compatible service on this machine that does what a test tells it and writes everything down. */
export class ModelService {
  readonly log: ServiceLog;
  readonly script: Script;
  readonly keys: KeyRing;
  readonly witness: Witness;
  private readonly options: ServiceOptions;
  private readonly limits: LimitKeeper;
  private readonly bench: Bench;
  private readonly inFlight = new Map<string, number>();
  private readonly doneBefore = new Map<string, Done>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(options: ServiceOptions = {}) {
    this.options = options;
    this.log = new ServiceLog(options.log);
    this.script = new Script(options.rules);
    this.keys = new KeyRing(options.keyPrefix ?? "sk-loopback", this.log);
    this.witness = new Witness(this.log);
    const models = options.models ?? {};
    this.limits = new LimitKeeper(Object.fromEntries(Object.entries(models).map(([model, { limits }]) => [model, limits ?? {}])));
    this.bench = { models, shelf: new VideoShelf(options.videos), files: new Map(), answer: options.answer, pause: options.pause ?? 0, address: () => this.origin };
  }

  get models(): Readonly<Record<string, ModelTraits>> {
    return this.bench.models;
  }

  private get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The address a client is configured with. */
  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  /** A program and its arguments that print a key that is good now. */
  get refreshCommand(): string[] {
    return [process.execPath, "-e", `fetch("${this.origin}/refresh",{method:"POST"}).then(async(r)=>process.stdout.write(await r.text()))`];
  }

  /** Takes connections; again on the same port after `down`. */
  async up(): Promise<this> {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    if (this.port !== 0) this.log.mark("up");
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Breaks every connection and refuses new ones. */
  async down(): Promise<void> {
    this.log.mark("down");
    await this.close();
  }

  async close(): Promise<void> {
    const closed = this.server && once(this.server, "close");
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = undefined;
  }

  /** Every request ends in the log, whatever happens to it. */
  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const url = new URL(request.url ?? "/", this.origin);
    const { route, id } = routeOf(request.method ?? "GET", url.pathname);
    let asked: Asked;
    try {
      asked = await readRequest(request);
    } catch {
      // Whoever asked is gone in the middle of asking.
      return void response.destroy();
    }
    const model = asked.fields["model"] ?? this.bench.shelf.jobs.get(id)?.model ?? "";
    const inFlight = (this.inFlight.get(model) ?? 0) + 1;
    this.inFlight.set(model, inFlight);
    const entry = this.log.begin({
      at, method: request.method ?? "", path: url.pathname, route, model, key: keyDigest(keyIn(request)),
      idempotency: String(request.headers["idempotency-key"] ?? ""), body: asked.digest, media: mediaIn(asked), inFlight,
    });
    let complete = false;
    try {
      complete = await this.answer({ entry, asked, id, key: keyIn(request) }, response);
    } finally {
      this.inFlight.set(model, this.inFlight.get(model)! - 1);
      this.log.end(entry, complete);
    }
  }

  private async answer(call: Call, response: ServerResponse): Promise<boolean> {
    const { entry } = call;
    const reply = async (wire: Wire, fault?: Fault) => {
      entry.status = wire.status;
      return send(response, { ...wire, headers: { "x-request-id": `req_${entry.seq}`, ...this.limits.headers(entry.model), ...wire.headers } }, fault);
    };
    if (entry.route === "refresh") return reply({ status: 200, type: "text/plain", pieces: [this.keys.issue()] });
    const turned = this.turnedAway(call);
    if (turned) return reply(turned);
    const fault = this.script.faultFor(entry.route, entry.model);
    if (fault) entry.decision = fault.do;
    if (fault?.do === "delay") await sleep(fault.ms);
    const instead = fault && this.instead(call, fault);
    if (instead === "reset") return this.reset(response);
    if (instead) return reply(instead);
    const { wire } = await this.doWork(call, fault);
    if (fault?.do !== "lose") return reply(wire, fault);
    await Promise.race([sleep(fault.ms ?? 3_600_000, undefined, { ref: false }), once(response, "close")]);
    return this.reset(response);
  }

  private reset(response: ServerResponse): false {
    response.socket?.resetAndDestroy();
    return false;
  }

  /** Before anything is done: whoever has no good key, or is over a limit. */
  private turnedAway({ entry, key }: Call): Wire | undefined {
    if (entry.route === "file") return undefined;
    if (!this.keys.takes(key)) {
      entry.decision = "unauthorised";
      return failure(401, { code: "invalid_api_key", message: `Incorrect API key provided: ${key}.` });
    }
    const wait = this.limits.overBy(entry, paid.has(entry.route));
    if (wait === undefined) return undefined;
    entry.decision = "limited";
    return this.busy(entry, { do: "busy", ms: wait, told: "retry-after-ms" });
  }

  private busy(entry: Entry, { ms, told, status = 429 }: Extract<Fault, { do: "busy" }>): Wire {
    entry.retryAt = this.limits.hold(entry.model, ms);
    const seconds = Math.ceil(ms / 1000);
    const headers: Record<string, Record<string, string>> = {
      "seconds": { "retry-after": String(seconds) },
      // A date has whole seconds: rounded up, or it would be over too soon.
      "date": { "retry-after": new Date(Math.ceil(entry.retryAt / 1000) * 1000).toUTCString() },
      "retry-after-ms": { "retry-after-ms": String(Math.ceil(ms)) },
      "x-ratelimit": { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": ms < 1000 ? `${Math.ceil(ms)}ms` : `${ms / 1000}s` },
    };
    return failure(status, { code: status === 429 ? "rate_limit_exceeded" : "overloaded", message: "Too many requests.", headers: headers[told] ?? {} });
  }

  /** Faults in which nothing of what was asked for is done. */
  private instead({ entry, key }: Call, fault: Fault): Wire | "reset" | undefined {
    switch (fault.do) {
      case "expire":
        this.keys.expire();
        return failure(401, { code: "invalid_api_key", message: `The key ${key} has expired.` });
      // The message repeats the key, as careless services do.
      case "status": return failure(fault.status, { code: fault.code ?? `error_${fault.status}`, message: fault.message ?? `Something went wrong for ${key}.`, ...(fault.headers ? { headers: fault.headers } : {}) });
      case "busy": return this.busy(entry, fault);
      case "refuse": return entry.route === "chat" ? undefined : failure(400, { code: "content_policy_violation", message: fault.message ?? "Your request was rejected by the safety system." });
      case "reset": return "reset";
      case "wrong-type": return { status: 200, type: "text/html", pieces: [`<html><body>Welcome to the gateway, ${key}</body></html>`] };
      case "error-body": return { ...failure(500, { code: "upstream_error", message: "The upstream service did not answer." }), status: 200 };
      default: return undefined;
    }
  }

  private async doWork({ entry, asked, id }: Call, fault: Fault | undefined): Promise<Done> {
    const before = this.options.idempotent && entry.idempotency !== "" ? this.doneBefore.get(entry.idempotency) : undefined;
    const done = before ?? await work(this.bench, { route: entry.route, asked, id, fault });
    if (entry.idempotency !== "") this.doneBefore.set(entry.idempotency, done);
    if (done.remote !== undefined) entry.remote = done.remote;
    const billed = !before && !(fault && "billed" in fault && fault.billed === false);
    const times = fault?.do === "double-bill" ? 2 : 1;
    if (billed) entry.billedMicros = times * done.micros;
    return done;
  }
}

interface Call {
  readonly entry: Entry;
  readonly asked: Asked;
  /** The last part of a path that has one. */
  readonly id: string;
  readonly key: string;
}

/** A service on a free port. Close it. */
export function startService(options: ServiceOptions = {}): Promise<ModelService> {
  return new ModelService(options).up();
}
