import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { Download } from "lucide";
import type { Artifact } from "../../../runtime/contract/types.ts";
import { icon } from "../../look/icon.ts";
import type { Workspace } from "../../state/workspace.ts";
import { bytes } from "../format.ts";
import { fileName } from "./shape.ts";
import { words } from "./words.ts";

/** Bytes of a text file that are shown. */
const shownBytes = 256 * 1024;

/** Text files of the store, read when they are shown. */
export class FileText implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly read = new Map<string, { readonly text: string } | "reading" | "gone" | "failed">();

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.read.clear();
  }

  view(workspace: Workspace, artifact: Artifact): TemplateResult {
    const known = this.read.get(artifact.artifact);
    if (known === undefined) void this.fetch(workspace, artifact);
    if (known === undefined || known === "reading") return html`<p class="muted">${words().reading}</p>`;
    if (known === "gone") return html`<p class="gone">${words().gone}</p>`;
    if (known === "failed") return html`<p class="gone">${words().unread} <button class="small" @click=${() => this.fetch(workspace, artifact)}>${words().again}</button></p>`;
    return html`<div class="prose mono" tabindex="0">${known.text}</div>${artifact.bytes > shownBytes ? html`<p class="small muted">${words().cut(bytes(shownBytes))}</p>` : nothing}`;
  }

  private async fetch(workspace: Workspace, artifact: Artifact): Promise<void> {
    this.read.set(artifact.artifact, "reading");
    const answer = await fetch(workspace.server.artifactUrl(artifact), { headers: { range: `bytes=0-${shownBytes - 1}` } }).catch(() => undefined);
    this.read.set(artifact.artifact, answer?.ok ? { text: await answer.text() } : answer?.status === 404 ? "gone" : "failed");
    this.host.requestUpdate();
  }
}

/** A link that saves the bytes under a name that says what they are. */
export function downloadLink(workspace: Workspace, artifact: Artifact, name: string): TemplateResult {
  return html`<a class="download" href=${workspace.server.artifactUrl(artifact)} download=${fileName(artifact, name)}>${icon(Download)}<span>${fileName(artifact, name)}</span> <span class="muted small">${bytes(artifact.bytes)}</span></a>`;
}
