import { css, html, nothing, type TemplateResult } from "lit";
import { HttpServer } from "../api/http-server.ts";
import { allCommands } from "../commands/all.ts";
import { commandFor, placeOf } from "../commands/dispatch.ts";
import { openGraphFile } from "../commands/open-file.ts";
import { perform } from "../commands/perform.ts";
import { look } from "../look/look.ts";
import { account } from "../runs/format.ts";
import { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import "./drop-place.ts";
import "./entrance.ts";
import type { EntranceState } from "./entrance.ts";
import { isMac } from "./platform.ts";
import { readNow } from "./parts.ts";
import { parseRoute } from "./route.ts";
import "./studio.ts";
import { forgetToken, keepToken, takeToken } from "./token.ts";

/** @summary The whole page: the entrance until the server has let it in, then the studio. */
export class App extends View {
  static override styles = [look, css`:host { display: block; height: 100dvh; }`];
  static override properties = { state: { state: true }, reason: { state: true } };
  declare private state: EntranceState | "open";
  declare private reason: string | undefined;
  private workspace: Workspace | undefined;

  constructor() {
    super();
    this.state = "connecting";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.enter();
    readNow(parseRoute(location.hash).view);
    // The printed address, opened in a tab where the page is already, changes the hash only.
    addEventListener("hashchange", () => {
      if (!location.hash.startsWith("#token=")) return;
      takeToken();
      location.reload();
    });
    addEventListener("keydown", (event) => this.onKey(event));
    addEventListener("dragover", (event) => this.onDrag(event));
    addEventListener("drop", (event) => this.onDrop(event));
  }

  private async enter(): Promise<void> {
    const token = takeToken();
    if (token === undefined) return void (this.state = "no-token");
    this.state = "connecting";
    const workspace = new Workspace(new HttpServer(token));
    try {
      const [session, packs, runs] = await Promise.all([workspace.server.session(), workspace.server.packs(), workspace.server.runs()]);
      account.currency = session.currency;
      workspace.packs.take(packs);
      workspace.runs.takeList(runs);
    } catch (error) {
      const { status, message } = error as { status?: number; message: string };
      this.reason = message;
      if (status === 401) forgetToken();
      this.state = status === 401 ? "wrong-token" : "unreachable";
      return;
    }
    this.workspace = workspace;
    this.state = "open";
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.workspace) return;
    const place = placeOf(event.composedPath() as HTMLElement[]);
    const command = commandFor(event, place, { commands: allCommands, workspace: this.workspace, isMac });
    if (!command) return;
    event.preventDefault();
    void perform(command, this.workspace);
  }

  /** Fields that take files keep theirs to themselves; the page is never left for a dropped file. */
  private onDrag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files") || event.defaultPrevented) return;
    event.preventDefault();
    if (this.workspace) this.renderRoot.querySelector("rw-drop-place")?.over();
  }

  private onDrop(event: DragEvent): void {
    this.renderRoot.querySelector("rw-drop-place")?.gone();
    const isHandled = event.defaultPrevented;
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (!file || isHandled || !this.workspace) return;
    void openGraphFile(this.workspace, file);
  }

  override render(): TemplateResult {
    if (this.state === "open") return html`<rw-studio .workspace=${this.workspace}></rw-studio><rw-drop-place></rw-drop-place>`;
    return html`<rw-entrance .state=${this.state} .reason=${this.reason ?? nothing}
      @rw-token=${(event: CustomEvent<string>) => { keepToken(event.detail); void this.enter(); }} @rw-retry=${() => this.enter()}></rw-entrance>`;
  }
}

customElements.define("rw-app", App);

declare global {
  interface HTMLElementTagNameMap { "rw-app": App }
}
