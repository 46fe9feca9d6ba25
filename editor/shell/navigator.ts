import { ServerError } from "../api/server.ts";
import { blankGraph } from "../commands/file.ts";
import { freeName } from "../commands/names.ts";
import { takenNames } from "../commands/taken-names.ts";
import { openCopy, openGraph, openNew } from "../keeping/keep-safe.ts";
import type { Workspace } from "../state/workspace.ts";
import { blank, formatRoute, parseRoute, type Route } from "./route.ts";
import { words } from "./words.ts";

/** Keeps what the page shows and its address the same, both ways: links, reload, back and forward work. */
export class Navigator {
  private readonly workspace: Workspace;
  private opening = 0;
  /** Graphs that are being opened: meanwhile the address is ahead of what is shown. */
  private pending = 0;
  /** What the open graph starts as, until the server has it. */
  private copyOf: string | undefined;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** Shows what the address says. */
  async start(): Promise<void> {
    addEventListener("hashchange", () => void this.follow(parseRoute(location.hash)));
    this.workspace.subscribe(() => this.write());
    await this.follow(parseRoute(location.hash));
  }

  /** @returns when it is shown */
  async go(route: Route): Promise<void> {
    if (formatRoute(route) !== formatRoute(parseRoute(location.hash))) history.pushState(null, "", formatRoute(route));
    await this.follow(route);
  }

  /** What is shown now. */
  private route(): Route {
    const { view, session, trail } = this.workspace;
    if (view === "gallery" || !session) return { view: "gallery" };
    const copy = session.etag === undefined ? this.copyOf : undefined;
    return { view, graph: session.name, from: trail.slice(0, -1), ...(copy === undefined ? {} : { copy }) };
  }

  private write(): void {
    if (this.pending > 0) return;
    const [shown, address] = [this.route(), parseRoute(location.hash)];
    if (formatRoute(shown) === formatRoute(address)) return;
    // The first save of a copy is no step back to before it.
    const isSamePlace = shown.view === address.view && shown.view !== "gallery" && address.view !== "gallery" && shown.graph === address.graph;
    history[isSamePlace ? "replaceState" : "pushState"](null, "", formatRoute(shown));
  }

  /** A new graph that starts as a copy of another one, under a name that is free. */
  async goNew(wanted: string, copy: string): Promise<void> {
    await this.go({ view: "canvas", graph: freeName(wanted, await takenNames(this.workspace)), from: [], copy });
  }

  /** Reads the open graph again, as the server has it now. */
  async reopen(): Promise<void> {
    const route = this.route();
    if (route.view !== "gallery") await this.open(route, [...route.from, route.graph]);
  }

  private async follow(route: Route): Promise<void> {
    const mine = ++this.opening;
    const { workspace } = this;
    if (route.view === "gallery") return void workspace.show({ view: "gallery", panel: undefined });
    const trail = [...route.from, route.graph];
    if (workspace.session?.name === route.graph) return void workspace.show({ view: route.view, trail });
    this.pending++;
    const fault = await this.open(route, trail).then(() => undefined, (error: unknown) => error);
    this.pending--;
    // Somebody went elsewhere meanwhile: what has come now is not what is wanted.
    if (mine !== this.opening) return await this.follow(parseRoute(location.hash));
    if (fault === undefined) return void workspace.show({ view: route.view });
    if (isMissing(fault)) workspace.notices.tell({ kind: "problem", message: words().noGraph(route.graph) });
    else workspace.notices.failed(fault);
    workspace.show({ view: "gallery" });
  }

  private async open({ graph, copy }: Extract<Route, { graph: string }>, trail: readonly string[]): Promise<void> {
    const { workspace } = this;
    this.copyOf = copy;
    if (copy === undefined) return void await openGraph(workspace, graph, trail);
    if (copy === blank) return void await openNew(workspace, graph, async () => blankGraph(graph), trail);
    await openCopy(workspace, copy, graph, trail);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ServerError && error.status === 404;
}
