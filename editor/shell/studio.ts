import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { allCommands } from "../commands/all.ts";
import type { Command } from "../commands/command.ts";
import { addGraph } from "../commands/file.ts";
import { perform } from "../commands/perform.ts";
import { keepSafe } from "../keeping/keep-safe.ts";
import { look } from "../look/look.ts";
import type { ElementRef } from "../model/element.ts";
import type {} from "../palette/palette.ts";
import "../runs/live.ts";
import type { Session } from "../state/session.ts";
import type { TextPlace } from "../storyboard/film.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import type { Chosen } from "./add-chosen.ts";
import { editText } from "./edit-text.ts";
import "./first-steps.ts";
import { areFirstStepsWanted } from "./first-steps.ts";
import { Regions } from "./focus.ts";
import { hear } from "./hear.ts";
import { keepMeasures, type Measures, readMeasures } from "./measures.ts";
import "./menu.ts";
import { Navigator } from "./navigator.ts";
import { contextMenu, mainMenu, runMenu } from "./page-menus.ts";
import { mainPart, readAhead } from "./parts.ts";
import { placeChosen } from "./place-chosen.ts";
import "./question.ts";
import "./rail.ts";
import { blank } from "./route.ts";
import type { PaletteRequest, Question, Shell } from "./shell.ts";
import "./shortcuts.ts";
import { type Shown, showNode } from "./show-node.ts";
import { inspectorSide, lowerSide } from "./sides.ts";
import { studioStyles } from "./studio-styles.ts";
import "./toasts.ts";
import "./top-bar.ts";
import { words } from "./words.ts";

/** @summary Everything around the views: bars, panels, menus, dialogs, and how they hang together. */
export class Studio extends View implements Shell {
  static override styles = [look, studioStyles];
  static override properties = { workspace: { attribute: false }, measures: { state: true }, firstSteps: { state: true } };
  declare workspace: Workspace;
  declare private measures: Measures;
  /** `wanted` for those who are new; `asked` for whoever looks them up. */
  declare private firstSteps: "wanted" | "asked" | undefined;
  readonly commands: readonly Command[] = allCommands;
  private regions: Regions | undefined;
  private navigator: Navigator | undefined;
  private session: Session | undefined;
  private asked: PaletteRequest = {};

  constructor() {
    super();
    this.measures = readMeasures();
    this.firstSteps = areFirstStepsWanted() ? "wanted" : undefined;
  }

  override willUpdate(): void {
    const { workspace } = this;
    if (!this.navigator) this.start();
    if (this.session !== workspace.session) this.unwatch(this.session);
    this.session = workspace.session;
    this.watch(this.session);
    document.title = this.isGraph ? `${this.session!.document.title ?? this.session!.name} · Reelwright` : "Reelwright";
  }

  private start(): void {
    this.workspace.shell = this;
    this.watch(this.workspace);
    keepSafe(this.workspace);
    hear(this.workspace);
    this.navigator = new Navigator(this.workspace);
    void this.navigator.start();
  }

  override firstUpdated(): void {
    readAhead("canvas", "inspector", "gallery");
    // The rest once the page has settled: it is there also when the server is not.
    setTimeout(() => readAhead("run", "items", "viewer", "problems", "history", "outline", "storyboard"), 8000);
    this.regions = new Regions(this.shadowRoot!);
  }

  private get isGraph(): boolean {
    return this.workspace.view !== "gallery" && this.workspace.session !== undefined;
  }

  private one<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] {
    return this.renderRoot.querySelector(tag)!;
  }

  async openPalette(request: PaletteRequest = {}): Promise<void> {
    this.asked = request;
    await import("../palette/palette.ts");
    const { x, y, fits, commands } = request;
    this.one("rw-palette").openAt(x === undefined || y === undefined ? undefined : { x, y }, { ...(fits ? { fits } : {}), ...(commands ? { commands } : {}) });
  }

  showShortcuts(): void {
    this.one("rw-shortcuts").open();
  }

  ask(question: Question): Promise<string | undefined> {
    return this.one("rw-question").ask(question);
  }

  openGallery(): void {
    void this.navigator!.go({ view: "gallery" });
  }

  openNew(): Promise<void> {
    return this.navigator!.goNew("untitled", blank);
  }

  openCopy(template: string): Promise<void> {
    return this.navigator!.goNew(template, template);
  }

  async openGraph(name: string, trail: readonly string[] = [name]): Promise<void> {
    await this.navigator!.go({ view: "canvas", graph: name, from: trail.slice(0, -1) });
  }

  async reopen(): Promise<void> {
    await this.navigator!.reopen();
  }

  get isInspectorOpen(): boolean {
    return this.measures.isInspectorOpen;
  }

  toggleInspector(): void {
    const hadFocus = this.renderRoot.querySelector("aside")?.contains(this.shadowRoot!.activeElement) === true;
    this.measure({ isInspectorOpen: !this.measures.isInspectorOpen });
    if (hadFocus) void this.updateComplete.then(() => this.regions!.enter("view"));
  }

  focusInspector(): void {
    if (!this.measures.isInspectorOpen) this.measure({ isInspectorOpen: true });
    void this.updateComplete.then(() => this.regions!.enter("inspector"));
  }

  cycleRegions(step: 1 | -1): void {
    this.regions!.cycle(step);
  }

  showFirstSteps(): void {
    this.firstSteps = "asked";
  }

  private measure(change: Partial<Measures>): void {
    this.measures = { ...this.measures, ...change };
    keepMeasures(this.measures);
    this.workspace.show({});
  }

  private onMenu({ detail: { kind, x, y } }: CustomEvent<{ kind: "main" | "run"; x: number; y: number }>): void {
    const entries = (kind === "main" ? mainMenu : runMenu)(this.commands, this.workspace);
    void this.one("rw-menu").open(entries, { x, y }, kind === "main" ? words().menu : words().moreRun);
  }

  private onContext({ detail: { x, y, ref } }: CustomEvent<{ x: number; y: number; ref?: ElementRef }>): void {
    const { session } = this.workspace;
    if (ref !== undefined && !session!.selection.has(ref)) session!.select([ref]);
    void this.one("rw-menu").open(contextMenu(this.commands, this.workspace, ref), { x, y }, words().menu);
  }

  private onOpenGraph({ detail: { name, trail } }: CustomEvent<{ name: string; trail?: readonly string[] }>): void {
    void this.openGraph(name, trail ?? (this.isGraph ? [...this.workspace.trail, name] : [name]));
  }

  private onOpenDocument({ detail }: CustomEvent<{ document: GraphDocument }>): void {
    addGraph(this.workspace, detail.document).catch((error: unknown) => this.workspace.notices.failed(error));
  }

  private onEditText({ detail }: CustomEvent<TextPlace>): void {
    if (!this.measures.isInspectorOpen) this.measure({ isInspectorOpen: true });
    void editText(this.workspace, detail, () => this.renderRoot.querySelector("aside"));
  }

  private onShow({ detail }: CustomEvent<Shown>): void {
    void showNode(this.workspace, detail);
  }

  private onPalette({ detail }: CustomEvent<PaletteRequest>): void {
    this.openPalette(detail).catch((error: unknown) => this.workspace.notices.failed(error));
  }

  private onChoose({ detail }: CustomEvent<Chosen>): void {
    placeChosen(this.workspace, detail, this.asked);
    this.regions!.enter("view");
  }

  override updated(changed: PropertyValues): void {
    // A view that is gone takes the focus with it: it goes to the one that came.
    if (!changed.has("workspace") && document.activeElement === document.body) this.renderRoot.querySelector<HTMLElement>("[data-region='view']")?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    const { workspace } = this;
    return html`
      <div class="skip">
        <button @click=${() => this.regions!.enter("view")}>${words().skipToView}</button>
        ${this.isGraph ? html`<button @click=${() => this.focusInspector()}>${words().skipToInspector}</button>` : nothing}
      </div>
      <rw-top-bar role="banner" data-region="bar" .workspace=${workspace} @rw-command=${this.onCommand} @rw-menu=${this.onMenu} @rw-open-graph=${this.onOpenGraph}></rw-top-bar>
      ${workspace.online ? nothing : html`<div class="banner" role="status">${words().offlineBanner}</div>`}
      ${this.isGraph ? this.work() : html`<main class="gallery" data-region="view" tabindex="-1" aria-label=${words().gallery}>${mainPart("gallery", workspace)}</main>`}
      <rw-palette .workspace=${workspace} @rw-palette-choose=${this.onChoose}></rw-palette>
      <rw-menu></rw-menu>
      <rw-question></rw-question>
      <rw-shortcuts .commands=${this.commands}></rw-shortcuts>
      <rw-run-live .workspace=${workspace}></rw-run-live>
      <rw-toasts .workspace=${workspace}></rw-toasts>`;
  }

  private onCommand({ detail }: CustomEvent<string>): void {
    void perform(this.commands.find(({ id }) => id === detail)!, this.workspace);
  }

  private work(): TemplateResult {
    const { workspace, measures } = this;
    const sizes = { measures, measure: (change: Partial<Measures>) => this.measure(change) };
    return html`
      <div class="work" @rw-show=${this.onShow} @rw-open-graph=${this.onOpenGraph} @rw-palette=${this.onPalette} @rw-open-document=${this.onOpenDocument}
        @rw-context=${this.onContext} @rw-inspect=${() => this.focusInspector()} @rw-edit-text=${this.onEditText}>
        <rw-rail role="navigation" aria-label=${words().tools} data-region="tools" .workspace=${workspace} @rw-command=${this.onCommand}></rw-rail>
        <div class="centre">
          <main class="view" data-region="view" tabindex="-1" aria-label=${words().graph}>
            <h1 class="visually-hidden">${workspace.session!.document.title ?? workspace.session!.name}</h1>
            ${mainPart(workspace.view, workspace)}
            ${this.firstSteps && workspace.view === "canvas" ? html`<rw-first-steps .workspace=${workspace} .asked=${this.firstSteps === "asked"} @rw-close=${() => { this.firstSteps = undefined; }}></rw-first-steps>` : nothing}
          </main>
          ${lowerSide(workspace, sizes)}
        </div>
        ${measures.isInspectorOpen ? inspectorSide(workspace, sizes) : nothing}
      </div>`;
  }
}

customElements.define("rw-studio", Studio);

declare global {
  interface HTMLElementTagNameMap { "rw-studio": Studio }
}
