import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../../look/style-map.ts";
import { Maximize, ZoomIn, ZoomOut } from "lucide";
import type { Artifact } from "../../../runtime/contract/types.ts";
import { icon } from "../../look/icon.ts";
import { look } from "../../look/look.ts";
import type { Workspace } from "../../state/workspace.ts";
import { View } from "../../view/view.ts";
import { imageStyles } from "./styles.ts";
import { words } from "./words.ts";

const zoomStep = 1.25;
const zoomRange = [0.1, 16] as const;

/**
 * @summary An image of the store, fitted into the element. `full`: can be zoomed with buttons, `+`, `-`, `0` and Ctrl
 * and the wheel, and moved by dragging.
 */
export class ImageView extends View {
  static override styles = [look, imageStyles];
  static override properties = { workspace: { attribute: false }, artifact: { attribute: false }, label: {}, full: { type: Boolean, reflect: true }, zoom: { state: true }, broken: { state: true } };
  declare workspace: Workspace;
  declare artifact: Artifact | undefined;
  declare label: string;
  declare full: boolean;
  /** Times the image's own size; undefined fits it in. */
  private declare zoom: number | undefined;
  /** The artifact that could not be loaded. */
  private declare broken: string | undefined;

  constructor() {
    super();
    this.label = "";
    this.full = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { artifact } = this;
    if (!artifact) return nothing;
    if (this.broken === artifact.artifact) return html`<p class="gone small">${words().gone}</p>`;
    const picture = html`<img src=${this.workspace.server.artifactUrl(artifact)} alt=${this.label || words().image} loading=${this.full ? "eager" : "lazy"} decoding="async" draggable="false"
      class=${this.zoom === undefined ? "fit" : ""} style=${styleMap(this.zoom === undefined ? {} : { zoom: String(this.zoom) })} @error=${() => { this.broken = artifact.artifact; }}>`;
    if (!this.full) return picture;
    return html`
      <div class="stage" tabindex="0" role="group" aria-label=${this.label || words().image} @keydown=${this.onKey} @wheel=${this.onWheel} @pointerdown=${this.onPointer} @pointermove=${this.onDrag}>${picture}</div>
      <div class="tools row">
        <button class="icon quiet" aria-label=${words().zoomOut} title=${words().zoomOut} @click=${() => this.zoomBy(1 / zoomStep)}>${icon(ZoomOut)}</button>
        <output class="small mono">${this.zoom === undefined ? words().fit : `${Math.round(this.zoom * 100)} %`}</output>
        <button class="icon quiet" aria-label=${words().zoomIn} title=${words().zoomIn} @click=${() => this.zoomBy(zoomStep)}>${icon(ZoomIn)}</button>
        <button class="icon quiet" aria-label=${words().fit} title=${words().fit} ?disabled=${this.zoom === undefined} @click=${() => { this.zoom = undefined; }}>${icon(Maximize)}</button>
      </div>`;
  }

  private zoomBy(factor: number): void {
    const picture = this.renderRoot.querySelector("img");
    if (!picture || picture.naturalWidth === 0) return;
    const now = this.zoom ?? Math.min(picture.clientWidth / picture.naturalWidth, picture.clientHeight / picture.naturalHeight);
    this.zoom = Math.min(zoomRange[1], Math.max(zoomRange[0], now * factor));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "+" || event.key === "=") this.zoomBy(zoomStep);
    else if (event.key === "-") this.zoomBy(1 / zoomStep);
    else if (event.key === "0") this.zoom = undefined;
    else return;
    event.preventDefault();
  }

  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoomBy(event.deltaY < 0 ? zoomStep : 1 / zoomStep);
  }

  private onPointer(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  }

  private onDrag(event: PointerEvent): void {
    const stage = event.currentTarget as Element;
    if (!stage.hasPointerCapture(event.pointerId)) return;
    stage.scrollBy(-event.movementX, -event.movementY);
  }
}

customElements.define("rw-image", ImageView);
declare global { interface HTMLElementTagNameMap { "rw-image": ImageView } }
