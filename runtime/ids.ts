/**
 * Names and how they are joined. Leaves of the house: everything may use them.
 *
 * A port of a node is written `node.port`. A node inside a subgraph is written `outer/inner`. An item key joins the
 * keys of its axes with `/`, outermost first, each escaped as in a JSON Pointer (RFC 6901): `e03/s12`.
 */

export const idPattern = "^[A-Za-z_][A-Za-z0-9_-]*$";
export const typePattern = "^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$";

export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** @returns undefined unless the text is `node.port` */
export function parsePortRef(text: string): PortRef | undefined {
  const dot = text.indexOf(".");
  if (dot <= 0 || dot === text.length - 1 || text.includes(".", dot + 1)) return undefined;
  return { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

export function edgeText(edge: { readonly from: string; readonly to: string }): string {
  return `${edge.from} -> ${edge.to}`;
}

export function escapeKey(key: string): string {
  return key.includes("/") || key.includes("~") ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** The item key of a child under its parent's. */
export function childKey(parent: string, key: string): string {
  const escaped = escapeKey(key);
  return parent === "" ? escaped : `${parent}/${escaped}`;
}

/** The keys of an item key's axes, outermost first; none for a node that does not fan out. */
export function keyPath(item: string): readonly string[] {
  return item === "" ? [] : item.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The pack that owns a node or value type: `script` for `script/arc`. */
export function packOf(type: string): string {
  return type.slice(0, type.indexOf("/"));
}

/** The nearest of the candidates by edit distance, when it is near enough to be a slip of the hand. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate, bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
