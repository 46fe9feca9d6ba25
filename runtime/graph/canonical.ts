/**
 * Canonical JSON in the sense of RFC 8785 (JCS): keys sorted by UTF-16 code units, no white space, numbers and strings
 * as ECMAScript writes them. Undefined members are left out. What a digest is taken of.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON form.`);
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError(`A ${typeof value} has no JSON form.`);
    return text;
  }
  if (Array.isArray(value)) {
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ",";
      text += canonicalJson(value[index]);
    }
    return text + "]";
  }
  // A Date or a Map would come out as {}: two different ones would share a digest.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`A ${value.constructor.name} has no JSON form.`);
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).sort();
  let text = "{";
  for (const key of keys) {
    const member = record[key];
    if (member === undefined) continue;
    if (text.length > 1) text += ",";
    text += JSON.stringify(key) + ":" + canonicalJson(member);
  }
  return text + "}";
}
