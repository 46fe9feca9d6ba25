import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Pause, Play } from "lucide";
import type { Artifact } from "../../../runtime/contract/types.ts";
import { icon } from "../../look/icon.ts";
import { look } from "../../look/look.ts";
import type { Workspace } from "../../state/workspace.ts";
import { View } from "../../view/view.ts";
import { timecode } from "../format.ts";
import { type Sound, thinned } from "./peaks.ts";
import { drawnBytes, playAlone, soundOf } from "./sounds.ts";
import { audioStyles } from "./styles.ts";
import { words } from "./words.ts";

/** Seconds that an arrow key moves by. */
const keyStep = 1;
const barWidth = 3;

/**
 * @summary A recording of the store: plays, and shows its waveform, which is also where one seeks by click, drag and
 * arrow keys. Decoded only when it comes into view.
 */
export class AudioView extends View {
  static override styles = [look, audioStyles];
  static override properties = { workspace: { attribute: false }, artifact: { attribute: false }, label: {}, full: { type: Boolean, reflect: true }, sound: { state: true }, fault: { state: true }, at: { state: true }, playing: { state: true }, length: { state: true } };
  declare workspace: Workspace;
  declare artifact: Artifact | undefined;
  declare label: string;
  declare full: boolean;
  private declare sound: Sound | undefined;
  private declare fault: "gone" | "cannotPlay" | "cannotDraw" | "tooLarge" | undefined;
  /** Seconds. */
  private declare at: number;
  private declare length: number | undefined;
  private declare playing: boolean;
  private readonly visibility = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) this.read(); });
  private readonly size = new ResizeObserver(() => this.paint());
  private frame = 0;

  constructor() {
    super();
    this.label = "";
    this.full = false;
    this.at = 0;
    this.playing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.visibility.observe(this);
    this.size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.visibility.disconnect();
    this.size.disconnect();
    cancelAnimationFrame(this.frame);
    this.player?.pause();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("artifact")) return;
    this.sound = undefined;
    this.fault = undefined;
    this.length = undefined;
    this.at = 0;
    this.visibility.unobserve(this);
    if (this.artifact) this.visibility.observe(this);
  }

  protected override updated(): void {
    this.paint();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { artifact, playing } = this;
    if (!artifact) return nothing;
    const length = this.length ?? this.sound?.length;
    const name = playing ? words().pause : words().play;
    return html`
      <audio preload=${this.full ? "metadata" : "none"} src=${this.workspace.server.artifactUrl(artifact)}
        @play=${this.onPlay} @pause=${() => { this.playing = false; }} @timeupdate=${this.onTime} @loadedmetadata=${this.onLength} @error=${() => { this.fault = "cannotPlay"; }}></audio>
      <button class="icon" aria-label=${this.label ? `${name}: ${this.label}` : name} title=${name} ?disabled=${this.fault === "gone" || this.fault === "cannotPlay"} @click=${this.toggle}>${icon(playing ? Pause : Play)}</button>
      <div class="wave fill" role="slider" tabindex="0" aria-label=${words().position} aria-valuemin="0" aria-valuemax=${length ?? 0} aria-valuenow=${this.at} aria-valuetext=${timecode(this.at)}
        @pointerdown=${this.onPointer} @pointermove=${this.onPointer} @keydown=${this.onKey}><canvas></canvas>${this.fault ? html`<span class="fault small">${words()[this.fault]}</span>` : nothing}</div>
      <span class="time mono small">${this.full || this.at > 0 ? html`${timecode(this.at)} / ` : nothing}${length === undefined ? "–:––" : timecode(length)}</span>`;
  }

  private get player(): HTMLAudioElement | null {
    return this.renderRoot.querySelector("audio");
  }

  private read(): void {
    const { artifact } = this;
    if (!artifact || this.sound || this.fault) return;
    if (artifact.bytes > drawnBytes) this.fault = "tooLarge";
    else {
      soundOf(artifact, this.workspace.server.artifactUrl(artifact)).then(
        (sound) => { if (this.artifact === artifact) this.sound = sound; },
        (error: Error) => { if (this.artifact === artifact) this.fault = error.message === "404" ? "gone" : "cannotDraw"; },
      );
    }
  }

  private toggle(): void {
    const { player } = this;
    if (this.playing) player?.pause();
    else player?.play().catch((error: DOMException) => { if (error.name === "NotSupportedError") this.fault = "cannotPlay"; });
  }

  private onPlay(event: Event): void {
    playAlone(event.target as HTMLAudioElement);
    this.playing = true;
    const follow = () => {
      this.onTime();
      if (this.playing) this.frame = requestAnimationFrame(follow);
    };
    follow();
  }

  private onTime(): void {
    this.at = this.player?.currentTime ?? 0;
  }

  private onLength(): void {
    const length = this.player?.duration;
    if (length !== undefined && Number.isFinite(length)) this.length = length;
  }

  private onPointer(event: PointerEvent): void {
    if (event.buttons !== 1) return;
    event.stopPropagation();
    const wave = event.currentTarget as HTMLElement;
    wave.setPointerCapture(event.pointerId);
    const { left, width } = wave.getBoundingClientRect();
    this.seek(((event.clientX - left) / width) * (this.length ?? this.sound?.length ?? 0));
  }

  private onKey(event: KeyboardEvent): void {
    const length = this.length ?? this.sound?.length ?? 0;
    const to = { ArrowLeft: this.at - keyStep, ArrowRight: this.at + keyStep, Home: 0, End: length }[event.key];
    if (event.key === " ") this.toggle();
    else if (to === undefined) return;
    else this.seek(to);
    event.preventDefault();
    event.stopPropagation();
  }

  private seek(to: number): void {
    const { player } = this;
    if (!player) return;
    this.at = Math.max(0, Math.min(this.length ?? this.sound?.length ?? 0, to));
    player.currentTime = this.at;
  }

  private paint(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const scale = devicePixelRatio;
    const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    pen.clearRect(0, 0, width, height);
    const style = getComputedStyle(this);
    const step = barWidth * scale;
    const bars = this.sound ? thinned(this.sound.peaks, Math.max(1, Math.floor(width / step))) : new Float32Array(Math.max(1, Math.floor(width / step)));
    const played = this.at / (this.length ?? this.sound?.length ?? Infinity);
    for (let index = 0; index < bars.length; index++) {
      const tall = Math.max(scale, bars[index]! * height);
      pen.fillStyle = style.getPropertyValue((index + 0.5) / bars.length <= played ? "--accent" : "--ink-3");
      pen.fillRect((index * width) / bars.length, (height - tall) / 2, Math.max(1, (width / bars.length) * 0.66), tall);
    }
  }
}

customElements.define("rw-audio", AudioView);
declare global { interface HTMLElementTagNameMap { "rw-audio": AudioView } }
