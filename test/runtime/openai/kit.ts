import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import type { Model, RoleName } from "../../../runtime/config/config.ts";
import type { ResolvedConfig } from "../../../runtime/config/resolve.ts";
import { Secrets } from "../../../runtime/config/secrets.ts";
import type { Caller, Provider } from "../../../runtime/contract/index.ts";
import type { Clock } from "../../../runtime/door/clock.ts";
import { Door, type DoorOptions } from "../../../runtime/door/door.ts";
import { configuredProviders } from "../../../runtime/openai/configured.ts";

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  /** The body as JSON; empty for other bodies. */
  readonly json: any;
  /** Names and values of a multipart body, in order; files as their media type and bytes. */
  form(): Promise<[string, string | File][]>;
}

export type Answering = (response: ServerResponse, seen: Seen, number: number) => void | Promise<void>;

export interface Loopback {
  readonly url: string;
  readonly seen: Seen[];
  /** How many connections were closed before their answer was whole. */
  broken: number;
  connections: number;
}

const closers: (() => void)[] = [];
afterAll(() => closers.splice(0).forEach((close) => close()));

/** A real server that answers as a test says; requests are counted from 0. */
export async function loopback(answer: Answering): Promise<Loopback> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const url = new URL(request.url!, "http://loopback");
    const type = request.headers["content-type"] ?? "";
    const seen: Seen = {
      method: request.method!, path: url.pathname, query: url.searchParams, headers: request.headers, body,
      json: type.includes("json") ? JSON.parse(body.toString()) : {},
      form: async () => [...(await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData()).entries()] as [string, string | File][],
    };
    response.on("close", () => { if (!response.writableFinished) service.broken++; });
    service.seen.push(seen);
    await answer(response, seen, service.seen.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.on("connection", () => service.connections++);
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const service: Loopback = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, seen: [], broken: 0, connections: 0 };
  return service;
}

export function sendJson(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

export function sendError(response: ServerResponse, status: number, message: string, more: object = {}): void {
  sendJson(response, { error: { message, ...more } }, status);
}

export function sendBytes(response: ServerResponse, bytes: Uint8Array, type = "application/octet-stream"): void {
  response.writeHead(200, { "content-type": type }).end(bytes);
}

/** A chunk of a streamed answer, as a line of it. */
export function chunk(delta: object, more: object = {}): string {
  return `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", model: "model-a-2026", choices: [{ index: 0, delta, finish_reason: null, ...more }] })}\n\n`;
}
export const stop = chunk({}, { finish_reason: "stop" });
export const counted = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 6 } } })}\n\n`;
export const done = "data: [DONE]\n\n";

export function startStream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream" });
}

/** A whole and proper streamed answer. */
export function stream(response: ServerResponse, text: string): void {
  startStream(response).end(chunk({ role: "assistant", content: text }) + stop + counted + done);
}

/** Planted wherever a secret is due; it must come out nowhere. */
export const canary = "canary-7f3a9c1e5b2d";

/** So many times as fast as other clocks. */
export function quickClock(speed = 100): Clock {
  const began = performance.now();
  const base = Date.now();
  return {
    now: () => base + (performance.now() - began) * speed,
    after(ms, then) {
      const timer = setTimeout(then, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}

export interface Setup {
  readonly models?: Readonly<Record<string, Model>>;
  /** Default: every role by `a/model-a`. */
  readonly roles?: ResolvedConfig["roles"]["final"];
  readonly draft?: ResolvedConfig["roles"]["draft"];
  readonly door?: Partial<DoorOptions>;
  readonly headers?: Record<string, string>;
  readonly clock?: Clock;
  /** Other providers, by name. */
  readonly others?: Readonly<Record<string, string>>;
  readonly standIn?: (role: RoleName) => Provider | undefined;
}

/** The providers of a configuration with one provider, `a`, and a door that does not wait between tries. */
export function providersOf(url: string, setup: Setup = {}) {
  const { models = { "model-a": {} }, headers = {}, clock, others = {} } = setup;
  const provider = (name: string, baseUrl: string) => ({ name, type: "openai" as const, baseUrl, key: { env: "KEY" }, headers, timeoutSeconds: 120, models });
  const chosen = { provider: "a", model: Object.keys(models)[0]! };
  const all = { writer: [chosen], dialogue: [chosen], vision: [chosen], judge: [chosen], speech: [chosen], image: [chosen], video: [chosen] };
  const secrets = new Secrets({ env: { KEY: canary }, home: null });
  const config: ResolvedConfig = {
    currency: "USD",
    providers: Object.fromEntries(Object.entries({ a: url, ...others }).map(([name, at]) => [name, provider(name, at)])),
    roles: { final: setup.roles ?? all, draft: setup.draft ?? setup.roles ?? all },
  };
  return configuredProviders(config, {
    secrets, standIn: setup.standIn ?? (() => undefined), ...(clock ? { clock } : {}),
    openDoor: ({ name, key }) => new Door({
      provider: name, random: () => 0, maxAttempts: 3, redact: secrets.redact, secret: secrets.credentials({ key }), models, ...(clock ? { clock } : {}), ...setup.door,
    }),
  });
}

/** A role's service, bound to a caller. */
export async function bound<T>(providers: readonly Provider[], role: RoleName, caller: Caller): Promise<T> {
  return (await providers.find(({ service }) => service.name === role)!.open()).bind(caller) as T;
}

/** What a promise fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<any> {
  return promise.then((value) => {
    throw new Error(`it did not fail but gave ${JSON.stringify(value)}`);
  }, (error: unknown) => error);
}

/** Everything a thrown error says, its causes and stack too. */
export function allWordsOf(error: unknown): string {
  const words: string[] = [];
  for (let one = error; one instanceof Error && words.length < 9; one = one.cause) words.push(one.message, one.stack ?? "", JSON.stringify(one));
  return words.join("\n");
}
