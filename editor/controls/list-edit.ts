/** Changes of lists that are never made in place. */

export function replaced<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((one, at) => at === index ? value : one);
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}

export function inserted<T>(list: readonly T[], index: number, ...values: readonly T[]): T[] {
  return [...list.slice(0, index), ...values, ...list.slice(index)];
}

/** Takes a member out and puts it where `to` is counted without it; places outside the list are its ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const member = list[from];
  if (member === undefined) return [...list];
  const target = Math.max(0, Math.min(list.length - 1, to));
  return inserted(without(list, from), target, member);
}

/** What was pasted into a list of texts: one entry for each line that says something. */
export function pastedEntries(text: string): string[] {
  return text.split(/\r\n|[\r\n\u2028]/).map((line) => line.trim()).filter((line) => line !== "");
}
