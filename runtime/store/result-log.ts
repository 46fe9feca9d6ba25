import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { processLives } from "./process.ts";
import { Segment, type Line } from "./segment.ts";
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
  private made = 0;

  constructor(root: string) {
    this.folder = join(root, "results");
    mkdirSync(this.folder, { recursive: true });
    this.refresh();
    this.compactIfWorth();
  }

  get size(): number {
    return this.index.size + this.pending.size;
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
    this.dead += 2;
    this.pending.set(key, tombstone);
  }

  *keys(): Iterable<string> {
    for (const key of this.index.keys()) if (this.pending.get(key) !== tombstone) yield key;
    for (const [key, payload] of this.pending) if (payload !== tombstone && !this.index.has(key)) yield key;
  }

  sizeOf(key: string): number {
    return this.pending.get(key)?.length ?? this.index.get(key)?.length ?? 0;
  }

  commit(): void {
    if (this.pending.size === 0) return;
    this.own ??= this.newSegment();
    const lines = [...this.pending].map(([key, payload]) => ({ key, payload }));
    const placed = this.own.append(lines);
    this.pending.clear();
    placed.forEach((line, position) => this.enter(line, this.own!, lines[position]!.payload === tombstone));
  }

  async sync(): Promise<void> {
    await this.own?.sync();
  }

  refresh(): void {
    for (const name of readdirSync(this.folder).sort()) {
      if (!name.endsWith(".log")) continue;
      let segment = this.segments.get(name);
      if (!segment) this.segments.set(name, (segment = new Segment(join(this.folder, name))));
      if (segment === this.own) continue;
      const found = segment;
      found.scan((line) => {
        if (this.index.has(line.key)) this.dead++;
        this.enter(line, found, line.length === 1 && found.read(line) === tombstone);
      });
    }
  }

  close(): void {
    for (const segment of this.segments.values()) segment.close();
  }

  /** Rewrites what is alive into one segment. Segments that a living process may still write to are left alone. */
  compact(): void {
    this.commit();
    const idle = [...this.segments].filter(([name]) => !ownerLives(name));
    if (this.own) idle.push([this.nameOf(this.own), this.own]);
    const from = new Set(idle.map(([, segment]) => segment));
    const live = [...this.index].filter(([, line]) => from.has(line.segment));
    this.own = this.newSegment();
    for (let start = 0; start < live.length; start += 1000) {
      const lines = live.slice(start, start + 1000).map(([key, line]) => ({ key, payload: line.segment.read(line) }));
      this.own.append(lines).forEach((line) => this.enter(line, this.own!, false));
    }
    for (const [name, segment] of idle) {
      segment.close();
      this.segments.delete(name);
      rmSync(join(this.folder, name), { force: true });
    }
    this.dead = 0;
  }

  private enter(line: Line, segment: Segment, deleted: boolean): void {
    if (deleted) this.index.delete(line.key);
    else this.index.set(line.key, { ...line, segment });
  }

  private compactIfWorth(): void {
    const idle = [...this.segments.keys()].filter((name) => !ownerLives(name)).length;
    if (idle > 32 || (this.dead > 1000 && this.dead > this.index.size)) this.compact();
  }

  private newSegment(): Segment {
    const name = `${Date.now().toString(36).padStart(10, "0")}-${process.pid}-${this.made++}.log`;
    const segment = new Segment(join(this.folder, name));
    this.segments.set(name, segment);
    return segment;
  }

  private nameOf(segment: Segment): string {
    return [...this.segments].find(([, other]) => other === segment)![0];
  }
}

/** Segment names hold the time of their making, so that they sort, and the process that writes them. */
function ownerLives(name: string): boolean {
  return processLives(Number(name.split("-")[1]));
}
