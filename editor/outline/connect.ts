import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Plus, Search } from "lucide";
import { isComposing } from "../controls/site.ts";
import { typeChip } from "../inspector/pieces.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import type { FitNote } from "../model/fit.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { endTitle, nodeTitle, portTitle } from "../view/titles.ts";
import { View } from "../view/view.ts";
import { type Connecting, type Offer, offersFor } from "./offers.ts";
import { connectStyles } from "./styles.ts";
import { nodesInOrder } from "./tree.ts";
import { words } from "./words.ts";

/** Ends that are listed at once. */
const listed = 60;

/** The detail of `rw-connect`: both ends of the edge that was chosen. */
export interface ConnectChoice {
  readonly from: string;
  readonly to: string;
}

/**
 * @summary Chooses the other end of an edge from a list of those that fit: found by typing, walked with the arrow keys.
 * @fires rw-connect - ConnectChoice: one was chosen
 * @fires rw-palette - { fits }: a new node should be the other end
 */
export class Connect extends View {
  static override styles = [look, connectStyles];
  static override properties = { workspace: { attribute: false }, held: { state: true }, query: { state: true }, at: { state: true } };
  declare workspace: Workspace;
  private declare held: Connecting | undefined;
  private declare query: string;
  /** Which of the listed ones the keyboard is at. */
  private declare at: number;
  private offers: readonly Offer[] = [];

  constructor() {
    super();
    this.query = "";
    this.at = 0;
  }

  open(held: Connecting): void {
    const session = this.workspace.session!;
    this.offers = offersFor(session, this.workspace.packs, { held, order: nodesInOrder(session.document, session.linked) });
    Object.assign(this, { held, query: "", at: 0 });
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector("dialog")!.showModal();
      this.renderRoot.querySelector("input")!.focus();
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("at")) this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { held } = this;
    const session = this.workspace?.session;
    if (!held || !session) return nothing;
    const found = this.found(session);
    const shown = found.slice(0, listed);
    const title = words().connectTitle(endTitle(this.names, held.end, held.side === "from" ? "outputs" : "inputs"));
    return html`<dialog aria-labelledby="title" aria-describedby="help" @close=${() => { this.held = undefined; }} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
      <h2 id="title">${title}</h2>
      <p id="help" class="small muted">${held.side === "from" ? words().toWhat : words().fromWhat}</p>
      <label class="find row">${icon(Search)}<input type="text" role="combobox" aria-expanded="true" aria-controls="offers" aria-autocomplete="list" aria-activedescendant=${shown[this.at] ? `offer-${this.at}` : nothing}
        aria-label=${words().findEnd} placeholder=${words().findEnd} .value=${this.query} spellcheck="false" autocomplete="off" @input=${this.onInput} @keydown=${(event: KeyboardEvent) => this.onKey(event, shown)}></label>
      <p class="visually-hidden" aria-live="polite">${words().fitting(found.length)}</p>
      ${shown.length === 0 ? html`<p class="muted none">${this.offers.length === 0 ? words().nothingFits : words().noMatch}</p>` : nothing}
      <div id="offers" role="listbox" aria-label=${title}>${shown.map((offer, index) => this.option(offer, index))}</div>
      ${found.length > listed ? html`<p class="muted small">${words().more(found.length - listed)}</p>` : nothing}
      <div class="row end"><button class="quiet" @click=${() => this.addNode(held)}>${icon(Plus)}${words().addFitting}</button><span class="fill"></span><button @click=${this.close}>${words().cancel}</button></div>
    </dialog>`;
  }

  private option(offer: Offer, index: number): TemplateResult {
    const { packs } = this.workspace;
    const notes = noteTexts(this, offer.note);
    return html`<div role="option" id=${`offer-${index}`} aria-selected=${index === this.at} @click=${() => this.choose(offer)} @pointermove=${() => { this.at = index; }}>
      <span class="truncate">${nodeTitle(this.names, offer.node)} · <strong>${this.portTitle(offer)}</strong></span>
      ${offer.isWanted ? html`<span class="badge">${words().wanted}</span>` : nothing}
      <span class="fill"></span>${notes.length > 0 ? html`<span class="small muted truncate">${notes.join(" · ")}</span>` : nothing}${typeChip(packs, offer.type)}</div>`;
  }

  private get names(): { readonly session: Session; readonly workspace: Workspace } {
    return { session: this.workspace.session!, workspace: this.workspace };
  }

  private portTitle({ node, port }: Offer): string {
    const { type } = this.names.session.document.nodes[node]!;
    return portTitle(this.names, { type, name: port, side: this.held!.side === "from" ? "inputs" : "outputs" });
  }

  private found(session: Session): readonly Offer[] {
    const wanted = this.query.normalize("NFKC").toLowerCase().split(/\s+/).filter((word) => word !== "");
    if (wanted.length === 0) return this.offers;
    return this.offers.filter((offer) => {
      const text = `${nodeTitle(this.names, offer.node)} ${this.portTitle(offer)} ${offer.end} ${session.document.nodes[offer.node]!.type}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  }

  private onInput(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    this.at = 0;
  }

  private onKey(event: KeyboardEvent, shown: readonly Offer[]): void {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) this.at = Math.max(0, Math.min(shown.length - 1, this.at + step));
    else if (event.key === "Enter" && shown[this.at]) this.choose(shown[this.at]!);
    else return;
    event.preventDefault();
  }

  private choose({ end }: Offer): void {
    const held = this.held!;
    this.close();
    this.tell<ConnectChoice>("rw-connect", held.side === "from" ? { from: held.end, to: end } : { from: end, to: held.end });
  }

  private addNode(held: Connecting): void {
    this.close();
    this.tell("rw-palette", { fits: held });
  }

  private close(): void {
    this.renderRoot.querySelector("dialog")!.close();
  }
}

/** What follows from the edge, as far as it is worth saying. */
function noteTexts({ workspace }: Connect, { frame, wraps, converts, replaces }: FitNote): string[] {
  const session = workspace.session!;
  const { packs } = workspace;
  return [
    frame > 0 ? words().runsPerItem(frame) : "", wraps > 0 ? words().wraps : "",
    converts ? words().converts(packs.typeWords(converts.from), packs.typeWords(converts.to)) : "",
    replaces ? words().replaces(endTitle({ session, workspace }, replaces.from, "outputs")) : "",
  ].filter((text) => text !== "");
}

customElements.define("rw-connect", Connect);
declare global { interface HTMLElementTagNameMap { "rw-connect": Connect } }
