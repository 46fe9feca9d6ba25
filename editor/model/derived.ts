/**
 * What a record differs in from the one it was made of, where that is one member. Documents are never changed in place,
 * and most steps change one node among thousands: whoever follows the document need not look at the others.
 */
interface Origin {
  /** Held weakly: else every document there has ever been would be kept. */
  readonly before: WeakRef<object>;
  readonly name: string;
}

const origins = new WeakMap<object, Origin>();
/** Steps that are followed back; two documents that are further apart are compared whole. */
const mostSteps = 16;

/** Notes that `after` has another value for `name`, and else all that `before` has, in the same order. */
export function derive<T extends object>(before: object, after: T, name: string): T {
  origins.set(after, { before: new WeakRef(before), name });
  return after;
}

/** The members that may differ between two records, or undefined when that is not known. Both have them all. */
export function changedMembers(before: object, after: object): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let at: object | undefined = after;
  for (let step = 0; at !== before; step++) {
    const origin: Origin | undefined = step < mostSteps ? origins.get(at) : undefined;
    at = origin?.before.deref();
    if (!origin || !at) return undefined;
    names.add(origin.name);
  }
  return names;
}
