import type { TSchema } from "../contract/typebox.ts";
import type { Port } from "../contract/port.ts";

/** The type of a port as a name and a rank: `story/scene[]` is `story/scene` at rank 1. */
export interface PortType {
  readonly name: string;
  readonly rank: number;
}

export function typeText(type: PortType): string {
  return type.name + "[]".repeat(type.rank);
}

/** @returns undefined unless the text is a type name followed by any number of `[]` */
export function parseType(text: string): PortType | undefined {
  const match = /^([a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?)((?:\[\])*)$/.exec(text);
  return match ? { name: match[1]!, rank: match[2]!.length / 2 } : undefined;
}

/** What the lists of a port's schema hold. */
export function elementOf(schema: TSchema): TSchema {
  let element = schema;
  while (element["type"] === "array" && element["valueType"] === undefined && typeof element["items"] === "object" && !Array.isArray(element["items"])) element = element["items"] as TSchema;
  return element;
}

/** The type of a port's schema. Lists without a name of their own are ranks; everything else has a name. */
export function portType(port: Port): PortType {
  let schema = port.schema;
  let rank = 0;
  while (schema["type"] === "array" && schema["valueType"] === undefined && !Array.isArray(schema["items"])) {
    schema = schema["items"] as TSchema;
    rank++;
  }
  return { name: port.generic === undefined ? schemaName(schema) : `'${port.generic}`, rank };
}

/** `'T`: a type that is decided by what is connected. */
export function isGeneric(type: PortType): boolean {
  return type.name.startsWith("'");
}

function schemaName(schema: TSchema): string {
  if (typeof schema["valueType"] === "string") return schema["valueType"];
  switch (schema["type"]) {
    case "string": return "text";
    case "number": case "integer": return "number";
    case "boolean": return "boolean";
  }
  const choices = schema["anyOf"];
  if (Array.isArray(choices) && choices.length > 0) {
    const names = new Set(choices.map((choice) => schemaName(choice)));
    if (names.size === 1) return [...names][0]!;
  }
  return "json";
}
