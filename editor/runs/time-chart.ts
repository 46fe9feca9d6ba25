import { html, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { Maximize, ZoomIn, ZoomOut } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { type Bar, barAt, type Chart, chartOf, moved, type Span, zoomed } from "./chart-layout.ts";
import { chartPlace, laneTops, paintChart } from "./chart-paint.ts";
import { chartStyles } from "./chart-styles.ts";
import { duration } from "./format.ts";
import { itemName, nodeTitle, stateName } from "./names.ts";
import { runStyles } from "./styles.ts";
import { Ticker } from "./ticker.ts";
import { words } from "./words.ts";

const zoomStep = 1.6;
/** While events come by the thousand the picture is laid out anew only so often, in milliseconds. */
const layoutEveryMs = 250;

/** @summary The items of the shown run over time, node by node, drawn on a canvas: zoomed with Ctrl and the wheel, moved by dragging, walked through with the arrow keys. */
export class TimeChart extends View {
  static override styles = [look, runStyles, chartStyles];
  static override properties = { workspace: { attribute: false }, span: { state: true }, chosen: { state: true } };
  declare workspace: Workspace;
  /** Undefined shows everything, also what is to come. */
  private declare span: Span | undefined;
  private declare chosen: { readonly lane: number; readonly bar: Bar } | undefined;
  private chart: Chart = { lanes: [], length: 1 };
  private laidOut = { run: "", version: -1, at: 0 };
  private readonly size = new ResizeObserver(() => this.paint());
  private dragged = false;

  constructor() {
    super();
    new Ticker(this, () => this.workspace?.run?.outcome === "running");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.size.disconnect();
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    this.layOut();
    const tops = laneTops(this.chart);
    return html`
      <div class="row tools">
        <output class="fill small truncate">${this.chosen ? this.said(this.chosen) : html`<span class="muted">${words().chartHelp}</span>`}</output>
        <button class="icon quiet" aria-label=${words().zoomOut} title=${words().zoomOut} ?disabled=${!this.span} @click=${() => this.zoom(1 / zoomStep)}>${icon(ZoomOut)}</button>
        <button class="icon quiet" aria-label=${words().zoomIn} title=${words().zoomIn} @click=${() => this.zoom(zoomStep)}>${icon(ZoomIn)}</button>
        <button class="icon quiet" aria-label=${words().fit} title=${words().fit} ?disabled=${!this.span} @click=${() => { this.span = undefined; }}>${icon(Maximize)}</button>
      </div>
      <div class="stage" @scroll=${() => this.paint()}>
        <canvas tabindex="0" role="application" aria-roledescription=${words().chart} aria-label=${this.chosen ? this.said(this.chosen) : `${words().chart}. ${words().chartHelp}`}
          @pointermove=${this.onMove} @pointerleave=${() => { if (!this.matches(":focus-within")) this.chosen = undefined; }} @pointerdown=${this.onDown} @click=${this.onClick} @wheel=${this.onWheel} @keydown=${this.onKey}></canvas>
        <div style=${styleMap({ height: `calc(${tops.height}px - 100%)` })}></div>
      </div>`;
  }

  protected override updated(): void {
    this.paint();
  }

  private get shown(): Span {
    return this.span ?? { from: 0, to: this.chart.length };
  }

  private layOut(): void {
    const { run } = this.workspace;
    const now = Date.now();
    const { run: before, version, at } = this.laidOut;
    if (!run || (run.id === before && (run.version === version && run.outcome !== "running" || now - at < layoutEveryMs && run.outcome === "running"))) return;
    if (run.id !== before) this.span = this.chosen = undefined;
    this.chart = chartOf(run, now);
    this.laidOut = { run: run.id, version: run.version, at: now };
  }

  private said({ lane, bar }: { readonly lane: number; readonly bar: Bar }): string {
    const { language } = settings;
    const node = this.chart.lanes[lane];
    if (!node) return "";
    const length = bar.end > bar.start ? ` · ${duration(bar.end - bar.start, language)}` : "";
    return `${nodeTitle(this.workspace, node.node, this.workspace.run?.types)} · ${itemName(bar.item)} · ${stateName(bar.state)}${length} · ${words().at(duration(bar.start, language))}`;
  }

  private zoom(factor: number, at = (this.shown.from + this.shown.to) / 2): void {
    const span = zoomed(this.shown, factor, at, this.chart.length);
    this.span = span.to - span.from >= this.chart.length ? undefined : span;
  }

  private get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  private get scrolled(): number {
    return this.renderRoot.querySelector(".stage")?.scrollTop ?? 0;
  }

  private onMove(event: PointerEvent): void {
    const place = chartPlace(this.canvas!, this.shown);
    if (event.buttons === 1) {
      if (Math.abs(event.movementX) > 0) this.dragged = true;
      if (this.span) this.span = moved(this.span, -event.movementX / place.scale, this.chart.length);
      return;
    }
    const hit = laneTops(this.chart).at(event.offsetY + this.scrolled);
    const bar = hit && barAt(this.chart.lanes[hit.lane]!, place.timeAt(event.offsetX), hit.row, 4 / place.scale);
    this.chosen = hit && bar ? { lane: hit.lane, bar } : undefined;
  }

  private onDown(): void {
    this.dragged = false;
  }

  private onClick(): void {
    if (!this.dragged) this.openChosen();
  }

  private openChosen(): void {
    const lane = this.chosen && this.chart.lanes[this.chosen.lane];
    if (lane) this.workspace.show({ panel: "items", focus: { node: lane.node, item: this.chosen!.bar.item } });
  }

  private onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) this.zoom(event.deltaY < 0 ? zoomStep : 1 / zoomStep, chartPlace(this.canvas!, this.shown).timeAt(event.offsetX));
    else if (this.span && Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.span = moved(this.span, event.deltaX / chartPlace(this.canvas!, this.shown).scale, this.chart.length);
    else return;
    event.preventDefault();
  }

  private onKey(event: KeyboardEvent): void {
    switch (event.key) {
      case "+": case "=": this.zoom(zoomStep, this.chosen?.bar.start); break;
      case "-": this.zoom(1 / zoomStep, this.chosen?.bar.start); break;
      case "0": this.span = undefined; break;
      case "Enter": this.openChosen(); break;
      case "ArrowRight": case "ArrowLeft": this.walk(event.key === "ArrowRight" ? 1 : -1); break;
      case "ArrowDown": case "ArrowUp": this.changeLane(event.key === "ArrowDown" ? 1 : -1); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private walk(step: number): void {
    const lane = this.chosen?.lane ?? 0;
    const bars = this.chart.lanes[lane]?.bars ?? [];
    const at = this.chosen ? bars.findIndex(({ item }) => item === this.chosen!.bar.item) + step : 0;
    this.chooseBar(lane, bars[Math.max(0, Math.min(bars.length - 1, at))]);
  }

  private changeLane(step: number): void {
    const lane = Math.max(0, Math.min(this.chart.lanes.length - 1, (this.chosen?.lane ?? -1) + step));
    this.chooseBar(lane, this.chart.lanes[lane]?.bars[0]);
  }

  private chooseBar(lane: number, bar: Bar | undefined): void {
    if (!bar) return;
    this.chosen = { lane, bar };
    const { from, to } = this.shown;
    if (this.span && (bar.start < from || bar.start > to)) this.span = moved(this.span, bar.start - (from + to) / 2, this.chart.length);
    const stage = this.renderRoot.querySelector(".stage")!;
    const { top, bottom } = laneTops(this.chart).of(lane);
    if (top < stage.scrollTop) stage.scrollTop = top;
    else if (bottom > stage.scrollTop + stage.clientHeight) stage.scrollTop = bottom - stage.clientHeight;
  }

  private paint(): void {
    const { canvas, workspace } = this;
    if (!canvas || !workspace?.run) return;
    paintChart(canvas, {
      chart: this.chart, span: this.shown, scrolled: this.scrolled, chosen: this.chosen, style: getComputedStyle(this), language: settings.language,
      titleOf: (node) => nodeTitle(workspace, node, workspace.run?.types),
    });
  }
}

customElements.define("rw-time-chart", TimeChart);
declare global { interface HTMLElementTagNameMap { "rw-time-chart": TimeChart } }
