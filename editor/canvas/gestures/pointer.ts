import { addBend, removeBend } from "../../model/edges.ts";
import { type ElementRef, elementRef } from "../../model/element.ts";
import { cursorFor, type Hit, hitAt, refOf } from "../hit.ts";
import type { Stage } from "../stage.ts";
import { toGraph, zoomedAt } from "../viewport.ts";
import { WheelReader, zoomFactor } from "../wheel.ts";
import { words } from "../words.ts";
import { Bend } from "./bend.ts";
import { BoxSelect } from "./box-select.ts";
import { Drag } from "./drag.ts";
import type { Gesture, PointerAt } from "./gesture.ts";
import { Pan } from "./pan.ts";
import { Resize } from "./resize.ts";
import { heldBy, Wire, type WireHost } from "./wire.ts";

/** At the border of the canvas, this near in screen pixels, the view follows what is dragged. */
const scrollZone = 36;
const scrollSpeed = 14;

/** What a pointer does on the canvas: chooses the gesture that a press begins, and carries it to its end. */
export class PointerInput {
  /** Held while the view is to be moved: the space bar. */
  panning = false;
  private readonly stage: Stage;
  private readonly host: WireHost;
  private readonly wheel = new WheelReader();
  private readonly touches = new Map<number, PointerAt>();
  private gesture: Gesture | undefined;
  private pointer = -1;
  private last: PointerAt | undefined;
  private scrolling = 0;

  constructor(stage: Stage, host: WireHost) {
    this.stage = stage;
    this.host = host;
  }

  get busy(): boolean {
    return this.gesture !== undefined;
  }

  down(event: PointerEvent): void {
    const at = this.at(event);
    if (event.pointerType === "touch") {
      this.touches.set(event.pointerId, at);
      if (this.touches.size === 2) {
        this.cancel();
        return;
      }
    }
    if (this.gesture) return;
    const gesture = event.button === 1 || this.panning ? new Pan(this.stage, at) : event.button === 0 ? this.begin(event, at) : undefined;
    if (!gesture) return;
    this.gesture = gesture;
    this.pointer = event.pointerId;
    this.last = at;
    this.stage.host.element.setPointerCapture(event.pointerId);
    this.cursor(gesture.cursor);
  }

  move(event: PointerEvent): void {
    const at = this.at(event);
    if (this.touches.size === 2 && this.touches.has(event.pointerId)) {
      this.pinch(event.pointerId, at);
      return;
    }
    if (!this.gesture) {
      if (event.pointerType !== "touch") this.hover(event, at);
      return;
    }
    if (event.pointerId !== this.pointer) return;
    this.last = at;
    this.gesture.move(at);
    this.scrollOn();
  }

  up(event: PointerEvent): void {
    this.touches.delete(event.pointerId);
    if (event.pointerId !== this.pointer || !this.gesture) return;
    const { gesture } = this;
    this.over();
    gesture.end(this.at(event));
  }

  cancel(): void {
    const { gesture } = this;
    this.over();
    gesture?.cancel();
  }

  left(): void {
    if (!this.gesture) this.setHovered(undefined);
  }

  turned(event: WheelEvent): void {
    event.preventDefault();
    const at = this.at(event);
    const { stage } = this;
    if (this.wheel.read(event as WheelEvent & { readonly wheelDeltaY?: number }, event.timeStamp) === "zoom") stage.zoomAt(stage.view.scale * zoomFactor(event), at.screenX, at.screenY);
    else {
      const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      stage.panBy(-dx, -dy);
    }
    if (this.gesture && this.last) this.gesture.move(this.again(this.last));
  }

  /** What is under an event of the mouse. */
  hitOf(event: MouseEvent): Hit {
    const { x, y } = this.at(event);
    return hitAt(this.stage.scene, x, y, this.stage.view.scale);
  }

  private begin(event: PointerEvent, at: PointerAt): Gesture | undefined {
    const { stage } = this;
    const hit = this.hitOf(event);
    switch (hit.kind) {
      case "port": return new Wire(stage, at, { held: heldBy(hit, at), host: this.host });
      case "node": {
        stage.scene.raise(hit.box);
        stage.active = hit.box.id;
        return this.dragOf(elementRef("node", hit.box.id), at);
      }
      case "bend":
        if (at.alt) {
          stage.session.edit(words().doRemoveBend, (document) => removeBend(document, hit.edge.entry, hit.index));
          return undefined;
        }
        stage.session.select([elementRef("bend", `${hit.edge.text}#${hit.index}`)]);
        return new Bend(stage, hit);
      case "edge":
        if (at.alt) {
          this.bend(hit, at);
          return undefined;
        }
        return this.clickOf(elementRef("edge", hit.edge.text), at);
      case "mark":
        return hit.sides && !at.shift ? new Resize(stage, at, { mark: hit.mark, sides: hit.sides }) : this.dragOf(elementRef(hit.mark.kind, hit.mark.id), at);
      case "nothing": return event.pointerType === "touch" ? new Pan(stage, at, () => stage.session.select([])) : new BoxSelect(stage, at);
    }
  }

  /** Something that can be selected and dragged: what is dragged is what is selected when the drag begins. */
  private dragOf(ref: ElementRef, at: PointerAt): Gesture {
    const { session } = this.stage;
    const was = session.selection.has(ref);
    const toggles = at.shift || at.mod;
    if (!was) session.select(toggles ? [...session.selection, ref] : [ref]);
    return new Drag(this.stage, at, () => {
      if (was) session.select(toggles ? [...session.selection].filter((other) => other !== ref) : [ref]);
    });
  }

  private clickOf(ref: ElementRef, at: PointerAt): Gesture {
    const { session } = this.stage;
    const others = [...session.selection].filter((other) => other !== ref);
    session.select(at.shift || at.mod ? session.selection.has(ref) ? others : [...others, ref] : [ref]);
    return new Pan(this.stage, at);
  }

  /** A new point where an edge was pressed. */
  bend(hit: Extract<Hit, { kind: "edge" }>, { x, y }: { readonly x: number; readonly y: number }): void {
    this.stage.session.edit(words().doBend, (document) => addBend(document, hit.edge.entry, hit.piece, [Math.round(x), Math.round(y)]));
  }

  private hover(event: PointerEvent, at: PointerAt): void {
    const isControl = event.composedPath().some((target) => target instanceof HTMLElement && target.matches("button, input, textarea, select, rw-field"));
    const hit: Hit = isControl ? { kind: "nothing" } : hitAt(this.stage.scene, at.x, at.y, this.stage.view.scale);
    this.setHovered(refOf(hit));
    this.cursor(this.panning ? "grab" : cursorFor(hit));
  }

  private setHovered(ref: ElementRef | undefined): void {
    if (this.stage.hovered === ref) return;
    this.stage.hovered = ref;
    this.stage.invalidate();
  }

  private pinch(id: number, at: PointerAt): void {
    const [other] = [...this.touches].find(([touch]) => touch !== id)!;
    const [before, still] = [this.touches.get(id)!, this.touches.get(other)!];
    this.touches.set(id, at);
    const { stage } = this;
    const distance = (a: PointerAt, b: PointerAt) => Math.hypot(a.screenX - b.screenX, a.screenY - b.screenY) || 1;
    const middle = (a: PointerAt, b: PointerAt) => [(a.screenX + b.screenX) / 2, (a.screenY + b.screenY) / 2] as const;
    const [from, to] = [middle(before, still), middle(at, still)];
    const zoomed = zoomedAt(stage.view, stage.view.scale * distance(at, still) / distance(before, still), from[0], from[1]);
    stage.show({ ...zoomed, x: zoomed.x + to[0] - from[0], y: zoomed.y + to[1] - from[1] });
  }

  /** Follows a pointer that is held at the border, frame by frame, also when it does not move. */
  private scrollOn(): void {
    if (this.scrolling !== 0 || !this.gesture?.scrolls || !this.last) return;
    const [dx, dy] = this.pull(this.last);
    if (dx === 0 && dy === 0) return;
    this.scrolling = requestAnimationFrame(() => {
      this.scrolling = 0;
      if (!this.gesture || !this.last) return;
      this.stage.panBy(dx, dy);
      this.last = this.again(this.last);
      this.gesture.move(this.last);
      this.scrollOn();
    });
  }

  private pull({ screenX, screenY }: PointerAt): readonly [number, number] {
    const along = (at: number, size: number) => at < scrollZone ? scrollSpeed * Math.min(1, (scrollZone - at) / scrollZone) : at > size - scrollZone ? -scrollSpeed * Math.min(1, (at - size + scrollZone) / scrollZone) : 0;
    return [along(screenX, this.stage.surface.width), along(screenY, this.stage.surface.height)];
  }

  private over(): void {
    cancelAnimationFrame(this.scrolling);
    this.scrolling = 0;
    this.gesture = undefined;
    if (this.pointer >= 0 && this.stage.host.element.hasPointerCapture(this.pointer)) this.stage.host.element.releasePointerCapture(this.pointer);
    this.pointer = -1;
    this.cursor(undefined);
  }

  private cursor(cursor: string | undefined): void {
    this.stage.host.element.style.cursor = cursor ?? "";
  }

  private at(event: MouseEvent): PointerAt {
    const { left, top } = this.stage.host.element.getBoundingClientRect();
    const [screenX, screenY] = [event.clientX - left, event.clientY - top];
    const [x, y] = toGraph(this.stage.view, screenX, screenY);
    return { x, y, screenX, screenY, shift: event.shiftKey, alt: event.altKey, mod: event.ctrlKey || event.metaKey };
  }

  /** The same place of the screen, after the view has moved. */
  private again(at: PointerAt): PointerAt {
    const [x, y] = toGraph(this.stage.view, at.screenX, at.screenY);
    return { ...at, x, y };
  }
}
