import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { EdgeEntry } from "../../runtime/graph/document.ts";
import type { Catalogue } from "../../runtime/graph/graph.ts";
import { circle, edgeDouble, portUnknown, typeMismatch } from "../../runtime/graph/refusals.ts";
import { isGeneric, type PortType } from "../../runtime/graph/types.ts";
import { edgeText, parsePortRef, type PortRef } from "../../runtime/ids.ts";
import type { Problem } from "../../runtime/problem.ts";
import { Circles } from "./circles.ts";
import { KnownKeys } from "./known-keys.ts";
import { flowsOf, inputsOf, isRequired, match, type PlacedPort, type PortPlaces, portsOfManifest } from "./match.ts";
import { insertions, type Repair } from "./repairs.ts";

/** What fitting reads of an open graph; a session has it. */
export type FitSources = PortPlaces;

/** What fitting reads of the packs. */
export interface FitPacks extends Catalogue {
  all(): Iterable<NodeManifest>;
}

/** What follows from an edge that fits. */
export interface FitNote {
  /** Lists over which it makes the reading node run once per item. */
  readonly frame: number;
  /** Levels of list that are put around what flows. */
  readonly wraps: number;
  /** A conversion between value types. */
  readonly converts: { readonly from: string; readonly to: string } | undefined;
  /** What would go, because the input takes only one: an edge, or one from `inputs.name` for an input of the graph. */
  readonly replaces: EdgeEntry | undefined;
}

export type Judgement =
  | { readonly ok: true; readonly note: FitNote }
  /** Both are worked out when they are read: a drag only asks whether, of thousands. */
  | { readonly ok: false; readonly problem: Problem; readonly repairs: readonly Repair[] };

/** Which end of an edge is held: what it comes `from`, or where it goes `to`. */
export type Side = "from" | "to";

export interface Held {
  /** `node.port` */
  readonly end: string;
  readonly side: Side;
}

/** Whether an output (`node.port`) can feed an input, in the words of `check`. */
export function judge(sources: FitSources, packs: FitPacks, from: string, to: string): Judgement {
  return beginJudging(sources, packs, { end: from, side: "from" })(to);
}

/** For a drag: one end is held, and many others are asked about. What they share is worked out once. */
export function beginJudging(sources: FitSources, packs: FitPacks, held: Held): (other: string) => Judgement {
  const judging = new Judging(sources, packs, held);
  return (other) => held.side === "from" ? judging.judge(held.end, other) : judging.judge(other, held.end);
}

/** Node types that can take an end, or give it what it asks for, with the port that fits best; the best types first. */
export function fitsFor(sources: FitSources, packs: FitPacks, held: Held): Map<string, string> {
  const judging = new Judging(sources, packs, held);
  const end = judging.typeAt(held);
  if (!end) return new Map();
  const fitting = (ports: readonly PlacedPort[]) => best(ports.flatMap((port) => {
    const found = held.side === "from" ? match(end, port.type, packs) : isGeneric(port.type) ? undefined : match(port.type, end, packs);
    return found ? [{ name: port.name, strain: found.strain + (held.side === "from" && port.port && !isRequired(port.port) ? 0.5 : 0) }] : [];
  }));
  const found = [...packs.all()].flatMap((manifest) => {
    const port = fitting(portsOfManifest(manifest, held.side === "from" ? "inputs" : "outputs"));
    return port ? [{ type: manifest.type, ...port }] : [];
  });
  return new Map(found.sort((a, b) => a.strain - b.strain).map(({ type, name }) => [type, name]));
}

interface Strained {
  readonly name: string;
  readonly strain: number;
}

function best<T extends Strained>(candidates: readonly T[]): T | undefined {
  return candidates.reduce<T | undefined>((least, one) => least === undefined || one.strain < least.strain ? one : least, undefined);
}

class Judging {
  private readonly sources: FitSources;
  private readonly packs: FitPacks;
  private readonly side: Side;
  private readonly circles: Circles;
  private readonly into = new Map<string, string[]>();
  private readonly given = new Map<string, string>();
  private readonly flows = new Map<string, readonly PlacedPort[] | undefined>();
  private readonly asks = new Map<string, readonly PlacedPort[] | undefined>();
  private readonly keys: KnownKeys;

  constructor(sources: FitSources, packs: FitPacks, held: Held) {
    this.sources = sources;
    this.packs = packs;
    this.side = held.side;
    this.keys = new KnownKeys(sources.linked.graph);
    const edges = sources.document.edges ?? [];
    this.circles = new Circles(edges, parsePortRef(held.end)?.node ?? "", held.side);
    for (const { from, to } of edges) {
      const list = this.into.get(to);
      if (list) list.push(from);
      else this.into.set(to, [from]);
    }
    for (const [name, { to }] of Object.entries(sources.document.inputs ?? {})) for (const target of to) this.given.set(target, `inputs.${name}`);
  }

  judge(from: string, to: string): Judgement {
    const [source, target] = [parsePortRef(from), parsePortRef(to)];
    if (!source || !target) return this.refused(from, to, () => ({ code: "EDGE_MALFORMED", edge: `${from} -> ${to}`, message: `"${source ? to : from}" is not the end of an edge.`, hint: "Write it as node.port, e.g. arc.outlines." }));
    const edge = edgeText({ from, to });
    const [outputs, inputs] = [this.outputsOf(source.node), this.inputsOf(target.node)];
    const output = outputs?.find(({ name }) => name === source.port);
    const input = inputs?.find(({ name }) => name === target.port);
    if (outputs && !output) return this.refused(from, to, () => portUnknown(source, { edge, side: "output", known: outputs.map(({ name }) => name) }));
    if (inputs && !input) return this.refused(from, to, () => portUnknown(target, { edge, side: "input", known: inputs.map(({ name }) => name) }));
    if (this.into.get(to)?.includes(from)) return this.refused(from, to, () => edgeDouble({ ...target, edge }, edge));
    const other = this.side === "from" ? target.node : source.node;
    if (this.circles.has(other)) return this.refused(from, to, () => circle(this.circles.way(other)));
    const replaced = input?.port?.many ? undefined : this.into.get(to)?.[0] ?? this.given.get(to);
    const replaces = replaced === undefined ? undefined : { from: replaced, to };
    // Nothing is known of the ports of a type that no pack provides.
    if (!output || !input) return { ok: true, note: { frame: 0, wraps: 0, converts: undefined, replaces } };
    const asked = this.decided(target, input).type;
    const found = match(output.type, asked, this.packs);
    if (!found) return this.refused(from, to, () => typeMismatch({ ...target, edge }, output.declared, asked));
    const differ = found.frame > 0 ? this.keys.disagreement({ from, to }, input.port?.many === true) : undefined;
    if (differ) return this.refused(from, to, () => differ);
    return { ok: true, note: { frame: found.frame, wraps: found.wraps, converts: found.converts, replaces } };
  }

  bestInput(from: string, node: string): string | undefined {
    const output = this.outputAt(from);
    return best((this.inputsOf(node) ?? []).flatMap((input): Strained[] => {
      const to = `${node}.${input.name}`;
      if (!this.judge(from, to).ok) return [];
      const found = output && match(output.type, this.decided({ node, port: input.name }, input).type, this.packs);
      const isTaken = !input.port?.many && (this.into.has(to) || this.given.has(to));
      return [{ name: input.name, strain: (found?.strain ?? 0) + (isTaken ? 10 : 0) + (input.port && !isRequired(input.port) ? 0.5 : 0) }];
    }))?.name;
  }

  /** What flows out of an end, or what it asks for. */
  typeAt({ end, side }: Held): PortType | undefined {
    if (side === "from") return this.outputAt(end)?.type;
    const ref = parsePortRef(end);
    const input = ref && this.inputsOf(ref.node)?.find(({ name }) => name === ref.port);
    return input && this.decided(ref, input).type;
  }

  private outputAt(end: string): PlacedPort | undefined {
    const ref = parsePortRef(end);
    return ref && this.outputsOf(ref.node)?.find(({ name }) => name === ref.port);
  }

  private outputsOf(node: string): readonly PlacedPort[] | undefined {
    if (!Object.hasOwn(this.sources.document.nodes, node)) return undefined;
    if (!this.flows.has(node)) this.flows.set(node, flowsOf(node, this.sources, this.packs));
    return this.flows.get(node);
  }

  private inputsOf(node: string): readonly PlacedPort[] | undefined {
    const entry = Object.hasOwn(this.sources.document.nodes, node) ? this.sources.document.nodes[node] : undefined;
    if (!entry) return undefined;
    if (!this.asks.has(entry.type)) this.asks.set(entry.type, inputsOf(entry.type, this.sources, this.packs));
    return this.asks.get(entry.type);
  }

  /** A generic input with its type as other edges into the node have decided it, and the edge that did. */
  private decided({ node, port }: PortRef, input: PlacedPort): { readonly type: PortType; readonly by?: EdgeEntry } {
    const letter = input.port?.generic;
    if (letter === undefined) return input;
    for (const other of this.inputsOf(node) ?? []) {
      if (other.port?.generic !== letter) continue;
      const to = `${node}.${other.name}`;
      // What it takes the place of decides nothing.
      const from = other.name === port && input.port?.many !== true ? undefined : this.into.get(to)?.[0];
      const flows = from === undefined ? undefined : this.outputAt(from);
      if (flows) return { type: { name: flows.type.name, rank: input.type.rank }, by: { from: from!, to } };
    }
    return input;
  }

  private refused(from: string, to: string, why: () => Problem): Judgement {
    const find = (because: Problem) => this.repairs({ from, to }, because);
    let problem: Problem | undefined;
    let repairs: readonly Repair[] | undefined;
    return {
      ok: false,
      get problem() { return (problem ??= why()); },
      get repairs() { return (repairs ??= find(this.problem)); },
    };
  }

  private repairs({ from, to }: EdgeEntry, { code }: Problem): Repair[] {
    const [source, target] = [parsePortRef(from), parsePortRef(to)];
    if (!source || !target || code === "EDGE_DOUBLE") return [];
    if (code === "CYCLE") return this.edgeBack(source.node, target.node).map((edge) => ({ kind: "replace", edge }));
    const repairs: Repair[] = this.otherPorts({ from, to });
    const [output, input] = [this.outputAt(from), this.inputsOf(target.node)?.find(({ name }) => name === target.port)];
    if (code !== "TYPE_MISMATCH" || !output || !input) return repairs;
    const { type, by } = this.decided(target, input);
    repairs.push(...insertions(output.type, type, this.packs));
    if (by && match(output.type, input.type, this.packs)) repairs.push({ kind: "replace", edge: by });
    return repairs;
  }

  /** The only edge that leads back, where taking it out opens the circle. */
  private edgeBack(from: string, to: string): EdgeEntry[] {
    const edges = this.sources.document.edges ?? [];
    const isBack = (edge: EdgeEntry) => parsePortRef(edge.from)?.node === to && parsePortRef(edge.to)?.node === from;
    const back = edges.filter(isBack);
    if (back.length !== 1 || from === to) return [];
    return new Circles(edges.filter((edge) => edge !== back[0]), from, "from").has(to) ? [] : back;
  }

  /** The same node's other inputs that fit, or with an input held the other node's outputs. */
  private otherPorts({ from, to }: EdgeEntry): Repair[] {
    const [source, target] = [parsePortRef(from)!, parsePortRef(to)!];
    if (this.side === "from") {
      const input = this.bestInput(from, target.node);
      return input === undefined ? [] : [{ kind: "port", from, to: `${target.node}.${input}` }];
    }
    const output = this.outputsOf(source.node)?.find(({ name }) => this.judge(`${source.node}.${name}`, to).ok);
    return output ? [{ kind: "port", from: `${source.node}.${output.name}`, to }] : [];
  }
}

export type { Repair } from "./repairs.ts";
