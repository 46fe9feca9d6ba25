import type { Artifact } from "../../runtime/contract/types.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import type { ItemRun, RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { portTitle } from "../view/titles.ts";
import { isIdentityVerdict } from "./identity/shape.ts";
import { isArtifact, mediaKind } from "./media/shape.ts";

/** An output as the panels show it. */
export interface ShownOutput {
  readonly name: string;
  readonly title: string;
  /** The item, for outputs of a graph that fan out. */
  readonly item: string;
  readonly value: unknown;
}

/** The item that is in focus, in the run that is shown. */
export function focusedItem({ run, focus }: Workspace): ItemRun | undefined {
  return focus && run?.nodes.get(focus.node)?.items.get(focus.item);
}

/** What an item gave, whole. A kept take lies in the document itself. */
export function outputsOf({ session, results, packs, run }: Workspace, node: string, item: ItemRun): readonly ShownOutput[] | "reading" | "gone" | undefined {
  const pinned = session?.document.nodes[node]?.items?.[item.item]?.pin;
  const outputs = item.key === "" && pinned ? pinned : results.of(item);
  if (outputs === undefined || outputs === "reading" || outputs === "gone") return outputs;
  const type = run?.types[node] ?? "";
  return Object.entries(outputs).map(([name, value]) => ({ name, title: packs.outputWords(type, name).title, item: item.item, value }));
}

/** Verdicts before the pictures that they are about, which they show. */
export function verdictsFirst(outputs: readonly ShownOutput[]): readonly ShownOutput[] {
  return outputs.toSorted((one, other) => Number(isIdentityVerdict(other.value)) - Number(isIdentityVerdict(one.value)));
}

/** An output of the open graph in words: its title, or that of the port that gives it. */
export function outputTitle({ session, packs }: Workspace, name: string): string {
  const output = session?.document.outputs?.[name];
  if (!output || output.title !== undefined) return output?.title ?? name;
  const ref = parsePortRef(output.from);
  const type = ref && session!.document.nodes[ref.node]?.type;
  return ref && type ? portTitle({ session: session!, workspace: { packs } }, { type, name: ref.port, side: "outputs" }) : name;
}

/** What the graph gave: films first, reports next, the rest as the graph names them. */
export function graphOutputs(run: RunState, titleOf: (name: string) => string): ShownOutput[] {
  const rank = (value: unknown, type: string) => isArtifact(value) && mediaKind(value.media) === "video" ? 0 : isArtifact(value) ? 2 : type.endsWith("/report") ? 1 : 3;
  return Object.entries(run.outputs).flatMap(([name, { type, items }]) => items.map(({ item, value }) => ({ name, title: titleOf(name), item, value, rank: rank(value, type) })))
    .sort((a, b) => a.rank - b.rank).map(({ name, title, item, value }) => ({ name, title, item, value }));
}

/** The subtitles that belong to a film: WebVTT of the same item among the outputs beside it. */
export function captionsFor({ item }: ShownOutput, outputs: readonly ShownOutput[]): Artifact | undefined {
  const found = outputs.find((other) => other.item === item && isArtifact(other.value) && mediaKind(other.value.media) === "captions");
  return found?.value as Artifact | undefined;
}
