import { html, nothing, type TemplateResult } from "lit";
import { File as FileIcon, Upload, X } from "lucide";
import type { Artifact } from "../../runtime/contract/types.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { bytes } from "../runs/format.ts";
import type { Control } from "./control-kind.ts";
import { acceptOf, mediaFault, mediaTypeOf } from "./media-type.ts";
import type { ControlSite } from "./site.ts";
import { fileStyles } from "./styles.ts";
import { words } from "./words.ts";

/**
 * @summary A file that is dropped, pasted or picked, sent to the server, and shown: an image, a recording, a film, or its
 * type and size. Media types that the input does not take are refused before anything is sent.
 */
export class FileControl extends View {
  static override shadowRootOptions: ShadowRootInit = { ...View.shadowRootOptions, delegatesFocus: true };
  static override styles = [look, fileStyles];
  static override properties = { control: { attribute: false }, site: { attribute: false }, sending: { state: true }, failure: { state: true }, isOver: { state: true } };
  declare control: Extract<Control, { kind: "file" }>;
  declare site: ControlSite;
  /** The name of the file on its way. */
  private declare sending: string | undefined;
  private declare failure: string | undefined;
  private declare isOver: boolean;

  constructor() {
    super();
    this.isOver = false;
  }

  protected override firstUpdated(): void {
    // The players are large and only needed where there is something to play.
    void import("../runs/media.ts");
  }

  protected override render(): TemplateResult {
    const { site, sending, failure } = this;
    const artifact = site.value as Artifact | undefined;
    return html`<div class="drop ${this.isOver ? "over" : ""} ${site.compact ? "compact" : ""}" role="group" aria-label=${site.names.label ?? site.label} aria-describedby=${site.names.describedBy ?? nothing} aria-busy=${sending !== undefined}
        @dragover=${this.onDragOver} @dragleave=${() => { this.isOver = false; }} @drop=${this.onDrop} @paste=${this.onPaste}>
      ${artifact && !site.mixed ? this.shown(artifact) : nothing}
      ${sending !== undefined ? html`<p class="row small"><progress aria-label=${words().uploading(sending)}></progress>${words().uploading(sending)}</p>`
        : html`<div class="ask small">
          ${artifact ? nothing : html`<span class="muted">${icon(Upload)} ${site.mixed ? words().mixed : words().drop(this.control.type)}</span>`}
          <button ?disabled=${site.disabled} @click=${this.pick}>${artifact ? words().replace : words().pick}</button>
          ${artifact ? html`<button class="quiet icon" ?disabled=${site.disabled} aria-label=${words().remove(site.label)} title=${words().remove(site.label)} @click=${() => site.give(undefined, { final: true })}>${icon(X)}</button>` : nothing}
        </div>`}
      ${failure === undefined ? nothing : html`<p class="failure small" role="alert">${words().uploadFailed(failure)}</p>`}
      <input type="file" hidden accept=${acceptOf(this.control.type)} @change=${this.onPicked}>
    </div>`;
  }

  private shown(artifact: Artifact): TemplateResult {
    const { workspace, label } = this.site;
    const [kind] = artifact.media.split("/");
    const facts = html`<p class="facts small muted">${kind === "image" || kind === "audio" || kind === "video" ? nothing : icon(FileIcon)} ${artifact.media} · ${bytes(artifact.bytes)}</p>`;
    if (!workspace) return facts;
    if (kind === "image") return html`<rw-image .workspace=${workspace} .artifact=${artifact} .label=${label}></rw-image>${facts}`;
    if (kind === "audio") return html`<rw-audio .workspace=${workspace} .artifact=${artifact} .label=${label}></rw-audio>${facts}`;
    if (kind === "video") return html`<rw-video .workspace=${workspace} .artifact=${artifact} .label=${label}></rw-video>${facts}`;
    return facts;
  }

  private async send(file: File): Promise<void> {
    const { site, control } = this;
    if (site.disabled || !site.workspace) return;
    this.failure = undefined;
    const media = mediaTypeOf(file);
    const fault = mediaFault(media, control.type, control.pattern);
    if (fault) return site.hold(site.draft, fault);
    this.sending = file.name;
    try {
      site.give(await site.workspace.server.upload(file, media), { final: true });
    } catch (error) {
      this.failure = (error as Error).message;
    } finally {
      this.sending = undefined;
    }
  }

  private pick(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")!.click();
  }

  private onPicked(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file) void this.send(file);
  }

  private onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    this.isOver = true;
  }

  private onDrop(event: DragEvent): void {
    this.isOver = false;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    void this.send(file);
  }

  private onPaste(event: ClipboardEvent): void {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    void this.send(file);
  }
}

customElements.define("rw-file-control", FileControl);
declare global { interface HTMLElementTagNameMap { "rw-file-control": FileControl } }
