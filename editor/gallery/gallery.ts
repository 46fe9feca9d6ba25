import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Copy, Plus, Trash2 } from "lucide";
import type { GraphListing } from "../api/server.ts";
import { removeGraph } from "../commands/file.ts";
import { recentDrafts } from "../keeping/keep-safe.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { money, when } from "../runs/format.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { pictureView } from "./picture-view.ts";
import { Pictures } from "./pictures.ts";
import { galleryStyles } from "./styles.ts";
import { templateWords } from "./template-words.ts";
import { words } from "./words.ts";

/** A graph of the user's, on the server or only in this browser. */
type Own = Pick<GraphListing, "name" | "title" | "changed" | "nodes" | "problem"> & { readonly inBrowser: boolean };

/** From how many graphs on there is a field to find one. */
const many = 8;

/** @summary What there is to open: templates, the user's own graphs, and a blank one. */
export class Gallery extends View {
  static override styles = [look, galleryStyles];
  static override properties = { workspace: { attribute: false }, listings: { state: true }, drafts: { state: true }, wanted: { state: true }, fault: { state: true } };
  declare workspace: Workspace;
  declare private listings: readonly GraphListing[] | undefined;
  declare private drafts: readonly Own[];
  declare private wanted: string;
  declare private fault: string | undefined;
  private pictures: Pictures | undefined;
  private readVersion: number | undefined;

  constructor() {
    super();
    this.drafts = [];
    this.wanted = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch(this.workspace);
    this.watch(this.workspace.runs);
    this.watch(this.workspace.packs);
    this.pictures ??= new Pictures(this.workspace.server, this.workspace.packs, () => this.requestUpdate());
  }

  override willUpdate(): void {
    if (this.readVersion === this.workspace.graphsVersion) return;
    this.readVersion = this.workspace.graphsVersion;
    void this.read();
  }

  private async read(): Promise<void> {
    this.fault = undefined;
    try {
      const [listings, drafts] = await Promise.all([this.workspace.server.graphs(), recentDrafts(this.workspace)]);
      this.listings = listings;
      this.drafts = drafts.filter(({ isNew }) => isNew).map((draft) => ({ name: draft.name, title: draft.title, changed: draft.at, nodes: draft.nodes, inBrowser: true }));
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }

  /** Those that the server has not got yet are among them; the last changed first. */
  private own(): Own[] {
    const saved = (this.listings ?? []).filter(({ shipped }) => !shipped).map((listing) => ({ ...listing, inBrowser: false }));
    const only = this.drafts.filter(({ name }) => !saved.some((graph) => graph.name === name));
    const wanted = this.wanted.trim().toLowerCase();
    return [...only, ...saved].filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted)).sort((a, b) => b.changed - a.changed);
  }

  override render(): TemplateResult {
    const own = words();
    const shipped = (this.listings ?? []).filter((listing) => listing.shipped);
    const parts = shipped.filter(({ part }) => part);
    return html`
      <div class="page">
        <header class="hero">
          <h1>${own.hero}</h1>
          <p>${own.sub}</p>
          <ol class="steps">${[own.step1, own.step2, own.step3].map((step, index) => html`<li><b>${index + 1}</b>${step}</li>`)}</ol>
        </header>
        ${this.fault !== undefined ? html`<p role="alert">${this.fault} <button @click=${this.read}>${own.tryAgain}</button></p>` : this.listings ? nothing : html`<p class="muted" role="status">${own.loading}</p>`}
        ${this.listings ? html`
          <section aria-labelledby="templates"><h2 id="templates">${own.templates}</h2>
            <div class="templates">${repeat(shipped.filter(({ part }) => !part), ({ name }) => name, (listing) => this.template(listing))}${this.blank()}</div>
          </section>
          ${this.yours()}
          ${parts.length === 0 ? nothing : html`<section aria-labelledby="parts"><div class="head"><h2 id="parts">${own.parts}</h2><p class="muted">${own.partsHelp}</p></div>
            <div class="graphs">${parts.map((listing) => this.block(listing))}</div></section>`}` : nothing}
      </div>`;
  }

  private template(listing: GraphListing): TemplateResult {
    const { title, summary } = templateWords(listing);
    const picture = this.pictures!.of(listing);
    return html`
      <article class="card template">
        <div class="show ${listing.picture ? "film" : ""}">
          ${picture ? pictureView(picture) : nothing}
          ${listing.picture ? html`<img src=${this.workspace.server.pictureUrl(listing.name)} alt="" loading="lazy">` : nothing}
        </div>
        <div class="text">
          <h3><button class="main" aria-label=${words().useTemplate(title)} @click=${() => this.start(listing.name)}>${title}</button></h3>
          <p>${summary}</p>
          <p class="facts"><span>${words().nodes(listing.nodes)}</span></p>
        </div>
      </article>`;
  }

  private blank(): TemplateResult {
    return html`
      <article class="card template blank">
        <div class="show">${icon(Plus)}</div>
        <div class="text"><h3><button class="main" @click=${() => this.attempt(this.workspace.shell!.openNew())}>${words().blank}</button></h3><p>${words().blankHelp}</p></div>
      </article>`;
  }

  private yours(): TemplateResult {
    const graphs = this.own();
    const count = (this.listings ?? []).filter(({ shipped }) => !shipped).length;
    return html`
      <section aria-labelledby="yours">
        <div class="head"><h2 id="yours">${words().yours}</h2>
          ${count > many ? html`<input type="search" placeholder=${words().find} aria-label=${words().find} .value=${this.wanted} @input=${(event: Event) => { this.wanted = (event.target as HTMLInputElement).value; }}>` : nothing}
        </div>
        ${graphs.length === 0 ? html`<p class="muted">${this.wanted.trim() === "" ? words().noneYet : words().none(this.wanted.trim())}</p>` : html`<div class="graphs">${repeat(graphs, ({ name }) => name, (graph) => this.graph(graph))}</div>`}
      </section>`;
  }

  private graph(graph: Own): TemplateResult {
    const { name, title, nodes, changed, problem, inBrowser } = graph;
    const { language } = settings;
    const picture = inBrowser || problem ? undefined : this.pictures!.of(graph);
    return html`
      <article class="card own">
        <div class="show">${picture ? pictureView(picture) : nothing}</div>
        <div class="text">
          <h3><button class="main" aria-label=${words().open(title)} @click=${() => this.attempt(this.workspace.shell!.openGraph(name))}>${title}</button></h3>
          <p class="facts"><span class="mono">${name}</span><span>${words().nodes(nodes)}</span><span>${inBrowser ? words().inBrowser : words().changed(when(changed, Date.now(), language))}</span></p>
          ${problem ? html`<p class="facts failed">${problem.message}</p>` : this.lastRun(name)}
        </div>
        ${inBrowser ? nothing : html`<div class="actions">
          <button class="quiet icon" aria-label=${words().duplicate(title)} title=${words().duplicate(title)} @click=${() => this.start(name)}>${icon(Copy)}</button>
          <button class="quiet icon danger" aria-label=${words().remove(title)} title=${words().remove(title)} @click=${() => this.attempt(this.delete(name))}>${icon(Trash2)}</button>
        </div>`}
      </article>`;
  }

  private lastRun(graph: string): TemplateResult | typeof nothing {
    const run = this.workspace.runs.list.find((one) => one.graph === graph);
    if (!run) return nothing;
    const { language } = settings;
    return html`<p class="facts"><span class=${run.outcome}>${words().lastRun(words()[run.outcome], when(run.at, Date.now(), language))}</span>
      ${run.costMicros > 0 ? html`<span>${words().cost(money(run.costMicros, language))}</span>` : nothing}</p>`;
  }

  private block(listing: GraphListing): TemplateResult {
    const { title, summary } = templateWords(listing);
    const picture = this.pictures!.of(listing);
    return html`
      <article class="card own">
        <div class="show">${picture ? pictureView(picture) : nothing}</div>
        <div class="text"><h3><button class="main" aria-label=${words().open(title)} @click=${() => this.start(listing.name)}>${title}</button></h3><p class="small">${summary}</p></div>
      </article>`;
  }

  private start(template: string): void {
    this.attempt(this.workspace.shell!.openCopy(template));
  }

  private async delete(name: string): Promise<void> {
    await removeGraph(this.workspace, await this.workspace.server.graph(name));
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => this.workspace.notices.failed(error));
  }
}

customElements.define("rw-gallery", Gallery);

declare global {
  interface HTMLElementTagNameMap { "rw-gallery": Gallery }
}
