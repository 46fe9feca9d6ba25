import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { canonicalJson } from "../../runtime/graph/canonical.ts";
import type { Take } from "../api/server.ts";
import { look } from "../look/look.ts";
import { settings } from "../state/settings.ts";
import type { ItemRef, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { duration, money, when } from "./format.ts";
import { pinTake, unpin } from "./item-actions.ts";
import "./media.ts";
import { isArtifact } from "./media/shape.ts";
import { runStyles } from "./styles.ts";
import { textDiff } from "./text-diff.ts";
import { words } from "./words.ts";

const styles = css`
  :host { height: auto; gap: var(--space-3); }
  .takes { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: var(--space-2); }
  article { border: 1px solid var(--line-1); border-radius: var(--radius-m); padding: var(--space-2); display: flex; flex-direction: column; gap: var(--space-1); background: var(--surface-2); min-width: 0; }
  article.used { border-color: var(--accent); }
  article rw-value { --lines: 6; }
  article rw-value[data-kind="image"], article rw-value[data-kind="video"] { height: 7rem; }
  .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--space-2); }
  .pair rw-value { --lines: 12; }
  .pair rw-value[data-kind="image"], .pair rw-value[data-kind="video"] { height: 14rem; }
  .diff { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; }
  del { color: var(--red); background: color-mix(in srgb, var(--red) 14%, transparent); }
  ins { color: var(--green); text-decoration: none; background: color-mix(in srgb, var(--green) 14%, transparent); }
`;

/** @summary The kept results of the item in focus: looked at, two of them side by side, one of them chosen. */
export class ItemTakes extends View {
  static override styles = [look, runStyles, styles];
  static override properties = { workspace: { attribute: false }, used: {}, takes: { state: true }, pair: { state: true } };
  declare workspace: Workspace;
  /** The cache key of the result that the shown run has. */
  declare used: string | undefined;
  private declare takes: readonly Take[] | undefined;
  /** Cache keys of those that are compared. */
  private declare pair: readonly string[];
  private readFor: string | undefined;

  constructor() {
    super();
    this.pair = [];
  }

  protected override willUpdate(): void {
    const { focus, session, run } = this.workspace;
    this.watch(this.workspace);
    this.watch(this.workspace.runs);
    this.watch(this.workspace.results);
    this.watch(session);
    const wanted = focus && session ? `${session.name} ${focus.node} ${focus.item} ${run?.id} ${this.used}` : undefined;
    if (wanted === this.readFor) return;
    this.readFor = wanted;
    this.takes = undefined;
    this.pair = [];
    if (focus && session) void this.read(session.name, focus, wanted!);
  }

  private async read(graph: string, { node, item }: ItemRef, wanted: string): Promise<void> {
    const takes = await this.workspace.server.takes(graph, node, item).catch((error: unknown) => {
      this.workspace.notices.failed(error, "takes");
      return [];
    });
    if (this.readFor === wanted) this.takes = takes;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { takes, pair, workspace } = this;
    const { focus } = workspace;
    if (!focus) return nothing;
    if (!takes) return html`<p class="muted">${words().reading}</p>`;
    if (takes.length === 0) return html`<p class="muted">${words().noTakes}</p>`;
    const [old, now] = pair.map((key) => takes.find((take) => take.key === key));
    return html`
      ${old && now ? this.comparison(old, now) : takes.length > 1 ? html`<p class="small muted">${words().chooseTwo}</p>` : nothing}
      <div class="takes">${repeat(takes, ({ key }) => key, (take, index) => this.take(take, takes.length - index, focus))}</div>`;
  }

  private take(take: Take, number: number, ref: ItemRef): TemplateResult {
    const { workspace } = this;
    const { language } = settings;
    const pinned = workspace.session?.document.nodes[ref.node]?.items?.[ref.item]?.pin;
    const used = pinned ? this.isPinnedAs(take, pinned) : take.key === this.used;
    const isOwn = ref.node in (workspace.session?.document.nodes ?? {});
    return html`<article class=${used ? "used" : ""}>
      <div class="row"><label class="row small"><input type="checkbox" aria-label=${`${words().compare}: ${words().take(number)}`} .checked=${this.pair.includes(take.key)} @change=${() => this.choose(take.key)}>${words().take(number)}</label>
        <span class="fill"></span>${used ? html`<span class="badge">${words().inUse}</span>` : nothing}</div>
      ${this.value(take)}
      <p class="small muted">${when(take.at, Date.now(), language)}${take.ms > 0 ? ` · ${duration(take.ms, language)}` : ""}${take.costMicros > 0 ? ` · ${money(take.costMicros, language)}` : ""}</p>
      ${isOwn ? (used && pinned
        ? html`<button class="small" @click=${() => unpin(workspace, ref)}>${words().unpin}</button>`
        : html`<button class="small" @click=${() => { pinTake(workspace, ref, take.key).catch((error: unknown) => workspace.notices.failed(error)); }}>${words().use}</button>`) : nothing}
    </article>`;
  }

  /** A kept take has no cache key of its own; its content tells which it was. */
  private isPinnedAs(take: Take, pinned: Readonly<Record<string, unknown>>): boolean {
    const outputs = this.workspace.results.of(take);
    return outputs !== undefined && outputs !== "reading" && outputs !== "gone" && Object.entries(pinned).every(([name, value]) => canonicalJson(outputs[name] ?? null) === canonicalJson(value));
  }

  private choose(key: string): void {
    this.pair = this.pair.includes(key) ? this.pair.filter((one) => one !== key) : [...this.pair.slice(-1), key];
  }

  private mainOf(take: Take): unknown {
    const outputs = this.workspace.results.of(take);
    return outputs === undefined || outputs === "reading" || outputs === "gone" ? outputs : Object.values(outputs)[0];
  }

  private value(take: Take): TemplateResult {
    const value = this.mainOf(take);
    if (value === "reading") return html`<p class="muted small">${words().reading}</p>`;
    return html`<rw-value .workspace=${this.workspace} .value=${value} label=${take.key.slice(0, 8)}></rw-value>`;
  }

  private comparison(old: Take, now: Take): TemplateResult {
    const [before, after] = [this.mainOf(old), this.mainOf(now)];
    const texts = [before, after].map((value) => typeof value === "string" ? value : hasMedia(value) ? undefined : JSON.stringify(value, undefined, 1));
    if (texts[0] === undefined || texts[1] === undefined) return html`<div class="pair">${this.value(old)}${this.value(now)}</div>`;
    return html`<div class="diff">${textDiff(texts[0], texts[1]).map(({ in: side, text }) => side === "both" ? text : side === "old" ? html`<del>${text}</del>` : html`<ins>${text}</ins>`)}</div>`;
  }
}

function hasMedia(value: unknown): boolean {
  return isArtifact(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasMedia));
}

customElements.define("rw-item-takes", ItemTakes);
declare global { interface HTMLElementTagNameMap { "rw-item-takes": ItemTakes } }
