import { hc } from "hono/client";
import type { Artifact } from "../../runtime/contract/types.ts";
import type { RunEvent } from "../../runtime/events.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { PlanReport } from "../../runtime/plan-report.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { App } from "../../server/app.ts";
import type { PacksAnswer } from "../state/packs.ts";
import type { RunListing } from "../state/runs.ts";
import { digestOf } from "./digest.ts";
import type { StreamMessage } from "./event-parser.ts";
import { EventStream, pageSurroundings, type StreamSurroundings } from "./event-stream.ts";
import { authorised, type Fetch } from "./requests.ts";
import { type GraphListing, type RunRequest, type Server, ServerError, type ServicesAnswer, type ServerListener, type Take } from "./server.ts";

interface QueueAnswer {
  readonly paused: boolean;
  readonly runs: readonly RunListing[];
}

/** Where the server is and how it is reached; the page's own without it. Tests give their own. */
export interface HttpServerOptions {
  /** Before every path: `http://127.0.0.1:4680`. */
  readonly origin?: string;
  readonly fetch?: Fetch;
  readonly surroundings?: Omit<StreamSurroundings, "connect">;
}

const retryMs = 1000;

/** The server over HTTP. Media addresses work once `session()` has answered: it gives the ticket they carry. */
export class HttpServer implements Server {
  private readonly origin: string;
  private readonly api: ReturnType<typeof hc<App>>["api"];
  private readonly surroundings: Omit<StreamSurroundings, "connect">;
  private ticket = "";
  private readonly listeners = new Set<ServerListener>();
  private stream: EventStream | undefined;
  private isOnline: boolean | undefined;

  constructor(token: string, { origin = "", fetch = (address, init) => globalThis.fetch(address, init), surroundings = pageSurroundings }: HttpServerOptions = {}) {
    this.origin = origin;
    this.surroundings = surroundings;
    this.api = hc<App>(`${origin}/`, { fetch: authorised(token, fetch) as typeof globalThis.fetch }).api;
  }

  async session(): Promise<{ readonly ticket: string; readonly version: string; readonly project: string; readonly currency: string }> {
    const answer = await bodyOf(this.api.session.$get());
    this.ticket = answer.ticket;
    return answer;
  }

  async packs(): Promise<PacksAnswer> {
    return await bodyOf(this.api.packs.$get()) as PacksAnswer;
  }

  services(): Promise<ServicesAnswer> {
    return bodyOf(this.api.services.$get());
  }

  async graphs(): Promise<readonly GraphListing[]> {
    return (await bodyOf(this.api.graphs.$get())).graphs;
  }

  async graph(name: string): Promise<{ readonly document: GraphDocument; readonly etag: string }> {
    const response = await this.api.graphs[":name"].$get({ param: named(name) });
    return { document: await bodyOf(response) as GraphDocument, etag: etagOf(response) };
  }

  async saveGraph(document: GraphDocument, etag: string | undefined): Promise<{ readonly etag: string }> {
    const headers = etag === undefined ? { "If-None-Match": "*" } : { "If-Match": etag };
    return bodyOf(this.api.graphs[":name"].$put({ param: named(document.name), json: document }, { headers }));
  }

  async deleteGraph(name: string, etag: string): Promise<void> {
    await this.api.graphs[":name"].$delete({ param: named(name) }, { headers: { "If-Match": etag } });
  }

  async check(graph: GraphDocument, inputs?: Readonly<Record<string, unknown>>): Promise<readonly Problem[]> {
    return (await bodyOf(this.api.check.$post({ json: { graph, ...(inputs ? { inputs } : {}) } }))).problems;
  }

  plan({ budget: _, ...request }: RunRequest): Promise<PlanReport> {
    return bodyOf(this.api.plan.$post({ json: request as Writable<typeof request> }));
  }

  run(request: RunRequest): Promise<{ readonly id: string }> {
    return bodyOf(this.api.runs.$post({ json: request as Writable<typeof request> }));
  }

  runs(): Promise<QueueAnswer> {
    return bodyOf(this.api.runs.$get());
  }

  async runRequest(id: string): Promise<RunRequest | undefined> {
    const run: JsonAnswer<unknown> = await this.api.runs[":id"].$get({ param: identified(id) });
    return (await bodyOf(run) as { readonly request?: RunRequest }).request;
  }

  async eventsOf(run: string, after: number): Promise<readonly RunEvent[]> {
    const response = await this.api.runs[":id"].events.$get({ param: identified(run), query: { after: String(after) } });
    const lines = (await reached(response.text())).split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as RunEvent);
  }

  async cancel(run: string): Promise<void> {
    await this.api.runs[":id"].$delete({ param: identified(run) });
  }

  async move(run: string, to: number): Promise<void> {
    await this.api.runs[":id"].move.$post({ param: identified(run), json: { to } });
  }

  async pauseQueue(paused: boolean): Promise<void> {
    await this.api.queue.$post({ json: { paused } });
  }

  async outputs(key: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const kept: JsonAnswer<unknown> | undefined = await this.api.results[":key"].$get({ param: { key: encodeURIComponent(key) } }).catch((error: unknown) => {
      if (error instanceof ServerError && error.status === 404) return undefined;
      throw error;
    });
    return kept && (await bodyOf(kept) as { readonly outputs: Readonly<Record<string, unknown>> }).outputs;
  }

  async takes(graph: string, node: string, item: string): Promise<readonly Take[]> {
    const answer: JsonAnswer<unknown> = await this.api.takes.$get({ query: { graph, node, item } });
    return (await bodyOf(answer) as { readonly takes: readonly Take[] }).takes;
  }

  async upload(file: Blob, media: string): Promise<Artifact> {
    const headers = { "Content-Type": media, "Repr-Digest": `sha-256=:${await digestOf(file)}:` };
    // A long film takes its time: only the page's end cuts it short.
    return bodyOf(this.api.artifacts.$post({}, { headers, init: { body: file, signal: new AbortController().signal } }));
  }

  artifactUrl({ artifact, media }: Artifact): string {
    return `${this.origin}/api/artifacts/${artifact}?${String(new URLSearchParams({ media, ticket: this.ticket }))}`;
  }

  pictureUrl(graph: string): string {
    return `${this.origin}/api/graphs/${encodeURIComponent(graph)}/picture?ticket=${this.ticket}`;
  }

  packIconUrl(pack: string): string {
    return `${this.origin}/api/packs/${encodeURIComponent(pack)}/icon?ticket=${this.ticket}`;
  }

  /** All listeners share one connection: a browser has six to a server, for all its pages. */
  listen(listener: ServerListener): () => void {
    this.listeners.add(listener);
    if (this.isOnline !== undefined) listener.online(this.isOnline);
    this.stream ??= new EventStream({
      ...this.surroundings,
      connect: (lastId, signal) => this.api.events.$get({ query: {} }, { headers: lastId === undefined ? {} : { "Last-Event-ID": lastId }, init: { signal } }),
    }, { message: (message) => this.take(message), online: (online) => this.setOnline(online) });
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.stream?.stop();
      this.stream = undefined;
      this.isOnline = undefined;
    };
  }

  private take({ type, data }: StreamMessage): void {
    if (type === "run") this.tellAll((listener, event: RunEvent) => listener.event(event), data);
    else if (type === "queue") this.tellAll((listener, answer: QueueAnswer) => listener.queue(answer), data);
    else if (type === "resync") this.resync();
  }

  private tellAll<T>(tell: (listener: ServerListener, value: T) => void, data: string): void {
    const value = JSON.parse(data) as T;
    for (const listener of [...this.listeners]) tell(listener, value);
  }

  /** The stream cannot tell what was missed: the list is read, and the listeners read what they show. */
  private resync(): void {
    for (const listener of [...this.listeners]) listener.resync();
    void this.readQueue();
  }

  private async readQueue(): Promise<void> {
    const answer = await this.runs().catch(() => undefined);
    if (answer) for (const listener of [...this.listeners]) listener.queue(answer);
    else if (this.listeners.size > 0) this.surroundings.after(retryMs, () => void this.readQueue());
  }

  private setOnline(online: boolean): void {
    this.isOnline = online;
    for (const listener of [...this.listeners]) listener.online(online);
  }
}

/** Names go into paths: what is in them must not be read as part of the path. */
function named(name: string): { name: string } {
  return { name: encodeURIComponent(name) };
}

function identified(id: string): { id: string } {
  return { id: encodeURIComponent(id) };
}

function etagOf(response: Response): string {
  return response.headers.get("ETag") ?? "";
}

async function bodyOf<T>(answer: JsonAnswer<T> | Promise<JsonAnswer<T>>): Promise<Exact<T>> {
  return reached((await answer).json()) as Promise<Exact<T>>;
}

interface JsonAnswer<T> {
  json(): Promise<T>;
}

/** In the typed client what may be left out may also be undefined; JSON cannot say that. */
type Exact<T> = T extends object ? { [K in keyof T]: Exclude<Exact<T[K]>, undefined> } : T;

/** Routes take lists that they could write to. They are copied on the way. */
type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] | undefined ? E[] : T[K] };

/** What breaks off in the middle of an answer was not reached either. */
async function reached<T>(body: Promise<T>): Promise<T> {
  return body.catch((error: unknown) => {
    throw new ServerError(0, error instanceof Error ? error.message : String(error));
  });
}
