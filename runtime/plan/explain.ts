import { canonicalJson } from "../graph/canonical.ts";
import type { RunEvent, ServiceCalled } from "../events.ts";
import type { RunHistory } from "../store/history.ts";
import type { ResultRecord } from "../store/store.ts";
import { digestOf } from "./digest.ts";

/** One thing that differs from the last time. */
export interface Change {
  /** `version`, `service speech`, `input line`, … or why there is nothing to compare with. */
  readonly what: string;
  readonly old?: string;
  readonly new?: string;
}

/** What explaining needs of an item that would run. */
export interface Asked {
  readonly node: string;
  readonly item: string;
  readonly key: string;
  readonly parts: string;
  readonly fixedParts: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly reason: "volatile" | "refresh" | "missing";
}

interface Parts {
  readonly connected: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const digestLength = 64;

/** What the last run of a graph knew, for saying what has changed since. */
export class LastRun {
  /** `node item` to the key it had. */
  private readonly keys = new Map<string, string>();
  private readonly values = new Map<string, unknown>();
  private readonly work = new Map<string, { ms: number; costMicros: number; items: number }>();
  /** `node role provider` to what was called for how many items. */
  private readonly calls = new Map<string, { calls: number; costMicros: number; marketMicros: number }>();
  /** Number of items of each node in the newest run that had any. */
  private readonly counts = new Map<string, number>();
  private counting = new Map<string, number>();
  private readonly fixed: Readonly<Record<string, string>>;
  private readonly record: (key: string) => ResultRecord | undefined;

  private constructor(fixed: Readonly<Record<string, string>>, record: (key: string) => ResultRecord | undefined) {
    this.fixed = fixed;
    this.record = record;
    for (const [id, text] of Object.entries(fixed)) if (id.startsWith("$")) this.learnGiven(JSON.parse(text));
  }

  static async read(history: RunHistory, graph: string, record: (key: string) => ResultRecord | undefined): Promise<LastRun> {
    const runs = history.list().filter((run) => run.graph === graph);
    const last = new LastRun(runs[0] ? history.fixed(runs[0].id) : {}, record);
    // Older runs first, so that what the newest knows wins; a run that was cut short knows only a part.
    for (const run of runs.slice(0, 3).reverse()) for await (const event of history.events(run.id)) last.learn(event);
    return last;
  }

  /** Mean time and cost of one item of a node, where it has ever run. */
  usual(node: string): { readonly ms: number; readonly costMicros: number } | undefined {
    const work = this.work.get(node);
    return work && { ms: work.ms / work.items, costMicros: work.costMicros / work.items };
  }

  /** How many items a node had the last time. */
  items(node: string): number | undefined {
    return this.counts.get(node);
  }

  /** Mean calls and cost of one item of a node in a role, where that provider has filled it before. */
  usualCall(node: string, role: string, provider: string): { readonly calls: number; readonly costMicros: number; readonly marketMicros: number } | undefined {
    const called = this.calls.get(`${node} ${role} ${provider}`);
    const items = this.work.get(node)?.items;
    return called && items ? { calls: called.calls / items, costMicros: called.costMicros / items, marketMicros: called.marketMicros / items } : undefined;
  }

  why(asked: Asked): Change[] {
    if (asked.reason === "volatile") return [{ what: "the node always runs" }];
    if (asked.reason === "refresh") return [{ what: "asked to run again" }];
    const before = this.keys.get(`${asked.node} ${asked.item}`);
    if (before === undefined) return [{ what: "it has not run before" }];
    if (before === asked.key) return [{ what: "its result is no longer kept" }];
    const parts = this.record(before)?.parts;
    const fixed = this.fixed[asked.node];
    if (parts === undefined || fixed === undefined) return [{ what: "it has not run before" }];
    const changes = [...fixedChanges(read(fixed), read(asked.fixedParts)), ...this.flowChanges(asked, parts, read(fixed))];
    return changes.length > 0 ? changes : [{ what: "a per-item decision" }];
  }

  private learn(event: RunEvent): void {
    if (event.type === "run.started") this.counting = new Map();
    if (event.type === "service.called") this.learnCall(event);
    if (event.type !== "item.finished" && event.type !== "item.cached") return;
    this.keys.set(`${event.node} ${event.item}`, event.key);
    const items = (this.counting.get(event.node) ?? 0) + 1;
    this.counting.set(event.node, items);
    this.counts.set(event.node, items);
    for (const { digest, value } of Object.values(event.outputs)) this.learnValue(digest, value);
    if (event.type !== "item.finished") return;
    const work = this.work.get(event.node) ?? { ms: 0, costMicros: 0, items: 0 };
    this.work.set(event.node, { ms: work.ms + event.ms, costMicros: work.costMicros + event.costMicros, items: work.items + 1 });
  }

  private learnCall({ node, role, provider, costMicros, marketMicros }: ServiceCalled): void {
    const key = `${node} ${role} ${provider}`;
    const before = this.calls.get(key) ?? { calls: 0, costMicros: 0, marketMicros: 0 };
    this.calls.set(key, { calls: before.calls + 1, costMicros: before.costMicros + costMicros, marketMicros: before.marketMicros + marketMicros });
  }

  /** A graph input's value flows whole, or as a list. */
  private learnGiven(value: unknown): void {
    this.learnValue(digestOf(value, 0).hex, value);
    if (Array.isArray(value)) this.values.set(digestOf(value, 1).hex, value);
  }

  private learnValue(digest: string, value: unknown): void {
    if (value === undefined) return;
    this.values.set(digest, value);
    if (Array.isArray(value)) for (const element of value) this.values.set(digestOf(element, 0).hex, element);
  }

  /** Connected inputs whose content is another than last time. */
  private flowChanges(asked: Asked, before: string, fixedBefore: Parts): Change[] {
    const old = digestsByName(before, fixedBefore.connected);
    const now = digestsByName(asked.parts, read(asked.fixedParts).connected);
    return [...now].filter(([name, digest]) => old.has(name) && old.get(name) !== digest).map(([name]) => {
      const oldValue = this.values.get(old.get(name)!);
      const [was, is] = shorten(oldValue, asked.inputs[name]);
      return { what: `input ${name}`, ...(oldValue === undefined ? {} : { old: was }), new: is };
    });
  }
}

function read(parts: string): Parts {
  return JSON.parse(parts) as Parts;
}

function fixedChanges(before: Parts, now: Parts): Change[] {
  const changes: Change[] = [];
  for (const field of ["version", "pack", "connected"]) {
    if (canonicalJson(before[field] ?? null) !== canonicalJson(now[field] ?? null)) changes.push({ what: field === "connected" ? "which inputs are connected" : field, old: brief(before[field]), new: brief(now[field]) });
  }
  for (const [group, label] of [["inputs", "input"], ["services", "service"], ["settings", "setting"]] as const) {
    const old = before[group] as Record<string, unknown>;
    const next = now[group] as Record<string, unknown>;
    for (const name of new Set([...Object.keys(old), ...Object.keys(next)])) {
      if (canonicalJson(old[name] ?? null) === canonicalJson(next[name] ?? null)) continue;
      const [was, is] = shorten(old[name], next[name]);
      changes.push({ what: `${label} ${name}`, old: was, new: is });
    }
  }
  return changes;
}

function digestsByName(parts: string, connected: readonly string[]): Map<string, string> {
  return new Map(connected.map((name, index) => [name, parts.slice(digestLength * (index + 1), digestLength * (index + 2))]));
}

/** Characters of a value, and of what surrounds a difference. */
const shown = 60;
const around = 10;

function brief(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "nothing";
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

/** Both values, cut to where they differ, with a little of what surrounds it. */
function shorten(old: unknown, now: unknown): [string, string] {
  const [was, is] = [old, now].map((value) => (typeof value === "string" ? value : JSON.stringify(value) ?? "nothing")) as [string, string];
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < was.length - head && tail < is.length - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  const start = Math.max(0, head - around);
  const cut = (text: string) => {
    const end = Math.min(text.length - tail + around, start + shown);
    return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
  };
  return [cut(was), cut(is)];
}
