import type { NodePorts } from "../model/ports.ts";
import type { Branch } from "./tree.ts";

interface RowPlace {
  /** Unique in the outline, and the same for as long as what it stands for is there. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  /** Index of the row it lies under; -1 at the top. */
  readonly parent: number;
  /** From 1, among those beside it, and how many they are. */
  readonly place: number;
  readonly of: number;
}

/** One line of the outline. */
export type Row = RowPlace & (
  | { readonly kind: "frame"; readonly id: string; readonly title: string; readonly isOpen: boolean }
  | { readonly kind: "node"; readonly node: string; readonly isOpen: boolean }
  | { readonly kind: "input" | "output"; readonly node: string; readonly port: string }
);

export interface RowSources {
  readonly tree: readonly Branch[];
  /** Keys of nodes that show their ports. */
  readonly opened: ReadonlySet<string>;
  /** Keys of frames that do not show what is in them. */
  readonly closed: ReadonlySet<string>;
  /** Whether a node is shown at all; frames without a shown node are not. Undefined: everything is. */
  readonly isFound: ((node: string) => boolean) | undefined;
  portsOf(node: string): Pick<NodePorts, "inputs" | "outputs">;
}

/** The lines that are open to be seen, from the first to the last. */
export function outlineRows({ tree, opened, closed, isFound, portsOf }: RowSources): Row[] {
  const rows: Row[] = [];
  const add = (branches: readonly Branch[], level: number, parent: number) => {
    const shown = isFound ? branches.filter((branch) => holds(branch, isFound)) : branches;
    shown.forEach((branch, at) => {
      const where = { level, parent, place: at + 1, of: shown.length };
      const index = rows.length;
      if ("frame" in branch) {
        const key = `frame:${branch.frame.id}`;
        // What was searched for is shown, wherever it is.
        const isOpen = isFound !== undefined || !closed.has(key);
        rows.push({ ...where, kind: "frame", key, id: branch.frame.id, title: branch.frame.title, isOpen });
        if (isOpen) add(branch.members, level + 1, index);
        return;
      }
      const key = `node:${branch.node}`;
      const isOpen = opened.has(key);
      rows.push({ ...where, kind: "node", key, node: branch.node, isOpen });
      if (isOpen) rows.push(...portRows(branch.node, portsOf(branch.node), { level: level + 1, parent: index }));
    });
  };
  add(tree, 1, -1);
  return rows;
}

function portRows(node: string, { inputs, outputs }: Pick<NodePorts, "inputs" | "outputs">, under: { readonly level: number; readonly parent: number }): Row[] {
  const of = inputs.length + outputs.length;
  return [
    ...inputs.map(({ name }, at): Row => ({ ...under, kind: "input", key: `input:${node}.${name}`, node, port: name, place: at + 1, of })),
    ...outputs.map(({ name }, at): Row => ({ ...under, kind: "output", key: `output:${node}.${name}`, node, port: name, place: inputs.length + at + 1, of })),
  ];
}

function holds(branch: Branch, isFound: (node: string) => boolean): boolean {
  return "frame" in branch ? branch.members.some((member) => holds(member, isFound)) : isFound(branch.node);
}
