import { css, html, nothing, type TemplateResult } from "lit";
import type { PlannedItem, PlannedNode, PlanReport } from "../../runtime/plan-report.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { account, count } from "./format.ts";
import { itemName, nodeTitle } from "./names.ts";
import { estimateTable } from "./plan-estimate.ts";
import { changeWords, planSummary } from "./plan-words.ts";
import { startRun } from "./start.ts";
import { runStyles } from "./styles.ts";
import { words } from "./words.ts";

/** Items of one node that are listed with their reasons. */
const listedItems = 100;

const styles = css`
  :host { display: contents; }
  dialog { width: min(52rem, 94vw); padding: 0; }
  form { display: flex; flex-direction: column; max-height: 84vh; }
  .head, footer { padding: var(--space-4) var(--space-5); flex: none; }
  footer { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-3); border-top: 1px solid var(--line-1); }
  footer label { display: flex; flex-direction: column; gap: var(--space-1); }
  footer input { width: 8rem !important; }
  .body { overflow: auto; padding: var(--space-1) var(--space-5) var(--space-3); flex: 1; min-height: 6rem; }
  td, th[scope=row] { vertical-align: top; }
  th[scope=row] { font-weight: inherit; color: inherit; }
  summary { cursor: pointer; }
  .body { display: flex; flex-direction: column; gap: var(--space-3); }
  .body > * { flex: none; }
  tfoot :is(th, td) { border-bottom: 0; }
  tfoot td { font-weight: 600; }
  .warning { color: var(--amber); }
  .changes { padding: var(--space-1) 0 var(--space-2) var(--space-4); display: flex; flex-direction: column; gap: 0.125rem; font-size: var(--text-s); }
  del { color: var(--red); overflow-wrap: anywhere; }
  ins { color: var(--green); text-decoration: none; overflow-wrap: anywhere; }
`;

/** @summary What a run would make, why, and what it would take; and the way to start it, with a budget. */
export class PlanDialog extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  /** Opens it above everything; it takes itself away when it is closed. */
  static open(workspace: Workspace): void {
    const dialog = document.createElement("rw-plan");
    dialog.workspace = workspace;
    document.body.append(dialog);
    workspace.plan.now();
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector("dialog")!.showModal();
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    const { plan, quality } = workspace;
    this.watch(workspace);
    this.watch(plan);
    const { report } = plan;
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <form method="dialog" @submit=${this.onSubmit}>
        <div class="head column"><h2 id="title">${words().planTitle}</h2><p aria-live="polite">${report ? planSummary(report) : plan.problems.length > 0 ? words().notPlanned : words().planning}</p></div>
        <div class="body">
          ${plan.problems.map(({ message, hint }) => html`<div class="problem"><p>${message}</p>${hint ? html`<p class="small muted">${hint}</p>` : nothing}</div>`)}
          ${report?.leftOut ? html`<p class="small warning">${words().leftOut(report.leftOut.length)}</p>` : nothing}
          ${report ? this.table(report) : nothing}
        </div>
        <footer>
          <label class="small">${words().budgetIn(account.currency)}<input name="budget" type="number" min="0" step="any" inputmode="decimal" placeholder=${words().noBudget} aria-describedby="budget-help"></label>
          <span class="small muted fill" id="budget-help">${words().budgetHelp}</span>
          <span class="small">${words().quality}: ${quality === "draft" ? words().draft : words().final}</span>
          <button type="button" @click=${() => this.renderRoot.querySelector("dialog")!.close()}>${words().close}</button>
          <button class="primary" value="run" autofocus ?disabled=${!report || !workspace.online}>${words().run}</button>
        </footer>
      </form>
    </dialog>`;
  }

  private table({ nodes, estimate }: PlanReport): TemplateResult {
    const toRun = nodes.filter(({ willRun }) => willRun > 0);
    const after = nodes.filter(({ willRun, depends }) => willRun === 0 && depends > 0);
    return html`
      ${estimateTable(estimate)}
      ${toRun.length === 0 ? nothing : html`<table>
        <thead><tr><th>${words().node}</th><th class="number">${words().cached}</th><th class="number">${words().willRun}</th><th class="number">${words().depends}</th></tr></thead>
        <tbody>${toRun.map((node) => this.row(node))}</tbody>
      </table>
      ${after.length === 0 ? nothing : html`<p class="small">${words().thenMaybe([...new Set(after.map(({ node, type }) => nodeTitle(this.workspace, node, { [node]: type })))].join(words().listComma))}</p>`}
      <p class="small muted">${estimate.complete ? words().planComplete : words().planIncomplete}</p>`}`;
  }

  private row(node: PlannedNode): TemplateResult {
    const { language } = settings;
    const reasons = node.items.filter(({ why }) => why !== undefined);
    const title = nodeTitle(this.workspace, node.node, { [node.node]: node.type });
    return html`<tr>
      <th scope="row">${reasons.length === 0 ? title : html`<details><summary>${title} <span class="muted small">${this.commonReason(node, reasons)}</span></summary>
        <div class="changes">${reasons.slice(0, listedItems).map((item) => this.reason(node, item))}${reasons.length > listedItems ? html`<span class="muted">${words().more(reasons.length - listedItems)}</span>` : nothing}</div></details>`}</th>
      <td class="number">${count(node.cached, language)}</td><td class="number">${count(node.willRun, language)}</td><td class="number">${count(node.depends, language)}</td>
    </tr>`;
  }

  /** The reason itself where all items share it, else how many there are. */
  private commonReason(node: PlannedNode, items: readonly PlannedItem[]): string {
    const texts = new Set(items.flatMap(({ why }) => why!.map((change) => changeWords(this.workspace, node.type, change))));
    return texts.size === 1 ? [...texts][0]! : words().reasons(texts.size);
  }

  private reason(node: PlannedNode, { item, why }: PlannedItem): TemplateResult {
    return html`<div><span class="mono muted">${itemName(item)}</span> ${why!.map((change) => html`${changeWords(this.workspace, node.type, change)} ${change.old === undefined ? nothing : html`<del>${change.old}</del> → `}${change.new === undefined ? nothing : html`<ins>${change.new}</ins>`} `)}</div>`;
  }

  private onSubmit(event: SubmitEvent): void {
    const { workspace } = this;
    const budget = (event.target as HTMLFormElement).elements.namedItem("budget") as HTMLInputElement;
    void startRun(workspace, { ...(budget.value === "" ? {} : { budget: budget.valueAsNumber }), ...(workspace.plan.report?.leftOut ? { skipMissing: true } : {}) }).catch((error: unknown) => workspace.notices.failed(error));
  }
}

customElements.define("rw-plan", PlanDialog);
declare global { interface HTMLElementTagNameMap { "rw-plan": PlanDialog } }
