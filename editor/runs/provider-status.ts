import { css, html, nothing, type TemplateResult } from "lit";
import type { ServicesAnswer } from "../api/server.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { money, when } from "./format.ts";
import { runStyles } from "./styles.ts";
import { words } from "./words.ts";

/** How often it is read while it is looked at, in milliseconds. */
const readEveryMs = 2000;

const styles = css`
  :host { display: block; height: auto; }
  li { display: flex; flex-wrap: wrap; gap: var(--space-2); padding: var(--space-1) 0; }
  ul { list-style: none; margin: 0; padding: 0; }
`;

type Provider = ServicesAnswer["providers"][number];

/** @summary How the providers stand right now, for whoever wonders why nothing moves; and what the project has paid. */
export class ProviderStatus extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false }, answer: { state: true } };
  declare workspace: Workspace;
  private declare answer: ServicesAnswer | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
    this.timer = setInterval(() => void this.read(), readEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.answer) return nothing;
    const { providers, spent } = this.answer;
    return html`<h3>${words().providers}</h3>
      ${providers.length === 0 ? html`<p class="small muted">${words().noProviders}</p>` : html`<ul class="small">${providers.flatMap((provider) => this.rows(provider))}</ul>`}
      ${Object.entries(spent.costMicros).map(([currency, micros]) => html`<p class="small">${this.spentText(micros, spent.marketMicros[currency] ?? 0, currency)}</p>`)}`;
  }

  private rows({ provider, breaker, models }: Provider): TemplateResult[] {
    const { language } = settings;
    const failing = breaker === "open" ? html`<span class="state" data-state="failed">${words().providerOpen}</span>` : nothing;
    if (models.length === 0) return [html`<li><strong>${provider}</strong> ${failing || html`<span class="muted">${words().idle}</span>`}</li>`];
    return models.map(({ model, inFlight, waiting, concurrency, heldUntil }) => html`<li>
      <strong>${provider}/${model}</strong> ${failing}
      ${heldUntil === undefined ? nothing : html`<span class="state" data-state="skipped">${words().heldUntil(when(heldUntil, Date.now(), language, true))}</span>`}
      <span class="muted numbers">${inFlight + waiting === 0 ? words().idle : words().inFlight(inFlight, concurrency)}${waiting > 0 ? ` · ${words().inLine(waiting)}` : ""}</span></li>`);
  }

  private spentText(costMicros: number, marketMicros: number, currency: string): string {
    const { language } = settings;
    const paid = words().projectSpent(money(costMicros, language, currency));
    return marketMicros > costMicros ? `${paid} · ${words().atMarket(money(marketMicros, language, currency))}` : paid;
  }

  private async read(): Promise<void> {
    // A server that is away says so elsewhere; what was known stays.
    this.answer = await this.workspace.server.services().catch(() => this.answer);
  }
}

customElements.define("rw-provider-status", ProviderStatus);
declare global { interface HTMLElementTagNameMap { "rw-provider-status": ProviderStatus } }
