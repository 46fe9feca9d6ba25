import { css, html, type TemplateResult } from "lit";
import { View } from "../view/view.ts";

/**
 * @summary A line between two parts of the page that can be dragged, also with the arrow keys. The part it sizes lies
 * after it: to its right, or below it.
 * @fires rw-resize with the wanted size in rem
 * @fires rw-reset on a double click
 */
export class Splitter extends View {
  static override styles = css`
    :host { display: block; position: relative; z-index: 3; background: var(--line-1); touch-action: none; transition: background var(--quick); }
    :host([aria-orientation="vertical"]) { width: 1px; cursor: col-resize; }
    :host([aria-orientation="horizontal"]) { height: 1px; cursor: row-resize; }
    :host::before { content: ""; position: absolute; inset: -3px; }
    :host(:hover), :host(:focus-visible), :host([dragging]) { background: var(--accent); outline: none; box-shadow: 0 0 0 1px var(--accent); }
  `;
  static override properties = { size: { type: Number }, min: { type: Number }, max: { type: Number }, label: { type: String } };
  /** In rem, as are `min` and `max`. */
  declare size: number;
  declare min: number;
  declare max: number;
  declare label: string;

  constructor() {
    super();
    Object.assign(this, { size: 20, min: 12, max: 40, label: "" });
    this.addEventListener("pointerdown", (event) => this.drag(event));
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("dblclick", () => this.tell("rw-reset"));
  }

  private get isVertical(): boolean {
    return this.getAttribute("aria-orientation") === "vertical";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = "separator";
    this.tabIndex = 0;
  }

  override updated(): void {
    this.ariaLabel = this.label;
    this.ariaValueNow = String(Math.round(this.size));
    this.ariaValueMin = String(this.min);
    this.ariaValueMax = String(this.max);
  }

  private resize(size: number): void {
    this.tell("rw-resize", Math.min(this.max, Math.max(this.min, size)));
  }

  private drag(down: PointerEvent): void {
    if (down.button !== 0) return;
    down.preventDefault();
    this.setPointerCapture(down.pointerId);
    this.toggleAttribute("dragging", true);
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const [from, size] = [this.isVertical ? down.clientX : down.clientY, this.size];
    const move = (event: PointerEvent) => this.resize(size + (from - (this.isVertical ? event.clientX : event.clientY)) / rem);
    const end = () => {
      this.removeEventListener("pointermove", move);
      this.toggleAttribute("dragging", false);
    };
    this.addEventListener("pointermove", move);
    this.addEventListener("lostpointercapture", end, { once: true });
  }

  private onKey(event: KeyboardEvent): void {
    const [more, less] = this.isVertical ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key === more) this.resize(this.size + 1);
    else if (event.key === less) this.resize(this.size - 1);
    else if (event.key === "Home") this.resize(this.min);
    else if (event.key === "End") this.resize(this.max);
    else return;
    event.preventDefault();
  }

  override render(): TemplateResult {
    return html``;
  }
}

customElements.define("rw-splitter", Splitter);

declare global {
  interface HTMLElementTagNameMap { "rw-splitter": Splitter }
}
