import { idsOf } from "../model/element.ts";
import { layoutOf, type Rect } from "../model/layout.ts";
import type { Drawing } from "./colours.ts";
import { grown, overlaps } from "./geometry.ts";
import { CardPictures } from "./card-pictures.ts";
import { lookOf } from "./node-look.ts";
import { iconOf } from "./node-parts.ts";
import { paintCards } from "./paint-cards.ts";
import { paintEdges, paintFlow } from "./paint-edges.ts";
import { Ground, paintFrameOutlines, paintFrames } from "./paint-ground.ts";
import { type NodeGlance, paintNodes } from "./paint-nodes.ts";
import { packHue } from "./port-look.ts";
import { runOf, stateOf } from "./run-look.ts";
import type { EdgeLine, NodeBox } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import { settings } from "../state/settings.ts";
import { type PaintTile, type Shows, Tiles, type TileView } from "./tiles.ts";
import { fitting, type Viewport } from "./viewport.ts";

/** Beyond this, nodes that do not fit what is being wired are not told apart: they could not be seen. */
const mostDimmed = 300;
/** The overview is no larger than this, however small the graph. */
const overviewScale = 0.5;
/** How far around the view cards are painted ahead, in screen pixels. */
const margin = 280;

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Paints the ground, frames, edges, and the nodes that are not live on the page. */
export class Painter {
  private readonly stage: Stage;
  private readonly ground = new Ground();
  private readonly tiles = new Tiles();
  private readonly pictures = new CardPictures();
  private context: CanvasRenderingContext2D | undefined;
  private flow = 0;
  private held: ReadonlySet<string> = new Set();

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** @returns whether there is more to paint in the next frame: something moves by itself, or is not sharp yet */
  paint(inView: readonly NodeBox[], shows: Shows, sheet: Sheet): boolean {
    const { stage } = this;
    const { view, host } = stage;
    const context = (this.context ??= host.ground.getContext("2d", { alpha: false })!);
    this.letGo();
    const unsharp = this.tiles.draw(context, this.look(shows, sheet, view), this.part(shows, sheet.ratio));
    toGraph(context, view, sheet.ratio);
    const flows = this.paintLive(context, shows === "live" ? inView.filter(({ id }) => !stage.mounting.has(id)) : [], { shows, ratio: sheet.ratio });
    return unsharp || flows;
  }

  /** Whether nothing is stretched; what is will be painted sharp when the scale has come to rest. */
  get isSharp(): boolean {
    return this.tiles.isSharp;
  }

  /** Whether an area of the graph was painted, not only the overview of it. */
  covers(area: Rect): boolean {
    return this.tiles.covers(area);
  }

  destroy(): void {
    this.tiles.destroy();
    this.pictures.close();
  }

  /** Whether what live nodes show can be painted too; where it cannot, it soon will. What plays never can. */
  get hasPictures(): boolean {
    return !this.collect();
  }

  /**
   * Paints a part of the overview, which is seen while there is nothing sharper yet.
   * @returns whether there is more of it
   */
  prepare(sheet: Sheet): boolean {
    const { bounds } = this.stage.scene;
    if (!bounds) return false;
    const { scale } = fitting(bounds, sheet.width, sheet.height, { margin: 0, largest: overviewScale });
    return this.tiles.prepare(this.look("blocks", sheet, { x: 0, y: 0, scale }), bounds, this.part("blocks", sheet.ratio));
  }

  /**
   * Paints a part of what is in view as it will be shown next: as cards when zooming begins, without nodes when it ends.
   * @returns whether there is more of it
   */
  ahead(shows: Exclude<Shows, "blocks">, { width, height, ratio }: Sheet): boolean {
    const { stage, stage: { view } } = this;
    if (shows === "live") return this.tiles.ahead(this.look(shows, { width, height, ratio }, view), this.part(shows, ratio));
    if (this.collect()) return false;
    // Nodes that are partly in view are painted whole.
    const around = { x: view.x + margin, y: view.y + margin, scale: view.scale };
    return this.tiles.ahead(this.look(shows, { width: width + 2 * margin, height: height + 2 * margin, ratio }, around), this.part(shows, ratio));
  }

  /** @returns whether pictures are to come still */
  private collect(): boolean {
    const { stage, stage: { mounting } } = this;
    return this.pictures.collect([...mounting.ids].flatMap((id) => mounting.viewOf(id) ?? []), stage.surface.ratio, () => stage.redrawCards());
  }

  private look(shows: Shows, { width, height, ratio }: Sheet, view: Viewport): TileView {
    const { scene, colours, fits, problems, cards, workspace: { run } } = this.stage;
    const seen = shows === "blocks" && run ? `${run.id}:${run.version}` : shows === "cards" ? cards.epoch : "";
    const version = [scene.touched.epoch, seen, colours.shade, settings.language, fits !== undefined, problems.version].join("|");
    return { view, width, height, ratio, background: colours.surface, kind: shows, version, touched: scene.touched.take(), touchedCards: cards.take(), now: performance.now() };
  }

  private part(shows: Shows, ratio: number): PaintTile {
    return (context, area, { view, width, height }) => {
      const { scene, colours, kept, fits, problems } = this.stage;
      const around = grown(area, 8);
      this.ground.paint(context, view, { width, height, ratio, colours });
      toGraph(context, view, ratio);
      paintFrames(context, [...scene.marks.values()].filter((mark) => mark.kind === "frame" && overlaps(mark, around)), { colours, scale: view.scale });
      const edges = scene.edgesIn(around).filter(({ from, to }) => !kept.has(from.id) && !kept.has(to.id));
      paintEdges(context, edges, { colours, scale: view.scale, faulty: problems.edges, selected: none, hovered: undefined, dimmed: fits !== undefined });
      if (shows === "live") return;
      const boxes = scene.nodesIn(around).filter(({ id }) => !kept.has(id));
      if (shows === "blocks") this.nodes(context, boxes, { view, ratio, selected: none });
      else this.cards(context, boxes);
    };
  }

  private cards(context: Drawing, boxes: readonly NodeBox[]): void {
    const { stage, stage: { workspace, mounting, colours } } = this;
    const sources = stage.lookSources();
    paintCards(context, boxes, {
      colours, lookOf: ({ id }) => mounting.lookOf(id) ?? lookOf(id, sources),
      iconOf: (look) => iconOf(look, workspace.packs.manifest(look.type)), pictureOf: (look) => this.pictures.of(look),
    });
  }

  /** What is dragged is painted by itself: it is taken out of the picture, and put there again. */
  private letGo(): void {
    const { kept, scene } = this.stage;
    const before = this.held;
    this.held = new Set(kept);
    for (const id of new Set([...before, ...kept])) {
      const box = scene.nodes.get(id);
      if (!box || before.has(id) === kept.has(id)) continue;
      scene.touched.add(box);
      for (const { area } of box.edges) scene.touched.add(area);
    }
  }

  /** What changes while one works, above the picture: what is selected, pointed at or dragged, and what flows. */
  private paintLive(context: Drawing, pending: readonly NodeBox[], { shows, ratio }: { readonly shows: Shows; readonly ratio: number }): boolean {
    const { stage } = this;
    const { view, colours, scene, session } = stage;
    const pointed = stage.hovered?.startsWith("edge:") ? [stage.hovered.slice("edge:".length)] : [];
    const running = shows === "blocks" ? none : this.runningNodes();
    const edges = new Set([
      ...[...this.chosenEdges(), ...pointed].flatMap((text) => scene.edgeOf(text) ?? []),
      ...[...stage.kept].flatMap((id) => [...scene.nodes.get(id)?.edges ?? []]),
    ]);
    paintFrameOutlines(context, idsOf(session.selection, "frame").flatMap((id) => scene.marks.get(`frame:${id}`) ?? []), { colours, scale: view.scale });
    const flows = this.edges(context, [...edges], running);
    const held = shows !== "live" ? [...stage.kept].flatMap((id) => scene.nodes.get(id) ?? []) : [];
    this.nodes(context, [...pending, ...held], { view, ratio, selected: session.selection });
    if (shows === "live") return flows;
    context.strokeStyle = colours.accent;
    context.lineWidth = shows === "cards" ? 2 : 2 / view.scale;
    for (const id of idsOf(session.selection, "node")) {
      const box = scene.nodes.get(id);
      if (!box || !overlaps(box, stage.area)) continue;
      context.beginPath();
      if (shows === "cards") context.roundRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2, 10);
      else context.rect(box.x, box.y, box.width, box.height);
      context.stroke();
    }
    return flows;
  }

  /** @returns whether something flows */
  private edges(context: Drawing, edges: readonly EdgeLine[], running: ReadonlySet<string>): boolean {
    const { stage } = this;
    const isStill = running.size === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const flowing = isStill ? [] : stage.scene.edgesIn(stage.area).filter(({ from }) => running.has(from.id));
    paintEdges(context, edges, { colours: stage.colours, scale: stage.view.scale, faulty: stage.problems.edges, selected: this.chosenEdges(), hovered: stage.hovered?.replace(/^(edge|bend):/, ""), dimmed: stage.fits !== undefined });
    paintFlow(context, flowing, { colours: stage.colours, scale: stage.view.scale, flow: (this.flow += 1.2) });
    return flowing.length > 0;
  }

  private nodes(context: Drawing, boxes: readonly NodeBox[], { view, ratio, selected }: { readonly view: Viewport; readonly ratio: number; readonly selected: ReadonlySet<string> }): void {
    const { stage } = this;
    paintNodes(context, boxes, {
      colours: stage.colours, scale: view.scale, titleOf: (box) => stage.titleOf(box), glance: this.glancing(selected), origin: [view.x, view.y, ratio],
      isDimmed: (box) => stage.fits !== undefined && boxes.length < mostDimmed && !this.takesWire(box),
    });
  }

  private chosenEdges(): ReadonlySet<string> {
    const { session: { selection } } = this.stage;
    return new Set([...idsOf(selection, "edge"), ...idsOf(selection, "bend")]);
  }

  private takesWire(box: NodeBox): boolean {
    const { fits } = this.stage;
    return [...box.rows.inputs.keys()].some((port) => fits?.(box.id, "input", port)) || [...box.rows.outputs.keys()].some((port) => fits?.(box.id, "output", port));
  }

  private runningNodes(): ReadonlySet<string> {
    const { run } = this.stage.workspace;
    if (run?.outcome !== "running") return none;
    return new Set([...run.nodes.values()].filter(({ counts }) => counts.running > 0).map(({ node }) => node.split("/", 1)[0]!));
  }

  private glancing(selected: ReadonlySet<string>): (box: NodeBox) => NodeGlance {
    const { stage } = this;
    const { session, workspace: { run }, colours } = stage;
    const hues = layoutOf(session.document).colours;
    const states = { running: colours.accent, done: colours.green, cached: colours.blue, failed: colours.red, skipped: undefined, waiting: undefined };
    return ({ id, entry }) => {
      const node = run && runOf(run, id, entry.type);
      return {
        hue: hues?.[id] ?? packHue(entry.type), isSelected: selected.has(`node:${id}`), hasProblem: stage.problems.ofNode(id).length > 0,
        isOff: entry.mode === "muted", state: node && states[stateOf(node.counts, run!.outcome !== "running")],
      };
    };
  }
}

function toGraph(context: Drawing, { x, y, scale }: Viewport, ratio: number): void {
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
}

const none: ReadonlySet<string> = new Set();
