import { packOf } from "../../runtime/ids.ts";
import { idsOf } from "../model/element.ts";
import { layoutOf, type Rect } from "../model/layout.ts";
import type { Drawing } from "./colours.ts";
import { grown, overlaps } from "./geometry.ts";
import { paintEdges } from "./paint-edges.ts";
import { Ground, paintFrames } from "./paint-ground.ts";
import { type NodeGlance, paintNodes } from "./paint-nodes.ts";
import { hueOf } from "./port-look.ts";
import { runOf, stateOf } from "./run-look.ts";
import type { EdgeLine, NodeBox } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import { Tiles } from "./tiles.ts";

/** With more nodes in view than this they are painted into tiles. */
const manyNodes = 60;
/** Beyond this, nodes that do not fit what is being wired are not told apart: they could not be seen. */
const mostDimmed = 300;

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** What is asked of a picture: which part of the graph, and what of it others draw. */
interface Part {
  readonly edges: readonly EdgeLine[];
  readonly nodes: readonly NodeBox[];
}

/** Paints the ground, frames, edges, and the nodes that are not live on the page. */
export class Painter {
  private readonly stage: Stage;
  private readonly ground = new Ground();
  private readonly tiles = new Tiles();
  private flow = 0;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** @returns whether there is more to paint in the next frame: something moves by itself, or is not sharp yet */
  paint(inView: readonly NodeBox[], light: boolean, sheet: Sheet): boolean {
    const { stage } = this;
    const { view, colours, host } = stage;
    const { width, height, ratio } = sheet;
    const context = host.ground.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (light && inView.length > manyNodes) return this.paintFar(context, sheet);
    this.tiles.clear();
    context.clearRect(0, 0, width, height);
    this.ground.paint(context, view, { width, height, ratio, colours });
    this.toGraph(context, ratio);
    const area = grown(stage.area, 8);
    this.frames(context, area, new Set(idsOf(stage.session.selection, "frame")));
    const edges = stage.scene.edgesIn(area);
    const flows = this.edges(context, edges);
    this.nodes(context, light ? inView : inView.filter(({ id }) => !stage.mounting.has(id)), [view.x, view.y, ratio]);
    return flows;
  }

  /** The graph as a picture, and on it what changes while one works: what is selected, pointed at or dragged. */
  private paintFar(context: CanvasRenderingContext2D, { width, height, ratio }: Sheet): boolean {
    const { stage } = this;
    const { view, colours, scene, session, workspace: { run } } = stage;
    const isHeld = (edge: EdgeLine) => stage.kept.has(edge.from.id) || stage.kept.has(edge.to.id);
    const version = [scene.version, run?.id, run?.version, colours.shade, stage.fits !== undefined, [...stage.kept].join()].join("|");
    const more = this.tiles.draw(context, { view, width, height, ratio, background: colours.surface, version, now: performance.now() }, (tile, area, origin) => {
      const around = grown(area, 4);
      this.frames(tile, around, none);
      this.plainEdges(tile, scene.edgesIn(around).filter((edge) => !isHeld(edge)));
      this.nodes(tile, scene.nodesIn(around).filter(({ id }) => !stage.kept.has(id)), origin);
    });
    this.toGraph(context, ratio);
    const pointed = stage.hovered?.startsWith("edge:") ? [stage.hovered.slice("edge:".length)] : [];
    const live: Part = {
      edges: [...[...this.chosenEdges(), ...pointed].flatMap((text) => scene.edgeOf(text) ?? []), ...[...stage.kept].flatMap((id) => [...scene.nodes.get(id)?.edges ?? []])],
      nodes: [...stage.kept].flatMap((id) => scene.nodes.get(id) ?? []),
    };
    this.edges(context, [...new Set(live.edges)]);
    this.nodes(context, live.nodes, [view.x, view.y, ratio]);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2 / view.scale;
    for (const ref of session.selection) {
      const box = ref.startsWith("node:") ? scene.nodes.get(ref.slice("node:".length)) : scene.marks.get(ref);
      if (box && overlaps(box, stage.area)) context.strokeRect(box.x, box.y, box.width, box.height);
    }
    return more;
  }

  private toGraph(context: CanvasRenderingContext2D, ratio: number): void {
    const { view } = this.stage;
    context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
  }

  private frames(context: Drawing, area: Rect, selected: ReadonlySet<string>): void {
    const { scene, colours, view } = this.stage;
    paintFrames(context, [...scene.marks.values()].filter((mark) => mark.kind === "frame" && overlaps(mark, area)), { colours, scale: view.scale, selected });
  }

  /** @returns whether some of them flow */
  private edges(context: CanvasRenderingContext2D, edges: readonly EdgeLine[]): boolean {
    const { stage } = this;
    const running = this.runningNodes();
    const flowing = (edge: EdgeLine) => running.has(edge.from.id);
    paintEdges(context, edges, { colours: stage.colours, scale: stage.view.scale, selected: this.chosenEdges(), hovered: stage.hovered?.replace(/^(edge|bend):/, ""), dimmed: stage.fits !== undefined, flow: this.flow, flowing });
    const flows = running.size > 0 && stage.view.scale > 0.3 && !matchMedia("(prefers-reduced-motion: reduce)").matches && edges.some(flowing);
    if (flows) this.flow += 1.2;
    return flows;
  }

  private plainEdges(context: Drawing, edges: readonly EdgeLine[]): void {
    const { colours, view, fits } = this.stage;
    paintEdges(context, edges, { colours, scale: view.scale, selected: none, hovered: undefined, dimmed: fits !== undefined, flow: 0, flowing: () => false });
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

const none: ReadonlySet<string> = new Set();
const hues = new Map<string, number>();

function packHue(type: string): number {
  let hue = hues.get(type);
  if (hue === undefined) hues.set(type, (hue = hueOf(packOf(type))));
  return hue;
}
