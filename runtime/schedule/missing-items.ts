import { childKey, nearest } from "../ids.ts";
import type { Target } from "../plan/plan.ts";
import type { Problem } from "../problem.ts";
import type { Branch } from "./branch.ts";
import type { Schedule } from "./schedule.ts";

/** Keys named in a message. */
const shownKeys = 8;

/**
 * Targets whose item turned out not to be there. To be asked when nothing goes on any more; a list that never came, because
 * what makes it failed, says nothing of its items.
 */
export function missingItems(schedule: Schedule, targets: readonly Target[]): Problem[] {
  return targets.flatMap(({ node, path }) => {
    // The doors of a subgraph have the items of the nodes inside.
    const found = node.kind === "type" ? lackOf(schedule.root(node), path) : undefined;
    return found ? [itemUnknown(node.id, path.reduce(childKey, ""), found)] : [];
  });
}

interface Lack {
  /** The whole key of each sibling of what is missing. */
  readonly keys: readonly string[];
}

function lackOf(root: Branch, path: readonly string[]): Lack | undefined {
  let branch = root;
  for (const key of path) {
    if (!branch.children) return undefined;
    const child = branch.children.get(key);
    if (!child) return { keys: [...branch.children.values()].map((sibling) => sibling.key) };
    branch = child;
  }
  return undefined;
}

function itemUnknown(node: string, item: string, { keys }: Lack): Problem {
  const near = nearest(item, keys);
  const there = keys.length === 0 ? "there are none" : `there ${keys.length === 1 ? "is" : "are"} ${keys.slice(0, shownKeys).join(", ")}${keys.length > shownKeys ? ` and ${keys.length - shownKeys} more` : ""}`;
  return { code: "ITEM_UNKNOWN", node, item, message: `"${node}" has no item "${item}": ${there}.`, hint: near ? `Did you mean "${node}:${near}"?` : "Choose one of those." };
}
