import { html, nothing, type TemplateResult } from "lit";
import {
  ChevronDown, ChevronRight, CircleAlert, CircleCheck, CircleDashed, Clapperboard, CloudOff, GitMerge, House, Keyboard, Languages, ListTree,
  LoaderCircle, Menu as MenuIcon, Moon, Play, Redo2, Square, Sun, Undo2, Workflow,
} from "lucide";
import type { IconNode } from "lucide";
import { shownKeys } from "../commands/keys.ts";
import { words as commandWords } from "../commands/words.ts";
import { compareVersions } from "../keeping/keep-safe.ts";
import "../keeping/tabs-note.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { setGraphInfo } from "../model/nodes.ts";
import { planSummary } from "../runs/plan-words.ts";
import { settings } from "../state/settings.ts";
import type { ViewName, Workspace } from "../state/workspace.ts";
import { View } from "../view/view.ts";
import { isMac } from "./platform.ts";
import { saveLook } from "./save-look.ts";
import { topBarStyles } from "./top-bar-styles.ts";
import { words } from "./words.ts";

const viewIcons: Readonly<Record<Exclude<ViewName, "gallery">, IconNode>> = { canvas: Workflow, outline: ListTree, storyboard: Clapperboard };
const saveIcons = { saved: CircleCheck, unsaved: CircleDashed, saving: LoaderCircle, offline: CloudOff, conflict: GitMerge, draft: CircleDashed } as const;

/**
 * @summary The bar above everything: where one is, whether it is saved, the views, and Run.
 * @fires rw-command with the id of the command that was asked for
 * @fires rw-menu with the place where the main menu (or, with `kind: "run"`, that of Run) opens
 * @fires rw-open-graph with name and trail
 */
export class TopBar extends View {
  static override styles = [look, topBarStyles];
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  override willUpdate(): void {
    this.watchOpen(this.workspace);
    this.watch(this.workspace.runs);
    this.watch(this.workspace.plan);
  }

  private command(id: string): void {
    this.tell("rw-command", id);
  }

  private openMenu(event: Event, kind: "main" | "run"): void {
    const button = event.currentTarget as HTMLElement;
    const { left, bottom, right } = button.getBoundingClientRect();
    this.tell("rw-menu", { kind, x: kind === "run" ? right - 260 : left, y: bottom + 4 });
  }

  override render(): TemplateResult {
    const isGraph = this.workspace.view !== "gallery" && this.workspace.session !== undefined;
    return html`
      <div class="bar">
        <button class="quiet icon" aria-label=${words().menu} title=${words().menu} aria-haspopup="menu" @click=${(event: Event) => this.openMenu(event, "main")}>${icon(MenuIcon)}</button>
        ${isGraph ? this.trail() : html`<span class="brand"><span class="mark" aria-hidden="true"></span>Reelwright</span>`}
        <span class="fill"></span>
        ${isGraph ? html`${this.views()}<span class="fill"></span>${this.runPart()}` : nothing}
        ${this.settings()}
      </div>`;
  }

  private trail(): TemplateResult {
    const { session, trail } = this.workspace;
    const { document } = session!;
    const state = saveLook(session!);
    const { done, undone } = session!.steps;
    const [undo, redo] = [done.at(-1), undone.at(-1)];
    return html`
      <nav class="row trail" aria-label=${words().path}>
        <button class="quiet icon" aria-label=${words().home} title=${words().home} @click=${() => this.command("file.all")}>${icon(House)}</button>
        ${trail.slice(0, -1).map((name, index) => html`<button class="quiet outer truncate" @click=${() => this.tell("rw-open-graph", { name, trail: trail.slice(0, index + 1) })}>${name}</button>${icon(ChevronRight)}`)}
        ${this.titleField(document.title ?? document.name)}
      </nav>
      ${state === "conflict"
        ? html`<button class="quiet save conflict" title=${this.saveHelp(state)} @click=${() => this.compare()}>${icon(saveIcons[state])}${words()[state]}</button>`
        : html`<span class="save ${state}" title=${this.saveHelp(state)}>${icon(saveIcons[state])}<span class="label">${words()[state]}</span></span>`}
      <rw-tabs-note .workspace=${this.workspace}></rw-tabs-note>
      <div class="row history">
        ${this.stepButton({ sign: Undo2, title: undo ? words().undo(undo.label, shownKeys("Mod+Z", isMac)) : words().nothingToUndo, isOff: !undo, run: () => session!.undo() })}
        ${this.stepButton({ sign: Redo2, title: redo ? words().redo(redo.label, shownKeys("Shift+Mod+Z", isMac)) : words().nothingToRedo, isOff: !redo, run: () => session!.redo() })}
      </div>`;
  }

  private stepButton({ sign, title, isOff, run }: { readonly sign: IconNode; readonly title: string; readonly isOff: boolean; run(): void }): TemplateResult {
    return html`<button class="quiet icon" ?disabled=${isOff} aria-label=${title} title=${title} @click=${run}>${icon(sign)}</button>`;
  }

  /** Written in place; a graph keeps its name when its title changes. */
  private titleField(title: string): TemplateResult {
    const leave = (event: KeyboardEvent) => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
      const field = event.target as HTMLInputElement;
      if (event.key === "Escape") field.value = title;
      field.blur();
    };
    return html`
      <span class="title" data-value=${title}>
        <input id="title" size="1" .value=${title} aria-label=${words().title} title=${words().renameGraph} spellcheck="false" @keydown=${leave}
          @input=${(event: Event) => { const field = event.target as HTMLInputElement; field.parentElement!.dataset["value"] = field.value; }}
          @change=${(event: Event) => this.rename((event.target as HTMLInputElement).value.trim())}
          @blur=${(event: Event) => { const field = event.target as HTMLInputElement; if (field.value.trim() === "") field.value = title; field.parentElement!.dataset["value"] = field.value; }}>
      </span>`;
  }

  private rename(title: string): void {
    if (title !== "") this.workspace.session!.edit(commandWords().renamed, (document) => setGraphInfo(document, { title }));
  }

  private compare(): void {
    const { workspace } = this;
    compareVersions(workspace).catch((error: unknown) => workspace.notices.failed(error));
  }

  private saveHelp(state: keyof typeof saveIcons): string {
    const own = words();
    return { saved: own.savedHelp, unsaved: own.savedHelp, saving: own.savedHelp, offline: own.offlineHelp, conflict: own.conflictHelp, draft: own.draftHelp }[state];
  }

  private views(): TemplateResult {
    return html`
      <div class="segments" role="group" aria-label=${words().views}>
        ${(["canvas", "outline", "storyboard"] as const).map((view) => html`
          <button class="quiet" aria-pressed=${this.workspace.view === view} title=${words()[view]} @click=${() => this.workspace.show({ view })}>${icon(viewIcons[view])}<span class="label">${words()[view]}</span></button>`)}
      </div>`;
  }

  private runPart(): TemplateResult {
    const { quality, run, session } = this.workspace;
    const isRunning = run?.outcome === "running";
    return html`
      ${this.planButton(session!.problems.length, isRunning)}
      <div class="segments quality" role="group" aria-label=${words().quality}>
        ${(["draft", "final"] as const).map((one) => html`
          <button class="quiet" aria-pressed=${quality === one} title=${one === "draft" ? words().draftQualityHelp : words().finalQualityHelp}
            @click=${() => this.workspace.show({ quality: one })}>${one === "draft" ? words().qualityDraft : words().qualityFinal}</button>`)}
      </div>
      <div class="row run">
        ${isRunning
          ? html`<button class="primary" @click=${() => this.command("run.cancel")}>${icon(Square)}${words().stop}</button>`
          : html`<button class="primary" title=${`${words().run} (${shownKeys("Mod+Enter", isMac)})`} @click=${() => this.command("run.all")}>${icon(Play)}${words().run}</button>`}
        <button class="primary icon" aria-label=${words().moreRun} title=${words().moreRun} aria-haspopup="menu" @click=${(event: Event) => this.openMenu(event, "run")}>${icon(ChevronDown)}</button>
      </div>`;
  }

  /** What stands in the way of a run, else what it would do. */
  private planButton(problems: number, isRunning: boolean): TemplateResult | typeof nothing {
    if (problems > 0) return html`<button class="quiet plan problems" @click=${() => this.workspace.show({ panel: "problems" })}>${icon(CircleAlert)}${words().problemCount(problems)}</button>`;
    const { report, fresh } = this.workspace.plan;
    if (!report || !fresh || isRunning) return nothing;
    const summary = planSummary(report);
    return html`<button class="quiet plan" title=${summary} @click=${() => this.command("run.plan")}><span class="truncate">${summary}</span></button>`;
  }

  private settings(): TemplateResult {
    const isDark = settings.shade === "dark";
    return html`
      <div class="row settings">
        <button class="quiet language" lang=${settings.language === "zh" ? "en" : "zh-CN"} title=${words().languageHelp}
          @click=${() => settings.setLanguage(settings.language === "zh" ? "en" : "zh")}>${icon(Languages)}${words().language}</button>
        <button class="quiet icon" aria-label=${words().theme} title=${words().theme} @click=${() => settings.setTheme(isDark ? "light" : "dark")}>${icon(isDark ? Sun : Moon)}</button>
        <button class="quiet icon" aria-label=${words().shortcuts} title=${`${words().shortcuts} (?)`} @click=${() => this.command("view.shortcuts")}>${icon(Keyboard)}</button>
      </div>`;
  }
}

customElements.define("rw-top-bar", TopBar);

declare global {
  interface HTMLElementTagNameMap { "rw-top-bar": TopBar }
}
