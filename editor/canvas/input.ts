import { removeBend } from "../model/edges.ts";
import { PointerInput } from "./gestures/pointer.ts";
import type { WireHost } from "./gestures/wire.ts";
import { refOf } from "./hit.ts";
import { pressed } from "./keys.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

/** What the input needs of the element. */
export interface InputHost extends WireHost {
  /** Whether a way out of a misfit is offered. */
  readonly hasOffer: boolean;
  closeOffer(): void;
  focus(): void;
}

/** What people do on the canvas with pointer, wheel and keys. Fields and buttons on it keep their own. */
export class CanvasInput {
  readonly pointer: PointerInput;
  private readonly stage: Stage;
  private readonly host: InputHost;

  constructor(stage: Stage, host: InputHost) {
    this.stage = stage;
    this.host = host;
    this.pointer = new PointerInput(stage, host);
    stage.host.element.addEventListener("wheel", this.onWheel, { passive: false });
  }

  destroy(): void {
    this.stage.host.element.removeEventListener("wheel", this.onWheel);
    this.pointer.cancel();
  }

  down(event: PointerEvent): void {
    if (isControl(event)) return;
    if (event.button === 1) event.preventDefault();
    if (this.host.hasOffer) this.host.closeOffer();
    this.host.focus();
    this.stage.host.element.classList.add("pointed");
    this.pointer.down(event);
  }

  doubleClicked(event: MouseEvent): void {
    const { stage, pointer } = this;
    if (isControl(event)) return;
    const hit = pointer.hitOf(event);
    switch (hit.kind) {
      case "nothing":
        stage.host.tell("rw-palette", { x: event.clientX, y: event.clientY });
        break;
      case "edge": {
        const [x, y] = stage.toGraph(event.clientX, event.clientY);
        pointer.bend(hit, { x, y });
        break;
      }
      case "bend":
        stage.session.edit(words().doRemoveBend, (document) => removeBend(document, hit.edge.entry, hit.index));
        break;
      case "mark":
        stage.host.write(`${hit.mark.kind}:${hit.mark.id}`);
        break;
      case "node": {
        const { id, entry: { type } } = hit.box;
        if (hit.onHeader) stage.mounting.viewOf(id)?.rename();
        else if (type.startsWith("graph/")) stage.host.tell("rw-open-graph", { name: type.slice("graph/".length) });
      }
    }
  }

  menu(event: MouseEvent): void {
    if (isControl(event)) return;
    event.preventDefault();
    const { session, host } = this.stage;
    const ref = refOf(this.pointer.hitOf(event));
    if (ref && !session.selection.has(ref)) session.select([ref]);
    host.tell("rw-context", { x: event.clientX, y: event.clientY, ref });
  }

  keyDown(event: KeyboardEvent): void {
    const { stage, pointer, host } = this;
    if (isControl(event) || event.isComposing || event.keyCode === 229) return;
    stage.host.element.classList.remove("pointed");
    if (event.key === "Escape" && (pointer.busy || host.hasOffer)) {
      pointer.cancel();
      if (host.hasOffer) host.closeOffer();
    } else if (event.key === " ") pointer.panning = true;
    else if (!pressed(stage, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  keyUp(event: KeyboardEvent): void {
    if (event.key === " ") this.pointer.panning = false;
    if (event.key.startsWith("Arrow")) this.stage.session.settle();
  }

  /** A node that is being written on stays on the page. */
  focusMoved(event: FocusEvent): void {
    const node = event.type === "focusin" ? event.composedPath().find((target) => target instanceof HTMLElement && target.localName === "rw-node") : undefined;
    this.stage.focused = node ? (node as HTMLElementTagNameMap["rw-node"]).look.id : undefined;
    if (event.type === "focusout") this.pointer.panning = false;
  }

  private readonly onWheel = (event: WheelEvent): void => {
    const scrolls = event.composedPath().some((target) => target instanceof HTMLTextAreaElement && target.scrollHeight > target.clientHeight);
    if (!scrolls) this.pointer.turned(event);
  };
}

function isControl(event: Event): boolean {
  const [target] = event.composedPath();
  return event.composedPath().some((one) => one instanceof HTMLElement && one.localName === "rw-field") || (target instanceof Element && target.closest("button, input, textarea, select, video, .wave") !== null);
}
