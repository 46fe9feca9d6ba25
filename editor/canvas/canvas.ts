import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import type { Point, Rect } from "../model/layout.ts";
import type { Sizes } from "../model/place.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { CanvasHandle, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import type { Offer, Verdict } from "./gestures/wire.ts";
import { CanvasInput, type InputHost } from "./input.ts";
import { rename, selectionWords } from "./keys.ts";
import { marksPart } from "./marks.ts";
import { Minimap } from "./minimap.ts";
import { elementId } from "./mounting.ts";
import { nodeChanges } from "./node-changes.ts";
import { offerPart } from "./offer.ts";
import { Stage } from "./stage.ts";
import { canvasStyles } from "./styles.ts";
import { toolsPart } from "./tools.ts";
import { placeUnplaced } from "./unplaced.ts";
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
  private input: CanvasInput | undefined;
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
        @pointerdown=${(event: PointerEvent) => this.input?.down(event)} @pointermove=${(event: PointerEvent) => this.input?.pointer.move(event)} @pointerup=${(event: PointerEvent) => this.input?.pointer.up(event)}
        @pointercancel=${() => this.input?.pointer.cancel()} @pointerleave=${() => this.input?.pointer.left()} @dblclick=${(event: MouseEvent) => this.input?.doubleClicked(event)} @contextmenu=${(event: MouseEvent) => this.input?.menu(event)}
        @keydown=${(event: KeyboardEvent) => this.input?.keyDown(event)} @keyup=${(event: KeyboardEvent) => this.input?.keyUp(event)} @focusin=${this.onFocus} @focusout=${this.onFocus}>
        <canvas class="ground" aria-hidden="true"></canvas>
        <div class="layer marks">${stage ? marksPart(stage, { ref: this.writing, done: () => { this.writing = undefined; } }) : nothing}</div>
        <div class="nodes"></div>
        <canvas class="over" aria-hidden="true" hidden></canvas>
      </div>
      ${stage && stage.scene.nodes.size === 0 && stage.scene.marks.size === 0 ? html`<div class="empty"><h2>${words().empty}</h2><p>${words().emptyHelp}</p></div>` : nothing}
      ${this.verdict ? html`<div class="verdict" data-tone=${this.verdict.tone} style=${styleMap({ transform: `translate(min(${this.verdict.screenX + 18}px, 100cqw - 100% - 8px), min(${this.verdict.screenY + 14}px, 100cqh - 100% - 8px))` })}>${this.verdict.text}</div>` : nothing}
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
    for (const [type, listener] of nodeChanges(stage)) stage.mounting.layer.addEventListener(type, listener);
    this.stage = stage;
    this.input = new CanvasInput(stage, this.inputHost());
    workspace.canvas = this;
    this.seen = [];
    stage.scene.follow(stage.session.document);
    void placeUnplaced(stage).catch((error: unknown) => workspace.notices.failed(error));
    this.requestUpdate();
  }

  private inputHost(): InputHost {
    const hasOffer = () => this.offer !== undefined;
    return {
      say: (verdict) => { this.verdict = verdict; },
      offer: (offer) => { this.offer = offer; },
      get hasOffer() { return hasOffer(); },
      closeOffer: () => { this.offer = undefined; },
      focus: () => this.focus({ preventScroll: true }),
    };
  }

  private leave(): void {
    this.unwatch(this.stage?.session);
    this.input?.destroy();
    this.minimap?.destroy();
    this.stage?.destroy();
    this.stage = this.input = this.minimap = this.offer = this.verdict = this.writing = undefined;
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
    if (seen.length > 0 && surroundings.some((part, at) => part !== seen[at])) stage.restyle();
    else if (now.some((part, at) => part !== seen[at])) stage.follow();
    if (seen.length > 0 && seen[5] !== session.selection) stage.host.announce(selectionWords(stage, session.selection));
    const map = this.renderRoot.querySelector<HTMLCanvasElement>(".minimap");
    if (map && !this.minimap) this.minimap = new Minimap(stage, map);
    if (!map) {
      this.minimap?.destroy();
      this.minimap = undefined;
    }
  }

  private readonly onMinimap = (event: PointerEvent): void => {
    if (event.type === "pointerdown") (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (event.buttons !== 0) this.minimap?.go(event);
  };

  private readonly onFocus = (event: FocusEvent): void => this.input?.focusMoved(event);

  private closeOffer(): void {
    this.offer = undefined;
    this.focus({ preventScroll: true });
  }
}

customElements.define("rw-canvas", Canvas);

declare global {
  interface HTMLElementTagNameMap { "rw-canvas": Canvas }
}
