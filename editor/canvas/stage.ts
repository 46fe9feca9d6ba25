import type { ElementRef } from "../model/element.ts";
import { idsOf } from "../model/element.ts";
import type { Point, Rect } from "../model/layout.ts";
import { boundsOf } from "../model/place.ts";
import type { Session } from "../state/session.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { ChangedNodes } from "./changed-nodes.ts";
import { type Colours, readColours } from "./colours.ts";
import type { End } from "./geometry.ts";
import { Mounting } from "./mounting.ts";
import { lookOf, type LookSources, sameLook } from "./node-look.ts";
import type { Draft } from "./paint-overlay.ts";
import { Previewed } from "./previewed.ts";
import { runOf } from "./run-look.ts";
import { Scene } from "./scene.ts";
import type { NodeBox } from "./scene-parts.ts";
import { SortedProblems } from "./sorted-problems.ts";
import { Surface } from "./surface.ts";
import { Survey } from "./survey.ts";
import { Touched } from "./touched.ts";
import { areaIn, centred, fitting, onPixels, toGraph, type Viewport, zoomedAt } from "./viewport.ts";
import { rememberedView, rememberView } from "./view-memory.ts";

/** What the stage needs of the page, and tells it. */
export interface StageHost {
  readonly ground: HTMLCanvasElement;
  readonly over: HTMLCanvasElement;
  /** Moves with the graph, below the nodes: titles of frames, notes. */
  readonly marks: HTMLElement;
  readonly element: HTMLElement;
  announce(text: string): void;
  /** View or hovering have changed: what is drawn beside the graph may have to be. */
  changed(): void;
  tell(type: string, detail: unknown): void;
  /** Opens the title of a frame or the text of a note for writing. */
  write(ref: string): void;
}

/**
 * One open graph as it is shown: what is in view, what is mounted, what is hovered. Gestures and the keyboard act on it;
 * it draws once a frame, when something has changed.
 */
export class Stage {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly host: StageHost;
  readonly scene: Scene;
  readonly mounting: Mounting;
  readonly surface: Surface;
  readonly problems: SortedProblems;
  private readonly survey: Survey;
  view: Viewport = { x: 0, y: 0, scale: 1 };
  private fitted: Viewport | undefined; // the view that shows all: it stays so while the page's part changes its size
  colours: Colours;
  hovered: ElementRef | undefined;
  active: string | undefined;
  draft: Draft | undefined;
  /** While an edge is drawn: where it may end. */
  fits: ((id: string, end: End, port: string) => boolean | undefined) | undefined;
  /** Which of its items each node shows. */
  readonly shownItems = new Map<string, number>();
  /** Nodes that must stay on the page because they are dragged. */
  readonly kept = new Set<string>();
  /** The node on which something has the focus. */
  focused: string | undefined;
  /** Where nodes look different now that are painted as cards. */
  readonly cards = new Touched();
  private placed = false;
  private readonly changedLive = new ChangedNodes();
  private readonly changedCards = new ChangedNodes();

  constructor(workspace: Workspace, session: Session, host: StageHost) {
    this.workspace = workspace;
    this.session = session;
    this.host = host;
    this.scene = new Scene({ portsOf: (id, once) => once ? session.peekPorts(id) : session.portsOf(id), portsVersion: () => session.portsVersion, manifest: (type) => workspace.packs.manifest(type), partsOf: (box) => this.partsOf(box) });
    this.mounting = new Mounting(workspace);
    this.problems = new SortedProblems(session);
    this.colours = readColours(host.element, settings.shade);
    this.surface = new Surface(this);
    this.survey = new Survey({ scene: this.scene, isBusy: () => this.surface.moves || this.kept.size > 0, changed: () => this.invalidate(), then: () => this.surface.prepare() });
  }

  /** The document, the selection, the run or the packs may have changed. */
  follow(): void {
    this.scene.follow(this.session.document);
    this.survey.soon();
    const [chosen] = this.session.selection.size === 1 ? idsOf(this.session.selection, "node") : [];
    if (chosen !== undefined) this.active = chosen;
    if (this.active !== undefined && !this.scene.nodes.has(this.active)) this.active = undefined;
    const only = this.changedNodes();
    this.relook(only === undefined, only);
  }

  /** @returns the nodes that may look different since it was last asked; undefined where all may, and more than nodes */
  private changedNodes(): ReadonlySet<string> | undefined {
    const { session, active, workspace: { run } } = this;
    const { document } = session;
    const beside = [session.portsVersion, session.linked.problems, session.checked, run, run?.version];
    // Selecting and moving are nothing to cards: what is selected is painted above them, and the scene tells what has moved.
    const onCards = this.changedCards.since(document, beside);
    if (onCards === undefined) this.cards.all();
    else for (const id of onCards) this.cards.add(this.scene.nodes.get(id)!);
    return this.changedLive.since(document, [...beside, session.selection, this.colours, active, document.layout]);
  }

  /** Cards are painted again, ahead of being seen: there is more to be shown on them. */
  redrawCards(): void {
    this.cards.all();
    this.survey.soon();
  }

  /** Something of the page's is going on at a node: it stays live. */
  get isHeld(): boolean {
    const { layer } = this.mounting;
    return this.kept.size > 0 || this.draft !== undefined || layer.contains((layer.getRootNode() as Partial<ShadowRoot>).activeElement ?? null);
  }

  /** Everything is read anew: theme, language, packs. */
  restyle(): void {
    this.colours = readColours(this.host.element, settings.shade);
    this.scene.forget();
    this.follow();
  }

  /** Mounted nodes whose looks have changed draw themselves again. */
  relook(paints = true, only = this.mounting.ids): void {
    const sources = this.lookSources();
    for (const id of only) {
      if (!this.mounting.has(id) || !this.session.document.nodes[id]) continue;
      const look = lookOf(id, sources);
      const before = this.mounting.lookOf(id);
      if (!before || !sameLook(before, look)) this.mounting.update(id, look);
    }
    this.surface.invalidate(paints);
  }

  lookSources(): LookSources {
    return {
      workspace: this.workspace, session: this.session, active: this.active, shownItems: this.shownItems, fits: this.fits,
      problemsOf: (id) => this.problems.ofNode(id),
      hasPreview: (id) => this.partsOf(this.scene.nodes.get(id)!).preview,
      isRead: (id, output) => [...this.scene.nodes.get(id)?.edges ?? []].some((edge) => edge.output === output && edge.from.id === id),
    };
  }

  titleOf(box: NodeBox): string {
    return box.title ??= box.entry.title ?? (box.entry.type.startsWith("graph/")
      ? this.session.subgraphs.get(box.entry.type.slice("graph/".length))?.title ?? box.entry.type.slice("graph/".length)
      : this.workspace.packs.nodeWords(box.entry.type).title);
  }

  partsOf({ id, entry, outputs }: Pick<NodeBox, "id" | "entry" | "outputs">): { readonly preview: boolean; readonly footer: boolean } {
    const { run, packs } = this.workspace;
    const ports = packs.manifest(entry.type)?.outputs;
    // What only passes on what others have made shows nothing of it.
    const preview = [...outputs].some(([name, type]) => ports?.[name]?.generic === undefined && previewed.isShown(type.name, packs.listings));
    return { preview, footer: run !== undefined && runOf(run, id, entry.type) !== undefined };
  }

  invalidate(): void {
    this.surface.invalidate();
  }

  /** The size of the page's part has become known, or has changed. */
  resized(): void {
    if (!this.placed && this.surface.width > 0) {
      this.placed = true;
      const before = rememberedView(this.session.name);
      if (before) this.show(before);
      else this.fit();
    } else if (this.view === this.fitted) this.fit();
    this.invalidate();
  }

  show(view: Viewport): void {
    this.view = view.scale === this.view.scale ? onPixels(view, devicePixelRatio) : view;
    rememberView(this.session.name, this.view);
    this.survey.soon();
    this.host.changed();
    this.invalidate();
  }

  panBy(dx: number, dy: number): void {
    this.show({ ...this.view, x: this.view.x + dx, y: this.view.y + dy });
  }

  zoomAt(scale: number, x = this.surface.width / 2, y = this.surface.height / 2): void {
    this.show(zoomedAt(this.view, scale, x, y));
  }

  fit(): void {
    if (!this.scene.bounds) return;
    this.fitTo(this.scene.bounds);
    this.fitted = this.view;
  }

  fitTo(area: Rect): void {
    this.show(fitting(area, this.surface.width, this.surface.height, { largest: this.whole }));
  }

  fitSelection(): void {
    const area = this.selectionBounds();
    if (area) this.fitTo(area);
    else this.fit();
  }

  selectionBounds(): Rect | undefined {
    return boundsOf([...this.session.selection].flatMap((ref): Rect[] => {
      const found = ref.startsWith("node:") ? this.scene.nodes.get(ref.slice(5)) : ref.startsWith("edge:") ? this.scene.edgeOf(ref.slice(5))?.area : this.scene.marks.get(ref);
      return found ? [found] : [];
    }));
  }

  centreOn(id: string): void {
    const box = this.scene.nodes.get(id);
    if (!box) return;
    const { width, height } = this.surface;
    this.show(centred(box.x + box.width / 2, box.y + box.height / 2, { scale: Math.max(this.view.scale, 0.7 * this.whole), width, height }));
  }

  /** The scale called 100 %: larger for those who have made the browser's text larger. */
  get whole(): number {
    return this.surface.textScale;
  }

  get area(): Rect {
    return areaIn(this.view, this.surface.width, this.surface.height);
  }

  centre(): Point {
    return toGraph(this.view, this.surface.width / 2, this.surface.height / 2);
  }

  /** From the page's coordinates, as events have them. */
  toGraph(clientX: number, clientY: number): Point {
    const { left, top } = this.host.element.getBoundingClientRect();
    return toGraph(this.view, clientX - left, clientY - top);
  }

  destroy(): void {
    this.survey.destroy();
    this.surface.destroy();
    this.mounting.destroy();
  }
}

const previewed = new Previewed();
