/** Whether two values are the same as JSON: a field that is undefined is a field that is not there. */
export function sameAsJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((member, index) => sameAsJson(member, other[index]));
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameAsJson((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]));
}
