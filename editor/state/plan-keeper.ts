import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { PlannedItem, PlannedNode, PlanReport } from "../../runtime/plan-report.ts";
import type { Problem } from "../../runtime/problem.ts";
import { type RunRequest, ServerError } from "../api/server.ts";
import { Observable } from "./observable.ts";
import type { RunState } from "./run-state.ts";
import type { Session } from "./session.ts";

/** What planning depends on; a Workspace is one. */
export interface Planned extends Observable {
  readonly server: { plan(request: RunRequest): Promise<PlanReport> };
  readonly session: Session | undefined;
  readonly view: string;
  readonly online: boolean;
  readonly quality: "draft" | "final";
  readonly run: RunState | undefined;
  readonly runs: Observable;
}

/** The page as far as planning goes: whether somebody looks at it, and its timer. */
export interface Surroundings {
  visible(): boolean;
  onVisible(listener: () => void): void;
  after(ms: number, act: () => void): () => void;
}

/** How long the document must rest before it is planned, in milliseconds. */
const restMs = 1000;

/**
 * What a run of the open document would do, kept fresh while somebody looks: planned again a while after an edit and
 * when a run has ended, one request at a time. Layout, titles and reviews change no plan.
 */
export class PlanKeeper extends Observable {
  /** Of the document as it was when last planned; see `fresh`. */
  report: PlanReport | undefined;
  /** Why there is no report. */
  problems: readonly Problem[] = [];
  private readonly workspace: Planned;
  private readonly page: Surroundings;
  private session: Session | undefined;
  private stopSession: (() => void) | undefined;
  private planned: { readonly document: GraphDocument; readonly quality: string; readonly run: string } | undefined;
  private cancel: (() => void) | undefined;
  private asking = false;
  private byNode = new Map<string, PlannedNode>();
  private items = new Map<string, ReadonlyMap<string, PlannedItem>>();

  constructor(workspace: Planned, page: Surroundings = browser) {
    super();
    this.workspace = workspace;
    this.page = page;
    workspace.subscribe(() => this.look());
    workspace.runs.subscribe(() => this.look());
    page.onVisible(() => this.look());
  }

  /** Whether the report tells of the document as it is now. */
  get fresh(): boolean {
    return this.report !== undefined && !this.outdated();
  }

  node(id: string): PlannedNode | undefined {
    return this.byNode.get(id);
  }

  item(node: string, item: string): PlannedItem | undefined {
    let items = this.items.get(node);
    if (!items) this.items.set(node, (items = new Map((this.byNode.get(node)?.items ?? []).map((one) => [one.item, one]))));
    return items.get(item);
  }

  /** Plans without waiting, e.g. because the plan was opened. */
  now(): void {
    this.cancel?.();
    this.cancel = undefined;
    if (this.wanted()) void this.ask();
  }

  private look(): void {
    const { session } = this.workspace;
    if (session !== this.session) {
      this.stopSession?.();
      this.session = session;
      this.planned = undefined;
      this.take(undefined, []);
      this.stopSession = session?.subscribe(() => this.look());
    }
    // While somebody goes on editing only the clock is set back: comparing documents is for when it has run out.
    if (!this.cancel && !this.wanted()) return;
    this.cancel?.();
    this.cancel = this.page.after(restMs, () => {
      this.cancel = undefined;
      if (this.wanted()) void this.ask();
    });
  }

  private wanted(): boolean {
    const { session, view, online, run } = this.workspace;
    return session !== undefined && view !== "gallery" && online && !this.asking && this.page.visible() && run?.outcome !== "running" && this.outdated();
  }

  private outdated(): boolean {
    const { session, quality } = this.workspace;
    const { planned } = this;
    return !planned || !session || planned.quality !== quality || planned.run !== this.runMark() || !sameWork(planned.document, session.document);
  }

  /** Changes when a run of the graph has ended. */
  private runMark(): string {
    const { run } = this.workspace;
    return run ? `${run.id} ${run.outcome}` : "";
  }

  private async ask(): Promise<void> {
    const { session, quality } = this.workspace;
    if (!session) return;
    const { document } = session;
    this.asking = true;
    const planned = { document, quality, run: this.runMark() };
    const answer = await this.workspace.server.plan({ graph: document, quality, ...(session.missing.length > 0 ? { skipMissing: true } : {}) }).catch((error: unknown) => {
      if (error instanceof ServerError) return error;
      throw error;
    }).finally(() => { this.asking = false; });
    if (this.session !== session) return this.look();
    if (answer instanceof ServerError) {
      // Not reached: being online again looks anew. Refused: the same document would be refused again.
      if (answer.status !== 0) this.planned = planned;
      this.take(undefined, answer.problems);
    } else {
      this.planned = planned;
      this.take(answer.problems.length > 0 ? undefined : answer, answer.problems);
    }
    this.look();
  }

  private take(report: PlanReport | undefined, problems: readonly Problem[]): void {
    this.report = report;
    this.problems = problems;
    this.byNode = new Map((report?.nodes ?? []).map((node) => [node.node, node]));
    this.items = new Map();
    this.changed();
  }
}

/** Whether two documents would do the same work. */
function sameWork(one: GraphDocument, other: GraphDocument): boolean {
  if (one === other) return true;
  if (one.edges !== other.edges || one.inputs !== other.inputs || one.outputs !== other.outputs) return false;
  if (one.nodes === other.nodes) return true;
  const ids = Object.keys(one.nodes);
  return ids.length === Object.keys(other.nodes).length && ids.every((id) => {
    const [before, after] = [one.nodes[id]!, other.nodes[id]];
    return before === after || (after !== undefined && before.type === after.type && before.version === after.version
      && before.mode === after.mode && before.inputs === after.inputs && before.items === after.items);
  });
}

const browser: Surroundings = {
  visible: () => document.visibilityState === "visible",
  onVisible: (listener) => document.addEventListener("visibilitychange", listener),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
