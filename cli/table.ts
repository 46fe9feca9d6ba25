import { padded, widthOf } from "./text.ts";

/** Rows as aligned columns, two spaces apart, nothing after the last. */
export function columnsOf(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))));
  return rows.map((row) => row.map((cell, column) => padded(cell, widths[column]!)).join("  ").trimEnd()).join("\n");
}
