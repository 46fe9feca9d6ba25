import { disagreement } from "../fanout/rule.ts";
import type { GraphEdge, GraphNode } from "../graph/graph.ts";
import { axesDisagree } from "../graph/refusals.ts";
import { childKey } from "../ids.ts";
import type { Target } from "../plan/plan.ts";
import type { Problem } from "../problem.ts";
import { ProblemError } from "../problem.ts";
import { type Because, Branch } from "./branch.ts";
import { type Demand, keysThrough, producerPath } from "./demand.ts";
import { keysBelow } from "./flow.ts";

/** What the scheduler tells of. */
export interface ScheduleHost {
  /** Everything the item needs is there. It must be settled later, with `done` or `failed`. */
  ready(item: Branch): void;
  /** The keys below a branch are known. */
  opened(branch: Branch): void;
  /** Not run, and nothing below it. */
  skipped(branch: Branch, because: Because): void;
  /** The items below a branch cannot be told apart: its axes disagree, say. */
  unopenable(branch: Branch, problem: Problem): void;
}

/**
 * Decides what may start when. Knows nothing of keys, stores or services: it lays out each node's items as their keys
 * become known and says when an item has all it needs. Every edge is looked at once per item, never more.
 */
export class Schedule {
  private readonly roots: Branch[];
  private readonly host: ScheduleHost;
  /** Branches that wait for nothing more, in order. A queue instead of recursion: chains may be long. */
  private agenda: Branch[] = [];
  private readonly asked = new Set<string>();
  private readonly keysAsked = new Set<string>();
  private working = false;

  constructor(nodes: readonly GraphNode[], host: ScheduleHost) {
    this.host = host;
    this.roots = nodes.map((node) => new Branch(node, undefined, ""));
  }

  root(node: GraphNode): Branch {
    return this.roots[node.index]!;
  }

  /** The items of a node that are wanted, as far as they are known: where a list has not opened yet, the branch it would hang on. */
  *frontier(node: GraphNode, branch = this.root(node)): Iterable<{ readonly key: string; readonly settled: boolean }> {
    if (branch.children) for (const child of branch.children.values()) yield* this.frontier(node, child);
    else if (branch.wanted) yield branch;
    else for (const path of branch.demands ?? []) yield { key: path.reduce(childKey, branch.key), settled: branch.settled };
  }

  /** The number of a node's branches at a level, where everything above it has opened. */
  countAt(node: GraphNode, level: number): number | undefined {
    let branches = [this.root(node)];
    for (let at = 0; at < level; at++) {
      if (branches.some(({ children }) => children === undefined)) return undefined;
      branches = branches.flatMap(({ children }) => [...children!.values()]);
    }
    return branches.length;
  }

  /** Starts everything the targets need. */
  start(targets: readonly Target[]): void {
    for (const { node, path } of targets) this.demand(node, path);
    for (const root of this.roots) if (!root.isItem) this.prepare(root);
    this.work();
  }

  /**
   * Asks for what one item would receive through its lazy edges.
   * @returns whether all of it is there; if not, the item becomes ready again when it is
   */
  demandFor(edges: readonly GraphEdge[], item: Branch): boolean {
    item.demanded = edges;
    item.missing++;
    for (const edge of edges) this.demand(edge.from, producerPath(edge, item.path));
    for (const edge of edges) this.awaits(edge, item);
    item.missing--;
    if (item.missing > 0) item.state = "waiting";
    this.work();
    return item.state === "ready";
  }

  private awaits(edge: GraphEdge, item: Branch): void {
    const producer = this.producer(edge, item);
    if (producer.settled) return;
    (producer.settling ??= []).push(item);
    item.missing++;
  }

  /** The part of an edge's producer that an item receives from. */
  producer(edge: GraphEdge, item: Branch): Branch {
    const levels = Math.min(edge.frame - edge.offset, edge.from.depth);
    return this.root(edge.from).find(item.path, edge.offset, edge.offset + levels)!;
  }

  done(item: Branch, outputs: readonly unknown[]): void {
    item.outputs = outputs;
    this.settle(item, "done");
    this.work();
  }

  failed(item: Branch): void {
    item.trouble = { node: item.node.id, item: item.key };
    this.settle(item, "failed");
    this.work();
  }

  /**
   * Marks a part of a node as wanted, and with it all that feeds that part. What a lazy edge leads to is not wanted before it
   * is asked for, except where the keys of items hang on it: then what makes those keys is.
   */
  private demand(node: GraphNode, path: readonly string[]): void {
    const open: Demand[] = [{ node, path, keysOf: undefined }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, path, keysOf } = next;
      if (keysOf === undefined ? !this.want(node, path) : !this.wantKeys(node, path, keysOf)) continue;
      for (const edge of node.inputs) {
        if (keysOf === undefined && !edge.lazy) open.push({ node: edge.from, path: producerPath(edge, path), keysOf: undefined });
        else if (edge.frame > edge.offset) open.push(...keysThrough(edge, path, keysOf ?? node.depth));
      }
    }
  }

  /** @returns false when they were wanted before */
  private wantKeys(node: GraphNode, path: readonly string[], levels: number): boolean {
    const name = `${node.index} ${levels} ${path.join("/")}`;
    if (this.keysAsked.has(name)) return false;
    this.keysAsked.add(name);
    return true;
  }

  /** @returns false when it was wanted before */
  private want(node: GraphNode, path: readonly string[]): boolean {
    let branch = this.root(node);
    let level = 0;
    while (!branch.wanted && level < path.length && branch.children) {
      const child = branch.children.get(path[level++]!);
      if (!child) return false;
      branch = child;
    }
    if (branch.wanted) return false;
    if (level === path.length) {
      this.wantAll(branch);
      return true;
    }
    const name = `${node.index} ${path.join("/")}`;
    if (this.asked.has(name)) return false;
    this.asked.add(name);
    (branch.demands ??= []).push(path.slice(level));
    return true;
  }

  private wantAll(branch: Branch): void {
    branch.wanted = true;
    if (branch.isItem) this.prepare(branch);
    else for (const child of branch.children?.values() ?? []) if (!child.wanted) this.wantAll(child);
  }

  /** Registers with everything a branch must wait for. */
  private prepare(branch: Branch): void {
    branch.missing++;
    for (const edge of branch.node.inputs) {
      if (branch.isItem) {
        if (!edge.lazy) this.awaits(edge, branch);
      } else if (this.contributes(edge, branch)) {
        this.awaitKeys(edge, branch);
      }
    }
    this.arrive(branch);
  }

  /** Whether an edge has a say in the keys below a branch. */
  private contributes(edge: GraphEdge, branch: Branch): boolean {
    return edge.offset <= branch.path.length && branch.path.length < edge.frame;
  }

  private awaitKeys(edge: GraphEdge, branch: Branch): void {
    const level = branch.path.length - edge.offset;
    const producer = this.root(edge.from).find(branch.path, edge.offset, edge.offset + Math.min(level, edge.from.depth))!;
    if (producer.state === "failed" || producer.state === "skipped") return;
    if (producer.isItem) {
      if (producer.settled) return;
      (producer.settling ??= []).push(branch);
    } else {
      if (producer.children) return;
      (producer.opening ??= []).push(branch);
    }
    branch.missing++;
  }

  private arrive(branch: Branch): void {
    if (--branch.missing === 0) this.agenda.push(branch);
  }

  private work(): void {
    if (this.working) return;
    this.working = true;
    for (let at = 0; at < this.agenda.length; at++) {
      const branch = this.agenda[at]!;
      if (branch.settled) continue;
      if (branch.isItem) this.startItem(branch);
      else this.open(branch);
    }
    this.agenda = [];
    this.working = false;
  }

  private startItem(item: Branch): void {
    const trouble = this.troubleOf(item);
    if (trouble) return this.skip(item, trouble);
    item.state = "ready";
    this.host.ready(item);
  }

  /** The first thing that keeps an item from running. A partial input overlooks what failed in its list. */
  private troubleOf(item: Branch): Because | undefined {
    for (const edge of item.node.inputs) {
      if (edge.lazy && !item.demanded?.includes(edge)) continue;
      const producer = this.producer(edge, item);
      if ((edge.partial && !producer.isItem && producer.children)) continue;
      if (producer.trouble) return producer.trouble;
    }
    return undefined;
  }

  private open(branch: Branch): void {
    const say: { edge: GraphEdge; keys: readonly string[] }[] = [];
    for (const edge of branch.node.inputs) {
      if (!this.contributes(edge, branch)) continue;
      const keys = this.keysFrom(edge, branch);
      if (keys === undefined) return;
      say.push({ edge, keys });
    }
    const [first, ...others] = say;
    for (const other of others) {
      const differ = disagreement(first!.keys, other.keys);
      if (differ) return this.refuse(branch, disagreed(branch, first!.edge, other.edge, differ));
    }
    this.grow(branch, first!.keys);
  }

  private keysFrom(edge: GraphEdge, branch: Branch): readonly string[] | undefined {
    const level = branch.path.length;
    const depth = edge.from.depth;
    const producer = this.root(edge.from).find(branch.path, edge.offset, edge.offset + Math.min(level - edge.offset, depth))!;
    if (producer.isItem ? producer.state !== "done" : producer.children === undefined) {
      this.skip(branch, producer.trouble!);
      return undefined;
    }
    if (!producer.isItem) return [...producer.children!.keys()];
    try {
      return keysBelow(edge, producer, branch.path, edge.offset + depth, level);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.refuse(branch, { ...error.problem, edge: edge.text });
      return undefined;
    }
  }

  private grow(branch: Branch, keys: readonly string[]): void {
    branch.children = new Map();
    branch.unsettled = keys.length;
    for (const key of keys) branch.children.set(key, new Branch(branch.node, branch, key));
    this.host.opened(branch);
    for (const waiter of branch.opening ?? []) this.arrive(waiter);
    branch.opening = undefined;
    // Read first: an item that settles at once may settle the branch.
    const children = [...branch.children.values()];
    if (children.length === 0) return this.settle(branch, "done");
    for (const child of children) {
      child.wanted = branch.wanted;
      for (const path of branch.demands ?? []) if (path[0] === child.path.at(-1)) this.demandBelow(child, path.slice(1));
      if (!child.isItem || child.wanted) this.prepare(child);
    }
  }

  private demandBelow(child: Branch, path: readonly string[]): void {
    if (path.length === 0) child.wanted = true;
    else (child.demands ??= []).push(path);
  }

  private refuse(branch: Branch, problem: Problem): void {
    branch.trouble = { node: branch.node.id, item: branch.key };
    this.host.unopenable(branch, problem);
    this.settle(branch, "failed");
  }

  private skip(branch: Branch, because: Because): void {
    branch.trouble = because;
    this.host.skipped(branch, because);
    this.settle(branch, "skipped");
  }

  /** Tells those who wait, and the branches above when this was their last. */
  private settle(branch: Branch, state: "done" | "failed" | "skipped"): void {
    let settled: Branch | undefined = branch;
    settled.state = state;
    while (settled) {
      for (const waiter of settled.opening ?? []) this.arrive(waiter);
      for (const waiter of settled.settling ?? []) this.arrive(waiter);
      settled.opening = settled.settling = undefined;
      const parent: Branch | undefined = settled.parent;
      if (!parent) return;
      parent.trouble ??= settled.trouble;
      if (--parent.unsettled > 0) return;
      parent.state = "done";
      settled = parent;
    }
  }
}

function disagreed(branch: Branch, one: GraphEdge, other: GraphEdge, { key, missingFrom }: { key: string; missingFrom: "one" | "other" }): Problem {
  const [has, lacks] = missingFrom === "other" ? [one, other] : [other, one];
  return { ...axesDisagree({ node: branch.node.id, port: lacks.input }, { has: has.text, lacks: lacks.text, key }), item: branch.key };
}
