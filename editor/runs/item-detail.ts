import { css, html, nothing, type TemplateResult } from "lit";
import { Copy, Dices, type IconNode, Maximize, Pin, PinOff, RotateCcw } from "lucide";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { ItemRun } from "../state/run-state.ts";
import type { ItemRef, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { anotherTake, copyText, hasSeed, isPinned, pinTake, retryItems, unpin } from "./item-actions.ts";
import { noReferences, referencesFor } from "./identity/references.ts";
import { isIdentityVerdict } from "./identity/shape.ts";
import "./item-change.ts";
import "./item-takes.ts";
import "./media.ts";
import { itemName, nodeTitle } from "./names.ts";
import { type ItemLabels, originsOf } from "./origins.ts";
import { focusedItem, outputsOf, verdictsFirst } from "./shown-outputs.ts";
import { runStyles } from "./styles.ts";
import { tabs } from "./tabs.ts";
import { words } from "./words.ts";

type Part = "details" | "change" | "takes";

/** Sources that are listed. */
const listedOrigins = 12;

const styles = css`
  :host { border-left: 1px solid var(--line-1); padding-left: var(--space-3); gap: var(--space-2); }
  .top { flex: none; }
  .actions { display: flex; flex: none; }
  .top { flex-wrap: wrap; gap: 0 var(--space-2); }
  .panel-body { container-type: size; --media-height: max(8rem, 76cqh); flex: 1; min-height: 0; overflow: auto; display: flex; flex-direction: column; gap: var(--space-3); }
  .output { display: flex; flex-direction: column; gap: var(--space-1); }
  .output rw-value { height: auto; max-height: none; }
  .origins li { font-size: var(--text-s); }
`;

/** @summary The item in focus: what it gave, what it was made from, its own values, its takes, and what can be done with it. */
export class ItemDetail extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false }, labels: { attribute: false }, shown: { state: true } };
  declare workspace: Workspace;
  declare labels: ItemLabels | undefined;
  private declare shown: Part;

  constructor() {
    super();
    this.shown = "details";
  }

  protected override render(): TemplateResult | typeof nothing {
    const { workspace } = this;
    this.watch(workspace);
    this.watch(workspace.runs);
    this.watch(workspace.session);
    this.watch(workspace.results);
    const item = focusedItem(workspace);
    const ref = workspace.focus;
    if (!item || !ref) return nothing;
    const label = this.labels?.of(ref.node, item) || itemName(ref.item);
    return html`
      <div class="row top"><strong class="truncate fill" title=${label}>${label}</strong><span class="mono small muted">${ref.item}</span></div>
      <div class="row top">${tabs({ label: words().item, chosen: this.shown, parts: [["details", words().details], ["change", words().change], ["takes", words().takes]], choose: (part) => { this.shown = part; } })}
        <span class="fill"></span>${this.actions(ref, item)}</div>
      <div class="panel-body" role="tabpanel" tabindex="0" aria-label=${words()[this.shown]}>${this.partOf(ref, item)}</div>`;
  }

  private actions(ref: ItemRef, item: ItemRun): TemplateResult {
    const { workspace } = this;
    const isOwn = ref.node in (workspace.session?.document.nodes ?? {});
    const button = (picture: IconNode, title: string, act: () => void, enabled = true) => html`<button class="icon quiet" aria-label=${title} title=${title} ?disabled=${!enabled} @click=${act}>${icon(picture)}</button>`;
    return html`<div class="actions">
      ${button(RotateCcw, words().retry, () => retryItems(workspace, ref.node, [ref.item]), workspace.online)}
      ${hasSeed(workspace, ref.node) ? button(Dices, `${words().another}. ${words().anotherHelp}`, () => anotherTake(workspace, ref.node, [ref.item]), workspace.online) : nothing}
      ${isOwn && isPinned(workspace, ref) ? button(PinOff, words().unpin, () => unpin(workspace, ref))
        : isOwn && item.key && item.outputs ? button(Pin, words().pin, () => this.keep(ref, item.key!)) : nothing}
      ${item.key ? button(Copy, words().copyKey, () => copyText(workspace, item.key!)) : nothing}
      ${button(Maximize, words().open, () => workspace.show({ panel: "viewer" }))}
    </div>`;
  }

  private keep(ref: ItemRef, key: string): void {
    pinTake(this.workspace, ref, key).catch((error: unknown) => this.workspace.notices.failed(error));
  }

  private partOf(ref: ItemRef, item: ItemRun): TemplateResult {
    const { workspace } = this;
    if (this.shown === "change") return html`<rw-item-change .workspace=${workspace}></rw-item-change>`;
    if (this.shown === "takes") return html`<rw-item-takes .workspace=${workspace} .used=${item.key}></rw-item-takes>`;
    return html`${this.state(item)}${this.outputs(ref, item)}${this.origins(ref)}${(item.logs ?? []).length > 0 ? html`<section><h3 class="small muted">${words().log}</h3>${item.logs!.map((line) => html`<p class="small mono">${line}</p>`)}</section>` : nothing}`;
  }

  private state({ problem, because }: ItemRun): TemplateResult {
    const { workspace } = this;
    return html`
      ${problem ? html`<div class="problem"><p>${problem.message}</p><p class="small muted">${problem.hint ?? nothing} <span class="mono">${problem.code}</span></p></div>` : nothing}
      ${because ? html`<p>${words().because} <button class="link" @click=${() => workspace.show({ focus: because })}>${nodeTitle(workspace, because.node, workspace.run?.types)} <span class="mono">${because.item}</span></button></p>` : nothing}`;
  }

  private outputs(ref: ItemRef, item: ItemRun): TemplateResult {
    const outputs = outputsOf(this.workspace, ref.node, item);
    if (outputs === "reading") return html`<p class="muted">${words().reading}</p>`;
    if (outputs === "gone") return html`<p class="muted">${words().gone}</p>`;
    if (!outputs) return item.problem || item.because ? html`` : html`<p class="muted">${words().notMade}</p>`;
    const references = outputs.some(({ value }) => isIdentityVerdict(value)) ? referencesFor(this.workspace, ref) : undefined;
    return html`${verdictsFirst(outputs).map(({ title, value, name }) => html`<section class="output"><h3 class="small muted">${title}</h3><rw-value full .workspace=${this.workspace} .value=${value} .item=${ref.item} .references=${references ?? noReferences} .label=${`${ref.item || ref.node}-${name}`}></rw-value></section>`)}`;
  }

  private origins(ref: ItemRef): TemplateResult | typeof nothing {
    const { workspace } = this;
    const { run, session } = workspace;
    const origins = run && session ? originsOf(run, session.linked.graph, ref) : [];
    if (origins.length === 0) return nothing;
    return html`<section class="origins"><h3 class="small muted">${words().madeFrom}</h3><ul>
      ${origins.slice(0, listedOrigins).map(({ node, item }) => html`<li><button class="link" @click=${() => workspace.show({ focus: { node, item } })}>${nodeTitle(workspace, node, run!.types)} <span class="mono">${item}</span></button> <span class="muted">${this.labels?.of(node, run!.nodes.get(node)!.items.get(item)!)}</span></li>`)}
      ${origins.length > listedOrigins ? html`<li class="muted">${words().more(origins.length - listedOrigins)}</li>` : nothing}</ul></section>`;
  }
}

customElements.define("rw-item-detail", ItemDetail);
declare global { interface HTMLElementTagNameMap { "rw-item-detail": ItemDetail } }
