import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Search } from "lucide";
import { packOf } from "../../runtime/ids.ts";
import { perform } from "../commands/perform.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { focusedElement } from "../shell/focus.ts";
import type { Workspace } from "../state/workspace.ts";
import { packIcon } from "../view/pack-icon.ts";
import { View } from "../view/view.ts";
import { Choices, type Held } from "./choices.ts";
import { detailView } from "./detail.ts";
import { optionId, optionView } from "./option.ts";
import { brokenPacks, packLine } from "./packs.ts";
import { keepRecent, readRecent } from "./recent.ts";
import type { Hit } from "./search.ts";
import type { Mode, Section } from "./sections.ts";
import { styles } from "./styles.ts";
import { words } from "./words.ts";

export interface PaletteOptions {
  /** Only what takes or gives this end of an edge. */
  readonly fits?: Held;
  /** Commands before node types. */
  readonly commands?: boolean;
}

/** A node type that was chosen, and the port at which the held edge ends. */
export interface PaletteChoice {
  readonly type: string;
  readonly port?: string;
}

/** How many rows Page Up and Page Down go. */
const page = 8;

/**
 * @summary Finds node types, saved graphs and commands by typing; opened at a point of the page.
 * @fires rw-palette-choose {PaletteChoice} a node type or `graph/<name>` was chosen; the listener adds the node
 */
export class Palette extends View {
  static override styles = [look, styles];
  static override properties = { workspace: { attribute: false }, query: { state: true }, mode: { state: true }, active: { state: true } };

  declare workspace: Workspace;
  declare private query: string;
  declare private mode: Mode;
  declare private active: number;
  private held: Held | undefined;
  private focusedBefore: HTMLElement | undefined;
  private place: { readonly x: number; readonly y: number } | undefined;
  private sections: readonly Section[] = [];
  private hits: readonly Hit[] = [];
  private readonly choices = new Choices(() => this.requestUpdate());

  constructor() {
    super();
    this.query = "";
    this.mode = "nodes";
    this.active = 0;
    // At once, so that the next key is for where the focus was; the browser would lose it.
    this.addEventListener("beforetoggle", ({ newState }) => { if (newState === "closed" && this.matches(":focus-within")) this.focusedBefore?.focus({ preventScroll: true }); });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "auto";
    this.role = "dialog";
  }

  /** Opens with its upper left corner at a point of the page, in pixels, or in the middle; kept within the window. */
  openAt(place: { readonly x: number; readonly y: number } | undefined, { fits, commands }: PaletteOptions = {}): void {
    this.place = place;
    this.held = fits;
    this.mode = commands ? "commands" : "nodes";
    this.query = "";
    this.active = 0;
    this.choices.open(this.workspace, fits, readRecent());
    if (!this.matches(":popover-open")) {
      this.focusedBefore = focusedElement() as HTMLElement | undefined;
      this.showPopover();
    }
    this.requestUpdate();
    void this.updateComplete.then(() => this.settle());
  }

  private settle(): void {
    const { innerWidth, innerHeight } = window;
    const { x, y } = this.place ?? { x: (innerWidth - this.offsetWidth) / 2, y: innerHeight * 0.12 };
    this.style.left = `${Math.max(8, Math.min(x, innerWidth - this.offsetWidth - 8))}px`;
    this.style.top = `${Math.max(8, Math.min(y, innerHeight - this.offsetHeight - 8))}px`;
    this.field.value = "";
    this.field.focus();
    this.list?.scrollTo(0, 0);
  }

  private get field(): HTMLInputElement {
    return this.renderRoot.querySelector("input")!;
  }

  private get list(): HTMLElement | null {
    return this.renderRoot.querySelector(".list");
  }

  override willUpdate(): void {
    this.watch(this.workspace?.packs);
    this.ariaLabel = this.mode === "commands" ? words().commands : words().addNode;
    this.sections = this.choices.sections(this.query, this.mode);
    this.hits = this.sections.flatMap(({ hits }) => hits);
    this.active = Math.max(0, Math.min(this.active, this.hits.length - 1));
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("active")) this.renderRoot.querySelector(`#${optionId(this.active)}`)?.scrollIntoView({ block: "nearest" });
  }

  override render(): TemplateResult {
    const nothingFound = this.hits.length === 0;
    return html`
      ${this.ask()}
      <div class="body ${this.mode}">
        ${nothingFound ? html`<p class="none">${this.nothingFound()}</p>` : html`
          <div class="list" role="listbox" id="list" aria-label=${this.ariaLabel} @click=${this.chooseClicked} @pointermove=${this.pointAt} @pointerdown=${keepFocus}>${this.rows()}</div>`}
        ${this.mode === "nodes" && !nothingFound ? html`<section class="detail" tabindex="0" aria-label=${this.hits[this.active]!.entry.fields[0]!.text}>${this.detail()}</section>` : nothing}
      </div>
      ${this.mode === "nodes" && !this.held && this.query.trim() === "" ? brokenPacks(this.workspace) : nothing}
      ${this.foot()}
      <span class="visually-hidden" aria-live="polite">${this.query.trim() === "" ? "" : words().found(this.hits.length)}</span>`;
  }

  private ask(): TemplateResult {
    return html`
      <div class="ask row">
        ${icon(Search)}
        <input class="fill" type="text" role="combobox" aria-expanded=${this.hits.length > 0} aria-controls="list" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          aria-label=${this.mode === "commands" ? words().searchCommands : words().searchNodes} placeholder=${this.mode === "commands" ? words().searchCommands : words().searchNodes}
          aria-activedescendant=${this.hits.length > 0 ? optionId(this.active) : nothing} @input=${this.typed} @compositionend=${this.typed} @keydown=${this.keyed}>
        ${this.held ? html`<span class="badge fits truncate">${this.choices.heldWords}</span>` : !this.workspace?.session ? nothing : html`
          <div class="modes row" role="group" aria-label=${words().whatIsSearched}>
            ${(["nodes", "commands"] as const).map((mode) => html`<button class="quiet" aria-pressed=${this.mode === mode} @click=${() => this.switchTo(mode)}>${words()[mode]}</button>`)}
          </div>`}
      </div>`;
  }

  private rows(): TemplateResult[] {
    let index = 0;
    const ranked = this.query.trim() !== "";
    return this.sections.map(({ id, hits }) => html`
      <div role="group" aria-labelledby="heading-${id}">
        <div class="heading" role="presentation" id="heading-${id}">${id.startsWith("pack:") ? packIcon(this.workspace, id.slice("pack:".length)) : nothing}${this.choices.heading(id)}</div>
        ${hits.map((hit) => optionView({
          hit, index, isActive: index++ === this.active, ranked: ranked || id === "recent", packs: this.workspace.packs,
          port: this.choices.joinTitle(hit.entry.id), keys: this.choices.keysOf(hit.entry.id), isOn: this.choices.isOn(hit.entry.id),
        }))}
      </div>`);
  }

  private nothingFound(): string {
    if (this.query.trim() !== "") return words().nothing(this.query.trim());
    return this.mode === "commands" ? words().noCommand : words().nothingFits;
  }

  private detail(): TemplateResult | typeof nothing {
    const hit = this.hits[this.active];
    return hit ? detailView({ ...this.choices.detailOf(hit.entry), packs: this.workspace.packs, from: hit.entry.kind === "node" ? packLine(this.workspace, packOf(hit.entry.id)) : nothing }) : nothing;
  }

  private foot(): TemplateResult {
    const isCommand = this.hits[this.active]?.entry.kind === "command";
    return html`
      <div class="foot row">
        <span class="row"><kbd>↑</kbd><kbd>↓</kbd>${words().move}</span>
        <span class="row"><kbd>↵</kbd>${isCommand ? words().run : words().take}</span>
        <span class="row"><kbd>Esc</kbd>${words().close}</span>
        ${this.choices.fault === undefined ? nothing : html`<span class="fault" role="status">${words().graphsUnread(this.choices.fault)}</span>`}
      </div>`;
  }

  private typed(event: Event): void {
    const { value } = this.field;
    // Half a word in an input method may already find something by its sound; until it does, the list stays.
    if (event instanceof InputEvent && event.isComposing && this.choices.sections(value, this.mode).length === 0) return;
    // As in other editors, a leading > asks for commands.
    if (value.startsWith(">") && !this.held) {
      this.field.value = value.slice(1);
      this.mode = "commands";
    }
    this.query = this.field.value;
    this.active = 0;
  }

  private keyed(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) this.move(step);
    else if (event.key === "Enter") this.choose(this.active);
    else return;
    event.preventDefault();
  }

  /** Goes round at the ends, but a page stops there first. */
  private move(step: number): void {
    const last = this.hits.length - 1;
    const next = this.active + step;
    if (Math.abs(step) > 1) this.active = Math.max(0, Math.min(next, last));
    else this.active = next < 0 ? last : next > last ? 0 : next;
  }

  private switchTo(mode: Mode): void {
    this.mode = mode;
    this.active = 0;
    this.field.focus();
  }

  private pointAt(event: PointerEvent): void {
    const index = indexOf(event);
    // A list that scrolls under a pointer that rests has not been pointed at.
    if (index !== undefined && (event.movementX !== 0 || event.movementY !== 0)) this.active = index;
  }

  private chooseClicked(event: MouseEvent): void {
    const index = indexOf(event);
    if (index !== undefined) this.choose(index);
  }

  private choose(index: number): void {
    const entry = this.hits[index]?.entry;
    if (!entry) return;
    keepRecent(entry.id);
    this.hidePopover();
    const command = this.choices.command(entry.id);
    if (command) void perform(command, this.workspace);
    else this.tell<PaletteChoice>("rw-palette-choose", { type: entry.id, ...this.choices.join(entry.id) });
  }
}

function indexOf(event: Event): number | undefined {
  const row = (event.target as Element).closest<HTMLElement>(".option");
  return row ? Number(row.dataset["index"]) : undefined;
}

/** Focus stays in the field while the list is used with a pointer. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

customElements.define("rw-palette", Palette);

declare global {
  interface HTMLElementTagNameMap { "rw-palette": Palette }
}
