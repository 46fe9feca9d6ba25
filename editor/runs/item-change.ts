import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FieldInput } from "../controls/field.ts";
import "../controls/field.ts";
import { look } from "../look/look.ts";
import type { InputPort } from "../model/ports.ts";
import type { ItemRef, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { decidable, setDecision } from "./item-actions.ts";
import { runStyles } from "./styles.ts";
import { startRun } from "./start.ts";
import { words } from "./words.ts";

const styles = css`
  :host { height: auto; gap: var(--space-3); }
  button { align-self: start; }
`;

/** @summary Values for the item in focus alone, in place of its node's. */
export class ItemChange extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  protected override render(): TemplateResult | typeof nothing {
    const { workspace } = this;
    const { focus, session } = workspace;
    this.watch(workspace);
    this.watch(session);
    if (!focus || !session) return nothing;
    if (!(focus.node in session.document.nodes)) return html`<p class="muted">${words().nestedChange}</p>`;
    const inputs = decidable(workspace, focus.node);
    if (inputs.length === 0) return html`<p class="muted">${words().nothingToChange}</p>`;
    return html`<p class="small muted">${words().changeHelp}</p>
      ${repeat(inputs, ({ name }) => `${focus.node} ${focus.item} ${name}`, (input) => this.field(focus, input))}
      <button class="small" ?disabled=${!workspace.online} @click=${() => this.run(focus)}>${words().applyRun}</button>`;
  }

  private field(ref: ItemRef, input: InputPort): TemplateResult {
    const { workspace } = this;
    const entry = workspace.session!.document.nodes[ref.node]!;
    const own = entry.items?.[ref.item]?.inputs?.[input.name];
    const said = workspace.packs.inputWords(entry.type, input.name);
    return html`<rw-field .workspace=${workspace} .schema=${input.schema} .value=${own} .placeholder=${input.value} .label=${said.title} .choices=${said.choices} .helper=${said.summary} .optional=${true}
      @rw-field-input=${(event: CustomEvent<FieldInput>) => setDecision(workspace, ref, input.name, event.detail.value)} @focusout=${() => workspace.session?.settle()}></rw-field>`;
  }

  /** Only what the change reaches is made: everything else is kept. */
  private run({ node }: ItemRef): void {
    startRun(this.workspace, { only: [node] }).catch((error: unknown) => this.workspace.notices.failed(error));
  }
}

customElements.define("rw-item-change", ItemChange);
declare global { interface HTMLElementTagNameMap { "rw-item-change": ItemChange } }
