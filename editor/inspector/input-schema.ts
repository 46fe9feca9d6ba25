import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { Port } from "../../runtime/contract/port.ts";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { parseType, portType } from "../../runtime/graph/types.ts";
import { parsePortRef } from "../../runtime/ids.ts";

/** What schemas of graph inputs are read from. */
export interface SchemaSources {
  readonly subgraphs: ReadonlyMap<string, GraphDocument>;
  manifest(type: string): NodeManifest | undefined;
}

/** The port of a node type that a graph input ends at. */
export interface InnerPort {
  readonly type: string;
  readonly name: string;
  readonly port: Port;
}

const deepest = 20;

/** Where the value of a graph input arrives first: through subgraphs, down to a port of a node type. */
export function targetOf(document: GraphDocument, name: string, sources: SchemaSources, depth = 0): InnerPort | undefined {
  if (depth > deepest) return undefined;
  for (const end of document.inputs?.[name]?.to ?? []) {
    const ref = parsePortRef(end);
    const type = ref && document.nodes[ref.node]?.type;
    if (!type) continue;
    const port = sources.manifest(type)?.inputs[ref.port];
    if (port) return { type, name: ref.port, port };
    const inner = type.startsWith("graph/") ? sources.subgraphs.get(type.slice("graph/".length)) : undefined;
    const found = inner && targetOf(inner, ref.port, sources, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/**
 * The schema that a graph input is drawn from: that of the port it feeds, with the lists that its own type has around
 * it. Where it feeds nothing yet, its type alone decides.
 */
export function graphInputSchema(document: GraphDocument, name: string, sources: SchemaSources): TSchema {
  const declared = parseType(document.inputs?.[name]?.type ?? "json") ?? { name: "json", rank: 0 };
  const target = targetOf(document, name, sources)?.port;
  if (!target || target.generic !== undefined) return wrapped(schemaOfType(declared.name), declared.rank);
  const asked = portType(target);
  let { schema } = target;
  // A single value is wrapped as a list of one where a list is asked for.
  for (let rank = asked.rank; rank > declared.rank; rank--) schema = schema["items"] as TSchema;
  return asked.name === declared.name ? wrapped(schema, declared.rank - asked.rank) : wrapped(schemaOfType(declared.name), declared.rank);
}

const around = new WeakMap<TSchema, TSchema>();

/** The same list schema for the same schema: fields keep what is typed in them while their schema is the same. */
function wrapped(schema: TSchema, levels: number): TSchema {
  if (levels <= 0) return schema;
  let list = around.get(schema);
  if (!list) around.set(schema, (list = { type: "array", items: schema } as unknown as TSchema));
  return wrapped(list, levels - 1);
}

const media: Readonly<Record<string, string>> = { image: "^image/", audio: "^audio/", video: "^video/", file: "^[a-z]+/" };
const schemas = new Map<string, TSchema>();

function schemaOfType(name: string): TSchema {
  let schema = schemas.get(name);
  if (!schema) schemas.set(name, (schema = baseSchema(name) as unknown as TSchema));
  return schema;
}

function baseSchema(name: string): object {
  switch (name) {
    case "text": return { type: "string" };
    case "number": return { type: "number" };
    case "boolean": return { type: "boolean" };
    case "image": case "audio": case "video": case "file": return {
      valueType: name, type: "object", required: ["artifact", "media", "bytes"],
      properties: { artifact: { type: "string", pattern: "^[0-9a-f]{64}$" }, media: { type: "string", pattern: media[name] }, bytes: { type: "integer", minimum: 0 } },
    };
    default: return name === "json" ? {} : { valueType: name };
  }
}
