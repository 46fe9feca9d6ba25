import type { GraphDocument } from "../../runtime/graph/document.ts";
import { graph } from "../kit/probe-pack.ts";

/** A random graph of the probe pack, and what its items need worked out the slow way: one item at a time, from the rules. */
export interface RandomGraph {
  readonly document: GraphDocument;
  readonly nodes: readonly string[];
  /** Item paths of a node, all of them. */
  items(node: string): readonly (readonly string[])[];
  /** `node` or `node key/key` of everything that must run for the items below the path. */
  closure(node: string, path: readonly string[]): ReadonlySet<string>;
}

interface Input {
  readonly port: string;
  readonly from: Made;
  /** How many of the producer's axes and list levels become axes of the node. */
  readonly frame: number;
  readonly lazy: boolean;
}

interface Made {
  readonly id: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Input[];
  /** The axes it runs over: `T` has the keys of `things`, `P` those of `split`. */
  readonly axes: readonly string[];
  /** The axes of what it puts out: its own, and a list's. */
  readonly gives: readonly string[];
}

const keys: Readonly<Record<string, readonly string[]>> = { T: ["a", "b", "c"], P: ["p1", "p2"] };
const ports: Readonly<Record<string, readonly { readonly name: string; readonly asks: number; readonly lazy?: true; readonly optional?: true }[]>> = {
  things: [],
  split: [{ name: "thing", asks: 0 }],
  join: [{ name: "a", asks: 0 }, { name: "b", asks: 0, optional: true }],
  gather: [{ name: "things", asks: 1 }],
  choose: [{ name: "thing", asks: 0 }, { name: "then", asks: 0, lazy: true }, { name: "otherwise", asks: 0, lazy: true }],
};
const outputs: Readonly<Record<string, string>> = { things: "things", split: "parts", join: "thing", gather: "thing", choose: "thing" };

/** The same seed gives the same graph. */
export function randomGraph(seed: number): RandomGraph {
  const random = numbers(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const made: Made[] = [node({ id: "n0", type: "things", inputs: [], values: { text: "a b c" } })];
  const size = 4 + Math.floor(random() * 9);
  for (let tries = 0; made.length < size && tries < 200; tries++) {
    const type = pick(["things", "split", "split", "join", "join", "gather", "choose", "choose"]);
    const inputs: Input[] = [];
    for (const port of ports[type]!) {
      if (port.optional && random() < 0.5) continue;
      const from = pick(made);
      const frame = from.gives.length - port.asks;
      if (frame < 0) continue;
      inputs.push({ port: port.name, from, frame, lazy: port.lazy ?? false });
    }
    if (inputs.length < ports[type]!.filter(({ optional }) => !optional).length || !agree(inputs)) continue;
    const values = type === "things" ? { text: "a b c" } : type === "choose" ? { first: pick(["a", "b", "["]) } : {};
    const next = node({ id: `n${made.length}`, type, inputs, values });
    if (next.axes.length <= 3 && next.gives.length <= 4) made.push(next);
  }
  const byId = new Map(made.map((one) => [one.id, one]));
  return {
    document: graph(Object.fromEntries(made.map(({ id, type, values }) => [id, [type, { ...values }]])), made.flatMap(({ id, inputs }) => inputs.map(({ from, port }) => `${from.id}.${outputs[from.type]!} -> ${id}.${port}`))),
    nodes: made.map(({ id }) => id),
    items: (id) => pathsBelow(byId.get(id)!.axes, []),
    closure: (id, path) => new Closure().of(byId.get(id)!, path),
  };
}

function node({ id, type, inputs, values }: Pick<Made, "id" | "type" | "inputs" | "values">): Made {
  const axes = inputs.map(({ from, frame }) => from.gives.slice(0, frame)).reduce((longest, one) => (one.length > longest.length ? one : longest), []);
  return { id, type, inputs, values, axes, gives: type === "things" ? ["T"] : type === "split" ? [...axes, "P"] : axes };
}

function agree(inputs: readonly Input[]): boolean {
  const frames = inputs.map(({ from, frame }) => from.gives.slice(0, frame).join(""));
  return frames.every((one) => frames.every((other) => one.startsWith(other) || other.startsWith(one)));
}

function pathsBelow(axes: readonly string[], path: readonly string[]): readonly (readonly string[])[] {
  if (path.length === axes.length) return [path];
  return keys[axes[path.length]!]!.flatMap((key) => pathsBelow(axes, [...path, key]));
}

class Closure {
  private readonly run = new Set<string>();
  private readonly keysKnown = new Set<string>();

  of(node: Made, path: readonly string[]): ReadonlySet<string> {
    for (const item of pathsBelow(node.axes, path.slice(0, node.axes.length))) this.need(node, item);
    return this.run;
  }

  private need(node: Made, item: readonly string[]): void {
    const name = item.length === 0 ? node.id : `${node.id} ${item.join("/")}`;
    if (this.run.has(name)) return;
    this.run.add(name);
    for (const input of node.inputs) {
      if (!input.lazy || input.port === chosen(node, item)) this.of(input.from, item.slice(0, Math.min(input.frame, input.from.axes.length)));
    }
    this.needKeys(node, item, node.axes.length);
  }

  /** The keys of the first levels of a node, along an item's path, are those of every input that has such a level. */
  private needKeys(node: Made, item: readonly string[], levels: number): void {
    const name = `${node.id} ${levels} ${item.join("/")}`;
    if (this.keysKnown.has(name)) return;
    this.keysKnown.add(name);
    for (const { from, frame } of node.inputs) {
      const shared = Math.min(frame, levels);
      if (shared > from.axes.length) this.of(from, item.slice(0, from.axes.length));
      else if (shared > 0) this.needKeys(from, item.slice(0, shared), shared);
    }
  }
}

function chosen(node: Made, item: readonly string[]): string | undefined {
  const thing = node.inputs.find(({ port }) => port === "thing");
  return thing && (textOf(thing, item).startsWith(node.values["first"] as string) ? "then" : "otherwise");
}

/** The text of what reaches an input that asks for one thing. */
function textOf({ from, frame }: Input, item: readonly string[]): string {
  const path = item.slice(0, frame);
  const inner = path.slice(0, from.axes.length);
  const input = (name: string) => from.inputs.find(({ port }) => port === name);
  switch (from.type) {
    case "things": return path.at(-1)!;
    case "split": return textOf(input("thing")!, inner) + path.at(-1)!.slice(1);
    // What is appended, or stands in the brackets, does not change how the text begins.
    case "join": return textOf(input("a")!, inner);
    case "gather": return "[";
    default: return textOf(input(chosen(from, inner)!)!, inner);
  }
}

/** mulberry32 */
function numbers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
