import { packOf } from "../../runtime/ids.ts";
import { idsOf } from "../model/element.ts";
import { layoutOf, type Rect } from "../model/layout.ts";
import type { Drawing } from "./colours.ts";
import { grown, overlaps } from "./geometry.ts";
import { paintEdges, paintFlow } from "./paint-edges.ts";
import { Ground, paintFrameOutlines, paintFrames } from "./paint-ground.ts";
import { type NodeGlance, paintNodes } from "./paint-nodes.ts";
import { hueOf } from "./port-look.ts";
import { runOf, stateOf } from "./run-look.ts";
import type { EdgeLine, NodeBox } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import { settings } from "../state/settings.ts";
import { Tiles, tileSide } from "./tiles.ts";
import type { Viewport } from "./viewport.ts";

/** Beyond this, nodes that do not fit what is being wired are not told apart: they could not be seen. */
const mostDimmed = 300;

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

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** @returns whether there is more to paint in the next frame: something moves by itself, or is not sharp yet */
  paint(inView: readonly NodeBox[], light: boolean, { ratio, width, height }: Sheet): boolean {
    const { stage } = this;
    const { view, colours, scene, host, workspace: { run } } = stage;
    const context = (this.context ??= host.ground.getContext("2d", { alpha: false })!);
    const isHeld = (edge: EdgeLine) => stage.kept.has(edge.from.id) || stage.kept.has(edge.to.id);
    const version = [scene.version, light && run ? `${run.id}:${run.version}` : "", light, colours.shade, settings.language, stage.fits !== undefined, [...stage.kept].join(), stage.problemsVersion].join("|");
    const unsharp = this.tiles.draw(context, { view, width, height, ratio, background: colours.surface, version, now: performance.now() }, (tile, area, at) => {
      const around = grown(area, 8);
      this.ground.paint(tile, at, { width: tileSide, height: tileSide, ratio, colours });
      toGraph(tile, at, ratio);
      this.frames(tile, around);
      this.plainEdges(tile, scene.edgesIn(around).filter((edge) => !isHeld(edge)));
      if (light) this.nodes(tile, scene.nodesIn(around).filter(({ id }) => !stage.kept.has(id)), [at.x, at.y, ratio]);
    });
    toGraph(context, view, ratio);
    const flows = this.paintLive(context, light ? [] : inView.filter(({ id }) => !stage.mounting.has(id)), { light, ratio });
    return unsharp || flows;
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
    this.nodes(context, [...pending, ...held], [view.x, view.y, ratio]);
    if (!light) return flows;
    context.strokeStyle = colours.accent;
    context.lineWidth = 2 / view.scale;
    for (const id of idsOf(session.selection, "node")) {
      const box = scene.nodes.get(id);
      if (box && overlaps(box, stage.area)) context.strokeRect(box.x, box.y, box.width, box.height);
    }
    return flows;
  }

  private frames(context: Drawing, area: Rect): void {
    const { scene, colours, view } = this.stage;
    paintFrames(context, [...scene.marks.values()].filter((mark) => mark.kind === "frame" && overlaps(mark, area)), { colours, scale: view.scale });
  }

  /** @returns whether something flows */
  private edges(context: Drawing, edges: readonly EdgeLine[], running: ReadonlySet<string>): boolean {
    const { stage } = this;
    const isStill = running.size === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const flowing = isStill ? [] : stage.scene.edgesIn(stage.area).filter(({ from }) => running.has(from.id));
    paintEdges(context, edges, { colours: stage.colours, scale: stage.view.scale, faulty: stage.faultyEdges, selected: this.chosenEdges(), hovered: stage.hovered?.replace(/^(edge|bend):/, ""), dimmed: stage.fits !== undefined });
    paintFlow(context, flowing, { colours: stage.colours, scale: stage.view.scale, flow: (this.flow += 1.2) });
    return flowing.length > 0;
  }

  private plainEdges(context: Drawing, edges: readonly EdgeLine[]): void {
    const { colours, view, fits, faultyEdges } = this.stage;
    paintEdges(context, edges, { colours, scale: view.scale, faulty: faultyEdges, selected: none, hovered: undefined, dimmed: fits !== undefined });
  }

  private nodes(context: Drawing, boxes: readonly NodeBox[], origin: readonly [x: number, y: number, ratio: number]): void {
    const { stage } = this;
    paintNodes(context, boxes, {
      colours: stage.colours, scale: stage.view.scale, titleOf: (box) => stage.titleOf(box), glance: this.glancing(), origin,
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

  private glancing(): (box: NodeBox) => NodeGlance {
    const { stage } = this;
    const { session, workspace: { run }, colours } = stage;
    const hues = layoutOf(session.document).colours;
    const states = { running: colours.accent, done: colours.green, cached: colours.blue, failed: colours.red, skipped: undefined, waiting: undefined };
    return ({ id, entry }) => {
      const node = run && runOf(run, id, entry.type);
      return {
        hue: hues?.[id] ?? packHue(entry.type), isSelected: session.selection.has(`node:${id}`), hasProblem: stage.problemsOf(id).length > 0,
        isOff: entry.mode === "muted", state: node && states[stateOf(node.counts, run!.outcome !== "running")],
      };
    };
  }
}

function toGraph(context: Drawing, { x, y, scale }: Viewport, ratio: number): void {
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
}

const none: ReadonlySet<string> = new Set();
const hues = new Map<string, number>();

function packHue(type: string): number {
  let hue = hues.get(type);
  if (hue === undefined) hues.set(type, (hue = hueOf(packOf(type))));
  return hue;
}
