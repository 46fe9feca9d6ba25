import type { Digest } from "../plan/digest.ts";
import type { GraphEdge, GraphNode } from "../graph/graph.ts";
import { childKey } from "../ids.ts";

export interface Because {
  readonly node: string;
  readonly item: string;
}

/**
 * `waiting` until what it needs is there, `ready` while it is worked on, then settled: `done`, `failed`, or `skipped`
 * because of something else. A branch above the items is `done` when all below it is settled.
 */
export type State = "waiting" | "ready" | "done" | "failed" | "skipped";

/** A list output with its elements found by key. */
export interface Listed {
  readonly keys: readonly string[];
  readonly at: ReadonlyMap<string, number>;
}

/**
 * A node's items form a tree with one level for each axis: the root stands for the node, the leaves are its items.
 * Levels open one by one, as soon as their keys are known, so lists may be ragged.
 */
export class Branch {
  readonly node: GraphNode;
  readonly parent: Branch | undefined;
  /** The keys from the root to here. */
  readonly path: readonly string[];
  /** The same as an item key. */
  readonly key: string;

  state: State = "waiting";
  /** Whether all below is to be run; set on lazy nodes only where it is asked for. */
  wanted = false;
  /** What it still waits for before it can open (a branch) or start (an item). */
  missing = 0;
  children: Map<string, Branch> | undefined;
  /** Children that are not settled. */
  unsettled = 0;
  /** The first thing at or below it that failed or was skipped. */
  trouble: Because | undefined;
  opening: Branch[] | undefined;
  settling: Branch[] | undefined;
  /** The lazy edges this item has asked for, once it has. */
  demanded: readonly GraphEdge[] | undefined;
  /** Paths below this, not open yet, that a lazy input has asked for. */
  demands: (readonly string[])[] | undefined;

  outputs: readonly unknown[] | undefined;
  digests: (Digest | undefined)[] | undefined;
  private lists: Map<unknown, Listed> | undefined;
  private gathered: Map<number, Gathered> | undefined;

  constructor(node: GraphNode, parent: Branch | undefined, key: string) {
    this.node = node;
    this.parent = parent;
    this.path = parent ? [...parent.path, key] : [];
    this.key = parent ? childKey(parent.key, key) : "";
  }

  get isItem(): boolean {
    return this.path.length === this.node.depth;
  }

  get settled(): boolean {
    return this.state === "done" || this.state === "failed" || this.state === "skipped";
  }

  /** The branch below this at the end of the path, where it is open that far. */
  find(path: readonly string[], from = 0, to = path.length): Branch | undefined {
    return from >= to ? this : this.children?.get(path[from]!)?.find(path, from + 1, to);
  }

  *items(): Iterable<Branch> {
    if (this.isItem) yield this;
    else for (const child of this.children?.values() ?? []) yield* child.items();
  }

  /** The elements of a list that one of the item's outputs holds, by key. */
  listed(list: readonly unknown[], keysOf: (list: readonly unknown[]) => string[]): Listed {
    let listed = this.lists?.get(list);
    if (!listed) {
      const keys = keysOf(list);
      listed = { keys, at: new Map(keys.map((key, index) => [key, index])) };
      (this.lists ??= new Map()).set(list, listed);
    }
    return listed;
  }

  /** What an output amounts to over everything below; kept, because many items may gather the same. */
  gather(output: number, make: () => Gathered): Gathered {
    let gathered = this.gathered?.get(output);
    if (!gathered) (this.gathered ??= new Map()).set(output, (gathered = make()));
    return gathered;
  }
}

export interface Gathered {
  readonly value: unknown;
  readonly digest: Digest;
}
