import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import { duration, money } from "../runs/format.ts";
import "../runs/media.ts";
import { artifactsIn } from "../runs/media/shape.ts";
import { progressOf } from "../runs/progress.ts";
import { runningNow } from "../runs/running-now.ts";
import { runPanelStyles } from "../runs/run-panel-styles.ts";
import { runStyles } from "../runs/styles.ts";
import { Ticker } from "../runs/ticker.ts";
import { settings } from "../state/settings.ts";
import type { RunState } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import type { Maker } from "./board.ts";
import { words } from "./words.ts";

/** What somebody wants to see at once. */
export interface PreviewAsk {
  readonly maker: Maker;
  readonly item: string;
  /** As it is called on the board. */
  readonly name: string;
}

const styles = css`
  :host { display: contents; }
  dialog { width: min(30rem, 94vw); padding: var(--space-4); overflow: hidden; }
  dialog[open] { display: flex; flex-direction: column; gap: var(--space-3); }
  .stage { height: min(36rem, 62vh); display: flex; flex-direction: column; justify-content: center; gap: var(--space-2); overflow: auto; }
  .stage rw-video { flex: 1; min-height: 0; }
  footer { display: flex; gap: var(--space-2); align-items: center; }
  progress { width: 100%; accent-color: var(--accent); }
`;

/** @summary One shot or scene, made by itself at draft quality and played as soon as it is there. What the board shows stays. */
export class Preview extends View {
  static override styles = [look, runStyles, runPanelStyles, styles];
  static override properties = { workspace: { attribute: false }, ask: { attribute: false }, run: { state: true } };
  declare workspace: Workspace;
  declare ask: PreviewAsk;
  /** Its id; undefined until the server has taken it. */
  private declare run: string | undefined;
  private played = false;

  constructor() {
    super();
    new Ticker(this, () => this.state?.outcome === "running");
  }

  static open(workspace: Workspace, ask: PreviewAsk): void {
    const dialog = document.createElement("rw-preview");
    Object.assign(dialog, { workspace, ask });
    document.body.append(dialog);
  }

  private get state(): RunState | undefined {
    return this.run === undefined ? undefined : this.workspace.runs.get(this.run);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector("dialog")!.showModal();
    this.begin().catch((error: unknown) => {
      this.workspace.notices.failed(error, "run");
      this.remove();
    });
  }

  /** Whoever asked to see it wants it played; a browser that refuses leaves the button. */
  protected override async updated(): Promise<void> {
    const film = this.renderRoot.querySelector("rw-video");
    if (!film || this.played) return;
    this.played = true;
    await film.updateComplete;
    film.renderRoot.querySelector("video")?.play().catch(() => undefined);
  }

  private async begin(): Promise<void> {
    const { workspace, ask: { maker, item } } = this;
    const { session } = workspace;
    if (!session) return;
    const { id } = await workspace.server.run({ graph: session.document, quality: "draft", only: [item === "" ? maker.node : `${maker.node}:${item}`] });
    this.run = id;
  }

  protected override render(): TemplateResult {
    const { workspace, state, ask: { name } } = this;
    this.watch(workspace.runs);
    this.watch(workspace.results);
    const { language } = settings;
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <h2 id="title">${words().previewOf(name)}</h2>
      <div class="stage">${this.stage(state)}</div>
      <footer><span class="small muted fill" role="status">${!state || state.outcome === "running" ? words().previewMaking : words().previewReady(duration(state.ms, language))}${state && state.costMicros > 0 ? ` · ${words().previewCost(money(state.costMicros, language, state.currency))}` : nothing}</span>
        ${state?.outcome === "running" ? html`<button class="danger" @click=${() => workspace.server.cancel(state.id).catch((error: unknown) => workspace.notices.failed(error))}>${words().stop}</button>` : nothing}
        <button autofocus @click=${() => this.renderRoot.querySelector("dialog")!.close()}>${words().close}</button></footer>
    </dialog>`;
  }

  private stage(state: RunState | undefined): TemplateResult {
    const { workspace, ask: { maker, item, name } } = this;
    const made = state?.nodes.get(maker.node)?.items.get(item);
    const outputs = made && workspace.results.of(made);
    const film = typeof outputs === "object" ? artifactsIn(outputs[maker.output]).find(({ media }) => media.startsWith("video/")) : undefined;
    if (film) return html`<rw-video full .workspace=${workspace} .artifact=${film} .label=${name}></rw-video>`;
    if (!state || state.outcome === "running") {
      return html`<progress max="1" .value=${state ? progressOf(state, Date.now()).fraction : 0} aria-label=${words().previewMaking}></progress>${state ? runningNow(workspace, state) : nothing}`;
    }
    const failed = [...state.nodes.values()].flatMap(({ items }) => [...items.values()].flatMap(({ problem }) => problem ? [problem] : []));
    return html`${[...failed, ...state.problems].map(({ message, hint }) => html`<div class="problem"><p>${message}</p>${hint ? html`<p class="small muted">${hint}</p>` : nothing}</div>`)}`;
  }
}

customElements.define("rw-preview", Preview);
declare global { interface HTMLElementTagNameMap { "rw-preview": Preview } }
