import { css, html, type TemplateResult } from "lit";
import { HttpServer } from "../api/http-server.ts";
import { look } from "../look/look.ts";
import { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { takeToken } from "./token.ts";

/** @summary The whole page. */
export class App extends View {
  static override styles = [look, css`:host { display: grid; height: 100dvh; }`];

  private workspace: Workspace | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.start();
  }

  private async start(): Promise<void> {
    const workspace = new Workspace(new HttpServer(takeToken() ?? ""));
    await workspace.server.session();
    workspace.packs.take(await workspace.server.packs());
    this.workspace = workspace;
    this.watch(workspace);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    if (!this.workspace) return html`<p>…</p>`;
    return this.workspace.view === "gallery" ? html`<rw-gallery .workspace=${this.workspace}></rw-gallery>` : html`<rw-canvas .workspace=${this.workspace}></rw-canvas>`;
  }
}

customElements.define("rw-app", App);

declare global {
  interface HTMLElementTagNameMap { "rw-app": App }
}
