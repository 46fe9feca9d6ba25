import { html, nothing, type TemplateResult } from "lit";
import { ChevronLeft, ChevronRight } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import "./media.ts";
import { downloadLink } from "./media/file-text.ts";
import { noReferences, referencesFor } from "./identity/references.ts";
import { isIdentityVerdict } from "./identity/shape.ts";
import { isArtifact } from "./media/shape.ts";
import { itemName, nodeTitle } from "./names.ts";
import { captionsFor, focusedItem, graphOutputs, outputsOf, outputTitle, type ShownOutput, verdictsFirst } from "./shown-outputs.ts";
import { startRun } from "./start.ts";
import { runStyles } from "./styles.ts";
import { viewerStyles } from "./viewer-styles.ts";
import { words } from "./words.ts";

/**
 * @summary Results whole: what the graph gave, or what the item in focus gave. One of them is shown large; the others
 * are a list beside it.
 */
export class Viewer extends View {
  static override styles = [look, runStyles, viewerStyles];
  static override properties = { workspace: { attribute: false }, chosen: { state: true } };
  declare workspace: Workspace;
  /** `output item` of the one that is large. */
  private declare chosen: string | undefined;

  protected override render(): TemplateResult {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    this.watch(workspace.results);
    const { run, focus } = workspace;
    const item = focusedItem(workspace);
    const outputs = focus && item ? outputsOf(workspace, focus.node, item) : run ? graphOutputs(run, (name) => outputTitle(workspace, name)) : [];
    const list = Array.isArray(outputs) ? verdictsFirst(outputs as readonly ShownOutput[]) : [];
    const large = list.find((output) => idOf(output) === this.chosen) ?? list[0];
    return html`${this.bar(large)}${
      outputs === "reading" ? html`<p class="empty">${words().reading}</p>`
      : outputs === "gone" ? html`<p class="empty">${words().gone}</p>`
      : large ? this.shown(large, list) : this.nothing(item?.problem?.message)}`;
  }

  private bar(large: ShownOutput | undefined): TemplateResult {
    const { workspace } = this;
    const { focus, run } = workspace;
    const keys = focus ? [...(run?.nodes.get(focus.node)?.items.keys() ?? [])] : [];
    const at = focus ? keys.indexOf(focus.item) : -1;
    const go = (to: number) => workspace.show({ focus: { node: focus!.node, item: keys[to]! } });
    return html`<div class="row bar-row">
      <div class="tabs" role="group" aria-label=${words().outputs}>
        <button aria-pressed=${!focus} @click=${() => workspace.show({ focus: undefined })}>${words().results}</button>
        ${focus ? html`<button aria-pressed="true">${nodeTitle(workspace, focus.node, run?.types)}</button>` : nothing}
      </div>
      ${focus && keys.length > 1 ? html`
        <button class="icon quiet" aria-label=${words().previousItem} title=${words().previousItem} ?disabled=${at <= 0} @click=${() => go(at - 1)}>${icon(ChevronLeft)}</button>
        <span class="mono small">${itemName(focus.item)}</span>
        <button class="icon quiet" aria-label=${words().nextItem} title=${words().nextItem} ?disabled=${at >= keys.length - 1} @click=${() => go(at + 1)}>${icon(ChevronRight)}</button>` : nothing}
      <span class="fill"></span>
      ${large && isArtifact(large.value) ? html`<span class="small">${downloadLink(workspace, large.value, this.nameOf(large))}</span>` : nothing}
    </div>`;
  }

  private nothing(problem: string | undefined): TemplateResult {
    const { session, online } = this.workspace;
    return html`<div class="empty"><p>${problem ?? words().nothingToShow}</p>${problem ? nothing : html`<p class="small">${words().nothingToShowHelp}</p><button ?disabled=${!session || !online} @click=${this.runAll}>${words().runAll}</button>`}</div>`;
  }

  private runAll(): void {
    startRun(this.workspace).catch((error: unknown) => this.workspace.notices.failed(error));
  }

  private nameOf({ name, item }: ShownOutput): string {
    return [this.workspace.session?.name, item, name].filter(Boolean).join("-");
  }

  private shown(large: ShownOutput, outputs: readonly ShownOutput[]): TemplateResult {
    const { workspace } = this;
    const several = new Set(outputs.map(({ item }) => item)).size > 1;
    return html`<div class="split ${outputs.length === 1 ? "alone" : ""}">
      ${outputs.length === 1 ? nothing : html`<ul class="list" aria-label=${words().outputs}>${outputs.map((output) => html`<li>
        <button class="quiet" aria-pressed=${output === large} @click=${() => { this.chosen = idOf(output); }}><span class="truncate">${output.title}</span>${several ? html`<span class="mono small muted">${output.item}</span>` : nothing}</button></li>`)}</ul>`}
      <div class="large">
        <rw-value full tabindex=${isArtifact(large.value) ? nothing : 0} role="group" aria-label=${large.title} .workspace=${workspace} .value=${large.value} .label=${this.nameOf(large)} .captions=${captionsFor(large, outputs)}
          .item=${large.item} .references=${workspace.focus && isIdentityVerdict(large.value) ? referencesFor(workspace, workspace.focus) : noReferences}></rw-value>
      </div>
    </div>`;
  }
}

function idOf({ name, item }: ShownOutput): string {
  return `${name} ${item}`;
}

customElements.define("rw-viewer", Viewer);
declare global { interface HTMLElementTagNameMap { "rw-viewer": Viewer } }
