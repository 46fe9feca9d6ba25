import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import type { Question } from "./shell.ts";
import { words } from "./words.ts";

/** @summary Asks one thing in a dialog: a line of text, or yes or no. */
export class QuestionDialog extends View {
  static override styles = [look, css`
    dialog { width: min(28rem, 92vw); } form { display: grid; gap: var(--space-4); }
    label { display: grid; gap: var(--space-1); } .small { margin-top: var(--space-2); } .fault { color: var(--red); }
    .row { justify-content: flex-end; } button.danger { background: var(--red); color: var(--surface-1); border-color: transparent; }
  `];
  static override properties = { question: { state: true }, value: { state: true }, isTouched: { state: true } };
  declare private question: Question | undefined;
  declare private value: string;
  declare private isTouched: boolean;
  private answer: ((value: string | undefined) => void) | undefined;

  /** @returns undefined when the user thought better of it */
  async ask(question: Question): Promise<string | undefined> {
    this.answer?.(undefined);
    this.question = question;
    this.value = question.field?.value ?? "";
    this.isTouched = false;
    await this.updateComplete;
    const answered = new Promise<string | undefined>((resolve) => { this.answer = resolve; });
    this.dialog.showModal();
    this.renderRoot.querySelector("input")?.select();
    return answered;
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog")!;
  }

  private get fault(): string | undefined {
    return this.question?.field?.faultOf(this.value);
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    this.isTouched = true;
    if (this.fault !== undefined) return void this.renderRoot.querySelector("input")?.focus();
    this.answer?.(this.value);
    this.answer = undefined;
    this.dialog.close();
  }

  private closed(): void {
    this.answer?.(undefined);
    this.answer = undefined;
    this.question = undefined;
  }

  override render(): TemplateResult {
    const { title, message, field, confirm, danger } = this.question ?? { title: "", confirm: "" };
    const fault = this.isTouched ? this.fault : undefined;
    return html`
      <dialog aria-labelledby="title" aria-describedby=${message ? "message" : nothing} @close=${this.closed}>
        <form @submit=${this.submit}>
          <h2 id="title">${title}</h2>
          ${message ? html`<p id="message">${message}</p>` : nothing}
          ${field ? html`
            <div><label>${field.label}
              <input .value=${this.value} aria-invalid=${fault !== undefined} aria-describedby="fault" autocomplete="off" spellcheck="false"
                @input=${(event: Event) => { this.value = (event.target as HTMLInputElement).value; this.isTouched = true; }}>
            </label>
            <p id="fault" class="small ${fault ? "fault" : "muted"}">${fault ?? field.helper ?? ""}</p></div>` : nothing}
          <div class="row">
            <button type="button" @click=${() => this.dialog.close()}>${words().cancel}</button>
            <button class=${danger ? "danger" : "primary"}>${confirm}</button>
          </div>
        </form>
      </dialog>`;
  }
}

customElements.define("rw-question", QuestionDialog);

declare global {
  interface HTMLElementTagNameMap { "rw-question": QuestionDialog }
}
