import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { removeBend } from "../model/edges.ts";
import type { Point, Rect } from "../model/layout.ts";
import type { Sizes } from "../model/place.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { CanvasHandle, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { PointerInput, refOf } from "./gestures/pointer.ts";
import type { Offer, Verdict } from "./gestures/wire.ts";
import { pressed, rename, selectionWords } from "./keys.ts";
import { marksPart } from "./marks.ts";
import { Minimap } from "./minimap.ts";
import { elementId } from "./mounting.ts";
import { nodeChanges } from "./node-changes.ts";
import { offerPart } from "./offer.ts";
import { Stage } from "./stage.ts";
import { canvasStyles } from "./styles.ts";
import { toolsPart } from "./tools.ts";
import { words } from "./words.ts";

/**
 * @summary The graph as nodes and edges on an endless ground: seen, wired, arranged and watched while it runs.
 * @fires rw-palette `{ x, y, fits? }` (page coordinates): a node is to be chosen
 * @fires rw-context `{ x, y, ref }`: a menu is asked for
 * @fires rw-inspect: the inspector is to have the focus
 * @fires rw-open-graph `{ name }`: a node that is a graph was opened
 */
export class Canvas extends View implements CanvasHandle {
  static override styles = [look, canvasStyles];
  static override properties = { workspace: { attribute: false }, verdict: { state: true }, offer: { state: true }, writing: { state: true }, overview: { state: true } };
  declare workspace: Workspace;
  private declare verdict: Verdict | undefined;
  private declare offer: Offer | undefined;
  /** The frame or note that is being written. */
  private declare writing: string | undefined;
  private declare overview: boolean;
  private stage: Stage | undefined;
  private pointer: PointerInput | undefined;
  private minimap: Minimap | undefined;
  private seen: readonly unknown[] = [];

  constructor() {
    super();
    this.overview = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
  }

  protected override willUpdate(): void {
    this.watch(this.workspace);
    this.watch(this.workspace.packs);
    this.watch(this.workspace.runs);
    this.watch(this.workspace.session);
  }

  protected override updated(changed: PropertyValues): void {
    const { session } = this.workspace;
    if (this.stage && this.stage.session !== session) this.leave();
    if (!this.stage && session && this.isConnected) this.enter();
    this.follow();
    this.minimap?.soon();
    if (changed.has("writing") && this.writing !== undefined) this.renderRoot.querySelector<HTMLInputElement>(".marks input, .marks textarea")?.select();
    if (changed.has("offer") && this.offer) this.renderRoot.querySelector<HTMLElement>(".offer button")?.focus();
  }

  protected override render(): TemplateResult {
    const { stage } = this;
    const active = stage?.active !== undefined && stage.mounting.has(stage.active) ? elementId(stage.active) : nothing;
    return html`
      <div class="stage" role="application" tabindex="0" aria-label=${words().canvas} aria-describedby="help" aria-activedescendant=${active}
        @pointerdown=${this.onDown} @pointermove=${(event: PointerEvent) => this.pointer?.move(event)} @pointerup=${(event: PointerEvent) => this.pointer?.up(event)}
        @pointercancel=${() => this.pointer?.cancel()} @pointerleave=${() => this.pointer?.left()} @dblclick=${this.onDoubleClick} @contextmenu=${this.onContext}
        @keydown=${this.onKeyDown} @keyup=${this.onKeyUp} @focusin=${this.onFocus} @focusout=${this.onFocus}>
        <canvas class="ground" aria-hidden="true"></canvas>
        <div class="layer marks">${stage ? marksPart(stage, { ref: this.writing, done: () => { this.writing = undefined; } }) : nothing}</div>
        <div class="nodes"></div>
        <canvas class="over" aria-hidden="true" hidden></canvas>
      </div>
      ${stage && stage.scene.nodes.size === 0 && stage.scene.marks.size === 0 ? html`<div class="empty"><h2>${words().empty}</h2><p>${words().emptyHelp}</p></div>` : nothing}
      ${this.verdict ? html`<div class="verdict" data-tone=${this.verdict.tone} style=${styleMap({ transform: `translate(${this.verdict.screenX + 18}px, ${this.verdict.screenY + 14}px)` })}>${this.verdict.text}</div>` : nothing}
      ${stage && this.offer ? offerPart(stage, this.offer, () => this.closeOffer()) : nothing}
      ${stage ? toolsPart(stage, { overview: this.overview, toggle: () => { this.overview = !this.overview; }, press: (event) => this.onMinimap(event) }) : nothing}
      <p id="help" class="visually-hidden">${words().canvasHelp}</p>
      <div id="live" class="visually-hidden" role="status" aria-live="polite"></div>`;
  }

  centreOn(id: string): void {
    this.stage?.centreOn(id);
  }

  fit(): void {
    this.stage?.fit();
  }

  fitSelection(): void {
    this.stage?.fitSelection();
  }

  zoomBy(factor: number): void {
    this.stage?.zoomAt(this.stage.view.scale * factor);
  }

  zoomWhole(): void {
    this.stage?.zoomAt(this.stage.whole);
  }

  viewCentre(): Point {
    return this.stage?.centre() ?? [0, 0];
  }

  toGraph(clientX: number, clientY: number): Point {
    return this.stage?.toGraph(clientX, clientY) ?? [0, 0];
  }

  sizes(): Sizes {
    return this.stage?.scene.sizes() ?? new Map();
  }

  selectionBounds(): Rect | undefined {
    return this.stage?.selectionBounds();
  }

  rename(): void {
    if (this.stage) rename(this.stage);
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>(".stage")?.focus(options);
  }

  private enter(): void {
    const { workspace } = this;
    const part = <T extends Element>(selector: string) => this.renderRoot.querySelector<T>(selector)!;
    const stage = new Stage(workspace, workspace.session!, {
      ground: part("canvas.ground"), over: part("canvas.over"), marks: part("div.marks"), element: part("div.stage"),
      announce: (text) => { part("#live").textContent = text; },
      changed: () => this.requestUpdate(),
      tell: (type, detail) => { this.tell(type, detail); },
      write: (ref) => { this.writing = ref; },
    });
    part("div.nodes").replaceChildren(stage.mounting.layer);
    part<HTMLElement>("div.stage").addEventListener("wheel", this.onWheel, { passive: false });
    for (const [type, listener] of nodeChanges(stage)) stage.mounting.layer.addEventListener(type, listener);
    this.stage = stage;
    this.pointer = new PointerInput(stage, { say: (verdict) => { this.verdict = verdict; }, offer: (offer) => { this.offer = offer; } });
    workspace.canvas = this;
    this.seen = [];
    this.requestUpdate();
  }

  private leave(): void {
    this.unwatch(this.stage?.session);
    this.renderRoot.querySelector(".stage")?.removeEventListener("wheel", this.onWheel as EventListener);
    this.pointer?.cancel();
    this.minimap?.destroy();
    this.stage?.destroy();
    this.stage = this.pointer = this.minimap = this.offer = this.verdict = this.writing = undefined;
    if (this.workspace.canvas === this) this.workspace.canvas = undefined;
  }

  /** Tells the stage what has changed; panning and hovering draw this element too, and are nothing to it. */
  private follow(): void {
    const { stage, workspace: { packs, run } } = this;
    if (!stage) return;
    const { session } = stage;
    const surroundings = [packs.listings, session.subgraphs, settings.language, settings.shade];
    const now = [...surroundings, session.document, session.selection, session.checked, run, run?.version];
    const { seen } = this;
    this.seen = now;
    if (seen.length === 0 || surroundings.some((part, at) => part !== seen[at])) stage.restyle();
    else if (now.some((part, at) => part !== seen[at])) stage.follow();
    if (seen.length > 0 && seen[5] !== session.selection) stage.host.announce(selectionWords(stage, session.selection));
    const map = this.renderRoot.querySelector<HTMLCanvasElement>(".minimap");
    if (map && !this.minimap) this.minimap = new Minimap(stage, map);
    if (!map) {
      this.minimap?.destroy();
      this.minimap = undefined;
    }
  }

  private readonly onWheel = (event: WheelEvent): void => {
    const scrolls = event.composedPath().some((target) => target instanceof HTMLTextAreaElement && target.scrollHeight > target.clientHeight);
    if (!scrolls) this.pointer?.turned(event);
  };

  private readonly onDown = (event: PointerEvent): void => {
    if (isControl(event)) return;
    if (event.button === 1) event.preventDefault();
    this.offer = undefined;
    this.focus({ preventScroll: true });
    this.stage?.host.element.classList.add("pointed");
    this.pointer?.down(event);
  };

  private readonly onMinimap = (event: PointerEvent): void => {
    if (event.type === "pointerdown") (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (event.buttons !== 0) this.minimap?.go(event);
  };

  private readonly onDoubleClick = (event: MouseEvent): void => {
    const { stage, pointer } = this;
    if (!stage || !pointer || isControl(event)) return;
    const hit = pointer.hitOf(event);
    const [x, y] = stage.toGraph(event.clientX, event.clientY);
    if (hit.kind === "nothing") this.tell("rw-palette", { x: event.clientX, y: event.clientY });
    else if (hit.kind === "edge") pointer.bend(hit, { x, y });
    else if (hit.kind === "bend") stage.session.edit(words().doRemoveBend, (document) => removeBend(document, hit.edge.entry, hit.index));
    else if (hit.kind === "mark") this.writing = `${hit.mark.kind}:${hit.mark.id}`;
    else if (hit.kind === "node" && hit.onHeader) stage.mounting.viewOf(hit.box.id)?.rename();
    else if (hit.kind === "node" && hit.box.entry.type.startsWith("graph/")) this.tell("rw-open-graph", { name: hit.box.entry.type.slice("graph/".length) });
  };

  private readonly onContext = (event: MouseEvent): void => {
    const { stage, pointer } = this;
    if (!stage || !pointer || isControl(event)) return;
    event.preventDefault();
    const ref = refOf(pointer.hitOf(event));
    if (ref && !stage.session.selection.has(ref)) stage.session.select([ref]);
    this.tell("rw-context", { x: event.clientX, y: event.clientY, ref });
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const { stage, pointer } = this;
    if (!stage || !pointer || isControl(event) || event.isComposing || event.keyCode === 229) return;
    stage.host.element.classList.remove("pointed");
    if (event.key === "Escape" && (pointer.busy || this.offer)) {
      pointer.cancel();
      this.offer = undefined;
    } else if (event.key === " ") pointer.panning = true;
    else if (!pressed(stage, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === " " && this.pointer) this.pointer.panning = false;
    if (event.key.startsWith("Arrow")) this.stage?.session.settle();
  };

  /** A node that is being written on stays on the page. */
  private readonly onFocus = (event: FocusEvent): void => {
    const node = event.type === "focusin" ? event.composedPath().find((target) => target instanceof HTMLElement && target.localName === "rw-node") : undefined;
    if (this.stage) this.stage.focused = node ? (node as HTMLElementTagNameMap["rw-node"]).look.id : undefined;
  };

  private closeOffer(): void {
    this.offer = undefined;
    this.focus({ preventScroll: true });
  }
}

/** Fields and buttons on nodes and in notes keep their own presses and keys. */
function isControl(event: Event): boolean {
  const [target] = event.composedPath();
  return event.composedPath().some((one) => one instanceof HTMLElement && one.localName === "rw-field") || (target instanceof Element && target.closest("button, input, textarea, select, video, .wave") !== null);
}

customElements.define("rw-canvas", Canvas);

declare global {
  interface HTMLElementTagNameMap { "rw-canvas": Canvas }
}
