import type { Problem } from "../../runtime/problem.ts";
import { subgraphPrefix } from "../../runtime/graph/unfold.ts";
import type { Command } from "../commands/command.ts";
import { freeName, nameFrom } from "../commands/names.ts";
import type { Workspace } from "../state/workspace.ts";
import { elementRef, idsOf } from "./element.ts";
import { mergeDocuments } from "./merge.ts";
import { hasNodes, selectedNodes } from "./selected.ts";
import { makeSubgraph } from "./subgraph.ts";
import { unpack } from "./unpack.ts";
import { words } from "./words.ts";

export const subgraphCommands: readonly Command[] = [
  { id: "edit.subgraph", apart: true, group: "edit", title: () => words().subgraph, keys: ["Mod+G"], isEnabled: hasNodes(), run: makeOfSelected },
  { id: "edit.unpack", group: "edit", title: () => words().unpack, keys: ["Shift+Mod+G"], isEnabled: (workspace) => selectedCalls(workspace).length > 0, run: unpackSelected },
];

function selectedCalls(workspace: Workspace): string[] {
  return selectedNodes(workspace).filter((id) => workspace.session!.document.nodes[id]!.type.startsWith(subgraphPrefix));
}

async function makeOfSelected(workspace: Workspace): Promise<void> {
  const session = workspace.session!;
  const before = session.document;
  const nodes = selectedNodes(workspace);
  const marks = { frames: idsOf(session.selection, "frame"), notes: idsOf(session.selection, "note") };
  const make = (title: string, names: readonly string[]) => makeSubgraph(before, nodes, {
    name: freeName(nameFrom(title), [...names, session.name, ...session.subgraphs.keys()]), title, ...marks,
    around: { catalogue: workspace.packs, subgraphs: session.subgraphs },
  });
  // What cannot be done is said before anything is asked.
  const trial = make(words().subgraphUsual, []);
  if ("problem" in trial) return tell(workspace, trial.problem);
  const title = (await workspace.shell!.ask({
    title: words().subgraphTitle, message: words().subgraphMessage, confirm: words().subgraphConfirm,
    field: { label: words().subgraphField, value: words().subgraphUsual, helper: words().subgraphHelper, faultOf: (value) => value.trim() === "" ? words().titleEmpty : undefined },
  }))?.trim();
  if (title === undefined || workspace.session !== session) return;
  const made = make(title, (await workspace.server.graphs()).map(({ name }) => name));
  if ("problem" in made) return tell(workspace, made.problem);
  // Kept first: the open graph must never call a graph that is not there.
  await workspace.server.saveGraph(made.inner, undefined);
  session.surroundedBy(new Map(session.subgraphs).set(made.inner.name, made.inner));
  session.edit(words().doSubgraph(title), (now) => mergeDocuments(before, now, made.outer).document);
  session.select([elementRef("node", made.id)]);
  workspace.notices.tell({ kind: "done", message: words().made(title), hint: words().inSaved(made.inner.name) });
}

function unpackSelected(workspace: Workspace): void {
  const session = workspace.session!;
  const refs = selectedCalls(workspace).flatMap((id) => {
    const name = session.document.nodes[id]!.type.slice(subgraphPrefix.length);
    const inner = session.subgraphs.get(name);
    if (!inner) {
      workspace.notices.tell({ kind: "problem", message: words().unread(name), hint: words().unreadHint });
      return [];
    }
    const unpacked = unpack(session.document, id, inner, { catalogue: workspace.packs, subgraphs: session.subgraphs });
    if ("problem" in unpacked) {
      tell(workspace, unpacked.problem);
      return [];
    }
    session.edit(words().doUnpack, () => unpacked.document);
    return unpacked.refs;
  });
  if (refs.length > 0) session.select(refs);
}

function tell(workspace: Workspace, { message, hint }: Problem): void {
  workspace.notices.tell({ kind: "problem", message, ...(hint === undefined ? {} : { hint }) });
}
