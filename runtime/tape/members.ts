import type { RecordedService, Redact } from "./tape.ts";

/** A service as an item holds it: methods, and members that are plain values. */
export type Bound = Record<string, unknown>;

/** Methods, also those of a class, and members that are plain values; what else a service holds is its own. */
export function membersOf(service: Readonly<Bound>, redact: Redact): Pick<RecordedService, "methods" | "values"> {
  const methods = new Set<string>();
  const values: Record<string, string | number | boolean> = {};
  for (let of: object | null = service; of && of !== Object.prototype; of = Object.getPrototypeOf(of) as object | null) {
    for (const name of Object.getOwnPropertyNames(of)) {
      const value = service[name];
      if (name === "constructor" || name in values) continue;
      if (typeof value === "function") methods.add(name);
      else if (typeof value === "string") values[name] = redact(value);
      else if (typeof value === "number" || typeof value === "boolean") values[name] = value;
    }
  }
  return { methods: [...methods].sort(), values };
}

/** Gives a service other values in place of those it has. */
export function setValues(service: Bound, values: RecordedService["values"]): void {
  for (const name of Object.keys(service)) if (typeof service[name] !== "function" && !(name in values)) delete service[name];
  Object.assign(service, values);
}
