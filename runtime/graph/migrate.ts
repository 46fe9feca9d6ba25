import { canonicalJson } from "./canonical.ts";
import type { GraphDocument, ItemDecision, NodeEntry } from "./document.ts";

/** What migrations need to know of a node type; a `NodeDefinition` has it. */
export interface Migratable {
  readonly version: number;
  readonly migrate?: Readonly<Record<number, (inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>>;
  readonly renames?: Readonly<Record<number, { readonly inputs?: Record<string, string>; readonly outputs?: Record<string, string> }>>;
}

export interface Migrated {
  readonly document: GraphDocument;
  /** One sentence for each node that was brought up to date. */
  readonly changes: readonly string[];
}

/**
 * Brings every node of a document up to the version of its type that is installed. Nothing is dropped: nodes of
 * unknown types, and of versions newer than what is installed, stay as they are.
 */
export function migrateDocument(document: GraphDocument, definition: (type: string) => Migratable | undefined): Migrated {
  const old = Object.values(document.nodes).some((entry) => entry.version !== undefined && entry.version < (definition(entry.type)?.version ?? 0));
  if (!old) return { document, changes: [] };
  const changes: string[] = [];
  const nodes: [id: string, entry: NodeEntry][] = [];
  const renamed = new Map<string, string>();
  for (const [id, entry] of Object.entries(document.nodes)) {
    const target = definition(entry.type);
    const saved = entry.version ?? target?.version ?? 1;
    if (!target || saved >= target.version) {
      nodes.push([id, entry]);
      continue;
    }
    nodes.push([id, migrateNode(id, entry, saved, target, renamed)]);
    changes.push(`"${id}" (${entry.type}) was brought from version ${saved} to ${target.version}.`);
  }
  return { document: renameEnds({ ...document, nodes: Object.fromEntries(nodes) }, renamed), changes };
}

type Inputs = Readonly<Record<string, unknown>>;
type Names = Map<string, string>;

function migrateNode(id: string, entry: NodeEntry, saved: number, target: Migratable, renamed: Map<string, string>): NodeEntry {
  const names = { in: new Map<string, string>(), out: new Map<string, string>() };
  for (let version = saved; version < target.version; version++) {
    follow(names.in, target.renames?.[version]?.inputs);
    follow(names.out, target.renames?.[version]?.outputs);
  }
  for (const [from, to] of names.in) renamed.set(`to ${id}.${from}`, `${id}.${to}`);
  for (const [from, to] of names.out) renamed.set(`from ${id}.${from}`, `${id}.${to}`);
  const usual = entry.inputs ?? {};
  const inputs = migrateInputs(usual, saved, target);
  const items = Object.entries(entry.items ?? {}).map(([item, decision]) => {
    const whole = migrateInputs({ ...usual, ...decision.inputs }, saved, target);
    return [item, migrateDecision(decision, whole, inputs, names)] as const;
  });
  return { ...entry, version: target.version, inputs: { ...inputs }, ...(entry.items ? { items: Object.fromEntries(items) } : {}) };
}

function migrateInputs(saved: Inputs, from: number, target: Migratable): Inputs {
  let inputs = saved;
  for (let version = from; version < target.version; version++) {
    inputs = renameKeys(inputs, new Map(Object.entries(target.renames?.[version]?.inputs ?? {})));
    inputs = target.migrate?.[version]?.(inputs) ?? inputs;
  }
  return inputs;
}

/**
 * A decision holds only what is different for its item, and a migration wants all inputs to look at: of the item's
 * inputs as a whole, what the decision named or what came out different from the usual stays in it.
 */
function migrateDecision(decision: ItemDecision, whole: Inputs, usual: Inputs, names: { in: Names; out: Names }): ItemDecision {
  const migrated: ItemDecision = { ...decision };
  if (decision.inputs) {
    const named = new Set(Object.keys(decision.inputs).map((name) => names.in.get(name) ?? name));
    migrated.inputs = Object.fromEntries(Object.entries(whole).filter(([name, value]) => named.has(name) || canonicalJson(value) !== canonicalJson(usual[name] ?? null)));
  }
  if (decision.pin) migrated.pin = { ...renameKeys(decision.pin, names.out) };
  return migrated;
}

function renameKeys(values: Inputs, names: ReadonlyMap<string, string>): Inputs {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [names.get(name) ?? name, value]));
}

/** Adds one version's renames to those of the versions before it. */
function follow(names: Map<string, string>, step: Record<string, string> = {}): void {
  for (const [from, to] of Object.entries(step)) {
    const origin = [...names].find(([, current]) => current === from)?.[0] ?? from;
    names.set(origin, to);
  }
}

function renameEnds(document: GraphDocument, renamed: Map<string, string>): GraphDocument {
  const from = (end: string) => renamed.get(`from ${end}`) ?? end;
  const to = (end: string) => renamed.get(`to ${end}`) ?? end;
  const mapped: GraphDocument = { ...document };
  if (document.edges) mapped.edges = document.edges.map((edge) => ({ ...edge, from: from(edge.from), to: to(edge.to) }));
  if (document.outputs) mapped.outputs = Object.fromEntries(Object.entries(document.outputs).map(([name, output]) => [name, { ...output, from: from(output.from) }]));
  if (document.inputs) mapped.inputs = Object.fromEntries(Object.entries(document.inputs).map(([name, input]) => [name, { ...input, to: input.to.map(to) }]));
  return mapped;
}
