import type { Command } from "../commands/command.ts";
import type { Workspace } from "../state/workspace.ts";
import { addBend, bendsOf, edgeOf } from "./edges.ts";
import { elementRef, idsOf } from "./element.ts";
import { layoutOf, type Point, type Rect } from "./layout.ts";
import { nodeIn } from "./nodes.ts";
import { addFrame, addNote, align, type Alignment, boundsOf, rectOf } from "./place.ts";
import { hasNodes, selectedNodes, sizesOf } from "./selected.ts";
import { words } from "./words.ts";

const isOpen = ({ session }: Workspace) => session !== undefined;

const alignments: readonly (readonly [Alignment, () => string])[] = [
  ["left", () => words().left], ["centre", () => words().centre], ["right", () => words().right],
  ["top", () => words().top], ["middle", () => words().middle], ["bottom", () => words().bottom],
  ["distribute-x", () => words().distributeX], ["distribute-y", () => words().distributeY],
];

/** Notes, frames, reroute points, and where nodes stand. */
export const placeCommands: readonly Command[] = [
  { id: "insert.note", group: "insert", title: () => words().note, keys: ["N"], isEnabled: isOpen, run: insertNote },
  { id: "insert.frame", group: "insert", title: () => words().frame, keys: ["F"], isEnabled: isOpen, run: insertFrame },
  { id: "insert.bend", group: "insert", title: () => words().bend, isEnabled: ({ session }) => session !== undefined && idsOf(session.selection, "edge").length === 1, run: insertBend },
  { id: "arrange.graph", group: "arrange", title: () => words().arrangeGraph, keys: ["Shift+A"], isEnabled: ({ session }) => session !== undefined && Object.keys(session.document.nodes).length > 1, run: (workspace) => arrangeNodes(workspace, undefined) },
  { id: "arrange.selection", group: "arrange", title: () => words().arrangeSelection, keys: ["Alt+A"], isEnabled: hasNodes(2), run: (workspace) => arrangeNodes(workspace, selectedNodes(workspace)) },
  ...alignments.map(([how, title]): Command => ({
    id: `arrange.${how}`, group: "arrange", apart: how === "left" || how === "top" || how === "distribute-x", title,
    isEnabled: hasNodes(how.startsWith("distribute") ? 3 : 2), run: (workspace) => alignNodes(workspace, how),
  })),
];

function middle(workspace: Workspace): Point {
  if (workspace.canvas) return workspace.canvas.viewCentre();
  const { document } = workspace.session!;
  const all = boundsOf(Object.keys(document.nodes).map((id) => rectOf(document, id, new Map())));
  return all ? [all.x + all.width / 2, all.y + all.height / 2] : [0, 0];
}

function around([x, y]: Point, width: number, height: number): Rect {
  return { x: Math.round((x - width / 2) / 8) * 8, y: Math.round((y - height / 2) / 8) * 8, width, height };
}

/** The canvas follows the document with the next frame of the page; what is new can be worked with after that. */
async function drawn(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

async function insertNote(workspace: Workspace): Promise<void> {
  const { document, id } = addNote(workspace.session!.document, { text: "", ...around(middle(workspace), 240, 120) });
  workspace.session!.edit(words().doNote, () => document);
  workspace.session!.select([elementRef("note", id)]);
  await drawn();
  workspace.canvas?.rename();
}

const frameRoom = { top: 56, side: 24 };

async function insertFrame(workspace: Workspace): Promise<void> {
  const session = workspace.session!;
  const sizes = sizesOf(workspace);
  const { frames = [], notes = [] } = layoutOf(session.document);
  const chosen = (kind: "frame" | "note") => new Set(idsOf(session.selection, kind));
  const held = boundsOf([
    ...selectedNodes(workspace).map((id) => rectOf(session.document, id, sizes)),
    ...frames.filter(({ id }) => chosen("frame").has(id)), ...notes.filter(({ id }) => chosen("note").has(id)),
  ]);
  const rect = held
    ? { x: held.x - frameRoom.side, y: held.y - frameRoom.top, width: held.width + 2 * frameRoom.side, height: held.height + frameRoom.top + frameRoom.side }
    : around(middle(workspace), 480, 320);
  const { document, id } = addFrame(session.document, { title: words().frameTitle, ...rect });
  session.edit(words().doFrame, () => document);
  session.select([elementRef("frame", id)]);
  await drawn();
  workspace.canvas?.rename();
}

/** In the middle of the edge's last stretch. */
function insertBend(workspace: Workspace): void {
  const session = workspace.session!;
  const edge = edgeOf(idsOf(session.selection, "edge")[0]!);
  if (!edge) return;
  const sizes = sizesOf(workspace);
  const [source, target] = [rectOf(session.document, nodeIn(edge.from), sizes), rectOf(session.document, nodeIn(edge.to), sizes)];
  const points = bendsOf(session.document, edge);
  const [x, y] = points.at(-1) ?? [source.x + source.width, source.y + source.height / 2];
  const between: Point = [Math.round((x + target.x) / 2), Math.round((y + target.y + target.height / 2) / 2)];
  session.edit(words().doBend, (document) => addBend(document, edge, points.length, between));
  session.select([elementRef("bend", `${edge.from} -> ${edge.to}#${points.length}`)]);
}

function alignNodes(workspace: Workspace, how: Alignment): void {
  const ids = selectedNodes(workspace);
  const sizes = sizesOf(workspace);
  workspace.session!.edit(words().doAlign, (document) => align(document, sizes, ids, how));
}

/** From this many nodes on it is told that the graph is being arranged. */
const manyNodes = 300;

async function arrangeNodes(workspace: Workspace, ids: readonly string[] | undefined): Promise<void> {
  const session = workspace.session!;
  const { document } = session;
  if ((ids?.length ?? Object.keys(document.nodes).length) > manyNodes) workspace.notices.tell({ kind: "info", message: words().arranging, topic: "arrange" });
  const [{ arrange }, { withArrangement }] = await Promise.all([import("../arrange/arrange.ts"), import("../arrange/elk-graph.ts")]);
  const ports = (id: string) => {
    const { shown, outputs } = session.portsOf(id);
    const names = (isControl: boolean) => shown.filter(({ control }) => control === isControl).map(({ name }) => name);
    return { inputs: [...names(false), ...names(true)], outputs: outputs.map(({ name }) => name) };
  };
  try {
    const arranged = await arrange(document, ids, { sizes: sizesOf(workspace), ports });
    session.edit(words().doArrange, (now) => withArrangement(now, arranged));
    if (ids || !workspace.canvas) return;
    await drawn();
    workspace.canvas?.fit();
  } finally {
    workspace.notices.settle("arrange");
  }
}
