import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "../look/style-map.ts";
import { Pencil, SkipBack, SkipForward } from "lucide";
import type { Artifact } from "../../runtime/contract/types.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { timecode } from "../runs/format.ts";
import { artifactsIn } from "../runs/media/shape.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import type { Board } from "./board.ts";
import { type Film, filmOf, lineBeside, momentAt, placeOf, type Segment, type SpokenSegment, type TextPlace } from "./film.ts";
import { filmStyles } from "./film-styles.ts";
import { madeBy } from "./shot-detail.ts";
import { mediaAt, valueAt } from "./sources.ts";
import { sharedStyles } from "./styles.ts";
import { words } from "./words.ts";

/**
 * @summary A finished film over its timeline: whatever is on screen or heard leads to the nodes and items that made it.
 * @fires rw-edit-text - a `TextPlace`: where the spoken line that the user wants to change is written
 */
export class FilmView extends View {
  static override styles = [look, sharedStyles, filmStyles];
  static override properties = { workspace: { attribute: false }, board: { attribute: false }, chosen: { state: true }, frame: { state: true } };
  declare workspace: Workspace;
  declare board: Board;
  /** The item whose film is shown, of several. */
  private declare chosen: string | undefined;
  private declare frame: number;
  private film: Film | undefined;
  private followed: HTMLVideoElement | undefined;

  constructor() {
    super();
    this.frame = 0;
    this.addEventListener("keydown", (event) => this.onKey(event));
  }

  protected override render(): TemplateResult {
    const { workspace, board } = this;
    for (const source of [workspace.runs, workspace.results, workspace.session]) this.watch(source);
    const films = [...this.films()];
    const shown = films.find(({ item }) => item === this.chosen) ?? films[0];
    if (!shown) return html`<div class="empty"><h2>${words().noFilm}</h2><p>${words().noFilmHint}</p></div>`;
    const { film, video } = shown;
    this.film = film;
    const { scene, shot, line } = momentAt(film, this.frame);
    return html`<div class="stage">
        <rw-video full .workspace=${workspace} .artifact=${video} .label=${film.title}></rw-video>
        <aside aria-label=${words().moment}>
          ${films.length > 1 ? html`<label class="row small"><span class="muted">${words().chooseEpisode}</span><select @change=${(event: Event) => { this.chosen = (event.target as HTMLSelectElement).value; this.frame = 0; }}>${films.map(({ item, film: { title } }) => html`<option value=${item} ?selected=${item === shown.item}>${item} ${title}</option>`)}</select></label>` : nothing}
          <h2>${words().moment} <span class="mono muted small">${timecode(this.frame / film.fps)}</span></h2>
          ${line ? html`<section><h3>${line.name}</h3><p class="said">${line.text}</p>${this.editButton(line.text)}${madeBy(workspace, line.key)}</section>` : html`<p class="muted">${words().nothingHere}</p>`}
          ${shot ? html`<section><h3>${words().shotHere} <span class="mono muted small">${shot.key}</span></h3>${madeBy(workspace, shot.key)}</section>` : nothing}
          ${scene ? html`<section><h3>${words().scene} <span class="mono muted small">${scene.key}</span></h3>${madeBy(workspace, scene.key)}</section>` : nothing}
        </aside>
      </div>
      <div class="timeline" role="group" aria-label=${words().timeline}>
        <div class="row tools"><button class="icon quiet" title=${`${words().lineBefore} ([)`} aria-label=${words().lineBefore} @click=${() => this.toLine(film, -1)}>${icon(SkipBack)}</button>
          <button class="icon quiet" title=${`${words().lineAfter} (])`} aria-label=${words().lineAfter} @click=${() => this.toLine(film, 1)}>${icon(SkipForward)}</button>
          <input type="range" class="fill" min="0" max=${film.frames - 1} step="1" .value=${String(this.frame)} aria-label=${words().position} aria-valuetext=${timecode(this.frame / film.fps)} @input=${(event: Event) => this.seek(film, Number((event.target as HTMLInputElement).value))}></div>
        <div class="track shots">${film.shots.map((segment) => this.segment(film, segment, segment === shot, this.thumb(segment, board)))}</div>
        <div class="track lines">${film.lines.map((segment) => this.segment(film, segment, segment === line, html`<span class="truncate"><b>${segment.name}</b> ${segment.text}</span>`, segment))}</div>
        <div class="playhead" style=${styleMap({ left: `${(this.frame / film.frames) * 100}%` })}></div>
      </div>`;
  }

  /** The player is drawn by another element; its events end at that element's edge. */
  protected override async updated(): Promise<void> {
    await this.renderRoot.querySelector("rw-video")?.updateComplete;
    const { player } = this;
    if (!player || player === this.followed) return;
    this.followed = player;
    const follow = () => {
      this.follow(player);
      if (player === this.player) player.requestVideoFrameCallback(follow);
    };
    player.requestVideoFrameCallback(follow);
    player.addEventListener("seeked", () => this.follow(player));
  }

  /** Every item that has a timeline and, from the same node, a film. */
  private *films(): Iterable<{ readonly item: string; readonly film: Film; readonly video: Artifact }> {
    const { workspace, board: { cast: { timeline } } } = this;
    for (const one of timeline ? workspace.run?.nodes.get(timeline.node)?.items.values() ?? [] : []) {
      const film = filmOf(valueAt(workspace, timeline, one.item), one.item);
      const outputs = workspace.results.of(one);
      const artifacts = film && typeof outputs === "object" ? artifactsIn(outputs) : [];
      const video = artifacts.find(({ media }) => media.startsWith("video/"));
      if (film && video) yield { item: one.item, film, video };
    }
  }

  private editButton(text: string): TemplateResult | typeof nothing {
    const place = this.workspace.session && placeOf(text, this.workspace.session.document);
    return place ? html`<div class="row"><button @click=${() => this.tell<TextPlace>("rw-edit-text", place)}>${icon(Pencil)}${words().editLine}</button></div>` : nothing;
  }

  private segment(film: Film, { key, start, end }: Segment, current: boolean, content: unknown, spoken?: SpokenSegment): TemplateResult {
    const place = { left: `${(start / film.frames) * 100}%`, width: `${((end - start) / film.frames) * 100}%` };
    return html`<button class="segment" style=${styleMap(place)} aria-current=${current} title=${spoken ? `${spoken.name}: ${spoken.text}` : key} aria-label=${spoken ? `${spoken.name}: ${spoken.text}` : key} @click=${() => this.seek(film, start)}>${content}</button>`;
  }

  private thumb({ key }: Segment, board: Board): TemplateResult | typeof nothing {
    const picture = mediaAt(this.workspace, board.cast.picture, key, "image");
    return picture ? html`<rw-image .workspace=${this.workspace} .artifact=${picture} .label=${key}></rw-image>` : nothing;
  }

  private get player(): HTMLVideoElement | null {
    return this.renderRoot.querySelector("rw-video")?.renderRoot.querySelector("video") ?? null;
  }

  private follow(player: HTMLVideoElement): void {
    // A frame's first instant may be rounded to just before it.
    if (this.film) this.frame = Math.min(this.film.frames - 1, Math.floor(player.currentTime * this.film.fps + 0.001));
  }

  private seek(film: Film, frame: number): void {
    this.frame = Math.max(0, Math.min(film.frames - 1, frame));
    const { player } = this;
    // The middle of the frame: its edge may show the one before.
    if (player) player.currentTime = (this.frame + 0.5) / film.fps;
  }

  private toLine(film: Film, direction: 1 | -1): void {
    const line = lineBeside(film, this.frame, direction);
    if (line) this.seek(film, line.start);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLElement && /^(input|textarea|select|video)$/i.test(target.tagName)) return;
    const { film } = this;
    if (!film) return;
    const step = event.shiftKey ? Math.round(film.fps) : 1;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.seek(film, this.frame + (event.key === "ArrowRight" ? step : -step));
    else if (event.key === "[" || event.key === "]") this.toLine(film, event.key === "]" ? 1 : -1);
    else if (event.key === " " && !(target instanceof HTMLButtonElement)) void (this.player?.paused ? this.player.play() : this.player?.pause());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define("rw-film", FilmView);
declare global { interface HTMLElementTagNameMap { "rw-film": FilmView } }
