import { labelOf, mainArtifact, mediaKind, type MediaKind } from "../runs/media/shape.ts";
import type { Artifact } from "../../runtime/contract/types.ts";
import type { ItemRun, ItemState, NodeRun, RunState } from "../state/run-state.ts";

/** What a node shows of a run at a glance. Pure: read from what events have told. */
export interface RunLook {
  readonly state: ItemState;
  readonly total: number;
  /** Items that are through, whatever came of them. */
  readonly ended: number;
  readonly failed: number;
  readonly cached: number;
  /** 0 to 1 over all items; undefined when nothing runs. */
  readonly fraction: number | undefined;
  /** `12 × 6`, or `9/12` while some are still to come; undefined for a single item. */
  readonly badge: string | undefined;
  readonly ms: number;
  readonly costMicros: number;
}

interface Calls {
  readonly version: number;
  readonly byCall: ReadonlyMap<string, NodeRun>;
}

const calls = new WeakMap<RunState, Calls>();

/** What a run did at a node of the document: for a node that is a graph, what it did inside of it. */
export function runOf(run: RunState, id: string, type: string): NodeRun | undefined {
  if (!type.startsWith("graph/")) return run.nodes.get(id);
  let known = calls.get(run);
  if (known?.version !== run.version) calls.set(run, (known = { version: run.version, byCall: callsOf(run) }));
  return known.byCall.get(id);
}

/** The nodes inside of calls, joined by the call they are in. */
function callsOf(run: RunState): Map<string, NodeRun> {
  const inner = new Map<string, NodeRun[]>();
  for (const node of run.nodes.values()) {
    const slash = node.node.indexOf("/");
    if (slash < 0) continue;
    const call = node.node.slice(0, slash);
    const others = inner.get(call);
    if (others) others.push(node);
    else inner.set(call, [node]);
  }
  return new Map([...inner].map(([call, nodes]) => [call, joined(call, nodes)]));
}

function joined(id: string, inner: readonly NodeRun[]): NodeRun {
  const counts = { waiting: 0, running: 0, done: 0, cached: 0, failed: 0, skipped: 0 };
  const items = new Map<string, ItemRun>();
  let [ms, costMicros] = [0, 0];
  for (const node of inner) {
    for (const state of Object.keys(counts) as ItemState[]) counts[state] += node.counts[state];
    for (const [key, item] of node.items) items.set(`${node.node}:${key}`, item);
    ms += node.ms;
    costMicros += node.costMicros;
  }
  return { node: id, items, counts, ms, costMicros };
}

/** @param isOver the run has ended: what still waits will not come */
export function runLook({ counts, items, ms, costMicros }: NodeRun, isOver: boolean): RunLook {
  const total = items.size;
  const ended = counts.done + counts.cached + counts.failed + counts.skipped;
  const isRunning = !isOver && counts.running > 0;
  return {
    state: stateOf(counts, isOver), total, ended, failed: counts.failed, cached: counts.cached,
    fraction: isRunning ? (ended + fractions(items)) / Math.max(1, total) : undefined,
    badge: total === 1 ? undefined : ended < total && !isOver ? `${ended}/${total}` : axesOf(items.keys()),
    ms, costMicros,
  };
}

function fractions(items: ReadonlyMap<string, ItemRun>): number {
  let sum = 0;
  for (const { state, fraction = 0 } of items.values()) if (state === "running") sum += fraction;
  return sum;
}

/** One word for many items: what asks for attention first. */
export function stateOf(counts: NodeRun["counts"], isOver: boolean): ItemState {
  if (counts.running > 0 && !isOver) return "running";
  if (counts.failed > 0) return "failed";
  if (counts.skipped > 0) return "skipped";
  if (counts.waiting > 0 || counts.running > 0) return "waiting";
  return counts.done > 0 ? "done" : counts.cached > 0 ? "cached" : "waiting";
}

/**
 * How item keys spread over their axes: `12`, `12 × 6`, `12 × 5–7` where the branches are not of one length. Axes of one
 * are left out.
 */
export function axesOf(keys: Iterable<string>): string | undefined {
  const branches: Map<string, Set<string>>[] = [];
  for (const key of keys) {
    const parts = key.split("/");
    parts.forEach((part, depth) => {
      const branch = (branches[depth] ??= new Map());
      const parent = parts.slice(0, depth).join("/");
      const children = branch.get(parent);
      if (children) children.add(part);
      else branch.set(parent, new Set([part]));
    });
  }
  const lengths = branches.map((branch) => {
    const sizes = [...branch.values()].map(({ size }) => size);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    return least === most ? String(most) : `${least}–${most}`;
  });
  return lengths.filter((length) => length !== "1").join(" × ") || undefined;
}

/** What an item made, to be shown on its node. */
export interface Preview {
  readonly item: string;
  readonly kind: Exclude<MediaKind, "captions" | "bytes">;
  readonly artifact?: Artifact;
  readonly text?: string;
  /** Still being made. */
  readonly live: boolean;
}

/** The items that have something to show, in order. */
export function previewItems(run: NodeRun): ItemRun[] {
  return [...run.items.values()].filter((item) => previewOf(item) !== undefined);
}

export function previewOf(item: ItemRun): Preview | undefined {
  if (item.state === "running" && item.preview !== undefined) {
    return typeof item.preview === "string" ? { item: item.item, kind: "text", text: item.preview, live: true } : ofArtifact(item.item, item.preview, true);
  }
  if (!item.outputs) return undefined;
  if (!previews.has(item.outputs)) previews.set(item.outputs, previewOfOutputs(item.item, item.outputs));
  return previews.get(item.outputs);
}

/** Outputs are searched once: nodes draw themselves many times in a run. */
const previews = new WeakMap<NonNullable<ItemRun["outputs"]>, Preview | undefined>();

function previewOfOutputs(item: string, outputs: NonNullable<ItemRun["outputs"]>): Preview | undefined {
  let text: string | undefined;
  let label: string | undefined;
  for (const { value } of Object.values(outputs)) {
    const artifact = mainArtifact(value);
    const preview = artifact && ofArtifact(item, artifact, false);
    if (preview) return preview;
    if (typeof value === "string") text ??= value;
    else label ??= labelOf(value);
  }
  text ??= label;
  return text ? { item, kind: "text", text, live: false } : undefined;
}

function ofArtifact(item: string, artifact: Artifact, live: boolean): Preview | undefined {
  const kind = mediaKind(artifact.media);
  return kind === "captions" || kind === "bytes" || kind === "text" ? undefined : { item, kind, artifact, live };
}
