import type { ItemRun, ItemState } from "../state/run-state.ts";
import { itemStates } from "./progress.ts";

export type Column = "key" | "label" | "state" | "time" | "cost";

/** Which items of a node are shown, in which order. */
export interface Wanted {
  /** Words that must all be in the key, the label or the problem. */
  readonly find: string;
  readonly state: ItemState | undefined;
  readonly sort: Column;
  readonly descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** @param items in the order of their axes, which is the order of their keys */
export function itemRows(items: Iterable<ItemRun>, { find, state, sort, descending }: Wanted, labelOf: (item: ItemRun) => string): ItemRun[] {
  const terms = find.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: ItemRun[] = [];
  for (const item of items) {
    if (state !== undefined && item.state !== state) continue;
    if (terms.length > 0) {
      const text = `${item.item} ${labelOf(item)} ${item.problem?.message ?? ""}`.toLowerCase();
      if (!terms.every((term) => text.includes(term))) continue;
    }
    rows.push(item);
  }
  const compare = comparing(sort, labelOf);
  if (compare) rows.sort(compare);
  return descending ? rows.reverse() : rows;
}

function comparing(sort: Column, labelOf: (item: ItemRun) => string): ((a: ItemRun, b: ItemRun) => number) | undefined {
  switch (sort) {
    case "key": return undefined;
    case "label": return (a, b) => collator.compare(labelOf(a), labelOf(b));
    case "state": return (a, b) => itemStates.indexOf(a.state) - itemStates.indexOf(b.state);
    case "time": return (a, b) => (a.ms ?? -1) - (b.ms ?? -1);
    case "cost": return (a, b) => (a.costMicros ?? -1) - (b.costMicros ?? -1);
  }
}

/** The rows that are in view, and a few around them, of rows that are all of one height. */
export function rowsInView({ top, height, rowHeight, count }: { readonly top: number; readonly height: number; readonly rowHeight: number; readonly count: number }): { readonly from: number; readonly to: number } {
  const around = 4;
  const from = Math.max(0, Math.floor(top / rowHeight) - around);
  return { from: Math.min(from, Math.max(0, count - 1)), to: Math.min(count, Math.ceil((top + height) / rowHeight) + around) };
}
