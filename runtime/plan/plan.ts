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
  /** Nodes whose items are all wanted; the rest runs only where a lazy input asks for it. */
  readonly targets: readonly GraphNode[];
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
  readonly targets: ReadonlySet<GraphNode>;
}

export function planGraph(graph: Graph, registry: Registry, { settings, targets }: PlanOptions): Plan {
  return {
    graph, settings,
    steps: graph.nodes.map((node) => node.kind === "type" ? planStep(node, registry, settings) : undefined),
    targets: [...targets],
  };
}

const nothing: Readonly<Record<string, never>> = {};
const none: ReadonlySet<string> = new Set();

function planStep(node: GraphNode, registry: Registry, settings: Settings): Step {
  const definition = registry.manifest(node.type)!;
  const names = [...new Set(node.inputs.filter((edge) => !edge.frameOnly).map((edge) => edge.input))].sort();
  const connected = names.map((name) => ({ name, edges: node.inputs.filter((edge) => edge.input === name), many: definition.inputs[name]!.many ?? false }));
  const fix = (given: Readonly<Record<string, unknown>>, pins: Readonly<Record<string, unknown>>, overridden: ReadonlySet<string>) => {
    const literals = withDefaults(definition, given, names, overridden);
    const parts = fixedParts(definition, registry, settings, literals, names.filter((name) => !overridden.has(name)));
    const pinned = pins !== nothing && Object.keys(definition.outputs).every((name) => name in pins);
    return { literals, parts, digest: hash("sha256", parts, "hex"), pins, pinned, overridden };
  };
  const usualInputs = node.entry.inputs ?? {};
  const items = new Map<string, Fixed>();
  for (const [item, decision] of Object.entries(node.entry.items ?? {})) {
    items.set(item, fix({ ...usualInputs, ...decision.inputs }, decision.pin ?? nothing, new Set(Object.keys(decision.inputs ?? {}))));
  }
  return { definition, connected, roles: (definition.uses ?? []).map(({ name }) => name), usual: fix(usualInputs, nothing, none), items };
}

/** Literal inputs and defaults of the ports that no edge feeds. */
function withDefaults(definition: NodeDefinition, given: Readonly<Record<string, unknown>>, connected: readonly string[], overridden: ReadonlySet<string>): Record<string, unknown> {
  const literals: Record<string, unknown> = {};
  for (const name in definition.inputs) {
    if (connected.includes(name) && !overridden.has(name)) continue;
    const value = given[name] ?? definition.inputs[name]!.schema["default"];
    if (value !== undefined) literals[name] = value;
  }
  return literals;
}

/**
 * The fixed part of the cache key, one field at a time. Never in it: ids, titles, positions, the order of edges into
 * single inputs, secrets, time.
 */
function fixedParts(definition: NodeDefinition, registry: Registry, settings: Settings, literals: Readonly<Record<string, unknown>>, connected: readonly string[]): string {
  return canonicalJson({
    // What kind of work it is, and which edition of the code does it.
    type: definition.type,
    version: definition.version,
    // An installed pack's code can change under the same version number.
    pack: registry.integrity(definition.type),
    // Values that do not flow.
    inputs: literals,
    // Which inputs the digests that follow in the key belong to.
    connected,
    // Who answers, and how: another model is another result.
    services: Object.fromEntries((definition.uses ?? []).map((service) => [service.name, registry.provider(service.name)?.fingerprint])),
    // Only what the node declares it reads.
    settings: Object.fromEntries((definition.settings ?? []).map((name) => [name, settings[name]])),
  });
}
