import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "../problem.ts";
import { processLives, processMark } from "./process.ts";
import { type Line, lineOverhead, Segment, writing } from "./segment.ts";
import type { ResultRecord, Results } from "./store.ts";

const tombstone = "-";

/**
 * Results in append-only segments, one for each process that writes, indexed in memory by key. Nothing is ever changed
 * in place, so a kill at any instant costs at most the line being written.
 */
export class ResultLog implements Results {
  private readonly folder: string;
  private readonly segments = new Map<string, Segment>();
  private readonly index = new Map<string, Line & { readonly segment: Segment }>();
  /** Put but not yet written. */
  private readonly pending = new Map<string, string>();
  private own: Segment | undefined;
  /** Lines that a later line, or a deletion, has made useless. */
  private dead = 0;

  constructor(root: string) {
    this.folder = join(root, "results");
    writing(root, () => mkdirSync(this.folder, { recursive: true }));
    this.refresh();
    this.compactIfWorth();
  }

  get size(): number {
    let size = this.index.size;
    for (const [key, payload] of this.pending) size += Number(payload !== tombstone) - Number(this.index.has(key));
    return size;
  }

  get(key: string): ResultRecord | undefined {
    const waiting = this.pending.get(key);
    if (waiting !== undefined) return waiting === tombstone ? undefined : JSON.parse(waiting) as ResultRecord;
    const line = this.index.get(key);
    return line && JSON.parse(line.segment.read(line)) as ResultRecord;
  }

  put(key: string, record: ResultRecord): void {
    if (this.index.has(key) || this.pending.has(key)) this.dead++;
    this.pending.set(key, JSON.stringify(record));
  }

  delete(key: string): void {
    this.pending.delete(key);
    if (!this.index.has(key)) return;
    this.dead += 2;
    this.pending.set(key, tombstone);
  }

  *keys(): Iterable<string> {
    for (const key of this.index.keys()) if (this.pending.get(key) !== tombstone) yield key;
    for (const [key, payload] of this.pending) if (payload !== tombstone && !this.index.has(key)) yield key;
  }

  sizeOf(key: string): number {
    const waiting = this.pending.get(key);
    const length = waiting === tombstone ? undefined : waiting === undefined ? this.index.get(key)?.length : Buffer.byteLength(waiting);
    return length === undefined ? 0 : length + lineOverhead;
  }

  /** @throws ProblemError STORE_FULL, STORE_UNWRITABLE; what was put stays and is written by a later commit */
  commit(): void {
    if (this.pending.size === 0) return;
    const lines = [...this.pending].map(([key, payload]) => ({ key, payload }));
    const placed = this.append(lines);
    this.pending.clear();
    placed.forEach((line, position) => this.enter(line, this.own!, lines[position]!.payload === tombstone));
  }

  async sync(): Promise<void> {
    await this.own?.sync();
  }

  refresh(): void {
    const files = readdirSync(this.folder, { withFileTypes: true });
    const names = files.filter((file) => file.isFile() && file.name.endsWith(".log")).map(({ name }) => name).sort();
    for (const name of names) {
      const segment = this.segments.get(name) ?? this.openOther(name);
      if (!segment || segment === this.own) continue;
      segment.scan((line) => {
        if (this.index.has(line.key)) this.dead++;
        this.enter(line, segment, line.length === 1 && segment.read(line) === tombstone);
      });
    }
    this.forgetOthersThan(new Set(names));
  }

  close(): void {
    for (const segment of this.segments.values()) segment.close();
  }

  /**
   * Rewrites what is alive into one segment. Segments that a living process may still write to are left alone, with
   * what was deleted from them: results that come back so are looked at again before they are used.
   */
  compact(): void {
    this.commit();
    const idle = [...this.segments].filter(([name, segment]) => segment === this.own || !ownerLives(name));
    // Its owner may have written its last lines since they were read.
    this.refresh();
    const from = new Set(idle.map(([, segment]) => segment));
    const live = [...this.index].filter(([, line]) => from.has(line.segment));
    this.own = undefined;
    for (let start = 0; start < live.length; start += 1000) {
      const lines = live.slice(start, start + 1000).map(([key, line]) => ({ key, payload: line.segment.read(line) }));
      this.append(lines).forEach((line) => this.enter(line, this.own!, false));
    }
    // On disk before anything that it replaces is removed.
    writing(this.folder, () => this.own?.syncNow());
    for (const [name] of idle) this.drop(name);
    this.dead = 0;
  }

  private enter(line: Line, segment: Segment, deleted: boolean): void {
    if (deleted) this.index.delete(line.key);
    else this.index.set(line.key, { ...line, segment });
  }

  private append(lines: readonly { readonly key: string; readonly payload: string }[]): Line[] {
    return writing(this.folder, () => {
      this.own ??= this.newSegment();
      return this.own.append(lines);
    });
  }

  private newSegment(): Segment {
    const name = `${Date.now().toString(36).padStart(10, "0")}-${processMark}-${randomBytes(4).toString("hex")}.log`;
    const segment = new Segment(join(this.folder, name), "append");
    this.segments.set(name, segment);
    return segment;
  }

  /** @returns undefined when another process has just compacted it away */
  private openOther(name: string): Segment | undefined {
    try {
      const segment = new Segment(join(this.folder, name), "read");
      this.segments.set(name, segment);
      return segment;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** Segments that another process has compacted away. What it kept of them has been read from its own by now. */
  private forgetOthersThan(names: ReadonlySet<string>): void {
    const gone = [...this.segments].filter(([name]) => !names.has(name));
    if (gone.length === 0) return;
    const segments = new Set(gone.map(([, segment]) => segment));
    if (this.own && segments.has(this.own)) this.own = undefined;
    for (const [key, line] of this.index) if (segments.has(line.segment)) this.index.delete(key);
    for (const [name] of gone) this.drop(name);
  }

  private drop(name: string): void {
    this.segments.get(name)?.close();
    this.segments.delete(name);
    rmSync(join(this.folder, name), { force: true });
  }

  /** Saves the next start some time; a disk that cannot take it must not keep anyone from reading what is there. */
  private compactIfWorth(): void {
    const idle = [...this.segments.keys()].filter((name) => !ownerLives(name)).length;
    if (idle <= 32 && (this.dead <= 1000 || this.dead <= this.index.size)) return;
    try {
      this.compact();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
}

/** Segment names hold the time of their making, so that they sort, and the process that writes them. */
function ownerLives(name: string): boolean {
  return processLives(name.split("-")[1]!);
}
