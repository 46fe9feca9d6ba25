import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { GraphDocument } from "../runtime/index.ts";
import { writeAtomically } from "./atomic-file.ts";

/** What a run was asked to do: enough to do it again. */
export interface RunRequest {
  readonly graph: GraphDocument;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly only?: readonly string[];
  readonly quality?: "draft" | "final";
  /** In units of the account's currency. */
  readonly budget?: number;
  readonly refresh?: readonly string[];
  readonly skipMissing?: boolean;
}

/** A run that waits for its turn. */
export interface Waiting {
  readonly id: string;
  readonly graph: string;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
}

export interface QueueState {
  readonly paused: boolean;
  readonly waiting: readonly Waiting[];
  /** The run under way: if the server dies before it has a record, it is still to be done. */
  readonly current?: Waiting;
}

/** `server/queue.json`, and each run's request as `server/requests/<id>.json`. */
export class QueueFiles {
  private readonly folder: string;
  private writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  async read(): Promise<QueueState> {
    await mkdir(join(this.folder, "requests"), { recursive: true });
    const text = await readFile(join(this.folder, "queue.json"), "utf8").catch(() => undefined);
    return text === undefined ? { paused: false, waiting: [] } : JSON.parse(text) as QueueState;
  }

  /** Each write after the one before. @throws ProblemError DISK_FULL, NOT_PERMITTED */
  write(state: () => QueueState): Promise<void> {
    const turn = this.writing.then(() => writeAtomically(join(this.folder, "queue.json"), JSON.stringify(state())));
    this.writing = turn.catch(() => {});
    return turn;
  }

  async request(id: string): Promise<RunRequest | undefined> {
    if (!isRunId(id)) return undefined;
    const text = await readFile(this.requestFile(id), "utf8").catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text) as RunRequest;
  }

  async keepRequest(id: string, request: RunRequest): Promise<void> {
    await writeAtomically(this.requestFile(id), JSON.stringify(request));
  }

  async dropRequest(id: string): Promise<void> {
    await rm(this.requestFile(id), { force: true });
  }

  /** Forgets the requests of runs that are nowhere any more. */
  async dropOthers(known: ReadonlySet<string>): Promise<void> {
    const ids = (await readdir(join(this.folder, "requests"))).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
    await Promise.all(ids.filter((id) => !known.has(id)).map((id) => this.dropRequest(id)));
  }

  private requestFile(id: string): string {
    return join(this.folder, "requests", `${id}.json`);
  }
}

/** As `newRunId` makes them; ids come from addresses too. */
function isRunId(text: string): boolean {
  return /^[a-z0-9]{1,20}-[0-9a-f]{8}$/.test(text);
}
