import { css, html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../../runtime/problem.ts";
import { edgeText, parsePortRef } from "../../runtime/ids.ts";
import { look } from "../look/look.ts";
import { elementRef } from "../model/element.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { failureView } from "./failure-list.ts";
import { nodeTitle, documentNode } from "./names.ts";
import { failuresOf } from "./progress.ts";
import { startRun } from "./start.ts";
import { runStyles } from "./styles.ts";
import { words } from "./words.ts";

/** The detail of `rw-show`: brought into view and marked. */
export interface ShowRequest {
  readonly node: string;
  readonly port?: string;
  readonly item?: string;
}

/** Failures that are listed. */
const listed = 200;

const styles = css`
  :host { overflow: auto; padding: var(--space-2) var(--space-3); gap: var(--space-3); }
  section { display: flex; flex-direction: column; gap: var(--space-1); }
`;

/** How many problems there are, for the tab's badge: of the graph and of the run that is shown. */
export function problemCount({ session, run }: Workspace): number {
  const failed = run ? [...run.nodes.values()].reduce((sum, { counts }) => sum + counts.failed, 0) : 0;
  return (session?.problems.length ?? 0) + failed;
}

/**
 * @summary What is wrong: with the graph as it is wired, and what failed in the run that is shown.
 * @fires rw-show - ShowRequest: a problem was clicked
 */
export class Problems extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  protected override render(): TemplateResult {
    const { workspace } = this;
    const { session, run } = workspace;
    this.watch(workspace);
    this.watch(session);
    this.watch(workspace.runs);
    const problems = session?.problems ?? [];
    const failures = run ? failuresOf(run) : [];
    if (problems.length + failures.length === 0) return html`<p class="empty">${words().noProblems}</p>`;
    return html`
      ${problems.length === 0 ? nothing : html`<section aria-label=${words().inGraph}><h3 class="small muted">${words().inGraph}</h3>${problems.map((problem) => this.view(problem))}</section>`}
      ${failures.length === 0 ? nothing : html`<section aria-label=${words().inRun}>
        <div class="row"><h3 class="small muted">${words().inRun}</h3><button class="small" ?disabled=${!session || !workspace.online} @click=${this.retryAll}>${words().retryAll}</button></div>
        ${failures.slice(0, listed).map((failure) => failureView(workspace, run!, failure))}
        ${failures.length > listed ? html`<p class="muted small">${words().more(failures.length - listed)}</p>` : nothing}</section>`}`;
  }

  private view(problem: Problem): TemplateResult {
    const place = this.placeOf(problem);
    const { code, message, hint } = problem;
    return html`<article class="problem">
      <p>${place ? html`<strong>${nodeTitle(this.workspace, place.node)}${place.port ? ` · ${place.port}` : ""}</strong> ` : nothing}${message}</p>
      <p class="small muted">${hint ?? nothing} <span class="mono">${code}</span></p>
      <span class="actions">
        ${place ? html`<button class="small" @click=${() => this.show(problem, place)}>${words().showNode}</button>` : nothing}
        <button class="small" @click=${() => this.copy(problem)}>${words().copy}</button>
      </span>
    </article>`;
  }

  /** The node it is about: its own, or the one its edge leads to. */
  private placeOf({ node, port, edge, item }: Problem): ShowRequest | undefined {
    if (node !== undefined) return { node, ...(port === undefined ? {} : { port }), ...(item === undefined ? {} : { item }) };
    const end = edge === undefined ? undefined : parsePortRef(edge.slice(edge.indexOf(" -> ") + 4));
    return end && { node: end.node, port: end.port };
  }

  private show({ edge }: Problem, place: ShowRequest): void {
    const { session } = this.workspace;
    const node = documentNode(place.node);
    const isEdge = edge !== undefined && session?.document.edges?.some((one) => edgeText(one) === edge);
    session?.select([isEdge ? elementRef("edge", edge) : elementRef("node", node)]);
    this.tell<ShowRequest>("rw-show", { ...place, node });
  }

  private copy({ code, message, hint }: Problem): void {
    const { notices } = this.workspace;
    navigator.clipboard.writeText([code, message, hint].filter(Boolean).join("\n")).then(() => notices.tell({ kind: "done", message: words().copied }), (error: unknown) => notices.failed(error));
  }

  /** Failed items are never kept: a run makes them again, and nothing else. */
  private retryAll(): void {
    void startRun(this.workspace).catch((error: unknown) => this.workspace.notices.failed(error));
  }
}

customElements.define("rw-problems", Problems);
declare global { interface HTMLElementTagNameMap { "rw-problems": Problems } }
