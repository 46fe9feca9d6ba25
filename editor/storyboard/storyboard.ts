import { html, nothing, type TemplateResult } from "lit";
import "../runs/media.ts";
import "./board-list.ts";
import "./film-view.ts";
import { look } from "../look/look.ts";
import { identityStyles } from "../runs/identity/styles.ts";
import { itemAt } from "../runs/places.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { judge, lookNow, reroll } from "./actions.ts";
import { mattersOf } from "./attention.ts";
import { type Board, type BoardScene, type Maker, madeFor, sceneDetail } from "./board.ts";
import { matterList } from "./matter-list.ts";
import { shotDetail } from "./shot-detail.ts";
import { BoardKeeper, itemOf, judged, toldAt, valueAt, verdictsToDecide } from "./sources.ts";
import { sharedStyles, storyboardStyles } from "./styles.ts";
import { progressOf, type Standing, standingOf, verdictOf } from "./verdicts.ts";
import { words } from "./words.ts";

type Tab = "board" | "film" | "matters";
const tabs: readonly Tab[] = ["board", "film", "matters"];
const filters = ["all", "todo", "rejected", "stale", "failed"] as const;
type Filter = typeof filters[number];

/**
 * @summary The run as a director sees it: shots to approve, comment on and make again; the film, moment by moment;
 * and what somebody should look at.
 */
export class Storyboard extends View {
  static override styles = [look, identityStyles, sharedStyles, storyboardStyles];
  static override properties = { workspace: { attribute: false }, tab: { state: true }, filter: { state: true }, episode: { state: true }, focused: { state: true } };
  declare workspace: Workspace;
  private declare tab: Tab;
  private declare filter: Filter;
  /** All episodes when undefined. */
  private declare episode: string | undefined;
  private declare focused: string | undefined;
  private readonly boards = new BoardKeeper();

  constructor() {
    super();
    this.tab = "board";
    this.filter = "all";
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("rw-focus-shot", (event) => {
      this.focused = (event as CustomEvent<string>).detail;
      this.focus({ preventScroll: true });
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Its keys work after a click anywhere in it.
    this.tabIndex = -1;
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    this.watchOpen(workspace);
    this.watch(workspace.runs);
    this.watch(workspace.results);
    const board = this.boards.of(workspace);
    const scenes = this.scenesOf(board);
    const matters = this.mattersOf(board);
    return html`<div class="bar">
        <div class="tabs" role="tablist" aria-label=${words().views} @keydown=${this.onTabKey}>${tabs.map((tab) => html`
          <button class="quiet" role="tab" id=${tab} aria-selected=${this.tab === tab} aria-controls="view" tabindex=${this.tab === tab ? 0 : -1} @click=${() => { this.tab = tab; }}>${words()[tab]}${tab === "matters" && matters.length > 0 ? html` <span class="badge">${matters.length}</span>` : nothing}</button>`)}</div>
        ${this.tab === "board" ? this.filterBar(board) : nothing}
      </div>
      <div class="main" id="view" role="tabpanel" aria-labelledby=${this.tab}>${this.tab === "film" ? html`<rw-film class="film" .workspace=${workspace} .board=${board}></rw-film>`
        : this.tab === "matters" ? matterList(matters, workspace, board.cast.identity) : this.boardView(board, scenes)}</div>`;
  }

  private filterBar(board: Board): TemplateResult | typeof nothing {
    if (board.episodes.length === 0) return nothing;
    const standings = board.episodes.filter(({ key }) => this.episode === undefined || key === this.episode).flatMap(({ scenes }) => scenes.flatMap(({ shots }) => shots.map((key) => this.standing(board, key))));
    const { approved, all } = progressOf(standings);
    return html`${board.episodes.length > 1 ? html`<label class="row small"><span class="muted">${words().chooseEpisode}</span><select @change=${(event: Event) => { this.episode = (event.target as HTMLSelectElement).value || undefined; }}>
        <option value="" ?selected=${this.episode === undefined}>${words().all}</option>${board.episodes.map(({ key }) => html`<option value=${key} ?selected=${key === this.episode}>${key}</option>`)}</select></label>` : nothing}
      <label class="row small"><span class="muted">${words().filter}</span><select @change=${(event: Event) => { this.filter = (event.target as HTMLSelectElement).value as Filter; }}>
        ${filters.map((filter) => html`<option value=${filter} ?selected=${filter === this.filter}>${words()[filter]}</option>`)}</select></label>
      <span class="fill"></span><span class="keys small muted">${words().keys}</span>
      <label class="row small" aria-live="polite"><span>${words().progress(approved, all)}</span><progress max=${Math.max(1, all)} value=${approved}></progress></label>`;
  }

  private boardView(board: Board, scenes: readonly BoardScene[]): TemplateResult {
    if (board.episodes.length === 0) return html`<div class="empty fill"><h2>${words().none}</h2><p>${this.workspace.run?.outcome === "succeeded" ? words().noDrama : words().noneHint}</p></div>`;
    const scene = this.focused === undefined ? undefined : scenes.find(({ shots }) => shots.includes(this.focused!));
    const detail = scene && sceneDetail(scene, board.cast, (maker, item) => valueAt(this.workspace, maker, item)).shots;
    const shot = detail?.find(({ key }) => key === this.focused);
    return html`<rw-board .workspace=${this.workspace} .board=${board} .scenes=${scenes} .focused=${this.focused}></rw-board>
      ${shot ? html`<aside aria-label=${words().shot(detail!.indexOf(shot) + 1)}>${shotDetail(shot, { workspace: this.workspace, cast: board.cast, number: detail!.indexOf(shot) + 1, move: (by) => this.move(by), close: () => { this.focused = undefined; } })}</aside>` : nothing}`;
  }

  private scenesOf(board: Board): BoardScene[] {
    const episodes = board.episodes.filter(({ key }) => this.episode === undefined || key === this.episode);
    const scenes = episodes.flatMap((episode) => episode.scenes);
    if (this.filter === "all") return scenes;
    // A focused shot stays where it is until the director moves on, also when its verdict takes it out of the filter.
    return scenes.map((scene) => ({ ...scene, shots: scene.shots.filter((key) => key === this.focused || this.passes(board, key)) })).filter(({ shots }) => shots.length > 0);
  }

  private passes(board: Board, key: string): boolean {
    if (this.filter === "failed") return this.workspace.run !== undefined && madeFor(this.workspace.run, key).some(({ item }) => item.state === "failed");
    const standing = this.standing(board, key);
    return this.filter === "todo" ? standing === "open" || standing === "stale" : standing === this.filter;
  }

  private standing(board: Board, key: string): Standing {
    const maker = judged(board.cast);
    const { session } = this.workspace;
    return maker && session ? standingOf(verdictOf(session.document, maker.node, key), itemOf(this.workspace, maker, key)) : "open";
  }

  private mattersOf({ cast }: Board): ReturnType<typeof mattersOf> {
    const { session, run } = this.workspace;
    if (!session) return [];
    const findings = cast.findings.flatMap((maker) => [...run?.nodes.get(maker.node)?.items.keys() ?? []].map((item) => ({ maker, item, value: toldAt(this.workspace, maker, item) })));
    const verdicts = verdictsToDecide(this.workspace, cast);
    const preferred = [cast.spoken, judged(cast)].flatMap((maker) => maker ? [maker.node] : []);
    return mattersOf(run, session.document, { findings, verdicts, itemAt: (where, from) => run && itemAt(run, where, { from, preferred }) });
  }

  private move(by: 1 | -1): void {
    const keys = this.scenesOf(this.boards.of(this.workspace)).flatMap(({ shots }) => shots);
    const at = this.focused === undefined ? -1 : keys.indexOf(this.focused);
    this.focused = keys[Math.max(0, Math.min(keys.length - 1, at < 0 ? 0 : at + by))];
    if (this.focused !== undefined) this.renderRoot.querySelector("rw-board")?.reveal(this.focused);
  }

  private onKey(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || this.tab !== "board") return;
    if (target instanceof HTMLElement && /^(input|textarea|select)$/i.test(target.tagName)) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") this.move(key === "j" ? 1 : -1);
    else if (!this.actOnFocused(key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private actOnFocused(key: string): boolean {
    const { cast } = this.boards.of(this.workspace);
    const maker = judged(cast);
    const { focused, workspace } = this;
    if (focused === undefined || !maker) return false;
    if (key === "a") judge(workspace, maker, focused, "approved");
    else if (key === "x") judge(workspace, maker, focused, "rejected");
    else if (key === "r") void reroll(workspace, maker, focused);
    else if (key === "l" && cast.clip) this.look(cast.clip, focused);
    else if (key === "c") this.renderRoot.querySelector<HTMLTextAreaElement>("#comment")?.focus();
    else if (key === "escape") this.focused = undefined;
    else return false;
    return true;
  }

  private look(maker: Maker, item: string): void {
    const shots = this.scenesOf(this.boards.of(this.workspace)).find((scene) => scene.shots.includes(item))?.shots ?? [];
    void lookNow(this.workspace, { maker, item, name: words().shot(shots.indexOf(item) + 1) });
  }

  private onTabKey(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    this.tab = tabs[(tabs.indexOf(this.tab) + by + tabs.length) % tabs.length]!;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus());
    event.preventDefault();
  }
}

customElements.define("rw-storyboard", Storyboard);
declare global { interface HTMLElementTagNameMap { "rw-storyboard": Storyboard } }
