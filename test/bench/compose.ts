import type { Row } from "./measure.ts";

export async function composeRows(): Promise<Row[]> {
  return [];
}
