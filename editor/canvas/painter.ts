import { idsOf } from "../model/element.ts";
import { layoutOf, type Rect } from "../model/layout.ts";
import type { Drawing } from "./colours.ts";
import { grown, overlaps } from "./geometry.ts";
import { paintEdges, paintFlow } from "./paint-edges.ts";
import { Ground, paintFrameOutlines, paintFrames } from "./paint-ground.ts";
import { type NodeGlance, paintNodes } from "./paint-nodes.ts";
import { packHue } from "./port-look.ts";
import { runOf, stateOf } from "./run-look.ts";
import type { EdgeLine, NodeBox } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import { settings } from "../state/settings.ts";
import { Tiles, type TileView } from "./tiles.ts";
import { fitting, type Viewport } from "./viewport.ts";

/** Beyond this, nodes that do not fit what is being wired are not told apart: they could not be seen. */
const mostDimmed = 300;
/** The overview is no larger than this, however small the graph. */
const overviewScale = 0.5;

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
  private context: CanvasRenderingContext2D | undefined;
  private flow = 0;
  private held: ReadonlySet<string> = new Set();

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** @returns whether there is more to paint in the next frame: something moves by itself, or is not sharp yet */
  paint(inView: readonly NodeBox[], light: boolean, sheet: Sheet): boolean {
    const { stage } = this;
    const { view, host } = stage;
    const context = (this.context ??= host.ground.getContext("2d", { alpha: false })!);
    this.letGo();
    const at = { ...this.look(light, sheet), view, touched: stage.scene.touched.take() };
    const unsharp = this.tiles.draw(context, at, (on, area, part) => this.part(on, area, { ...part, light, ratio: sheet.ratio }));
    toGraph(context, view, sheet.ratio);
    const flows = this.paintLive(context, light ? [] : inView.filter(({ id }) => !stage.mounting.has(id)), { light, ratio: sheet.ratio });
    return unsharp || flows;
  }

  /** All that is in view was painted, not only the overview of it. */
  get isWhole(): boolean {
    return this.tiles.isWhole;
  }

  destroy(): void {
    this.tiles.destroy();
  }

  /**
   * Paints a part of the overview, which is seen while there is nothing sharper yet.
   * @returns whether there is more of it
   */
  prepare(sheet: Sheet): boolean {
    const { bounds } = this.stage.scene;
    if (!bounds) return false;
    const { scale } = fitting(bounds, sheet.width, sheet.height, { margin: 0, largest: overviewScale });
    return this.tiles.prepare({ ...this.look(true, sheet), view: { x: 0, y: 0, scale }, touched: [] }, bounds, (on, area, part) => this.part(on, area, { ...part, light: true, ratio: sheet.ratio }));
  }

  private look(light: boolean, { width, height, ratio }: Sheet): Omit<TileView, "view" | "touched"> {
    const { scene, colours, fits, problems, workspace: { run } } = this.stage;
    const version = [scene.touched.epoch, light && run ? `${run.id}:${run.version}` : "", colours.shade, settings.language, fits !== undefined, problems.version].join("|");
    return { width, height, ratio, background: colours.surface, kind: light ? "whole" : "ground", version, now: performance.now() };
  }

  private part(context: Drawing, area: Rect, { view, width, height, ratio, light }: Sheet & { readonly view: Viewport; readonly light: boolean }): void {
    const { scene, colours, kept, fits, problems } = this.stage;
    const around = grown(area, 8);
    this.ground.paint(context, view, { width, height, ratio, colours });
    toGraph(context, view, ratio);
    paintFrames(context, [...scene.marks.values()].filter((mark) => mark.kind === "frame" && overlaps(mark, around)), { colours, scale: view.scale });
    const edges = scene.edgesIn(around).filter(({ from, to }) => !kept.has(from.id) && !kept.has(to.id));
    paintEdges(context, edges, { colours, scale: view.scale, faulty: problems.edges, selected: none, hovered: undefined, dimmed: fits !== undefined });
    if (light) this.nodes(context, scene.nodesIn(around).filter(({ id }) => !kept.has(id)), { view, ratio, selected: none });
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
  private paintLive(context: Drawing, pending: readonly NodeBox[], { light, ratio }: { readonly light: boolean; readonly ratio: number }): boolean {
    const { stage } = this;
    const { view, colours, scene, session } = stage;
    const pointed = stage.hovered?.startsWith("edge:") ? [stage.hovered.slice("edge:".length)] : [];
    const running = light ? none : this.runningNodes();
    const edges = new Set([
      ...[...this.chosenEdges(), ...pointed].flatMap((text) => scene.edgeOf(text) ?? []),
      ...[...stage.kept].flatMap((id) => [...scene.nodes.get(id)?.edges ?? []]),
    ]);
    paintFrameOutlines(context, idsOf(session.selection, "frame").flatMap((id) => scene.marks.get(`frame:${id}`) ?? []), { colours, scale: view.scale });
    const flows = this.edges(context, [...edges], running);
    const held = light ? [...stage.kept].flatMap((id) => scene.nodes.get(id) ?? []) : [];
    this.nodes(context, [...pending, ...held], { view, ratio, selected: session.selection });
    if (!light) return flows;
    context.strokeStyle = colours.accent;
    context.lineWidth = 2 / view.scale;
    for (const id of idsOf(session.selection, "node")) {
      const box = scene.nodes.get(id);
      if (box && overlaps(box, stage.area)) context.strokeRect(box.x, box.y, box.width, box.height);
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
