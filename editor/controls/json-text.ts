import type { Fault } from "./validity.ts";

export type Parsed = { readonly value: unknown } | { readonly fault: Fault };

/** JSON as typed. An empty text is no value. */
export function parseJson(text: string): Parsed {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: { keyword: "notJson", path: [], demands: lineOf(String(error), text) } };
  }
}

export function jsonText(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

/** Engines say where in different ways: by line, by position, or not at all. */
function lineOf(message: string, text: string): number | undefined {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split("\n").length;
  return /end of JSON|Unexpected end/.test(message) ? text.split("\n").length : undefined;
}
