import { NodeEditor } from "rete";
import { AreaPlugin, type RenderSignal } from "rete-area-plugin";
import type { Workspace } from "../state/workspace.ts";
import type { NodeLook } from "./node-look.ts";
import type { NodeView } from "./node-view.ts";
import "./node-view.ts";
import type { NodeBox } from "./scene-parts.ts";
import type { Viewport } from "./viewport.ts";

/** Below this scale the small buttons of previews could not be hit; they are not shown. */
const controlsFrom = 0.5;

/** A node as Rete holds it: what it looks like now. */
interface MountedNode {
  readonly id: string;
  look: NodeLook;
  /** As the page has it: asking the page costs more than remembering. */
  depth: number | undefined;
}

interface Schemes {
  Node: MountedNode;
  /** Edges are painted; Rete never hears of one. */
  Connection: { id: string; source: string; target: string };
}

type Rendering = RenderSignal<"node", { payload: MountedNode }>;

/**
 * The nodes that are live on the page, as Rete holds and Lit draws them: those in view, a few dozen, whatever the size of
 * the graph. Nothing else in the project knows Rete.
 */
export class Mounting {
  private readonly editor = new NodeEditor<Schemes>();
  private readonly area: AreaPlugin<Schemes, Rendering>;
  private readonly workspace: Workspace;
  private readonly live = new Map<string, MountedNode>();
  /** Otherwise they are painted. */
  isShown = true;
  private isAside = false;
  private areSmall = false;

  constructor(workspace: Workspace) {
    // Rete listens for gestures on its container. Ours is not in the page: gestures are our own, also where nodes are only painted.
    this.area = new AreaPlugin<Schemes, Rendering>(document.createElement("div"));
    this.area.area.setZoomHandler(null);
    this.area.area.setDragHandler(null);
    this.editor.use(this.area);
    this.area.addPipe((signal) => {
      if (signal.type === "render" && signal.data.type === "node") this.draw(signal.data.element, signal.data.payload.look);
      return signal;
    });
    this.workspace = workspace;
  }

  /** Holds the nodes; to be put in the page. */
  get layer(): HTMLElement {
    return this.area.area.content.holder;
  }

  get ids(): ReadonlySet<string> {
    return new Set(this.live.keys());
  }

  has(id: string): boolean {
    return this.live.has(id);
  }

  lookOf(id: string): NodeLook | undefined {
    return this.live.get(id)?.look;
  }

  viewOf(id: string): NodeView | undefined {
    return this.area.nodeViews.get(id)?.element.querySelector("rw-node") ?? undefined;
  }

  async mount(box: NodeBox, look: NodeLook): Promise<void> {
    const node: MountedNode = { id: box.id, look, depth: undefined };
    this.live.set(box.id, node);
    await this.editor.addNode(node);
    const view = this.area.nodeViews.get(box.id);
    if (!view) return;
    view.dragHandler.destroy();
    view.element.id = elementId(box.id);
    view.element.role = "group";
    this.label(view.element, look);
    this.place(box);
  }

  async unmount(id: string): Promise<void> {
    this.live.delete(id);
    await this.editor.removeNode(id);
  }

  update(id: string, look: NodeLook): void {
    const node = this.live.get(id);
    if (!node) return;
    node.look = look;
    void this.area.update("node", id);
    const element = this.area.nodeViews.get(id)?.element;
    if (element) this.label(element, look);
  }

  place({ id, x, y, depth }: NodeBox): void {
    const view = this.area.nodeViews.get(id);
    if (!view) return;
    if (view.position.x !== x || view.position.y !== y) void this.area.translate(id, { x, y });
    const node = this.live.get(id);
    if (!node || node.depth === depth) return;
    node.depth = depth;
    view.element.style.zIndex = String(depth);
  }

  /** @param isAside they are not to be seen, and the page is to have no work with them while the scale changes */
  transform({ x, y, scale }: Viewport, isAside: boolean): void {
    if (isAside !== this.isAside) {
      this.isAside = isAside;
      this.layer.style.contentVisibility = isAside ? "hidden" : "visible";
    }
    if (isAside) return;
    // Moved only, the nodes are a picture that is shifted; zoomed, they are drawn anew each time, and a picture would be blurred.
    const before = this.area.area.transform;
    if (this.isShown) this.fitControls(scale);
    if (!this.isShown) this.layer.style.willChange = "transform";
    else if (before.k !== scale) this.layer.style.willChange = "auto";
    else if (before.x !== x || before.y !== y) this.layer.style.willChange = "transform";
    this.area.area.transform = { x, y, k: scale };
    this.layer.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  /**
   * Shows the nodes, or hides them while they are painted in their place. They stay on the page as they are: what is no
   * longer visible to the page would lose the focus, and be styled anew.
   */
  show(isShown: boolean): void {
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    const { style } = this.layer;
    style.opacity = isShown ? "1" : "0";
    style.willChange = isShown ? "auto" : "transform";
    if (isShown) this.fitControls(this.area.area.transform.k);
  }

  private fitControls(scale: number): void {
    const areSmall = scale < controlsFrom;
    if (areSmall === this.areSmall) return;
    this.areSmall = areSmall;
    this.layer.style.setProperty("--small-controls", areSmall ? "hidden" : "visible");
  }

  destroy(): void {
    this.area.destroy();
  }

  /** What Rete's renderers do: fills the element that it has made for a node, or brings it up to date. */
  private draw(element: HTMLElement, look: NodeLook): void {
    const node = element.querySelector("rw-node");
    if (node) node.look = look;
    else element.append(Object.assign(document.createElement("rw-node"), { look, workspace: this.workspace }));
  }

  private label(element: HTMLElement, { title }: NodeLook): void {
    if (element.ariaLabel !== title) element.ariaLabel = title;
  }
}

/** The element of a mounted node, for `aria-activedescendant`. */
export function elementId(id: string): string {
  return `node-${id}`;
}
