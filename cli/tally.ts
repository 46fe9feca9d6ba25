import type { RunEvent, RunFinished, RunStarted, ServiceCalled, ServiceNoticed } from "../runtime/events.ts";
import type { Problem } from "../runtime/problem.ts";
import { newSpending, spend, type Spending } from "./spending.ts";

/** What a node has done so far. */
export interface NodeTally {
  readonly node: string;
  readonly type: string;
  executed: number;
  cached: number;
  failed: number;
  skipped: number;
  /** Working time of its items added up: with several at once, more than has passed. */
  ms: number;
  costMicros: number;
  /** Items at work, with what they last said. */
  readonly running: Map<string, { readonly fraction?: number; readonly note?: string }>;
  /** Number of keys below each branch that has opened; the root is the empty one. */
  readonly opened: Map<string, number>;
}

/** All calls of one model through one role. */
export interface ServiceTally {
  readonly role: string;
  readonly provider: string;
  readonly label: string | undefined;
  readonly model: string;
  readonly units: Record<string, number>;
  readonly times: number[];
  costMicros: number;
  marketMicros: number;
  exposedMicros: number;
  retries: number;
}

/** A notice, and how often it was given. */
export interface NoticeTally extends Pick<ServiceNoticed, "code" | "role" | "provider" | "model" | "message"> {
  times: number;
}

export interface SlowItem {
  readonly node: string;
  readonly item: string;
  readonly ms: number;
  readonly costMicros: number;
}

/** A run's events, added up. The live display, the report and `runs show` all draw from one of these. */
export interface Tally {
  run: string;
  startedAt: number;
  started: RunStarted | undefined;
  finished: RunFinished | undefined;
  readonly nodes: Map<string, NodeTally>;
  readonly services: Map<string, ServiceTally>;
  readonly spending: Spending;
  readonly notices: Map<string, NoticeTally>;
  readonly failures: { readonly node: string; readonly item: string; readonly problem: Problem }[];
  /** Skipped items by what they were skipped for. */
  readonly skips: Map<string, { readonly because: { readonly node: string; readonly item: string }; count: number }>;
  /** The items that took longest, the longest first. */
  readonly slowest: SlowItem[];
  readonly logs: { readonly node: string; readonly item: string; readonly message: string }[];
}

const slowestKept = 10;

export function newTally(): Tally {
  return { run: "", startedAt: 0, started: undefined, finished: undefined, nodes: new Map(), services: new Map(), spending: newSpending(), notices: new Map(), failures: [], skips: new Map(), slowest: [], logs: [] };
}

export function observe(tally: Tally, event: RunEvent): void {
  switch (event.type) {
    case "run.started":
      tally.run = event.run;
      tally.startedAt = event.at;
      tally.started = event;
      for (const node of Object.keys(event.types)) nodeOf(tally, node);
      break;
    case "node.expanded":
      nodeOf(tally, event.node).opened.set(event.item, event.keys.length);
      break;
    case "item.cached":
      nodeOf(tally, event.node).cached++;
      break;
    case "item.started":
      nodeOf(tally, event.node).running.set(event.item, {});
      break;
    case "item.progress":
      nodeOf(tally, event.node).running.set(event.item, { fraction: event.fraction, ...(event.note === undefined ? {} : { note: event.note }) });
      break;
    case "item.preview":
      break;
    case "item.log":
      tally.logs.push({ node: event.node, item: event.item, message: event.message });
      break;
    case "item.finished": {
      const node = nodeOf(tally, event.node);
      node.running.delete(event.item);
      node.executed++;
      node.ms += event.ms;
      node.costMicros += event.costMicros;
      keepSlowest(tally.slowest, { node: event.node, item: event.item, ms: event.ms, costMicros: event.costMicros });
      break;
    }
    case "item.failed": {
      const node = nodeOf(tally, event.node);
      node.running.delete(event.item);
      node.failed++;
      tally.failures.push({ node: event.node, item: event.item, problem: event.problem });
      break;
    }
    case "item.skipped": {
      nodeOf(tally, event.node).skipped++;
      const cause = `${event.because.node} ${event.because.item}`;
      const skip = tally.skips.get(cause) ?? { because: event.because, count: 0 };
      skip.count++;
      tally.skips.set(cause, skip);
      break;
    }
    case "service.called":
      addCall(tally, event);
      spend(tally.spending, event);
      break;
    case "service.notice":
      addNotice(tally, event);
      break;
    case "run.finished":
      tally.finished = event;
      for (const node of tally.nodes.values()) node.running.clear();
      break;
  }
}

/** Items that are through, however they ended. */
export function doneOf(node: NodeTally): number {
  return node.executed + node.cached + node.failed + node.skipped;
}

/** Items known of so far; a node whose items are not known yet has none. A branch that has not opened counts as one. */
export function expectedOf(node: NodeTally): number {
  let expected = 0;
  for (const [branch, keys] of node.opened) expected += branch === "" ? keys : keys - 1;
  return Math.max(expected, doneOf(node) + node.running.size);
}

/** The cost so far; service calls are counted as they happen, before their item is through. */
export function spentMicros(tally: Tally): number {
  let spent = 0;
  for (const service of tally.services.values()) spent += service.costMicros;
  return tally.finished?.costMicros ?? spent;
}

function nodeOf(tally: Tally, node: string): NodeTally {
  let found = tally.nodes.get(node);
  if (!found) {
    found = { node, type: tally.started?.types[node] ?? "", executed: 0, cached: 0, failed: 0, skipped: 0, ms: 0, costMicros: 0, running: new Map(), opened: new Map() };
    tally.nodes.set(node, found);
  }
  return found;
}

function addCall(tally: Tally, call: ServiceCalled): void {
  const key = [call.role, call.provider, call.model].join("\n");
  let service = tally.services.get(key);
  if (!service) {
    service = { role: call.role, provider: call.provider, label: call.label, model: call.model, units: {}, times: [], costMicros: 0, marketMicros: 0, exposedMicros: 0, retries: 0 };
    tally.services.set(key, service);
  }
  for (const [unit, amount] of Object.entries(call.units)) service.units[unit] = (service.units[unit] ?? 0) + amount;
  service.times.push(call.ms);
  service.costMicros += call.costMicros;
  service.marketMicros += call.marketMicros;
  service.exposedMicros += call.exposedMicros ?? 0;
  service.retries += call.retries;
}

function addNotice(tally: Tally, { code, role, provider, model, message }: ServiceNoticed): void {
  const key = [code, role, provider, model, message].join("\n");
  const notice = tally.notices.get(key);
  if (notice) notice.times++;
  else tally.notices.set(key, { code, role, provider, model, message, times: 1 });
}

function keepSlowest(slowest: SlowItem[], item: SlowItem): void {
  const last = slowest.at(-1);
  if (slowest.length === slowestKept && last && last.ms >= item.ms) return;
  const place = slowest.findIndex((other) => other.ms < item.ms);
  slowest.splice(place < 0 ? slowest.length : place, 0, item);
  slowest.length = Math.min(slowest.length, slowestKept);
}
