/** The names most like a mistyped one, best first, at most three; those that share too little are left out. */
export function nearest(wanted: string, names: readonly string[]): string[] {
  return [...new Set(names)]
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 2)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein: the fewest letters to insert, remove or replace. */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = above[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[other.length]!;
}

/** `Did you mean "e03" or "e13"?`, or what there is to choose from. */
export function suggestion(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  if (near.length > 0) return `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
  if (names.length === 0) return "There is nothing to choose from.";
  const shown = names.slice(0, 8).map((name) => `"${name}"`).join(", ");
  return `There is ${shown}${names.length > 8 ? ` and ${names.length - 8} more` : ""}.`;
}
