import { planMounts, mostMounted } from "./mount-plan.ts";
import { lookOf } from "./node-look.ts";
import { Painter } from "./painter.ts";
import { paintDraft } from "./paint-overlay.ts";
import type { NodeBox } from "./scene-parts.ts";
import { common } from "./geometry.ts";
import type { Stage } from "./stage.ts";
import type { Shows } from "./tiles.ts";
import { areaIn, type Viewport } from "./viewport.ts";

/** Nodes are live on the page from this scale on, when there are not too many; painted below it. The two thresholds keep them from flickering. */
const liveAbove = 0.24;
const lightBelow = 0.2;
const liveBelowCount = 48;
/** How far outside of the view nodes are put on the page, and how far they may stay, in screen pixels. */
const mountMargin = 120;
const stayMargin = 420;
/** Ports of more nodes than this are not read at once: the survey comes to them. */
const mostMeasured = 240;
/** Zooming is over when the scale has been the same for this long, in milliseconds: nodes are painted until then, and put on the page after it. */
const restMs = 150;

/** Nodes that have left the view are taken off the page when it has not moved for this long, in milliseconds: whoever pans mostly comes back. */
const leaveMs = 1500;

/** Draws the stage, at most once a frame, and only when something has changed. */
export class Surface {
  width = 0;
  height = 0;
  /** Screen pixels per pixel of the page. */
  ratio = 1;
  textScale = 1;
  /** All nodes are painted; none is live. */
  light = true;
  private shows: Shows = "blocks";
  private readonly stage: Stage;
  private readonly painter: Painter;
  private readonly size: ResizeObserver;
  private frame = 0;
  private isStale = true;
  private paintedVersion = -1;
  private seen: Viewport | undefined;
  private movedAt = -Infinity;
  private scaledAt = -Infinity;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private hadDraft = false;

  constructor(stage: Stage) {
    this.stage = stage;
    this.painter = new Painter(stage);
    this.size = new ResizeObserver(() => this.resize());
    this.size.observe(stage.host.element);
  }

  /** @param paints false where at most the scene has changed, which it tells itself */
  invalidate(paints = true): void {
    this.isStale ||= paints;
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.leaving);
    clearTimeout(this.resting);
    this.painter.destroy();
    this.size.disconnect();
  }

  /** Paints ahead what will be seen when the view is moved far. @returns whether there is more of it */
  prepare(): boolean {
    return this.width > 0 && (this.painter.prepare(this) || (this.shows === "live" && !this.stage.isHeld && this.painter.ahead("cards", this)));
  }

  private resize(): void {
    const { host } = this.stage;
    this.width = host.element.clientWidth;
    this.height = host.element.clientHeight;
    this.ratio = devicePixelRatio;
    this.textScale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    for (const canvas of [host.ground, host.over]) {
      canvas.width = Math.round(this.width * this.ratio);
      canvas.height = Math.round(this.height * this.ratio);
    }
    this.stage.resized();
    // A canvas whose size was set is empty: it is painted before the page is shown.
    cancelAnimationFrame(this.frame);
    this.isStale = true;
    this.draw();
  }

  private draw(): void {
    this.frame = 0;
    if (this.width === 0) return;
    const { stage } = this;
    const { view, scene } = stage;
    const inView = scene.nodesIn(stage.area);
    if (this.seen && this.seen !== view) this.moved();
    if (this.seen && this.seen.scale !== view.scale) this.scaledAt = performance.now();
    this.seen = view;
    this.chooseLight(inView.length);
    if (!this.light || (inView.length <= mostMeasured && !this.moves)) scene.measure(inView, mostMeasured);
    if (!this.light) scene.refit(inView);
    // The first picture is not kept waiting: all nodes are painted in it.
    const isFirst = this.paintedVersion < 0;
    const more = isFirst || this.mountSome(inView);
    this.shows = this.showsNext(isFirst, more);
    stage.host.marks.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    if (this.isStale || more || scene.touched.version !== this.paintedVersion) {
      this.isStale = this.painter.paint(inView, this.shows, this);
      this.paintedVersion = scene.touched.version;
    }
    if (this.shows === "live" || this.arePainted(inView)) stage.mounting.show(this.shows === "live");
    stage.mounting.transform(view, this.zooms && !stage.mounting.isShown);
    this.paintOver();
    if (more || this.isStale || this.isAwaited) this.invalidate();
    if (this.zooms || !this.painter.isSharp) this.rest();
  }

  /** Nodes are painted while the scale changes, and after it until everything that is live is there to be shown at once. */
  private showsNext(isFirst: boolean, more: boolean): Shows {
    const { shows, painter, stage } = this;
    if (this.light) return "blocks";
    if (stage.isHeld || isFirst) return "live";
    if (shows === "live") return this.zooms && painter.hasPictures ? "cards" : "live";
    return this.zooms || more || painter.ahead("live", this) ? "cards" : "live";
  }

  /** Live nodes stay to be seen until they are painted. Where something is written on one, it stays. */
  private arePainted(inView: readonly NodeBox[]): boolean {
    const { mounting, isHeld, area } = this.stage;
    return !isHeld && inView.every((box) => !mounting.has(box.id) || this.painter.covers(common(box, area)));
  }

  /** Nodes are about to be live again. */
  private get isAwaited(): boolean {
    return this.shows === "cards" && !this.zooms;
  }

  /** Looks again when the scale has come to rest. */
  private rest(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.invalidate(), restMs + 5);
  }

  private moved(): void {
    this.movedAt = performance.now();
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.invalidate(false), leaveMs);
  }

  private chooseLight(inView: number): void {
    const { scale } = this.stage.view;
    if (this.light ? scale > liveAbove && inView <= liveBelowCount : scale < lightBelow || inView > mostMounted) this.light = !this.light;
  }

  /** The view moves, or has only just come to rest. */
  get moves(): boolean {
    return performance.now() - this.movedAt < restMs;
  }

  private get zooms(): boolean {
    return performance.now() - this.scaledAt < restMs;
  }

  /** @returns whether there is more to put on the page, or to take off it */
  private mountSome(inView: readonly NodeBox[]): boolean {
    if (this.zooms) return false;
    const { stage } = this;
    const { mounting, scene, view } = stage;
    const mounted = mounting.ids;
    const around = (margin: number) => scene.nodesIn(areaIn(view, this.width, this.height, margin));
    const wanted = this.light ? [] : [...inView, ...around(mountMargin).filter((box) => !inView.includes(box))].map(({ id }) => id);
    const near = new Set(this.light || mounted.size === 0 || performance.now() - this.movedAt >= leaveMs ? [] : around(stayMargin).map(({ id }) => id));
    const kept = new Set([...stage.kept, ...stage.focused === undefined ? [] : [stage.focused]].filter((id) => scene.nodes.has(id)));
    const plan = planMounts({ mounted, wanted, near, kept });
    for (const id of plan.unmount) void mounting.unmount(id);
    if (plan.mount.length > 0) {
      const sources = stage.lookSources();
      scene.measure(plan.mount.map((id) => scene.nodes.get(id)!), plan.mount.length);
      for (const id of plan.mount) void mounting.mount(scene.nodes.get(id)!, lookOf(id, sources));
    }
    for (const id of mounted) {
      const box = scene.nodes.get(id);
      if (box) mounting.place(box);
    }
    return plan.more || plan.mount.length > 0;
  }

  private paintOver(): void {
    const { stage, ratio } = this;
    const { draft, view, colours } = stage;
    if (!draft && !this.hadDraft) return;
    this.hadDraft = draft !== undefined;
    stage.host.over.hidden = draft === undefined;
    const context = stage.host.over.getContext("2d")!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.width * ratio, this.height * ratio);
    context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
    if (draft) paintDraft(context, draft, { colours, scale: view.scale });
  }
}
