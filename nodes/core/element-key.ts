/** The key of a list's element, by the rule of the item keys: its `id` where it has one, else its index. */
export function elementKey(element: unknown, index: number): string {
  const id = typeof element === "object" && element !== null ? (element as { id?: unknown }).id : undefined;
  return typeof id === "string" && id !== "" ? id : String(index);
}
