import { LitElement } from "lit";
import { settings } from "../state/settings.ts";
import type { Observable } from "../state/observable.ts";
import type { Workspace } from "../state/workspace.ts";

/**
 * The base of every element: draws itself again when something it watches, or the language, has changed. An element
 * owns only what the page owns (focus, scroll, a drag under way); everything else is in `editor/state`.
 */
export abstract class View extends LitElement {
  private readonly watched = new Map<Observable, (() => void) | undefined>();
  private watchedGraph: Observable | undefined;

  constructor() {
    super();
    this.watch(settings);
  }

  /** Call it as often as you like, also while drawing: a source is subscribed to once. */
  protected watch(source: Observable | undefined): void {
    if (!source || this.watched.has(source)) return;
    this.watched.set(source, this.isConnected ? this.subscribeTo(source) : undefined);
  }

  /** Watches the page and the graph that is open on it; a graph that was closed is let go. Call it before drawing. */
  protected watchOpen(workspace: Workspace): void {
    if (this.watchedGraph !== workspace.session) this.unwatch(this.watchedGraph);
    this.watchedGraph = workspace.session;
    this.watch(workspace);
    this.watch(workspace.session);
  }

  protected unwatch(source: Observable | undefined): void {
    if (!source) return;
    this.watched.get(source)?.();
    this.watched.delete(source);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const [source, stop] of this.watched) if (!stop) this.watched.set(source, this.subscribeTo(source));
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const [source, stop] of this.watched) {
      stop?.();
      this.watched.set(source, undefined);
    }
  }

  private subscribeTo(source: Observable): () => void {
    return source.subscribe(() => this.requestUpdate());
  }

  /** Tells those around, across shadow roots. */
  protected tell<T>(type: string, detail?: T): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}
