import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Server } from "../api/server.ts";
import type { Shell } from "../shell/shell.ts";
import { Notices } from "./notices.ts";
import type { Point, Rect } from "../model/layout.ts";
import type { Sizes } from "../model/place.ts";
import { Observable } from "./observable.ts";
import { Packs } from "./packs.ts";
import { PlanKeeper } from "./plan-keeper.ts";
import { Results } from "./results.ts";
import { Runs } from "./runs.ts";
import type { RunState } from "./run-state.ts";
import { Session } from "./session.ts";

/** The large views; a graph is open in all but the gallery. */
export type ViewName = "gallery" | "canvas" | "outline" | "storyboard";
/** What the lower panel shows; undefined when it is closed. */
export type PanelName = "run" | "items" | "history" | "problems" | "viewer";

/** Points at one item of one node: what the item table, the viewer and the storyboard show. */
export interface ItemRef {
  readonly node: string;
  readonly item: string;
}

/** What the rest of the editor can ask of the canvas. All in graph pixels. */
export interface CanvasHandle {
  /** Brings a node to the middle of the view, large enough to be read. */
  centreOn(id: string): void;
  fit(): void;
  fitSelection(): void;
  zoomBy(factor: number): void;
  /** To 100 %. */
  zoomWhole(): void;
  viewCentre(): Point;
  /** From the page's coordinates. */
  toGraph(clientX: number, clientY: number): Point;
  /** How large every node is drawn. */
  sizes(): Sizes;
  selectionBounds(): Rect | undefined;
  /** Opens the title of the selected node, frame or note for writing. */
  rename(): void;
  focus(): void;
}

/**
 * What the page works on: the server, its packs, its runs, the open graph, and which view is before the user. Elements
 * get it as their property `workspace`.
 */
export class Workspace extends Observable {
  readonly server: Server;
  readonly packs = new Packs();
  readonly runs: Runs;
  /** What a run of the open graph would do. */
  readonly plan: PlanKeeper;
  /** Outputs of items, whole. */
  readonly results: Results;
  /** What is told in passing. */
  readonly notices = new Notices();
  /** The page around the views: the palette, questions, other graphs. */
  shell: Shell | undefined;
  session: Session | undefined;
  /** While one is on the page. */
  canvas: CanvasHandle | undefined;
  view: ViewName = "gallery";
  panel: PanelName | undefined;
  /** The storyboard needs the room: it has a panel of its own below it, none at first. This is the one of the views that are not shown. */
  private otherPanel: PanelName | undefined;
  /** The node and item that panels show in detail. */
  focus: ItemRef | undefined;
  online = true;
  /** Graphs opened one out of another, outermost first; the last is the open one. */
  trail: readonly string[] = [];
  quality: "draft" | "final" = "draft";
  /** The run that the views show, where it is not the newest of the graph. */
  shownRun: string | undefined;
  /** Grows when a graph was added or removed: lists of graphs are read again. */
  graphsVersion = 0;

  constructor(server: Server) {
    super();
    this.server = server;
    this.runs = new Runs(server);
    this.results = new Results(server);
    this.plan = new PlanKeeper(this);
  }

  /** The run whose state is drawn on nodes and in the panels. */
  get run(): RunState | undefined {
    const shown = this.shownRun === undefined ? undefined : this.runs.get(this.shownRun);
    return shown ?? (this.session && this.runs.latestOf(this.session.name));
  }

  show(change: Partial<Pick<Workspace, "view" | "panel" | "focus" | "quality" | "shownRun" | "online" | "trail">>): void {
    if (change.view !== undefined && (change.view === "storyboard") !== (this.view === "storyboard")) [this.panel, this.otherPanel] = [this.otherPanel, this.panel];
    if (change.view === "gallery") this.otherPanel = undefined;
    Object.assign(this, change);
    this.changed();
  }

  graphsChanged(): void {
    this.graphsVersion++;
    this.changed();
  }

  /** Makes a document the open graph and reads the graphs it uses. */
  async openDocument(document: GraphDocument, etag: string | undefined, trail: readonly string[] = [document.name]): Promise<Session> {
    const session = new Session(document, this.packs, etag);
    this.session = session;
    this.runs.follow(session.name);
    this.show({ view: this.view === "gallery" ? "canvas" : this.view, trail, focus: undefined, shownRun: undefined });
    await this.readSubgraphs(session);
    return session;
  }

  /** Asks for the packs again: a server that was away may have others. The open graph stays, linked to what is there now. */
  async readPacks(): Promise<void> {
    this.packs.take(await this.server.packs());
    this.session?.surroundedBy(this.session.subgraphs);
  }

  /** Reads every graph that the open one uses as a node type, and theirs. One that is not there shows as unknown. */
  async readSubgraphs(session: Session): Promise<void> {
    const found = new Map<string, GraphDocument>();
    const open = [session.document];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const { type } of Object.values(next.nodes)) {
        const name = type.startsWith("graph/") ? type.slice("graph/".length) : undefined;
        if (name === undefined || found.has(name)) continue;
        const read = await this.server.graph(name).catch(() => undefined);
        if (!read) continue;
        found.set(name, read.document);
        open.push(read.document);
      }
    }
    if (found.size > 0 || session.subgraphs.size > 0) session.surroundedBy(found);
  }
}
