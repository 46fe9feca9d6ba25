import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ArrowDown, ArrowUp, Pause, Play, X } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { RunListing } from "../state/runs.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { runStyles } from "./styles.ts";
import { words } from "./words.ts";

const styles = css`
  li { display: flex; align-items: center; gap: var(--space-1); padding-left: var(--space-2); border: 1px solid var(--line-1); border-radius: var(--radius-s); background: var(--surface-2); cursor: grab; }
  li.over { border-color: var(--accent); }
  ol { display: flex; flex-direction: column; gap: var(--space-1); }
  li button.icon { width: 1.5rem; min-height: 1.5rem; }
`;

/** @summary The runs that wait, in their order: moved by dragging or by keys, taken out, and all of it paused. */
export class RunQueue extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false }, dragged: { state: true }, over: { state: true } };
  declare workspace: Workspace;
  private declare dragged: string | undefined;
  private declare over: number | undefined;

  protected override render(): TemplateResult {
    const { workspace } = this;
    const { runs } = workspace;
    this.watch(runs);
    this.watch(workspace);
    const waiting = runs.list.filter(({ outcome }) => outcome === "queued");
    const title = runs.paused ? words().resumeQueue : words().pauseQueue;
    return html`<section aria-label=${words().queue} class="column">
      <div class="row"><h3 class="small muted fill">${words().queue}</h3>
        <button class="icon quiet" aria-pressed=${runs.paused} aria-label=${title} title=${title} ?disabled=${!workspace.online} @click=${() => this.attempt(workspace.server.pauseQueue(!runs.paused))}>${icon(runs.paused ? Play : Pause)}</button></div>
      ${runs.paused ? html`<p class="small">${words().paused}</p>` : nothing}
      ${waiting.length === 0 ? html`<p class="small muted">${words().emptyQueue}</p>` : html`<ol>${repeat(waiting, ({ id }) => id, (run, place) => this.entry(run, place, waiting.length))}</ol>`}
    </section>`;
  }

  private entry(run: RunListing, place: number, of: number): TemplateResult {
    return html`<li draggable="true" tabindex="0" class=${this.over === place && this.dragged !== run.id ? "over" : ""} aria-label=${`${run.graph}. ${words().place(place + 1, of)}`}
      @keydown=${(event: KeyboardEvent) => this.onKey(event, run.id, place, of)}
      @dragstart=${(event: DragEvent) => { this.dragged = run.id; event.dataTransfer!.effectAllowed = "move"; }} @dragend=${() => { this.dragged = this.over = undefined; }}
      @dragover=${(event: DragEvent) => { if (this.dragged) { event.preventDefault(); this.over = place; } }} @drop=${(event: DragEvent) => this.onDrop(event, place)}>
      <span class="fill truncate">${run.graph}</span>
      <button class="icon quiet" tabindex="-1" aria-label=${words().moveUp} title=${words().moveUp} ?disabled=${place === 0} @click=${() => this.move(run.id, place - 1)}>${icon(ArrowUp)}</button>
      <button class="icon quiet" tabindex="-1" aria-label=${words().moveDown} title=${words().moveDown} ?disabled=${place === of - 1} @click=${() => this.move(run.id, place + 1)}>${icon(ArrowDown)}</button>
      <button class="icon quiet" aria-label=${words().remove} title=${words().remove} @click=${() => this.attempt(this.workspace.server.cancel(run.id))}>${icon(X)}</button>
    </li>`;
  }

  private onKey(event: KeyboardEvent, id: string, place: number, of: number): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Delete" || event.key === "Backspace") this.attempt(this.workspace.server.cancel(id));
    else if (event.key === "ArrowUp" && place > 0) this.move(id, place - 1);
    else if (event.key === "ArrowDown" && place < of - 1) this.move(id, place + 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private onDrop(event: DragEvent, place: number): void {
    event.preventDefault();
    if (this.dragged) this.move(this.dragged, place);
    this.dragged = this.over = undefined;
  }

  private move(id: string, to: number): void {
    this.attempt(this.workspace.server.move(id, to));
  }

  private attempt(asked: Promise<void>): void {
    asked.catch((error: unknown) => this.workspace.notices.failed(error, "queue"));
  }
}

customElements.define("rw-queue", RunQueue);
declare global { interface HTMLElementTagNameMap { "rw-queue": RunQueue } }
