import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Play, Repeat, StepBack, StepForward } from "lucide";
import type { Artifact } from "../../../runtime/contract/types.ts";
import { icon } from "../../look/icon.ts";
import { look } from "../../look/look.ts";
import type { Workspace } from "../../state/workspace.ts";
import { View } from "../../view/view.ts";
import { timecode } from "../format.ts";
import { playAlone } from "./sounds.ts";
import { videoStyles } from "./styles.ts";
import { words } from "./words.ts";

/** Seconds of a frame until two frames have been seen. */
const usualFrame = 1 / 25;
const speeds = [0.25, 0.5, 1, 1.25, 1.5, 2];

/**
 * @summary A film of the store. Compact: its first frame, and a button that plays it in place. `full`: the browser's own
 * controls, frame by frame with `,` and `.`, speed, repetition and subtitles.
 */
export class VideoView extends View {
  static override styles = [look, videoStyles];
  static override properties = {
    workspace: { attribute: false }, artifact: { attribute: false }, captions: { attribute: false }, language: {}, label: {}, full: { type: Boolean, reflect: true },
    begun: { state: true }, fault: { state: true }, at: { state: true }, track: { state: true }, speed: { state: true }, repeat: { state: true },
  };
  declare workspace: Workspace;
  declare artifact: Artifact | undefined;
  /** Subtitles as WebVTT. */
  declare captions: Artifact | undefined;
  /** The language the subtitles are in, BCP 47. */
  declare language: string;
  declare label: string;
  declare full: boolean;
  private declare begun: boolean;
  private declare fault: boolean;
  private declare at: number;
  private declare speed: number;
  private declare repeat: boolean;
  /** The subtitles as an address of this page: a track may not come with the headers of a download. */
  private declare track: string | undefined;
  private frame = usualFrame;
  private lastFrame: number | undefined;

  constructor() {
    super();
    this.label = this.language = "";
    this.full = this.begun = this.fault = this.repeat = false;
    this.at = 0;
    this.speed = 1;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.player?.pause();
    this.takeTrack(undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("artifact")) {
      this.begun = this.fault = false;
      this.at = 0;
      this.frame = usualFrame;
      this.lastFrame = undefined;
    }
    if (changed.has("captions") || changed.has("full")) void this.readCaptions();
  }

  protected override updated(changed: PropertyValues): void {
    if (this.player) this.player.playbackRate = this.speed;
    if (changed.has("artifact")) this.watchFrames();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { artifact, full } = this;
    if (!artifact) return nothing;
    if (this.fault) return html`<p class="gone small">${words().cannotPlay}</p>`;
    const label = this.label || words().video;
    const film = html`<video preload="metadata" playsinline src=${this.workspace.server.artifactUrl(artifact)} aria-label=${label} ?controls=${full || this.begun} .loop=${this.repeat}
      @play=${this.onPlay} @timeupdate=${this.onTime} @seeked=${this.onTime} @error=${() => { this.fault = true; }} @keydown=${this.onKey}>
      ${this.track ? html`<track kind="subtitles" label=${words().captions} srclang=${this.language || "und"} src=${this.track} default>` : nothing}</video>`;
    if (!full) {
      return html`${film}${this.begun ? nothing : html`<button class="start" aria-label=${`${words().play}: ${label}`} title=${words().play} @click=${this.start}>${icon(Play)}</button>`}`;
    }
    return html`<div class="stage">${film}<div class="tools row" @keydown=${this.onKey}>
      <button class="icon quiet" aria-label=${words().frameBack} title=${`${words().frameBack} (,)`} @click=${() => this.step(-1)}>${icon(StepBack)}</button>
      <output class="mono small">${timecode(this.at, true)}</output>
      <button class="icon quiet" aria-label=${words().frameOn} title=${`${words().frameOn} (.)`} @click=${() => this.step(1)}>${icon(StepForward)}</button>
      <select aria-label=${words().speed} title=${words().speed} .value=${String(this.speed)} @change=${(event: Event) => { this.speed = Number((event.target as HTMLSelectElement).value); }}>
        ${speeds.map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>${speed}×</option>`)}</select>
      <button class="icon quiet" aria-label=${words().repeat} title=${words().repeat} aria-pressed=${this.repeat} @click=${() => { this.repeat = !this.repeat; }}>${icon(Repeat)}</button>
    </div></div>`;
  }

  private get player(): HTMLVideoElement | null {
    return this.renderRoot.querySelector("video");
  }

  private start(event: Event): void {
    event.stopPropagation();
    this.begun = true;
    void this.player?.play().catch(() => undefined);
  }

  private onPlay(event: Event): void {
    playAlone(event.target as HTMLVideoElement);
    this.begun = true;
  }

  private onTime(): void {
    this.at = this.player?.currentTime ?? 0;
  }

  private step(frames: number): void {
    const { player } = this;
    if (!player) return;
    player.pause();
    player.currentTime = Math.max(0, Math.min(player.duration || 0, player.currentTime + frames * this.frame));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "," && event.key !== ".") return;
    event.preventDefault();
    event.stopPropagation();
    this.step(event.key === "." ? 1 : -1);
  }

  /** Learns how long a frame is from the frames that are shown. */
  private watchFrames(): void {
    const { player } = this;
    player?.requestVideoFrameCallback((_, { mediaTime }) => {
      const between = mediaTime - (this.lastFrame ?? mediaTime);
      if (between > 0.004 && between < this.frame) this.frame = between;
      this.lastFrame = mediaTime;
      if (player === this.player) this.watchFrames();
    });
  }

  private async readCaptions(): Promise<void> {
    const { captions } = this;
    this.takeTrack(undefined);
    if (!captions || !this.full) return;
    const answer = await fetch(this.workspace.server.artifactUrl(captions)).catch(() => undefined);
    if (!answer?.ok || this.captions !== captions || !this.isConnected) return;
    this.takeTrack(URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: "text/vtt" })));
  }

  private takeTrack(url: string | undefined): void {
    if (this.track) URL.revokeObjectURL(this.track);
    this.track = url;
  }
}

customElements.define("rw-video", VideoView);
declare global { interface HTMLElementTagNameMap { "rw-video": VideoView } }
