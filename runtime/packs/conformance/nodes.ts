import type { NodeDefinition, NodeManifest } from "../../contract/node.ts";
import type { Port } from "../../contract/port.ts";
import { Ajv } from "../../graph/ajv.ts";
import { mismatch } from "../../graph/schema.ts";
import { portType } from "../../graph/types.ts";
import type { Objection } from "./objection.ts";

/** What nodes may count on to be there: value types and roles, by whoever provides them. */
export interface Known {
  readonly types: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/** What a node type as data keeps to, each rule with its name as a sentence about node types. */
export const nodeRules: Readonly<Record<string, (node: NodeManifest, known: Known) => Objection[]>> = {
  "is data that survives being sent to the editor": lostInJson,
  "has a version, a title, and a summary that is a sentence": wordless,
  "has ports that edges can name": unnameable,
  "carries only value types that some pack owns": ownerless,
  "asks only for roles that are known": (node, { roles }) => (node.uses ?? []).flatMap(({ name }) => (roles.has(name) ? [] : [{ at: node.type, message: `uses the role "${name}", which nobody fills` }])),
  "marks its inputs in ways that make sense": senseless,
};

/** Rules that compile a schema, or look at functions: for definitions that run in this process, never for a stranger's. */
export const definitionRules: Readonly<Record<string, (node: NodeDefinition) => Objection[]>> = {
  "has schemas that a strict validator takes": lax,
  "has defaults that fit their own inputs": unfitDefaults,
  "says what its lazy inputs wait for": (node) => ports(node.inputs).flatMap(([name, { lazy }]) => (lazy && typeof node.demands !== "function" ? [{ at: `${node.type}.${name}`, message: "is lazy, and nothing says when it is needed (demands)" }] : [])),
  "migrates from every version it had to the next": (node) => Object.keys({ ...node.migrate, ...node.renames }).map(Number).flatMap((version) => (version < node.version ? [] : [{ at: node.type, message: `migrates from version ${version}, and is version ${node.version} itself` }])),
};

/** Follows every rule for data. */
export function nodeObjections(node: NodeManifest, known: Known): Objection[] {
  return Object.values(nodeRules).flatMap((rule) => rule(node, known));
}

function ports(of: NodeManifest["inputs"]): [string, Port][] {
  return Object.entries(of);
}

function allPorts({ inputs, outputs }: NodeManifest): [string, Port][] {
  return [...ports(inputs), ...ports(outputs)];
}

function wordless({ type, version, title, summary }: NodeManifest): Objection[] {
  return [
    ...(Number.isInteger(version) && version >= 1 ? [] : [{ at: type, message: "has no whole number of at least 1 as its version" }]),
    ...(/^[\p{Lu}\p{N}\p{Lo}]/u.test(title) ? [] : [{ at: type, message: "has a title that does not begin with a capital letter" }]),
    ...(/^[\p{Lu}\p{Lo}].*[.!?。！？]$/su.test(summary) ? [] : [{ at: type, message: "has a summary that is not a sentence" }]),
  ];
}

function unnameable(node: NodeManifest): Objection[] {
  return allPorts(node).flatMap(([name]) => (/^[a-z][A-Za-z0-9]*$/.test(name) ? [] : [{ at: `${node.type}.${name}`, message: "is not named in letters and digits, beginning with a small letter" }]));
}

function ownerless(node: NodeManifest, { types }: Known): Objection[] {
  return allPorts(node).flatMap(([name, port]) => {
    const type = portType(port).name;
    return type.startsWith("'") || types.has(type) ? [] : [{ at: `${node.type}.${name}`, message: `carries the value type ${type}, which no pack owns` }];
  });
}

function senseless(node: NodeManifest): Objection[] {
  const inputs = ports(node.inputs).flatMap(([name, port]): Objection[] => {
    const at = `${node.type}.${name}`;
    const { type, default: usual } = port.schema as { readonly type?: unknown; readonly default?: unknown };
    return [
      ...((port.many || port.partial) && portType(port).rank === 0 ? [{ at, message: "is many or partial, and takes no list" }] : []),
      ...(name === "seed" && !(type === "integer" && usual === 0) ? [{ at, message: "is a seed, and not a whole number that is 0 where none is given" }] : []),
    ];
  });
  const outputs = ports(node.outputs).flatMap(([name, { many, partial, lazy, optional, schema }]) => (
    [many, partial, lazy, optional, schema["default"]].every((one) => one === undefined) ? [] : [{ at: `${node.type}.${name}`, message: "is an output, and marked as only inputs can be" }]));
  return [...inputs, ...outputs];
}

function lax(node: NodeDefinition): Objection[] {
  const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
  ajv.addVocabulary(["valueType"]);
  return allPorts(node).flatMap(([name, { schema }]) => {
    try {
      ajv.compile(schema);
      return [];
    } catch (error) {
      return [{ at: `${node.type}.${name}`, message: `has a schema that is refused: ${(error as Error).message}` }];
    }
  });
}

function unfitDefaults(node: NodeDefinition): Objection[] {
  return ports(node.inputs).flatMap(([name, { schema }]) => {
    const wrong = schema["default"] === undefined ? undefined : mismatch(schema, schema["default"]);
    return wrong === undefined ? [] : [{ at: `${node.type}.${name}`, message: `has a default that ${wrong}` }];
  });
}

function lostInJson({ type, ...node }: NodeManifest): Objection[] {
  const { run: _run, demands: _demands, expects: _expects, migrate: _migrate, ...manifest } = node as Partial<NodeDefinition>;
  return lost(manifest, type).map((at) => ({ at, message: "is lost or changed when it is written as JSON" }));
}

/** Places of what JSON would drop or change. Symbols, which TypeBox leaves in schemas, are meant to be dropped. */
function lost(value: unknown, at: string): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") return Number.isFinite(value) ? [] : [at];
  if (typeof value !== "object" || (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)) return [at];
  return Object.entries(value).flatMap(([name, member]) => lost(member, `${at}.${name}`));
}
