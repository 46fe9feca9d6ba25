import { escapeKey } from "../../runtime/ids.ts";
import type { RunState } from "../state/run-state.ts";
import type { ItemRef } from "../state/workspace.ts";
import { parentKey } from "./origins.ts";

/** A place in a production, by ids, as findings name it. */
export interface Where {
  readonly episode?: string;
  readonly scene?: string;
  readonly shot?: string;
  readonly line?: string;
}

/**
 * The item that a place names, seen from the item that names it: ids are told from the nearest of its parents that has
 * such a thing. Of several nodes with that item the preferred, else the last in the order of the graph.
 */
export function itemAt(run: RunState, { episode, scene, shot, line }: Where, { from, preferred = [] }: { readonly from: string; readonly preferred?: readonly string[] }): ItemRef | undefined {
  const parts = [scene, line ?? shot].filter((part) => part !== undefined).map(escapeKey);
  const whole = episode === undefined ? [] : [escapeKey(episode)];
  if (parts.length + whole.length === 0) return undefined;
  const nodes = [...preferred, ...Object.keys(run.types).reverse()];
  for (let prefix = from; ; prefix = parentKey(prefix)) {
    const above = prefix === "" ? [] : [prefix];
    for (const item of [[...above, ...parts], [...above, ...whole, ...parts]].map((key) => key.join("/"))) {
      const node = item === "" ? undefined : nodes.find((one) => run.nodes.get(one)?.items.has(item));
      if (node !== undefined) return { node, item };
    }
    if (prefix === "") return undefined;
  }
}
