import { median } from "../measure.ts";
import type { Figures, Frames } from "./measures.ts";

export const editors = ["ours", "flow", "litegraph"] as const;
export type Editor = typeof editors[number];

interface Line {
  readonly what: string;
  of(figures: Figures): number;
  readonly unit: string;
  /** What ours is to stay below, where that is said; by the number of nodes. */
  readonly target?: (nodes: number) => number | undefined;
}

const frameMs = 20;
const lines: readonly Line[] = [
  { what: "open, at 100 %", of: ({ open }) => open, unit: "ms", target: (nodes) => nodes === 100 ? 100 : 1500 },
  { what: "open, until every node in view is whole", of: ({ whole }) => whole, unit: "ms" },
  { what: "open, all in view", of: ({ openWhole }) => openWhole, unit: "ms", target: () => 1500 },
  ...frameLines("pan", ({ pan }) => pan), ...frameLines("zoom out and in", ({ zoom }) => zoom), ...frameLines("pan, all in view", ({ panWhole }) => panWhole),
  ...frameLines("drag a node", ({ drag }) => drag), ...frameLines("drag 200 nodes", ({ dragMany }) => dragMany),
  { what: "typing, p50", of: ({ typing }) => typing.p50, unit: "ms" },
  { what: "typing, p95", of: ({ typing }) => typing.p95, unit: "ms" },
  { what: "typing, processor time a letter", of: ({ typing }) => typing.work, unit: "ms" },
  { what: "heap", of: ({ heap }) => heap, unit: "MB" },
];

function frameLines(what: string, of: (figures: Figures) => Frames): Line[] {
  return [
    { what: `${what}, frame p50`, of: (figures) => of(figures).p50, unit: "ms" },
    { what: `${what}, frame p95`, of: (figures) => of(figures).p95, unit: "ms", target: () => frameMs },
    { what: `${what}, processor time a move`, of: (figures) => of(figures).work, unit: "ms" },
  ];
}

/** Frames that all come with the screen are equal: a tenth more or less is noise. */
const level = 1.03;

/** A table of medians: ours, the others, and ours against the better of them. */
export function printFigures(nodes: number, taken: Readonly<Record<Editor, readonly Figures[]>>): void {
  const heads = ["", "ours", "@xyflow/react", "litegraph", "against the better", "target"];
  const cells = lines.map(({ what, of, unit, target }) => {
    const [ours, flow, litegraph] = editors.map((editor) => taken[editor].length === 0 ? undefined : median(taken[editor].map(of)));
    const better = Math.min(flow ?? Infinity, litegraph ?? Infinity);
    const ratio = ours === undefined || better === Infinity ? undefined : ours / better;
    const held = target?.(nodes);
    return [
      what, shown(ours, unit), shown(flow, unit), shown(litegraph, unit),
      ratio === undefined ? "" : `${ratio.toFixed(2)}× ${ratio > level ? "BEHIND" : ratio > 1 / level ? "level" : "ahead"}`,
      held === undefined || ours === undefined ? "" : `< ${held} ${unit} ${ours < held ? "met" : "MISSED"}`,
    ];
  });
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column]!.length)));
  console.log(`\n${nodes} nodes, ${Math.floor(nodes * 1.3)} edges`);
  for (const line of [heads, ...cells]) console.log(`  ${line.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd()}`);
}

function shown(value: number | undefined, unit: string): string {
  return value === undefined ? "" : `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${unit}`;
}
