import type { Artifact } from "../../runtime/contract/types.ts";
import type { RunEvent } from "../../runtime/events.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { PlanReport } from "../../runtime/plan-report.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { PacksAnswer } from "../state/packs.ts";
import type { RunListing } from "../state/runs.ts";
import { digestOf } from "./digest.ts";
import type { StreamMessage } from "./event-parser.ts";
import { EventStream, pageSurroundings } from "./event-stream.ts";
import { authorised, type Fetch } from "./requests.ts";
import { type GraphListing, type RunRequest, type Server, ServerError, type ServerListener, type Take } from "./server.ts";

interface QueueAnswer {
  readonly paused: boolean;
  readonly runs: readonly RunListing[];
}

/** The server over HTTP. Media addresses work once `session()` has answered: it gives the ticket they carry. */
export class HttpServer implements Server {
  private readonly fetch: Fetch;
  private ticket = "";
  private readonly listeners = new Set<ServerListener>();
  private stream: EventStream | undefined;
  private isOnline: boolean | undefined;

  /** @param fetch for tests; without it, the page's own */
  constructor(token: string, fetch: Fetch = (address, init) => globalThis.fetch(address, init)) {
    this.fetch = authorised(token, fetch);
  }

  async session(): Promise<{ readonly ticket: string; readonly version: string; readonly project: string }> {
    const answer = await this.read<{ ticket: string; version: string; project: string }>("/api/session");
    this.ticket = answer.ticket;
    return answer;
  }

  packs(): Promise<PacksAnswer> {
    return this.read("/api/packs");
  }

  async graphs(): Promise<readonly GraphListing[]> {
    return (await this.read<{ graphs: GraphListing[] }>("/api/graphs")).graphs;
  }

  async graph(name: string): Promise<{ readonly document: GraphDocument; readonly etag: string }> {
    const response = await this.fetch(graphAddress(name));
    return { document: await bodyOf(response), etag: etagOf(response) };
  }

  async saveGraph(document: GraphDocument, etag: string | undefined): Promise<{ readonly etag: string }> {
    const condition: Record<string, string> = etag === undefined ? { "If-None-Match": "*" } : { "If-Match": etag };
    return { etag: etagOf(await this.send("PUT", graphAddress(document.name), document, condition)) };
  }

  async deleteGraph(name: string, etag: string): Promise<void> {
    await this.fetch(graphAddress(name), { method: "DELETE", headers: { "If-Match": etag } });
  }

  async check(graph: GraphDocument, inputs?: Readonly<Record<string, unknown>>): Promise<readonly Problem[]> {
    return (await bodyOf<{ problems: Problem[] }>(await this.send("POST", "/api/check", { graph, inputs }))).problems;
  }

  async plan(request: RunRequest): Promise<PlanReport> {
    return bodyOf(await this.send("POST", "/api/plan", { ...request, budget: undefined }));
  }

  async run(request: RunRequest): Promise<{ readonly id: string }> {
    return bodyOf(await this.send("POST", "/api/runs", request));
  }

  runs(): Promise<QueueAnswer> {
    return this.read("/api/runs");
  }

  async runRequest(id: string): Promise<RunRequest | undefined> {
    return (await this.read<{ request?: RunRequest }>(runAddress(id))).request;
  }

  async eventsOf(run: string, after: number): Promise<readonly RunEvent[]> {
    const response = await this.fetch(`${runAddress(run)}/events?after=${after}`);
    const text = await reached(response.text());
    return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as RunEvent);
  }

  async cancel(run: string): Promise<void> {
    await this.fetch(runAddress(run), { method: "DELETE" });
  }

  async move(run: string, to: number): Promise<void> {
    await this.send("POST", `${runAddress(run)}/move`, { to });
  }

  async pauseQueue(paused: boolean): Promise<void> {
    await this.send("POST", "/api/queue", { paused });
  }

  async outputs(key: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const response = await this.fetch(`/api/results/${encodeURIComponent(key)}`).catch((error: unknown) => {
      if (error instanceof ServerError && error.status === 404) return undefined;
      throw error;
    });
    return response && (await bodyOf<{ outputs: Record<string, unknown> }>(response)).outputs;
  }

  async takes(graph: string, node: string, item: string): Promise<readonly Take[]> {
    return (await this.read<{ takes: Take[] }>(`/api/takes?${String(new URLSearchParams({ graph, node, item }))}`)).takes;
  }

  async upload(file: Blob, media: string): Promise<Artifact> {
    const digest = await digestOf(file);
    const headers = { "Content-Type": media, "Repr-Digest": `sha-256=:${digest}:` };
    return bodyOf(await this.fetch("/api/artifacts", { method: "POST", headers, body: file, signal: new AbortController().signal }));
  }

  artifactUrl({ artifact, media }: Artifact): string {
    return `/api/artifacts/${artifact}?${String(new URLSearchParams({ media, ticket: this.ticket }))}`;
  }

  pictureUrl(graph: string): string {
    return `${graphAddress(graph)}/picture?ticket=${this.ticket}`;
  }

  /** All listeners share one connection: a browser has six to a server, for all its pages. */
  listen(listener: ServerListener): () => void {
    this.listeners.add(listener);
    if (this.isOnline !== undefined) listener.online(this.isOnline);
    this.stream ??= new EventStream({
      ...pageSurroundings,
      connect: (lastId, signal) => this.fetch("/api/events", { signal, headers: { Accept: "text/event-stream", ...(lastId === undefined ? {} : { "Last-Event-ID": lastId }) } }),
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
    else if (type === "resync") void this.resync();
  }

  private tellAll<T>(tell: (listener: ServerListener, value: T) => void, data: string): void {
    const value = JSON.parse(data) as T;
    for (const listener of [...this.listeners]) tell(listener, value);
  }

  /** The stream cannot tell what was missed: the list is read, and the listeners read what they show. */
  private async resync(): Promise<void> {
    for (const listener of [...this.listeners]) listener.resync();
    const answer = await this.runs();
    for (const listener of [...this.listeners]) listener.queue(answer);
  }

  private setOnline(online: boolean): void {
    this.isOnline = online;
    for (const listener of [...this.listeners]) listener.online(online);
  }

  private async read<T>(address: string): Promise<T> {
    return bodyOf(await this.fetch(address));
  }

  private send(method: string, address: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.fetch(address, { method, headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) });
  }
}

function graphAddress(name: string): string {
  return `/api/graphs/${encodeURIComponent(name)}`;
}

function runAddress(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}`;
}

function etagOf(response: Response): string {
  return response.headers.get("ETag") ?? "";
}

function bodyOf<T>(response: Response): Promise<T> {
  return reached(response.json() as Promise<T>);
}

/** What breaks off in the middle of an answer was not reached either. */
async function reached<T>(body: Promise<T>): Promise<T> {
  return body.catch((error: unknown) => {
    throw new ServerError(0, error instanceof Error ? error.message : String(error));
  });
}
