import { derive } from "./derived.ts";

/** A change of one member; the same record comes back when nothing changes, and none when nothing is left. */
export function withMember<T>(record: Readonly<Record<string, T>> | undefined, name: string, value: T | undefined): Readonly<Record<string, T>> | undefined {
  if (value === undefined) return withoutMembers(record, (other) => other === name);
  if (!record || !Object.hasOwn(record, name)) return { ...record, [name]: value };
  return record[name] === value ? record : derive(record, { ...record, [name]: value }, name);
}

/** Leaves members out; the same record comes back when there are none of them, and none when nothing is left. */
export function withoutMembers<T>(record: Readonly<Record<string, T>> | undefined, isLeftOut: (name: string, value: T) => boolean): Readonly<Record<string, T>> | undefined {
  if (!record) return undefined;
  const entries = Object.entries(record);
  const kept = entries.filter(([name, value]) => !isLeftOut(name, value));
  if (kept.length === entries.length) return record;
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Changes every value; the same record comes back when all are the same. `undefined` takes a member out. */
export function mapMembers<T>(record: Readonly<Record<string, T>>, change: (value: T, name: string) => T | undefined): Readonly<Record<string, T>> {
  let changed = false;
  const entries: [string, T][] = [];
  for (const [name, value] of Object.entries(record)) {
    const after = change(value, name);
    changed ||= after !== value;
    if (after !== undefined) entries.push([name, after]);
  }
  return changed ? Object.fromEntries(entries) : record;
}

/** Gives members other names, in place; the same record comes back when no name changes. */
export function renameMembers<T>(record: Readonly<Record<string, T>>, rename: (name: string) => string): Readonly<Record<string, T>> {
  const names = Object.keys(record);
  if (names.every((name) => rename(name) === name)) return record;
  return Object.fromEntries(names.map((name) => [rename(name), record[name]!]));
}

/** Sets or takes out fields of an object; the same object comes back when all are as they were. */
export function withFields<T extends object>(object: T, fields: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const names = Object.keys(fields) as (keyof T)[];
  if (names.every((name) => object[name] === fields[name])) return object;
  const after = { ...object };
  for (const name of names) {
    if (fields[name] === undefined) delete after[name];
    else after[name] = fields[name] as T[typeof name];
  }
  return after;
}

/** The same list when every member comes back as it was; `undefined` takes one out. */
export function mapList<T>(list: readonly T[], change: (member: T, index: number) => T | undefined): readonly T[] {
  let changed = false;
  const after: T[] = [];
  list.forEach((member, index) => {
    const other = change(member, index);
    changed ||= other !== member;
    if (other !== undefined) after.push(other);
  });
  return changed ? after : list;
}
