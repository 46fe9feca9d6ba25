import type { TSchema } from "../../runtime/contract/typebox.ts";
import { controlOf } from "../controls/control-kind.ts";

/** A value in one line. `title` names values of enumerations, on and off. */
export function valueText(schema: TSchema, value: unknown, title: (value: unknown) => string): string {
  if (value === undefined) return "";
  switch (controlOf(schema).kind) {
    case "choice": case "toggle": return title(value);
    case "list": return Array.isArray(value) ? value.map((one) => typeof one === "object" ? "…" : String(one)).join(", ") : String(value);
    case "file": return (value as { media?: string }).media ?? "";
    case "text": case "number": return firstLine(String(value));
    default: return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}

function firstLine(text: string): string {
  const [line = "", ...others] = text.trimStart().split("\n");
  return others.length > 0 ? `${line} …` : line;
}

/** Whether the control for a schema has the height of one line. */
export function isOneLine(schema: TSchema): boolean {
  return ["text", "number", "choice", "toggle"].includes(controlOf(schema).kind);
}
