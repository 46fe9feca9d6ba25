import type { Command } from "../commands/command.ts";
import type { Workspace } from "../state/workspace.ts";
import { type Clip, copy, duplicate, paste } from "./clipboard.ts";
import type { Point } from "./layout.ts";
import { removeElements } from "./nodes.ts";
import { boundsOf, usualSize } from "./place.ts";
import { readClip } from "./read-clip.ts";
import { copyable } from "./selected.ts";
import { words } from "./words.ts";

const canCopy = ({ session }: Workspace) => session !== undefined && copyable(session) > 0;

export const clipCommands: readonly Command[] = [
  { id: "edit.cut", apart: true, group: "edit", title: () => words().cut, keys: ["Mod+X"], isEnabled: canCopy, run: cutSelected },
  { id: "edit.copy", group: "edit", title: () => words().copy, keys: ["Mod+C"], isEnabled: canCopy, run: copySelected },
  { id: "edit.paste", group: "edit", title: () => words().paste, keys: ["Mod+V"], isEnabled: ({ session }) => session !== undefined, run: pasteClip },
  { id: "edit.duplicate", group: "edit", title: () => words().duplicate, keys: ["Mod+D"], isEnabled: canCopy, run: duplicateSelected },
];

/** What was copied last on this page: for browsers that keep their clipboard to themselves. */
let kept: string | undefined;

async function copySelected(workspace: Workspace): Promise<void> {
  const clip = copy(workspace.session!.document, workspace.session!.selection);
  if (!clip) return;
  kept = JSON.stringify(clip);
  try {
    await navigator.clipboard.writeText(kept);
  } catch {
    workspace.notices.tell({ kind: "info", message: words().copiedHere, topic: "clipboard" });
  }
}

async function cutSelected(workspace: Workspace): Promise<void> {
  const session = workspace.session!;
  const { selection } = session;
  await copySelected(workspace);
  session.edit(words().doCut(selection.size), (document) => removeElements(document, selection));
  session.select([]);
}

async function pasteClip(workspace: Workspace): Promise<void> {
  const text = await navigator.clipboard?.readText().catch(() => undefined);
  const clip = readClip(text ?? kept ?? "");
  if (clip) return pasteHere(workspace, clip);
  const isShut = text === undefined && kept === undefined;
  workspace.notices.tell({ kind: "info", topic: "clipboard", message: isShut ? words().clipboardShut : words().nothingToPaste, hint: isShut ? words().clipboardShutHint : words().nothingToPasteHint });
}

function pasteHere({ session, canvas }: Workspace, clip: Clip): void {
  const { document } = session!;
  const { refs } = paste(document, clip, [0, 0]);
  if (refs.length === 0) return;
  const at = freePlace(clip, canvas?.viewCentre() ?? [0, 0], Object.values(document.layout?.["nodes"] ?? {}) as Point[]);
  session!.edit(words().doPaste(refs.length), (before) => paste(before, clip, at).document);
  session!.select(refs);
}

const step = 32;

/** In the middle of the view, and off what already stands exactly there: pasting again does not hide the first. */
function freePlace({ layout }: Clip, [x, y]: Point, taken: readonly Point[]): Point {
  const places = Object.values(layout.nodes ?? {});
  const bounds = boundsOf([...places.map(([left, top]) => ({ x: left, y: top, ...usualSize })), ...layout.frames ?? [], ...layout.notes ?? []]);
  if (!bounds) return [x, y];
  const there = new Set(taken.map(String));
  let at: Point = [Math.round((x - bounds.width / 2) / 8) * 8, Math.round((y - bounds.height / 2) / 8) * 8];
  while (places.some(([left, top]) => there.has(String([left - bounds.x + at[0], top - bounds.y + at[1]])))) at = [at[0] + step, at[1] + step];
  return at;
}

function duplicateSelected({ session }: Workspace): void {
  const { selection } = session!;
  const { document, refs } = duplicate(session!.document, selection);
  session!.edit(words().doDuplicate(refs.length), () => document);
  session!.select(refs);
}
