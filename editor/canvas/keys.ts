import { type ElementRef, elementRef, idsOf } from "../model/element.ts";
import { moved } from "./gestures/drag.ts";
import type { NodeBox } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** How far the view moves when nothing is selected, in screen pixels. */
const panStep = 60;

/**
 * What keys do while the canvas has the focus and nobody types.
 * @returns whether the key was for the canvas
 */
export function pressed(stage: Stage, event: KeyboardEvent): boolean {
  const arrow = arrows[event.key];
  if (arrow && !event.ctrlKey && !event.metaKey) {
    if (event.altKey) walk(stage, arrow);
    else nudge(stage, arrow, event.shiftKey ? 10 : 1);
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case "Enter":
      stage.host.tell("rw-inspect", undefined);
      return true;
    case "F2":
      rename(stage);
      return true;
    case "Tab": {
      if (event.shiftKey) return false;
      const { left, top } = stage.host.element.getBoundingClientRect();
      stage.host.tell("rw-palette", { x: left + stage.surface.width / 2, y: top + stage.surface.height / 3 });
      return true;
    }
    case "Escape":
      if (stage.session.selection.size === 0) return false;
      stage.session.select([]);
      return true;
    default: return false;
  }
}

/** Moves what is selected, or the view when nothing is. */
function nudge(stage: Stage, [x, y]: readonly [number, number], by: number): void {
  const { session, scene } = stage;
  const nodes = idsOf(session.selection, "node").flatMap((id) => scene.nodes.get(id) ?? []);
  const marks = [...session.selection].flatMap((ref) => scene.marks.get(ref) ?? []);
  if (nodes.length + marks.length === 0) stage.panBy(-x * panStep, -y * panStep);
  else session.edit(words().doMove(nodes.length + marks.length), (document) => moved(document, nodes, marks, [x * by, y * by]), "nudge");
}

/** Goes to a node's neighbour: left and right along edges, up and down to the nearest one. */
function walk(stage: Stage, [x, y]: readonly [number, number]): void {
  const here = stage.active === undefined ? undefined : stage.scene.nodes.get(stage.active);
  const next = !here ? [...stage.scene.nodesIn(stage.area)][0] : x !== 0 ? along(here, x) : above(stage, here, y);
  if (!next) {
    stage.host.announce(words().noNeighbour);
    return;
  }
  stage.active = next.id;
  stage.session.select([elementRef("node", next.id)]);
  const { area } = stage;
  if (next.x < area.x || next.y < area.y || next.x + next.width > area.x + area.width || next.y + next.height > area.y + area.height) stage.centreOn(next.id);
}

function along(here: NodeBox, x: number): NodeBox | undefined {
  const others = [...here.edges].flatMap(({ from, to }) => x > 0 ? from === here ? [to] : [] : to === here ? [from] : []);
  return nearest(here, others);
}

function above(stage: Stage, here: NodeBox, y: number): NodeBox | undefined {
  const reach = 1200;
  const others = stage.scene.nodesIn({ x: here.x - here.width / 2, y: y > 0 ? here.y + here.height : here.y - reach, width: here.width * 2, height: reach });
  return nearest(here, others.filter((box) => box !== here && (y > 0 ? box.y > here.y : box.y < here.y)));
}

function nearest(here: NodeBox, others: readonly NodeBox[]): NodeBox | undefined {
  const away = (box: NodeBox) => Math.hypot(box.x - here.x, box.y - here.y);
  return [...others].sort((a, b) => away(a) - away(b))[0];
}

/** Opens the title of what is selected for writing. */
export function rename(stage: Stage): void {
  const [ref] = stage.session.selection;
  if (!ref) return;
  if (ref.startsWith("node:")) stage.mounting.viewOf(ref.slice(5))?.rename();
  else if (stage.scene.marks.has(ref)) stage.host.write(ref);
}

/** What is said when the selection changes. */
export function selectionWords(stage: Stage, selection: ReadonlySet<ElementRef>): string {
  const [first] = selection;
  if (selection.size !== 1 || !first?.startsWith("node:")) return words().selectedCount(selection.size);
  const box = stage.scene.nodes.get(first.slice(5));
  const state = box && stage.mounting.lookOf(box.id)?.run?.state;
  return box ? words().selectedNode(stage.titleOf(box), state ? words()[state] : "") : "";
}
