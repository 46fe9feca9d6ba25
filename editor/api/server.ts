import type { Artifact } from "../../runtime/contract/types.ts";
import type { RunEvent } from "../../runtime/events.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { PlanReport } from "../../runtime/plan-report.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { GraphListing, RunListing, RunRequest, ServicesAnswer, Take } from "../../server/app.ts";
import type { PacksAnswer } from "../state/packs.ts";

export type { GraphListing, RunListing, RunRequest, ServicesAnswer, Take };

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
  session(): Promise<{ readonly ticket: string; readonly version: string; readonly project: string; readonly currency: string }>;
  packs(): Promise<PacksAnswer>;
  services(): Promise<ServicesAnswer>;
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
  packIconUrl(pack: string): string;
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
