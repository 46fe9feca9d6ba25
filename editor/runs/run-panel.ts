import { html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { when } from "./format.ts";
import "./log-lines.ts";
import "./node-table.ts";
import { progressOf } from "./progress.ts";
import "./queue.ts";
import "./provider-status.ts";
import { failureList } from "./failure-list.ts";
import { runHead } from "./run-head.ts";
import { runningNow } from "./running-now.ts";
import { runPanelStyles } from "./run-panel-styles.ts";
import { serviceTable } from "./service-table.ts";
import { settings } from "../state/settings.ts";
import { runStyles } from "./styles.ts";
import { tabs } from "./tabs.ts";
import { Ticker } from "./ticker.ts";
import "./time-chart.ts";
import { words } from "./words.ts";

type Part = "nodes" | "time" | "services" | "log";

/**
 * @summary The run that is shown: how far it is, what failed, its nodes, its items over time, its services and its
 * log; beside it what runs now and what waits in the queue.
 */
export class RunPanel extends View {
  static override styles = [look, runStyles, runPanelStyles];
  static override properties = { workspace: { attribute: false }, shown: { state: true } };
  declare workspace: Workspace;
  private declare shown: Part;

  constructor() {
    super();
    this.shown = "nodes";
    new Ticker(this, () => this.workspace?.run?.outcome === "running");
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    const { run } = workspace;
    if (!run || run.seq < 0) return html`<div class="split"><div class="empty"><p>${words().noRun}</p><p class="small">${words().noRunHint}</p></div>${this.side()}</div>`;
    const now = Date.now();
    return html`
      ${workspace.shownRun === run.id ? this.shownNote(run.started, now) : nothing}
      ${runHead(workspace, run, progressOf(run, now))}
      <div class="split">
        <div class="main">
          ${failureList(workspace, run)}
          ${tabs({ label: words().progress, chosen: this.shown, parts: [["nodes", words().nodes], ["time", words().time], ["services", words().services], ["log", words().log]], choose: (part) => { this.shown = part; } })}
          <div class="part" role="tabpanel" aria-label=${words()[this.shown]}>${this.partOf(this.shown)}</div>
        </div>
        ${this.side()}
      </div>`;
  }

  private shownNote(started: number, now: number): TemplateResult {
    return html`<p class="note row small"><span class="fill">${words().shownRun(when(started, now, settings.language))}</span>
      <button class="small" @click=${() => this.workspace.show({ shownRun: undefined })}>${words().backToLatest}</button></p>`;
  }

  private side(): TemplateResult {
    const { workspace } = this;
    return html`<aside>${workspace.run ? runningNow(workspace, workspace.run) : nothing}<rw-queue .workspace=${workspace}></rw-queue></aside>`;
  }

  private partOf(part: Part): TemplateResult {
    const { workspace } = this;
    switch (part) {
      case "nodes": return html`<rw-node-table .workspace=${workspace}></rw-node-table>`;
      case "time": return html`<rw-time-chart .workspace=${workspace}></rw-time-chart>`;
      case "services": return html`<div class="scroll services" tabindex="0" role="region" aria-label=${words().services}>${serviceTable(workspace.run!)}<rw-provider-status .workspace=${workspace}></rw-provider-status></div>`;
      case "log": return html`<rw-log-lines .workspace=${workspace}></rw-log-lines>`;
    }
  }
}

customElements.define("rw-run-panel", RunPanel);
declare global { interface HTMLElementTagNameMap { "rw-run-panel": RunPanel } }
