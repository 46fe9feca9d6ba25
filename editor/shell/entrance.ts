import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { words } from "./words.ts";

/** Why the page cannot show anything yet. */
export type EntranceState = "connecting" | "no-token" | "wrong-token" | "unreachable";

/**
 * @summary What is shown before the server has let the page in.
 * @fires rw-token with the token that was given
 * @fires rw-retry
 */
export class Entrance extends View {
  static override styles = [look, css`
    :host { display: grid; place-items: center; height: 100dvh; padding: var(--space-4); }
    main { width: min(34rem, 100%); padding: var(--space-6); display: grid; gap: var(--space-4); box-shadow: var(--shadow); }
    ol { list-style: decimal; padding-inline-start: 1.25rem; display: grid; gap: var(--space-2); color: var(--ink-2); }
    form { display: flex; gap: var(--space-2); align-items: end; } label { flex: 1; display: grid; gap: var(--space-1); }
    h1 { font-size: var(--text-xl); }
  `];
  static override properties = { state: { type: String }, reason: { type: String } };
  declare state: EntranceState;
  /** In the server's words, where it has said something. */
  declare reason: string | undefined;

  constructor() {
    super();
    this.state = "connecting";
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const token = new FormData(event.target as HTMLFormElement).get("token");
    if (typeof token === "string" && token.trim() !== "") this.tell("rw-token", token.trim());
  }

  override render(): TemplateResult {
    const own = words();
    if (this.state === "connecting") return html`<p class="muted" role="status">${own.connecting}</p>`;
    if (this.state === "unreachable") {
      return html`<main class="panel" role="alert">
        <h1>${own.unreachable}</h1><p>${own.unreachableHelp}</p>
        ${this.reason ? html`<p class="muted small">${this.reason}</p>` : nothing}
        <div><button class="primary" @click=${() => this.tell("rw-retry")}>${own.tryAgain}</button></div>
      </main>`;
    }
    return html`
      <main class="panel">
        <h1>${this.state === "wrong-token" ? own.tokenWrongTitle : own.tokenTitle}</h1>
        <p>${own.tokenWhere}</p>
        <ol><li>${own.tokenWay1}</li><li>${own.tokenWay2}</li></ol>
        <form @submit=${this.submit}>
          <label>${own.tokenLabel}<input name="token" type="password" autocomplete="off" class="mono" autofocus></label>
          <button class="primary">${own.tokenOpen}</button>
        </form>
      </main>`;
  }
}

customElements.define("rw-entrance", Entrance);

declare global {
  interface HTMLElementTagNameMap { "rw-entrance": Entrance }
}
