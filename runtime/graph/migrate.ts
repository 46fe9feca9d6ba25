import type { GraphDocument, NodeEntry } from "./document.ts";

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
  const nodes: Record<string, NodeEntry> = {};
  const renamed = new Map<string, string>();
  for (const [id, entry] of Object.entries(document.nodes)) {
    const target = definition(entry.type);
    const saved = entry.version ?? target?.version ?? 1;
    if (!target || saved >= target.version) {
      nodes[id] = entry;
      continue;
    }
    nodes[id] = migrateNode(id, entry, saved, target, renamed);
    changes.push(`"${id}" (${entry.type}) was brought from version ${saved} to ${target.version}.`);
  }
  return { document: renameEnds({ ...document, nodes }, renamed), changes };
}

function migrateNode(id: string, entry: NodeEntry, saved: number, target: Migratable, renamed: Map<string, string>): NodeEntry {
  let inputs: Readonly<Record<string, unknown>> = entry.inputs ?? {};
  const ports = { in: new Map<string, string>(), out: new Map<string, string>() };
  for (let version = saved; version < target.version; version++) {
    const names = target.renames?.[version];
    follow(ports.in, names?.inputs);
    follow(ports.out, names?.outputs);
    for (const [from, to] of Object.entries(names?.inputs ?? {})) {
      if (from in inputs) inputs = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name === from ? to : name, value]));
    }
    inputs = target.migrate?.[version]?.(inputs) ?? inputs;
  }
  for (const [from, to] of ports.in) renamed.set(`to ${id}.${from}`, `${id}.${to}`);
  for (const [from, to] of ports.out) renamed.set(`from ${id}.${from}`, `${id}.${to}`);
  return { ...entry, version: target.version, inputs: { ...inputs } };
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
