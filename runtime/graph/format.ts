import type { GraphDocument } from "./document.ts";

/**
 * The one way a document is written, so that a change in a graph is a change of a few lines: top-level fields, node
 * fields and inputs in a fixed or sorted order, edges one to a line in their own order (it matters to inputs that take
 * many edges), layout last.
 */
export function formatDocument(document: GraphDocument): string {
  return `${write(ordered(document, topFields, tops), "", "")}\n`;
}

const topFields = ["format", "name", "title", "summary", "packs", "inputs", "nodes", "edges", "outputs", "review", "layout"];
const nodeFields = ["type", "version", "title", "mode", "inputs", "items"];
const portFields = ["type", "title", "summary", "default", "from", "to"];

type Fix = (value: unknown) => unknown;
const eachOf = (fix: Fix): Fix => (value) => isRecord(value) ? ordered(value, [], {}, fix) : value;
const tops: Record<string, Fix> = {
  packs: sorted,
  inputs: eachOf((input) => ordered(input, portFields, { default: sorted })),
  nodes: eachOf((node) => ordered(node, nodeFields, { inputs: sorted, items: sorted })),
  edges: (edges) => Array.isArray(edges) ? edges.map((edge) => ordered(edge, ["from", "to"])) : edges,
  outputs: eachOf((output) => ordered(output, portFields)),
  review: sorted,
  layout: sorted,
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The named fields first, the rest sorted; each passed through its fix. */
function ordered(value: unknown, first: readonly string[], fixes: Record<string, Fix> = {}, fixAll?: Fix): unknown {
  if (!isRecord(value)) return value;
  const rest = Object.keys(value).filter((key) => !first.includes(key)).sort();
  const entries: [string, unknown][] = [];
  for (const key of [...first, ...rest]) {
    if (value[key] === undefined) continue;
    const fix = fixAll ?? (Object.hasOwn(fixes, key) ? fixes[key]! : sorted);
    entries.push([key, fix(value[key])]);
  }
  return Object.fromEntries(entries);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return ordered(value, []);
}

/** Indented JSON that keeps what fits in 100 columns on one line. */
function write(value: unknown, indent: string, lead: string): string {
  const flat = inline(value);
  if (typeof value !== "object" || value === null || flat === "{}" || flat === "[]") return flat;
  const shallow = Array.isArray(value) ? value.every((member) => typeof member !== "object") : indent !== "";
  if (shallow && indent.length + lead.length + flat.length <= 100 && !hasDeepRecord(value)) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((member) => inner + write(member, inner, "")).join(",\n")}\n${indent}]`;
  const members = Object.entries(value).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return inner + name + write(member, inner, name);
  });
  return `{\n${members.join(",\n")}\n${indent}}`;
}

function hasDeepRecord(value: object): boolean {
  return Object.values(value).some((member) => isRecord(member) && Object.keys(member).length > 0);
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inline(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
