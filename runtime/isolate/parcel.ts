/**
 * What crosses the border: one text, and the bytes it speaks of. The text is JSON in which an object with a field `$` is one of
 * ours: `{ "$": "bytes", "at": 0 }`, `{ "$": "callback", "id": 7 }`, or `{ "$": "plain", "of": {…} }` around data that has such a
 * field itself. So no data can pass for bytes or for a function.
 */
export interface Parcel {
  readonly text: string;
  readonly buffers: readonly Uint8Array[];
}

/** For the way in; most of it is plain, and then need not be walked on the other side. @throws TypeError for what is not data */
export function packed(message: object): Parcel & { readonly plain: boolean } {
  const buffers: Uint8Array[] = [];
  const wrapped = new Set<unknown>();
  const text = JSON.stringify(message, function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    // As it was before it was asked to become JSON: a Buffer would be a list of numbers by now.
    const bytes = this[key];
    if (bytes instanceof Uint8Array) return { $: "bytes", at: buffers.push(bytes) - 1 };
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, "$") || wrapped.has(this)) return value;
    const whole = { $: "plain", of: value };
    wrapped.add(whole);
    return whole;
  });
  return { text, buffers, plain: buffers.length + wrapped.size === 0 };
}

export interface Unpacking {
  /** Absent where bytes are not data. */
  readonly bytes?: boolean;
  /** A function of the other side; absent where functions are not data. */
  readonly callback?: ((id: number) => (...args: readonly unknown[]) => void) | undefined;
}

const mostDepth = 100;
const mostValues = 500_000;

/**
 * For the way out: data that a stranger made, already parsed. What is cheap to write and dear to walk is refused: deep nesting,
 * and very many values.
 * @throws RangeError, TypeError
 */
export function unpackedFrom(json: unknown, buffers: readonly Uint8Array[], { bytes = false, callback }: Unpacking): any {
  let count = 0;
  const fields = (value: object, depth: number): object => {
    const made: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      // Where it would be assigned to, it is not a field like others.
      if (name !== "__proto__") made[name] = revive((value as Record<string, unknown>)[name], depth);
    }
    return made;
  };
  const revive = (value: unknown, depth: number): unknown => {
    if (++count > mostValues) throw new RangeError(`it is more than ${mostValues} values`);
    if (typeof value !== "object" || value === null) return value;
    if (depth > mostDepth) throw new RangeError(`it is nested more than ${mostDepth} deep`);
    if (Array.isArray(value)) return value.map((element) => revive(element, depth + 1));
    if (!Object.hasOwn(value, "$")) return fields(value, depth + 1);
    const { $: kind, at, id, of } = value as { readonly $: unknown; readonly at?: unknown; readonly id?: unknown; readonly of?: unknown };
    if (kind === "plain" && typeof of === "object" && of !== null && !Array.isArray(of)) return fields(of, depth + 1);
    if (kind === "bytes" && bytes && buffers[at as number] instanceof Uint8Array) return buffers[at as number];
    if (kind === "callback" && callback && typeof id === "number") return callback(id);
    throw new TypeError(kind === "bytes" ? "bytes are no data here" : "functions are no data here");
  };
  return revive(json, 0);
}
