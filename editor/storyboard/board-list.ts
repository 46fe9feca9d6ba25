import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { CheckCheck, Clapperboard } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { approveOpen, lookNow } from "./actions.ts";
import { type Board, type BoardScene, sceneDetail } from "./board.ts";
import { type Rows, rowsOf, rowsWithin } from "./rows.ts";
import { dramaWord, shotCard } from "./shot-card.ts";
import { itemOf, judged, valueAt } from "./sources.ts";
import { boardStyles, cardSize, sharedStyles } from "./styles.ts";
import { progressOf, standingOf, verdictOf } from "./verdicts.ts";
import { words } from "./words.ts";

/** Pixels drawn beyond what is on screen, so that scrolling meets cards and not blanks. */
const margin = 400;

/**
 * @summary Scenes one below the other with their shots as cards. Draws only what is on screen, so that a series of
 * thousands of shots scrolls like one of ten.
 * @fires rw-focus-shot - the key of a shot that was chosen
 */
export class BoardList extends View {
  static override styles = [look, sharedStyles, boardStyles];
  static override properties = { workspace: { attribute: false }, board: { attribute: false }, scenes: { attribute: false }, focused: { attribute: false }, offset: { state: true }, width: { state: true } };
  declare workspace: Workspace;
  declare board: Board;
  /** Those that the filter lets through, with the shots it lets through. */
  declare scenes: readonly BoardScene[];
  declare focused: string | undefined;
  /** Pixels scrolled. */
  private declare offset: number;
  private declare width: number;
  private rows: Rows = rowsOf([]);
  private readonly size = new ResizeObserver(([entry]) => { this.width = entry!.contentRect.width; });

  constructor() {
    super();
    this.offset = 0;
    this.width = 0;
    this.scenes = [];
    this.addEventListener("scroll", () => { this.offset = this.scrollTop; }, { passive: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.size.disconnect();
  }

  /** Brings a shot into view; it need not be drawn yet. */
  reveal(key: string): void {
    const index = this.scenes.findIndex(({ shots }) => shots.includes(key));
    if (index < 0) return;
    const line = Math.floor(this.scenes[index]!.shots.indexOf(key) / this.columns);
    const top = this.rows.tops[index]! + (cardSize.head + line * (cardSize.height + cardSize.gap)) * this.rem;
    const height = cardSize.height * this.rem;
    if (top < this.scrollTop) this.scrollTop = top - cardSize.head * this.rem;
    else if (top + height > this.scrollTop + this.clientHeight) this.scrollTop = top + height - this.clientHeight + cardSize.gap * this.rem;
  }

  /** Shots side by side. */
  get columns(): number {
    return Math.max(1, Math.floor((this.width + cardSize.gap * this.rem) / ((cardSize.width + cardSize.gap) * this.rem)));
  }

  private get rem(): number {
    return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  }

  protected override render(): TemplateResult {
    this.watch(this.workspace.runs);
    this.watch(this.workspace.results);
    this.watch(this.workspace.session);
    const { columns, rem } = this;
    const heightOf = ({ shots, lines }: BoardScene) => (cardSize.head + (shots.length > 0 ? Math.ceil(shots.length / columns) * (cardSize.height + cardSize.gap) : lines.length * cardSize.line) + 0.5) * rem;
    this.rows = rowsOf(this.scenes.map(heightOf));
    const { from, to } = rowsWithin(this.rows, this.offset - margin, this.offset + this.clientHeight + margin);
    return html`<div class="space" style=${styleMap({ height: `${this.rows.tops.at(-1)}px`, "--columns": String(columns) })}>
      ${this.scenes.slice(from, to).map((scene, index) => this.scene(scene, this.rows.tops[from + index]!))}
    </div>`;
  }

  private scene(scene: BoardScene, top: number): TemplateResult {
    const { workspace, board: { cast } } = this;
    const detail = sceneDetail(scene, cast, (maker, item) => valueAt(workspace, maker, item));
    const maker = judged(cast);
    const standings = scene.shots.map((key) => standingOf(maker && workspace.session && verdictOf(workspace.session.document, maker.node, key), itemOf(workspace, maker, key)));
    const { approved, all } = progressOf(standings);
    const shown = detail.shots.filter(({ key }) => scene.shots.includes(key));
    return html`<section class="scene" style=${styleMap({ top: `${top}px` })} aria-label=${`${words().scene} ${scene.key}`}>
      <header><h2 class="truncate">${detail.setting?.location ?? scene.key}</h2><span class="muted mono small">${scene.key}</span>
        ${detail.setting?.timeOfDay ? html`<span class="badge">${dramaWord(workspace, "Time of day", detail.setting.timeOfDay)}</span>` : nothing}
        <span class="fill"></span>
        ${cast.sceneClip ? html`<button class="quiet" title=${words().previewHelp} aria-label=${`${words().preview}: ${words().scene} ${scene.key}`} ?disabled=${!workspace.online} @click=${() => void lookNow(workspace, { maker: cast.sceneClip!, item: scene.key, name: detail.setting?.location ?? scene.key })}>${icon(Clapperboard)}${words().preview}</button>` : nothing}
        ${all > 0 && maker ? html`<span class="approved small muted">${words().progress(approved, all)}</span>
          ${standings.includes("open") ? html`<button class="quiet" @click=${() => approveOpen(workspace, maker, scene.shots)}>${icon(CheckCheck)}${words().approveScene}</button>` : nothing}` : nothing}
      </header>
      ${scene.shots.length === 0 ? html`<ul>${detail.loose.map(({ key, name, text }) => html`<li class="loose truncate"><b class="muted">${name}</b> ${text?.text ?? key}</li>`)}</ul>` : nothing}
      <div class="shots">${shown.map((shot) => shotCard(shot, { workspace, cast, number: numberOf(shot.key, detail.shots), focused: shot.key === this.focused, focus: (key) => this.tell("rw-focus-shot", key) }))}</div>
    </section>`;
  }
}

function numberOf(key: string, shots: readonly { readonly key: string }[]): number {
  return shots.findIndex((shot) => shot.key === key) + 1;
}

customElements.define("rw-board", BoardList);
declare global { interface HTMLElementTagNameMap { "rw-board": BoardList } }
