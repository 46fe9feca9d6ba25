import { html, nothing, type TemplateResult } from "lit";
import type { Artifact } from "../../../runtime/contract/types.ts";
import { look } from "../../look/look.ts";
import type { Workspace } from "../../state/workspace.ts";
import { View } from "../../view/view.ts";
import "./audio.ts";
import { downloadLink, FileText } from "./file-text.ts";
import { isIdentityDrift, isIdentityReport, isIdentityVerdict } from "../identity/shape.ts";
import { driftView, identityReport } from "../identity/report-view.ts";
import { identityStyles } from "../identity/styles.ts";
import { verdictLine, verdictView } from "../identity/verdict-view.ts";
import { itemAt, type Where } from "../places.ts";
import { findingList, reportView } from "./finding-list.ts";
import "./image.ts";
import { jsonTree } from "./json-tree.ts";
import { artifactsIn, bySeverity, isArtifact, isFindings, isReport, labelOf, mainArtifact, mediaKind } from "./shape.ts";
import { valueStyles } from "./styles.ts";
import "./video.ts";
import { words } from "./words.ts";

/** Pictures side by side in a compact list. */
const stripLength = 4;
/** Elements of a list that are shown whole before one asks for more. */
const openElements = 20;

/**
 * @summary Any value that flows, by its shape: an image, a recording, a film, a text, findings, reports, verdicts, a list, data.
 * Compact it fits itself into whatever room it is given; `full` it shows everything.
 */
export class ValueView extends View {
  static override styles = [look, valueStyles, identityStyles];
  static override properties = { workspace: { attribute: false }, value: { attribute: false }, label: {}, full: { type: Boolean, reflect: true }, captions: { attribute: false }, references: { attribute: false }, item: { attribute: false }, all: { state: true } };
  declare workspace: Workspace;
  declare value: unknown;
  /** Says what it is, to those who cannot see it, and names downloads. */
  declare label: string;
  declare full: boolean;
  /** Subtitles for a film, as WebVTT. */
  declare captions: Artifact | undefined;
  /** Pictures of those whom a verdict is about, by id. */
  declare references: ReadonlyMap<string, Artifact>;
  /** The key of the item whose value it is: places that it names are seen from there. */
  declare item: string;
  /** Whether a long list is shown whole. */
  private declare all: boolean;
  private readonly text = new FileText(this);

  constructor() {
    super();
    this.label = this.item = "";
    this.references = new Map();
    this.full = this.all = false;
  }

  /** What it shows, for those who give it room: `data-kind`. */
  protected override willUpdate(): void {
    const main = this.value === undefined || typeof this.value === "string" ? undefined : mainArtifact(this.value);
    this.dataset["kind"] = main ? mediaKind(main.media) : "data";
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.full ? this.whole(this.value) : this.compact(this.value);
  }

  private compact(value: unknown): TemplateResult {
    if (value === undefined || value === null) return html`<span class="muted">${words().nothing}</span>`;
    if (isArtifact(value)) return this.media(value, this.label, false);
    if (isReport(value)) return html`<p class="line">${verdictWords(value.verdict)} · ${value.title}</p>`;
    if (isFindings(value)) return html`<p class="line">${bySeverity(value)[0]!.message}</p>`;
    if (isIdentityVerdict(value)) return html`<p class="line">${verdictLine(value)}</p>`;
    if (Array.isArray(value)) return this.compactList(value);
    const artifact = typeof value === "object" ? mainArtifact(value) : undefined;
    if (artifact && mediaKind(artifact.media) !== "bytes") return this.media(artifact, labelOf(value) ?? this.label, false);
    return html`<div class="lines">${labelOf(value) ?? JSON.stringify(value)}</div>`;
  }

  private compactList(list: readonly unknown[]): TemplateResult {
    if (list.length === 0) return html`<span class="muted">${words().none}</span>`;
    const media = list.slice(0, stripLength).map(mainArtifact).filter((one) => one !== undefined);
    if (media.length === 0) return html`<div class="lines">${list.slice(0, 3).map((one) => labelOf(one) ?? "").filter(Boolean).join("\n") || words().elements(list.length)}</div>`;
    const shown = mediaKind(media[0]!.media) === "audio" ? media.slice(0, 1) : media;
    return html`<div class="strip">${shown.map((one) => this.media(one, this.label, false))}${list.length > shown.length ? html`<span class="badge">${words().more(list.length - shown.length)}</span>` : nothing}</div>`;
  }

  private media(artifact: Artifact, label: string, full: boolean): TemplateResult {
    const { workspace } = this;
    switch (mediaKind(artifact.media)) {
      case "image": return html`<rw-image .workspace=${workspace} .artifact=${artifact} .label=${label} .full=${full}></rw-image>`;
      case "audio": return html`<rw-audio .workspace=${workspace} .artifact=${artifact} .label=${label} .full=${full}></rw-audio>`;
      case "video": return html`<rw-video .workspace=${workspace} .artifact=${artifact} .label=${label} .full=${full} .captions=${this.captions}></rw-video>`;
      case "bytes": return downloadLink(workspace, artifact, label);
      default: return full ? this.text.view(workspace, artifact) : downloadLink(workspace, artifact, label);
    }
  }

  private whole(value: unknown): TemplateResult {
    if (value === undefined || value === null) return html`<p class="muted">${words().nothing}</p>`;
    if (typeof value === "string") return html`<div class="prose">${value}</div>`;
    if (isArtifact(value)) return this.media(value, this.label, true);
    if (isReport(value)) return reportView(value, this.go);
    if (isFindings(value)) return findingList(value, this.go);
    if (isIdentityVerdict(value)) return verdictView(value, this);
    if (isIdentityReport(value)) return identityReport(value, this);
    if (isIdentityDrift(value)) return driftView(value);
    if (Array.isArray(value)) return this.wholeList(value);
    if (typeof value === "object") return this.wholeObject(value);
    return html`<div class="prose mono">${String(value)}</div>`;
  }

  /** The way to a place of the shown run. */
  readonly go = (where: Where): (() => void) | undefined => {
    const { workspace, item } = this;
    const focus = workspace.run && itemAt(workspace.run, where, { from: item });
    return focus && (() => workspace.show({ panel: "items", focus }));
  };

  private wholeList(list: readonly unknown[]): TemplateResult {
    if (list.length === 0) return html`<p class="muted">${words().none}</p>`;
    const shown = this.all ? list : list.slice(0, openElements);
    const media = list.every(isArtifact);
    return html`
      <div class=${media ? "pieces" : "stack"}>${shown.map((one) => html`${this.element(one, list.length === 1)}`)}</div>
      ${shown.length < list.length ? html`<button class="quiet" @click=${() => { this.all = true; }}>${words().showAll(list.length)}</button>` : nothing}`;
  }

  /** An element of a list: media as itself, the rest opens; the only one is open. */
  private element(value: unknown, alone: boolean): TemplateResult {
    if (isArtifact(value)) return this.media(value, this.label, false);
    if (typeof value !== "object" || value === null) return this.whole(value);
    if (alone) return this.whole(value);
    const id = (value as { id?: unknown }).id;
    return html`<details><summary>${typeof id === "string" ? html`<span class="mono muted">${id}</span> ` : nothing}${labelOf(value) ?? (isIdentityVerdict(value) ? verdictLine(value) : words().elements(Object.keys(value).length))}</summary>${this.whole(value)}</details>`;
  }

  private wholeObject(value: object): TemplateResult {
    const main = mainArtifact(value);
    const others = artifactsIn(value, 24).filter((one) => one !== main);
    const label = labelOf(value);
    return html`<div class="stack">
      ${label === undefined ? nothing : html`<div class="prose">${label}</div>`}
      ${main ? this.media(main, label ?? this.label, true) : nothing}
      ${others.length > 0 ? html`<div class="pieces">${others.map((one) => this.media(one, label ?? this.label, false))}</div>` : nothing}
      ${main ? html`<details><summary>${words().openJson}</summary>${jsonTree(value)}</details>` : jsonTree(value)}
    </div>`;
  }
}

function verdictWords(verdict: "pass" | "look" | "block"): string {
  return { pass: words().verdictPass, look: words().verdictLook, block: words().verdictBlock }[verdict];
}

customElements.define("rw-value", ValueView);
declare global { interface HTMLElementTagNameMap { "rw-value": ValueView } }
