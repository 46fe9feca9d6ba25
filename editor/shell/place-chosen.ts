import { elementRef } from "../model/element.ts";
import type { Workspace } from "../state/workspace.ts";
import { addChosen, type Chosen } from "./add-chosen.ts";
import type { PaletteRequest } from "./shell.ts";
import { words } from "./words.ts";

/** Adds what was chosen in the palette to the open graph, where it was asked for, and selects it. */
export function placeChosen(workspace: Workspace, chosen: Chosen, { x, y, fits }: PaletteRequest): void {
  const { packs, canvas } = workspace;
  const session = workspace.session!;
  const at = (x === undefined || y === undefined ? canvas?.viewCentre() : canvas?.toGraph(x, y)) ?? [0, 0];
  const { document, id } = addChosen(session.document, chosen, fits, { packs, portsOf: (node) => session.portsOf(node), at });
  session.edit(words().added(packs.nodeWords(chosen.type).title), () => document);
  session.select([elementRef("node", id)]);
  if (chosen.type.startsWith("graph/")) workspace.readSubgraphs(session).catch((error: unknown) => workspace.notices.failed(error));
}
