/** What crosses the border: one text, and the bytes it speaks of. */
export interface Parcel {
  readonly text: string;
  readonly buffers: readonly Uint8Array[];
}

/** For the way in. */
export function packed(message: object): Parcel {
  const buffers: Uint8Array[] = [];
  const text = JSON.stringify(message, (_key, value: unknown) => {
    // A Buffer has told what it is before it gets here.
    if (value instanceof Uint8Array) return { $bytes: buffers.push(value) - 1 };
    if (isBufferJson(value)) return { $bytes: buffers.push(Uint8Array.from(value.data)) - 1 };
    return value;
  });
  return { text, buffers };
}

export interface Unpacking {
  readonly mostDepth: number;
  /** A function of the other side. */
  callback(id: number): (...args: readonly unknown[]) => void;
}

/** For the way out: data that a stranger made. Deep nesting, which is cheap to write and dear to walk, is refused. @throws RangeError, SyntaxError */
export function unpackedFrom({ text, buffers }: Parcel, { mostDepth, callback }: Unpacking): any {
  const revive = (value: unknown, depth: number): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (depth > mostDepth) throw new RangeError("it is nested too deeply");
    const { $bytes: bytes, $callback: id } = value as { readonly $bytes?: unknown; readonly $callback?: unknown };
    if (typeof bytes === "number") return buffers[bytes] ?? new Uint8Array();
    if (typeof id === "number") return callback(id);
    if (Array.isArray(value)) return value.map((element) => revive(element, depth + 1));
    // Made anew, so that a field called `__proto__` is only a field.
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "__proto__").map(([name, field]) => [name, revive(field, depth + 1)]));
  };
  return revive(JSON.parse(text), 0);
}

function isBufferJson(value: unknown): value is { readonly type: "Buffer"; readonly data: readonly number[] } {
  const { type, data } = (value ?? {}) as { readonly type?: unknown; readonly data?: unknown };
  return type === "Buffer" && Array.isArray(data);
}
