import { hash } from "node:crypto";
import type { NodeDefinition } from "../contract/node.ts";
import type { Settings } from "../contract/context.ts";
import { canonicalJson } from "../graph/canonical.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { Registry } from "../registry/registry.ts";

/** A graph made ready to run: for every node, all that does not depend on what flows. A value, made once per edit. */
export interface Plan {
  readonly graph: Graph;
  readonly settings: Settings;
  /** Parallel to `graph.nodes`; undefined for constants and wires. */
  readonly steps: readonly (Step | undefined)[];
  /** What is wanted for itself; the rest runs only where that needs it. */
  readonly targets: readonly Target[];
}

/** A node, or of one that fans out the items below a path of keys. */
export interface Target {
  readonly node: GraphNode;
  /** Empty: all items. */
  readonly path: readonly string[];
}

/** One node's part of the plan. */
export interface Step {
  readonly definition: NodeDefinition;
  /** The roles it uses. */
  readonly roles: readonly string[];
  /** Connected inputs sorted by name, each with its edges in the order of the document. */
  readonly connected: readonly Connected[];
  readonly usual: Fixed;
  /** For items that the document decides otherwise. */
  readonly items: ReadonlyMap<string, Fixed>;
}

export interface Connected {
  readonly name: string;
  readonly edges: readonly GraphEdge[];
  /** Whether the lists of several edges are joined. */
  readonly many: boolean;
}

/** What is fixed about an item before anything flows. */
export interface Fixed {
  readonly literals: Readonly<Record<string, unknown>>;
  /** The fixed part of the cache key: sha256 over `parts`. */
  readonly digest: string;
  /** Canonical JSON of what the digest is taken of; kept with a run so that a later plan can say what changed. */
  readonly parts: string;
  /** Values in place of outputs. */
  readonly pins: Readonly<Record<string, unknown>>;
  /** All outputs are pinned, so the item does not run. */
  readonly pinned: boolean;
  /** Connected inputs that the item takes from the document instead. */
  readonly overridden: ReadonlySet<string>;
}

export interface PlanOptions {
  readonly settings: Settings;
  readonly targets: readonly Target[];
}

export function planGraph(graph: Graph, registry: Registry, { settings, targets }: PlanOptions): Plan {
  const kinds = new Kinds(registry, settings);
  return {
    graph, settings,
    steps: graph.nodes.map((node) => node.kind === "type" ? planStep(node, kinds) : undefined),
    targets,
  };
}

const nothing: Readonly<Record<string, never>> = {};
const none: ReadonlySet<string> = new Set();
const noItems: ReadonlyMap<string, Fixed> = new Map();

function planStep(node: GraphNode, kinds: Kinds): Step {
  const given = node.entry.inputs ?? nothing;
  const connected = connectedInputs(node);
  const names = connected.map(({ name }) => name);
  const usualKind = kinds.of(node.type, names);
  const usual = usualKind.fix(given, nothing, none);
  if (!node.entry.items) return { definition: usualKind.definition, roles: usualKind.roles, connected, usual, items: noItems };
  const items = new Map<string, Fixed>();
  for (const [item, decision] of Object.entries(node.entry.items)) {
    const overridden = new Set(Object.keys(decision.inputs ?? nothing));
    const kind = kinds.of(node.type, names.filter((name) => !overridden.has(name)));
    items.set(item, kind.fix({ ...given, ...decision.inputs }, decision.pin ?? nothing, overridden));
  }
  return { definition: usualKind.definition, roles: usualKind.roles, connected, usual, items };
}

function connectedInputs(node: GraphNode): Connected[] {
  const connected: (Connected & { edges: GraphEdge[] })[] = [];
  for (const edge of node.inputs) {
    if (edge.frameOnly) continue;
    const same = connected.find(({ name }) => name === edge.input);
    if (same) same.edges.push(edge);
    else connected.push({ name: edge.input, edges: [edge], many: node.manifest!.inputs[edge.input]!.many ?? false });
  }
  return connected.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Nodes of one type with the same inputs connected share all of their fixed part but the literal inputs. */
class Kinds {
  private readonly registry: Registry;
  private readonly settings: Settings;
  private readonly kinds = new Map<string, Kind>();

  constructor(registry: Registry, settings: Settings) {
    this.registry = registry;
    this.settings = settings;
  }

  of(type: string, connected: readonly string[]): Kind {
    const name = `${type} ${connected.join(" ")}`;
    let kind = this.kinds.get(name);
    if (!kind) this.kinds.set(name, (kind = new Kind(this.registry, this.settings, type, connected)));
    return kind;
  }
}

class Kind {
  readonly definition: NodeDefinition;
  readonly roles: readonly string[];
  /** Canonical JSON of the fixed part, before and after the literal inputs. */
  private readonly before: string;
  private readonly after: string;
  private readonly free: readonly string[];
  /** By literal inputs: many nodes of a large graph have the same. */
  private readonly usual = new Map<string, Fixed>();

  constructor(registry: Registry, settings: Settings, type: string, connected: readonly string[]) {
    const definition = this.definition = registry.manifest(type)!;
    this.roles = (definition.uses ?? []).map(({ name }) => name);
    this.free = Object.keys(definition.inputs).filter((name) => !connected.includes(name)).sort();
    // One field at a time, in the order of canonical JSON. Never in it: ids, titles, positions, the order of edges into
    // single inputs, secrets, time.
    this.before = `{"connected":${canonicalJson(connected)},"inputs":`;
    this.after = `,${canonicalJson({
      // An installed pack's code can change under the same version number.
      pack: registry.integrity(type),
      // Who answers, and how: another model is another result.
      services: Object.fromEntries(this.roles.map((role) => [role, registry.provider(role, settings.quality)?.fingerprint])),
      // Only what the node declares it reads.
      settings: Object.fromEntries((definition.settings ?? []).map((name) => [name, settings[name]])),
      // What kind of work it is, and which edition of the code does it.
      type,
      version: definition.version,
    }).slice(1)}`;
  }

  fix(given: Readonly<Record<string, unknown>>, pins: Fixed["pins"], overridden: ReadonlySet<string>): Fixed {
    const literals: Record<string, unknown> = {};
    for (const name of this.free) {
      const value = given[name] ?? this.definition.inputs[name]!.schema["default"];
      if (value !== undefined) literals[name] = value;
    }
    const written = canonicalJson(literals);
    const plain = pins === nothing && overridden === none;
    const same = plain ? this.usual.get(written) : undefined;
    if (same) return same;
    const parts = this.before + written + this.after;
    const pinned = pins !== nothing && Object.keys(this.definition.outputs).every((name) => name in pins);
    const fixed = { literals, parts, digest: hash("sha256", parts, "hex"), pins, pinned, overridden };
    if (plain) this.usual.set(written, fixed);
    return fixed;
  }
}
