import type { GraphDocument } from "../../runtime/graph/document.ts";
import { currentFormat } from "../../runtime/graph/current-format.ts";
import { discardDraft, saveNow } from "../keeping/keep-safe.ts";
import { setGraphInfo } from "../model/nodes.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Command } from "./command.ts";
import { downloadGraph } from "./graph-file.ts";
import { freeName, nameFault } from "./names.ts";
import { openFile } from "./open-file.ts";
import { takenNames } from "./taken-names.ts";
import { words } from "./words.ts";

const isOpen = ({ session }: Workspace) => session !== undefined;

export const fileCommands: readonly Command[] = [
  { id: "file.new", group: "file", title: () => words().newGraph, run: (workspace) => workspace.shell!.openNew() },
  { id: "file.all", group: "file", title: () => words().allGraphs, keys: ["Mod+O"], run: (workspace) => workspace.shell!.openGallery() },
  { id: "file.open-file", group: "file", title: () => words().openFile, run: openFile },
  { id: "file.save", apart: true, group: "file", title: () => words().save, keys: ["Mod+S"], scope: "typing", isEnabled: isOpen, run: async (workspace) => void await saveNow(workspace) },
  { id: "file.save-copy", group: "file", title: () => words().saveCopy, keys: ["Shift+Mod+S"], isEnabled: isOpen, run: saveCopy },
  { id: "file.rename", group: "file", title: () => words().rename, isEnabled: isOpen, run: rename },
  { id: "file.download", group: "file", title: () => words().download, isEnabled: isOpen, run: ({ session }) => downloadGraph(session!.document) },
  { id: "file.reload", group: "file", title: () => words().reload, isEnabled: ({ session }) => session?.etag !== undefined && session.saveState === "saved", run: ({ shell }) => shell!.reopen() },
  { id: "file.delete", apart: true, danger: true, group: "file", title: () => words().deleteGraph, isEnabled: ({ session }) => session?.etag !== undefined, run: deleteOpen },
];

function faultIn(name: string, taken: readonly string[]): string | undefined {
  const fault = nameFault(name, taken);
  return fault && { empty: words().nameEmpty, letters: words().nameLetters, taken: words().nameTaken }[fault];
}

async function saveCopy(workspace: Workspace): Promise<void> {
  const { document } = workspace.session!;
  const taken = await takenNames(workspace);
  const name = await workspace.shell!.ask({
    title: words().copyTitle, message: words().copyMessage, confirm: words().saveCopyConfirm,
    field: { label: words().name, value: freeName(document.name, taken), helper: words().nameHelper, faultOf: (value) => faultIn(value, taken) },
  });
  if (name === undefined) return;
  await workspace.server.saveGraph({ ...document, name }, undefined);
  await workspace.shell!.openGraph(name);
}

async function rename({ session, shell }: Workspace): Promise<void> {
  const open = session!;
  const title = await shell!.ask({
    title: words().renameTitle, confirm: words().renameConfirm,
    field: { label: words().title, value: open.document.title ?? open.name, faultOf: (value) => value.trim() === "" ? words().nameEmpty : undefined },
  });
  if (title !== undefined) open.edit(words().renamed, (document) => setGraphInfo(document, { title }));
}

async function deleteOpen(workspace: Workspace): Promise<void> {
  const { document, etag } = workspace.session!;
  if (!await removeGraph(workspace, { document, etag: etag! })) return;
  workspace.session = undefined;
  workspace.shell!.openGallery();
}

/** Asks, and can be taken back: the document is still here. @returns whether it was removed */
export async function removeGraph(workspace: Workspace, { document, etag }: { readonly document: GraphDocument; readonly etag: string }): Promise<boolean> {
  const { notices, server } = workspace;
  const shell = workspace.shell!;
  const title = document.title ?? document.name;
  const sure = await shell.ask({ title: words().deleteTitle(title), message: words().deleteMessage(document.name), confirm: words().deleteConfirm, danger: true });
  if (sure === undefined) return false;
  await discardDraft(workspace, document.name);
  await server.deleteGraph(document.name, etag);
  workspace.graphsChanged();
  const restore = async () => {
    await server.saveGraph(document, undefined);
    await shell.openGraph(document.name);
  };
  notices.tell({ kind: "done", message: words().deleted(title), action: { label: words().undo, run: () => void restore().catch((error: unknown) => notices.failed(error)) } });
  return true;
}

/** Saves a graph under a name that is free, and opens it. @throws ServerError */
export async function addGraph(workspace: Workspace, graph: GraphDocument): Promise<void> {
  const name = freeName(graph.name, await takenNames(workspace));
  await workspace.server.saveGraph({ ...graph, name }, undefined);
  await workspace.shell!.openGraph(name);
}

/** A graph with nothing in it. */
export function blankGraph(name: string): GraphDocument {
  return { format: currentFormat, name, title: words().untitled, nodes: {}, edges: [] };
}
