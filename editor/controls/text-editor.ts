import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { isComposing } from "./site.ts";
import { changedLines, measure } from "./text-measure.ts";
import { words } from "./words.ts";

/** A text to write at length. */
export interface TextEditing {
  readonly label: string;
  readonly text: string;
  /** As it was in the last run. */
  readonly before: string | undefined;
  readonly isReadOnly: boolean;
  input(text: string): void;
  closed(): void;
}

/** More lines than this are not compared while one types. */
const mostComparedLines = 3000;
const monoSetting = "reelwright.text-editor.mono";

/** Shows the large editor above the page; what is typed is told at once. */
export function openTextEditor(editing: TextEditing): void {
  const editor = document.createElement("rw-text-editor");
  editor.editing = editing;
  document.body.append(editor);
}

/** @summary A comfortable place for long texts: screenplays, prompts. Everything typed is kept; closing only closes. */
export class TextEditor extends View {
  static override styles = [look, css`
    dialog { width: min(62rem, 94vw); height: min(58rem, 92vh); max-width: none; max-height: none; padding: 0; overflow: hidden; }
    dialog[open] { display: flex; flex-direction: column; }
    header, footer { padding: var(--space-3) var(--space-4); flex-wrap: wrap; }
    header { border-bottom: 1px solid var(--line-1); }
    footer { border-top: 1px solid var(--line-1); }
    textarea {
      flex: 1; min-height: 0; resize: none; border: 0; border-radius: 0; background: var(--surface-0);
      padding: var(--space-5) max(var(--space-4), calc((100% - 46rem) / 2)); font-size: 1rem; line-height: 1.75; tab-size: 2;
    }
    textarea:focus-visible { outline: none; }
    textarea.mono { font-family: var(--mono); }
    .switch { display: inline-flex; gap: var(--space-2); align-items: center; }
  `];
  static override properties = { editing: { attribute: false }, text: { state: true }, isMono: { state: true } };
  declare editing: TextEditing;
  private declare text: string;
  private declare isMono: boolean;

  constructor() {
    super();
    this.isMono = localStorage.getItem(monoSetting) === "on";
  }

  protected override willUpdate(): void {
    this.text ??= this.editing.text;
  }

  protected override firstUpdated(): void {
    const area = this.renderRoot.querySelector("textarea")!;
    area.value = this.text;
    this.renderRoot.querySelector("dialog")!.showModal();
    area.focus();
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
  }

  protected override render(): TemplateResult {
    const { label, before, isReadOnly } = this.editing;
    const counts = measure(this.text);
    const isCompared = before !== undefined && counts.lines <= mostComparedLines;
    return html`<dialog aria-label=${label} @close=${this.onClose} @keydown=${this.onKey}>
      <header class="row"><h2 class="fill">${label}</h2>
        <label class="switch small"><input type="checkbox" role="switch" .checked=${this.isMono} @change=${this.onMono}>${words().wrap}</label>
        <button class="primary" @click=${this.close}>${words().done}</button></header>
      <textarea class=${this.isMono ? "mono" : ""} aria-label=${label} ?readonly=${isReadOnly} spellcheck="false" @input=${this.onInput} @compositionend=${this.onInput}></textarea>
      <footer class="row small muted"><span>${words().counts(counts.words, counts.characters, counts.lines)}</span>
        ${isCompared ? html`<span>· ${words().changed(changedLines(before, this.text))}</span>` : nothing}
        <span class="fill"></span><span>${words().closeHint}</span></footer>
    </dialog>`;
  }

  private onInput(event: Event): void {
    if (event.type === "input" && isComposing(event)) return;
    this.text = (event.target as HTMLTextAreaElement).value;
    this.editing.input(this.text);
  }

  private onMono(event: Event): void {
    this.isMono = (event.target as HTMLInputElement).checked;
    localStorage.setItem(monoSetting, this.isMono ? "on" : "off");
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.close();
  }

  private close(): void {
    this.renderRoot.querySelector("dialog")!.close();
  }

  private onClose(): void {
    this.editing.closed();
    this.remove();
  }
}

customElements.define("rw-text-editor", TextEditor);
declare global { interface HTMLElementTagNameMap { "rw-text-editor": TextEditor } }
