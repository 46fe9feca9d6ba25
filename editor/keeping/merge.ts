import { html, nothing, type TemplateResult } from "lit";
import type { NodeEntry } from "../../runtime/graph/document.ts";
import { look } from "../look/look.ts";
import { type Conflict, resolve } from "../model/merge.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import type { OpenConflict } from "./autosave-parts.ts";
import { entryOf, groupsOf, keyOf, nodeOf, placeIn, type Side, stillMeant } from "./conflict-groups.ts";
import { joinDocuments } from "./joining.ts";
import { keepingOf } from "./keep-safe.ts";
import type { Keeping } from "./keeping.ts";
import { mergeStyles } from "./merge-styles.ts";
import { conflictCards, preview } from "./merge-view.ts";
import { words } from "./words.ts";

/**
 * @summary A dialog that shows where the open graph and what somebody else has saved differ. Nothing changes until all
 * is decided and confirmed; closing it decides nothing.
 */
export class Merge extends View {
  static override styles = [look, mergeStyles];
  static override properties = { workspace: { attribute: false }, choices: { state: true }, isBusy: { state: true } };
  declare workspace: Workspace;
  declare private choices: ReadonlyMap<string, Side>;
  declare private isBusy: boolean;
  private shown: OpenConflict | undefined;
  /** It was worked out again, and what had been chosen means something else now. */
  private isNews = false;

  constructor() {
    super();
    this.choices = new Map();
    this.isBusy = false;
  }

  private get keeping(): Keeping {
    return keepingOf(this.workspace);
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog")!;
  }

  /** Shows it, if there is something to decide. */
  async open(): Promise<void> {
    this.watch(this.keeping);
    this.requestUpdate();
    await this.updateComplete;
    if (this.shown && !this.dialog.open) this.dialog.showModal();
  }

  override willUpdate(): void {
    const conflict = this.keeping.conflict;
    if (conflict === this.shown) return;
    const kept = stillMeant(this.choices, this.shown?.conflicts ?? [], conflict?.conflicts ?? []);
    this.isNews = kept.size < this.choices.size;
    this.choices = kept;
    this.shown = conflict;
  }

  override updated(): void {
    if (!this.shown && this.dialog.open) this.dialog.close();
  }

  private choose(conflicts: readonly Conflict[], side: Side): void {
    this.choices = new Map([...this.choices, ...conflicts.map((conflict) => [keyOf(conflict), side] as const)]);
  }

  /** Joined anew, so that what was edited or saved a moment ago is in it too. */
  private apply(): void {
    const { shown, workspace } = this;
    const { base, theirs } = shown!;
    const { document, conflicts } = joinDocuments(base, workspace.session!.document, theirs, (type, port) => workspace.packs.takesMany(type, port));
    if (conflicts.some((conflict) => !this.choices.has(keyOf(conflict)))) return void this.keeping.refresh();
    this.keeping.decide(conflicts.reduce((merged, conflict) => resolve(merged, conflict, this.choices.get(keyOf(conflict))!), document));
    this.choices = new Map();
  }

  private async keepAsCopy(): Promise<void> {
    this.isBusy = true;
    try {
      await this.keeping.keepAsCopy();
      this.dialog.close();
    } catch (error) {
      this.workspace.notices.failed(error);
    } finally {
      this.isBusy = false;
    }
  }

  override render(): TemplateResult {
    const conflicts = this.shown?.conflicts ?? [];
    const decided = conflicts.filter((conflict) => this.choices.has(keyOf(conflict)));
    return html`
      <dialog aria-labelledby="title" aria-describedby="message">
        <div class="head">
          <h2 id="title">${words().mergeTitle}</h2>
          <p id="message" class="muted">${words().mergeMessage}</p>
          <div class="row">
            <button @click=${() => this.choose(conflicts, "mine")}>${words().allMine}</button>
            <button @click=${() => this.choose(conflicts, "theirs")}>${words().allTheirs}</button>
            <span role="status" class="muted">${this.isNews ? words().newConflicts : nothing}</span>
          </div>
        </div>
        <div class="conflicts">
          ${groupsOf(conflicts.map(inWords)).map(({ node, conflicts: own }) => html`<section>${this.heading(node)}${own.map((conflict) => conflictCards(conflict, this.label(conflict), { chosen: this.choices.get(keyOf(conflict)), choose: (side) => this.choose([conflict], side) }))}</section>`)}
          ${preview(decided.map(inWords).map((conflict) => ({ label: this.fullLabel(conflict), base: conflict.base, value: conflict[this.choices.get(keyOf(conflict))!] })))}
        </div>
        <div class="foot">
          <button ?disabled=${this.isBusy} @click=${this.keepAsCopy}>${words().keepAsCopy}</button>
          <span class="fill"></span>
          <span role="status" class="muted">${words().decided(decided.length, conflicts.length)}</span>
          <button @click=${() => this.dialog.close()}>${words().later}</button>
          <button class="primary" ?disabled=${this.isBusy || decided.length < conflicts.length} @click=${this.apply}>${words().apply}</button>
        </div>
      </dialog>`;
  }

  private heading(node: string | undefined): TemplateResult {
    if (node === undefined) return html`<h3>${words().wholeGraph}</h3>`;
    return html`<h3>${this.nodeTitle(node)}<span class="mono">${node}</span></h3>`;
  }

  private entry(id: string): NodeEntry | undefined {
    const { theirs, base } = this.shown!;
    return entryOf(id, [this.workspace.session!.document, theirs, base]);
  }

  private nodeTitle(id: string): string {
    const entry = this.entry(id);
    return entry?.title ?? (entry ? this.workspace.packs.nodeWords(entry.type).title : id);
  }

  /** Without the node, which is in the heading. */
  private label(conflict: Conflict): string {
    const node = nodeOf(conflict);
    const type = node === undefined ? undefined : this.entry(node)?.type;
    return placeIn(conflict).map(({ kind, name }) => {
      if (kind === "input") return type === undefined ? name : this.workspace.packs.inputWords(type, name).title;
      if (kind === "given") return this.workspace.session!.document.inputs?.[name]?.title ?? name;
      return kind === "field" ? words().field(name) : name;
    }).join(" · ");
  }

  private fullLabel(conflict: Conflict): string {
    const node = nodeOf(conflict);
    return node === undefined ? this.label(conflict) : `${this.nodeTitle(node)} · ${this.label(conflict)}`;
  }
}

/** Values that are words of the document format, as people know them. */
function inWords(conflict: Conflict): Conflict {
  if (conflict.path.at(-1) !== "mode") return conflict;
  const [base, mine, theirs] = [conflict.base, conflict.mine, conflict.theirs].map((mode) => typeof mode === "string" ? words().field(mode) : mode);
  return { ...conflict, base, mine, theirs };
}

customElements.define("rw-merge", Merge);

declare global {
  interface HTMLElementTagNameMap { "rw-merge": Merge }
}
