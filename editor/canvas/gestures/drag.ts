import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { duplicate } from "../../model/clipboard.ts";
import { type ElementRef, idsOf } from "../../model/element.ts";
import { layoutOf, type Rect } from "../../model/layout.ts";
import { boundsOf, contentsOf, moveNodes, updateFrame, updateNote } from "../../model/place.ts";
import type { Mark, NodeBox } from "../scene-parts.ts";
import { snapped } from "../snap.ts";
import type { Stage } from "../stage.ts";
import { words } from "../words.ts";
import type { Gesture, PointerAt } from "./gesture.ts";

/** What is near enough on the screen to line up with. */
const alignWithin = 6;
/** Neighbours that are looked at for lining up; beyond this many a drag would be slow, and the guides a thicket. */
const mostNeighbours = 80;

/**
 * Drags what is selected; frames take along what lies in them. With Alt copies are made where it is let go. The document
 * changes once, at the end.
 */
export class Drag implements Gesture {
  readonly scrolls = true;
  readonly cursor = "grabbing";
  private readonly stage: Stage;
  private readonly start: PointerAt;
  private readonly click: () => void;
  private nodes: readonly NodeBox[] = [];
  private marks: readonly Mark[] = [];
  private bounds: Rect | undefined;
  private neighbours: readonly Rect[] = [];
  private begun = false;
  private copies = false;
  private dx = 0;
  private dy = 0;

  /** @param click what a press without a move means */
  constructor(stage: Stage, at: PointerAt, click: () => void) {
    this.stage = stage;
    this.start = at;
    this.click = click;
  }

  move(at: PointerAt): void {
    if (!this.begun) {
      if (Math.hypot(at.screenX - this.start.screenX, at.screenY - this.start.screenY) < 4) return;
      this.begin(at);
    }
    const by = [at.x - this.start.x, at.y - this.start.y] as const;
    const { dx, dy, guides } = at.mod ? { dx: Math.round(by[0]), dy: Math.round(by[1]), guides: [] } : snapped(this.bounds!, by, { others: this.neighbours, near: alignWithin / this.stage.view.scale });
    if (this.copies) this.stage.draft = { guides, ghosts: [...this.nodes, ...this.marks].map(({ x, y, width, height }) => ({ x: x + dx, y: y + dy, width, height })) };
    else {
      this.stage.scene.shift({ nodes: this.nodes, marks: this.marks }, dx - this.dx, dy - this.dy);
      this.stage.draft = guides.length > 0 ? { guides } : undefined;
      if (this.marks.length > 0) this.stage.host.changed();
    }
    [this.dx, this.dy] = [dx, dy];
    this.stage.invalidate();
  }

  end(): void {
    if (!this.begun) {
      this.click();
      return;
    }
    const { session, scene } = this.stage;
    const { dx, dy } = this;
    this.clear();
    if (this.copies) {
      let refs: readonly ElementRef[] = [];
      session.edit(words().doDuplicate, (document) => {
        const copied = duplicate(document, session.selection, [dx, dy]);
        refs = copied.refs;
        return copied.document;
      });
      session.select(refs);
      return;
    }
    scene.restore();
    session.edit(words().doMove(this.nodes.length + this.marks.length), (document) => moved(document, this.nodes, this.marks, [dx, dy]));
  }

  cancel(): void {
    if (!this.begun) return;
    this.clear();
    this.stage.scene.restore();
    this.stage.host.changed();
  }

  private begin(at: PointerAt): void {
    this.begun = true;
    this.copies = at.alt;
    const { scene, session } = this.stage;
    const { frames = [] } = layoutOf(session.document);
    const nodes = new Set(idsOf(session.selection, "node"));
    const marks = new Set([...session.selection].filter((ref) => scene.marks.has(ref)) as string[]);
    const sizes = scene.sizes();
    for (const frame of frames.filter(({ id }) => session.selection.has(`frame:${id}`))) {
      const inside = contentsOf(frame, session.document, sizes);
      for (const id of inside.nodes) nodes.add(id);
      for (const id of inside.notes) marks.add(`note:${id}`);
      for (const id of inside.frames) marks.add(`frame:${id}`);
    }
    this.nodes = [...nodes].flatMap((id) => scene.nodes.get(id) ?? []);
    this.marks = [...marks].flatMap((ref) => scene.marks.get(ref) ?? []);
    for (const box of this.nodes) this.stage.kept.add(box.id);
    this.bounds = boundsOf([...this.nodes, ...this.marks].map(({ x, y, width, height }) => ({ x, y, width, height })));
    this.neighbours = scene.nodesIn(this.stage.area).filter(({ id }) => !nodes.has(id)).slice(0, mostNeighbours);
  }

  private clear(): void {
    this.stage.draft = undefined;
    this.stage.kept.clear();
    this.stage.invalidate();
  }
}

/** Nodes, frames and notes of a document, each moved by the same. */
export function moved(document: GraphDocument, nodes: readonly { readonly id: string }[], marks: readonly Pick<Mark, "kind" | "id">[], [dx, dy]: readonly [number, number]): GraphDocument {
  let after = moveNodes(document, nodes.map(({ id }) => id), dx, dy);
  const { frames = [], notes = [] } = layoutOf(document);
  for (const { kind, id } of marks) {
    const place = (kind === "frame" ? frames : notes).find((one) => one.id === id);
    if (!place) continue;
    const at = { x: place.x + dx, y: place.y + dy };
    after = kind === "frame" ? updateFrame(after, id, at) : updateNote(after, id, at);
  }
  return after;
}
