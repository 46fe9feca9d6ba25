import type { Artifact } from "../../runtime/contract/types.ts";
import type { RunEvent } from "../../runtime/events.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { PlanReport } from "../../runtime/plan-report.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { PacksAnswer } from "../state/packs.ts";
import type { RunListing } from "../state/runs.ts";

/** A graph in the server's list. */
export interface GraphListing {
  readonly name: string;
  readonly title: string;
  readonly summary?: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
  readonly nodes: number;
  /** Came with Reelwright: a template, never written. */
  readonly shipped: boolean;
  readonly picture: boolean;
  /** A building block for other graphs rather than a template. */
  readonly part?: true;
  /** Why it cannot be read. */
  readonly problem?: Problem;
}

export interface RunRequest {
  readonly graph: GraphDocument;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly only?: readonly string[];
  readonly quality?: "draft" | "final";
  readonly budget?: number;
  readonly refresh?: readonly string[];
}

/** One of several kept results of the same item. */
export interface Take {
  readonly key: string;
  readonly run: string;
  readonly at: number;
  readonly ms: number;
  readonly costMicros: number;
  readonly outputs: Readonly<Record<string, { readonly digest: string; readonly value?: unknown }>>;
}

/** An answer of the server that is no success, as RFC 9457 problem details. `status` 0: the server was not reached. */
export class ServerError extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = "ServerError";
    this.status = status;
    this.problems = problems;
  }
}

/** Everything the editor asks of the server. All of it may throw ServerError. */
export interface Server {
  session(): Promise<{ readonly ticket: string; readonly version: string; readonly project: string }>;
  packs(): Promise<PacksAnswer>;
  graphs(): Promise<readonly GraphListing[]>;
  graph(name: string): Promise<{ readonly document: GraphDocument; readonly etag: string }>;
  /** @param etag of what it replaces; undefined for a new graph. A stale one throws with status 412 */
  saveGraph(document: GraphDocument, etag: string | undefined): Promise<{ readonly etag: string }>;
  deleteGraph(name: string, etag: string): Promise<void>;
  check(graph: GraphDocument, inputs?: Readonly<Record<string, unknown>>): Promise<readonly Problem[]>;
  plan(request: RunRequest): Promise<PlanReport>;
  run(request: RunRequest): Promise<{ readonly id: string }>;
  runs(): Promise<{ readonly paused: boolean; readonly runs: readonly RunListing[] }>;
  runRequest(id: string): Promise<RunRequest | undefined>;
  eventsOf(run: string, after: number): Promise<readonly RunEvent[]>;
  cancel(run: string): Promise<void>;
  move(run: string, to: number): Promise<void>;
  pauseQueue(paused: boolean): Promise<void>;
  /** The outputs kept under a cache key; undefined when they are gone. */
  outputs(key: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  takes(graph: string, node: string, item: string): Promise<readonly Take[]>;
  upload(file: Blob, media: string): Promise<Artifact>;
  /** An address that media elements can load. */
  artifactUrl(artifact: Artifact): string;
  pictureUrl(graph: string): string;
  /** All runs' events and queue changes, for as long as the page lives; reconnects and resumes by itself. */
  listen(listener: ServerListener): () => void;
}

export interface ServerListener {
  event(event: RunEvent): void;
  queue(answer: { readonly paused: boolean; readonly runs: readonly RunListing[] }): void;
  /** Something was missed: read again what is under way. */
  resync(): void;
  /** The connection was made or lost. */
  online(online: boolean): void;
}
