import type { ChatAsked } from "./chat.ts";
import { instanceOf, type Schema } from "./instance.ts";
import { sha256 } from "./log.ts";
import { colours } from "./pictures.ts";

/** How far two mean colours may be apart, of 255, for pictures of the same person. */
const sameColour = 40;

/**
 * A model that sees: describes a portrait by its colours, and looks for the colours of one picture in the others or in their
 * parts, so that a drifted character is one whose verdicts say so. Anything else it answers as the schema wants it.
 */
export async function look(asked: ChatAsked): Promise<string> {
  const { images, name, schema, messages } = asked;
  const seen = await Promise.all(images.map(colours));
  if (name === "portrait") return JSON.stringify(portrait(nameOf(seen[0]![0]!)));
  const [first, ...others] = seen;
  const same = others.every((other) => shows(other, first![0]!) || shows(first!, other[0]!));
  if (!schema) return `I see ${images.length} pictures; ${same ? "they agree" : "they differ"}.`;
  const seed = sha256(messages.map(({ text }) => text).join("\n"));
  return JSON.stringify(instanceOf(judging(schema, same), seed));
}

function shows(parts: readonly (readonly number[])[], colour: readonly number[]): boolean {
  return parts.some((part) => part.every((channel, at) => Math.abs(channel - colour[at]!) <= sameColour));
}

function portrait(colour: string): object {
  return { face: { shape: "round" }, hair: { style: "short", colour: "black" }, clothing: { top: "jacket", colour }, body: { build: "slim" }, marks: {} };
}

function nameOf([red = 0, green = 0, blue = 0]: readonly number[]): string {
  const most = Math.max(red, green, blue);
  if (most - Math.min(red, green, blue) < 24) return most > 160 ? "white" : most > 80 ? "grey" : "black";
  return most === red ? "red" : most === green ? "green" : "blue";
}

/** The schema with every verdict decided. */
function judging(schema: Schema, same: boolean): Schema {
  if (Array.isArray(schema)) return schema.map((part) => judging(part as Schema, same));
  if (schema === null || typeof schema !== "object") return schema;
  const words = schema["enum"] as readonly unknown[] | undefined;
  if (words?.includes("match") && words.includes("mismatch")) return { const: same ? "match" : "mismatch" };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, judging(value as Schema, same)]));
}
