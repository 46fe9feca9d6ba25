import { closeSync, createReadStream, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RunEvent } from "../events.ts";
import type { Counts, Outcome } from "../events.ts";
import { fail } from "../problem.ts";
import { processLives, processMark } from "./process.ts";
import { writing } from "./segment.ts";

/** A run as a list shows it. */
export interface RunSummary {
  readonly id: string;
  readonly graph: string;
  /** When it started, in milliseconds since 1970. */
  readonly at: number;
  readonly ms: number;
  /** `running`, or `interrupted` when its process ended without finishing it. */
  readonly outcome: Outcome | "running" | "interrupted";
  readonly counts: Counts;
  readonly costMicros: number;
}

/** What a run was made of: for each node the fixed part of its items' keys. Lets a later plan say what has changed. */
export type FixedParts = Readonly<Record<string, string>>;

interface Opening {
  readonly graph: string;
  readonly at: number;
  /** The mark of the process it runs in. */
  readonly process: string;
  readonly fixed: FixedParts;
}

/**
 * Every run's events as NDJSON, with a small file beside it that opens and closes it:
 * `runs/<id>.json` and `runs/<id>.ndjson`. Progress and previews are not kept.
 */
export class RunHistory {
  private readonly folder: string | null;
  /** Runs that have ended change no more: each is read once. */
  private readonly ended = new Map<string, RunSummary>();

  constructor(root: string | null) {
    this.folder = root === null ? null : join(root, "runs");
    if (root !== null) writing(root, () => mkdirSync(join(root, "runs"), { recursive: true }));
  }

  /** Starts the record of a run. @throws ProblemError STORE_FULL, STORE_UNWRITABLE */
  open(id: string, graph: string, fixed: () => FixedParts): RunRecord {
    if (this.folder === null) return { append() {}, close() {} };
    const opening: Opening = { graph, at: Date.now(), process: processMark, fixed: fixed() };
    return new RunFile(this.folder, id, opening);
  }

  /** The newest first. */
  list(): RunSummary[] {
    return this.ids().map((id) => this.summary(id)).filter((run) => run !== undefined).sort((a, b) => b.at - a.at);
  }

  /**
   * @param wanted looks at a line of the record before it is parsed, to pass over most of a long one
   * @throws ProblemError RUN_UNKNOWN
   */
  async *events(id: string, wanted?: (line: string) => boolean): AsyncIterable<RunEvent> {
    if (this.folder === null || !existsSync(this.file(id, "json"))) fail({ code: "RUN_UNKNOWN", message: `There is no run "${id}" here.`, hint: "`reelwright runs list` shows those that are kept." });
    if (!existsSync(this.file(id, "ndjson"))) return;
    for await (const line of createInterface({ input: createReadStream(this.file(id, "ndjson")), crlfDelay: Infinity })) {
      const event = wanted && !wanted(line) ? undefined : parsed(line);
      if (event) yield event as RunEvent;
    }
  }

  /** Bytes that the record of a run takes up. */
  bytes(id: string): number {
    return ["json", "ndjson"].reduce((sum, ending) => sum + (statSync(this.file(id, ending), { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  remove(id: string): void {
    this.ended.delete(id);
    for (const ending of ["ndjson", "json"]) rmSync(this.file(id, ending), { force: true });
  }

  /** The fixed parts of a run's nodes. */
  fixed(id: string): FixedParts {
    return (parsed(readText(this.file(id, "json"))) as Opening | undefined)?.fixed ?? {};
  }

  private summary(id: string): RunSummary | undefined {
    const known = this.ended.get(id);
    if (known) return known;
    const record = parsed(readText(this.file(id, "json"))) as (Opening & { finished?: Pick<RunSummary, "ms" | "outcome" | "counts" | "costMicros"> }) | undefined;
    if (!record) return undefined;
    const ended = record.finished ?? { ms: 0, outcome: processLives(record.process) ? "running" as const : "interrupted" as const, counts: { executed: 0, cached: 0, failed: 0, skipped: 0 }, costMicros: 0 };
    const summary: RunSummary = { id, graph: record.graph, at: record.at, ...ended };
    if (summary.outcome !== "running") this.ended.set(id, summary);
    return summary;
  }

  private ids(): string[] {
    if (this.folder === null) return [];
    return readdirSync(this.folder).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
  }

  private file(id: string, ending: string): string {
    // Ids come from users too; a name with a separator in it names no run.
    return join(this.folder ?? "", `${id.replaceAll(/[^a-zA-Z0-9-]/g, "_")}.${ending}`);
  }
}

export interface RunRecord {
  append(events: readonly RunEvent[]): void;
  close(): void;
}

class RunFile implements RunRecord {
  private readonly descriptor: number;
  private readonly opening: Opening;
  private readonly head: string;
  /** Whether the last batch could not be written whole. */
  private torn = false;

  constructor(folder: string, id: string, opening: Opening) {
    this.opening = opening;
    this.head = join(folder, `${id}.json`);
    this.descriptor = writing(folder, () => {
      writeFileSync(this.head, JSON.stringify(opening));
      return openSync(join(folder, `${id}.ndjson`), "a");
    });
  }

  append(events: readonly RunEvent[]): void {
    let text = "";
    for (const event of events) {
      if (event.type === "item.progress" || event.type === "item.preview") continue;
      text += `${JSON.stringify(event)}\n`;
      if (event.type === "run.finished") this.finish(event);
    }
    if (text !== "") tolerant(() => this.write(text));
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Every batch begins on a line of its own, so one that did not fit costs no other. */
  private write(lines: string): void {
    const bytes = Buffer.from(this.torn ? `\n${lines}` : lines);
    this.torn = true;
    for (let done = 0; done < bytes.length;) done += writeSync(this.descriptor, bytes, done);
    this.torn = false;
  }

  private finish({ ms, outcome, counts, costMicros }: Extract<RunEvent, { type: "run.finished" }>): void {
    tolerant(() => {
      writeFileSync(`${this.head}.new`, JSON.stringify({ ...this.opening, finished: { ms, outcome, counts, costMicros } }));
      renameSync(`${this.head}.new`, this.head);
    });
  }
}

/** History is for looking back: a disk that cannot take it must not end a run that is otherwise fine. */
function tolerant(write: () => void): void {
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** undefined for a line that a killed process left half written. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
