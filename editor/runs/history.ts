import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { RunListing } from "../state/runs.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { comparison } from "./comparison.ts";
import { count, duration, money, when } from "./format.ts";
import { outcomeName } from "./names.ts";
import { outcomeState } from "./run-head.ts";
import { runStyles } from "./styles.ts";
import { words } from "./words.ts";

/** Runs listed before one asks for more. */
const listed = 100;

const styles = css`
  :host { padding: var(--space-2) var(--space-3); gap: var(--space-2); }
  .split { flex: 1; min-height: 0; display: grid; gap: var(--space-3); grid-template-columns: minmax(0, 1fr); }
  .split.two { grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); }
  tr[aria-current="true"] td { background: var(--accent-soft); }
  .actions { display: flex; gap: var(--space-1); justify-content: end; flex-wrap: wrap; }
  aside { overflow: auto; border-left: 1px solid var(--line-1); padding-left: var(--space-3); }
`;

/** The detail of `rw-open-document`: a graph to be opened beside those that are saved. */
export interface OpenDocumentRequest {
  readonly document: import("../../runtime/graph/document.ts").GraphDocument;
}

/**
 * @summary The runs that are kept: looked at as they were, compared, run again, and their graphs opened as they were.
 * @fires rw-open-document - OpenDocumentRequest: the graph of a run is to be opened as a copy
 */
export class History extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false }, everything: { state: true }, more: { state: true }, compared: { state: true } };
  declare workspace: Workspace;
  private declare everything: boolean;
  private declare more: boolean;
  /** The run that the shown one is compared with. */
  private declare compared: string | undefined;

  constructor() {
    super();
    this.everything = this.more = false;
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    const { session, runs, run } = workspace;
    this.watch(workspace);
    this.watch(runs);
    const list = runs.list.filter(({ outcome, graph }) => outcome !== "queued" && (this.everything || graph === session?.name));
    const first = this.compared === undefined ? undefined : runs.get(this.compared);
    return html`
      <div class="tabs" role="group" aria-label=${words().graph}>
        <button aria-pressed=${!this.everything} @click=${() => { this.everything = false; }}>${words().thisGraph}</button><button aria-pressed=${this.everything} @click=${() => { this.everything = true; }}>${words().allGraphs}</button>
      </div>
      ${list.length === 0 ? html`<p class="empty">${words().noHistory}</p>` : html`<div class="split ${first && run ? "two" : ""}">
        <div class="scroll">${this.table(list)}</div>
        ${first && run && first !== run ? html`<aside>${comparison(workspace, first, run)}</aside>` : nothing}
      </div>`}`;
  }

  private table(list: readonly RunListing[]): TemplateResult {
    return html`<table>
      <thead><tr><th>${words().begun}</th>${this.everything ? html`<th>${words().graph}</th>` : nothing}<th>${words().outcome}</th><th class="number">${words().counts}</th><th class="number">${words().costs}</th><th class="number">${words().lasted}</th><th><span class="visually-hidden">${words().actions}</span></th></tr></thead>
      <tbody>${(this.more ? list : list.slice(0, listed)).map((run) => this.row(run))}</tbody>
    </table>${!this.more && list.length > listed ? html`<button class="small" @click=${() => { this.more = true; }}>${words().more(list.length - listed)}</button>` : nothing}`;
  }

  private row(run: RunListing): TemplateResult {
    const { workspace } = this;
    const { language } = settings;
    const { counts } = run;
    const isThis = run.graph === workspace.session?.name;
    const isOver = run.outcome !== "running";
    return html`<tr aria-current=${workspace.run?.id === run.id}>
      <td>${when(run.at, Date.now(), language)}</td>${this.everything ? html`<td>${run.graph}</td>` : nothing}
      <td><span class="state" data-state=${run.outcome === "interrupted" ? "failed" : outcomeState(run.outcome)}>${outcomeName(run.outcome)}</span></td>
      <td class="number">${[counts.executed, counts.cached, counts.failed].map((number) => count(number, language)).join(" · ")}</td>
      <td class="number">${money(run.costMicros, language)}</td><td class="number">${isOver && run.ms > 0 ? duration(run.ms, language) : nothing}</td>
      <td><div class="actions">
        ${isThis && workspace.run?.id !== run.id ? html`<button class="small" @click=${() => this.act(this.show(run.id))}>${words().open}</button><button class="small" aria-label=${words().compareTwo} title=${words().compareTwo} @click=${() => this.act(this.compare(run.id))}>${words().compareShort}</button>` : nothing}
        ${isOver ? html`<button class="small" ?disabled=${!workspace.online} @click=${() => this.act(this.again(run.id))}>${run.outcome === "interrupted" || run.outcome === "over-budget" || run.outcome === "cancelled" ? words().resume : words().runThat}</button>` : nothing}
        <button class="small" aria-label=${words().openCopy} title=${words().openCopy} @click=${() => this.act(this.openCopy(run))}>${words().copyShort}</button>
      </div></td>
    </tr>`;
  }

  private act(action: Promise<void>): void {
    action.catch((error: unknown) => this.workspace.notices.failed(error));
  }

  private async show(id: string): Promise<void> {
    await this.workspace.runs.read(id);
    this.workspace.show({ shownRun: id });
  }

  private async compare(id: string): Promise<void> {
    await this.workspace.runs.read(id);
    this.compared = id;
  }

  private async again(id: string): Promise<void> {
    const request = await this.workspace.server.runRequest(id);
    if (!request) return this.missing();
    // What was asked to be made anew has been: only the rest is still to be done.
    const { refresh: _, ...rest } = request;
    await this.workspace.server.run(rest);
    this.workspace.show({ panel: "run", shownRun: undefined });
  }

  private async openCopy({ id, at }: RunListing): Promise<void> {
    const request = await this.workspace.server.runRequest(id);
    if (!request) return this.missing();
    const { graph } = request;
    const title = words().copyTitle(graph.title ?? graph.name, when(at, Date.now(), settings.language));
    this.tell<OpenDocumentRequest>("rw-open-document", { document: { ...graph, title } });
  }

  private missing(): void {
    this.workspace.notices.tell({ kind: "problem", message: words().requestGone });
  }
}

customElements.define("rw-history", History);
declare global { interface HTMLElementTagNameMap { "rw-history": History } }
