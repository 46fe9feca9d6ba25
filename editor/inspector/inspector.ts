import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { RunRequest } from "../api/server.ts";
import "../controls/field.ts";
import type { KeptDrafts } from "../controls/field.ts";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { edgePart } from "./edge-part.ts";
import { graphPart } from "./graph-part.ts";
import type { Inspection } from "./inspection.ts";
import { manyPart, mixedPart } from "./many-part.ts";
import { framePart, notePart } from "./mark-part.ts";
import { nodePart } from "./node-part.ts";
import { inspectorStyles } from "./styles.ts";
import { type Subject, subjectOf } from "./subject.ts";

/**
 * @summary What is selected, to be read and changed: a node with its inputs, several nodes, an edge, a frame, a note; with
 * nothing selected the graph itself.
 * @fires rw-open-graph - { name }: the graph behind a node should be opened
 */
export class Inspector extends View {
  static override styles = [look, inspectorStyles];
  static override properties = { workspace: { attribute: false }, lastRequest: { state: true } };
  declare workspace: Workspace;
  /** Of the last finished run: what fields count changes against. */
  private declare lastRequest: RunRequest | undefined;
  private requestOf: string | undefined;
  private readonly kept: KeptDrafts = new Map();
  private readonly opened = new Set<string>();

  protected override willUpdate(): void {
    const { workspace } = this;
    for (const source of [workspace, workspace.session, workspace.packs, workspace.runs, workspace.plan]) this.watch(source);
    const { run } = workspace;
    if (run && run.outcome !== "running" && run.id !== this.requestOf) void this.readRequest(run.id);
  }

  private async readRequest(run: string): Promise<void> {
    this.requestOf = run;
    // Without it fields are as useful as before: they only do not say what has changed since.
    const request = await this.workspace.server.runRequest(run).catch(() => undefined);
    if (this.requestOf === run) this.lastRequest = request;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { workspace, kept, opened, lastRequest } = this;
    const { session } = workspace;
    if (!session) return nothing;
    const inspection: Inspection = {
      workspace, session, kept, opened, redraw: () => this.requestUpdate(),
      lastRequest: lastRequest?.graph.name === session.name ? lastRequest : undefined,
    };
    const subject = subjectOf(session.selection);
    return html`<div class="inspector">${keyed(`${session.name} ${JSON.stringify(subject)}`, part(inspection, subject))}</div>`;
  }
}

function part(inspection: Inspection, subject: Subject): TemplateResult {
  switch (subject.kind) {
    case "graph": return graphPart(inspection);
    case "node": return nodePart(inspection, subject.id);
    case "nodes": return manyPart(inspection, subject.ids);
    case "edge": return edgePart(inspection, subject.edge);
    case "frame": return framePart(inspection, subject.id);
    case "note": return notePart(inspection, subject.id);
    case "mixed": return mixedPart(inspection, subject.count);
  }
}

customElements.define("rw-inspector", Inspector);
declare global { interface HTMLElementTagNameMap { "rw-inspector": Inspector } }
