import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { ChevronRight, Check } from "lucide";
import { shownKeys } from "../commands/keys.ts";
import type { MenuEntry } from "../commands/menu.ts";
import { icon } from "../look/icon.ts";
import { look } from "../look/look.ts";
import { View } from "../view/view.ts";
import { focusedElement } from "./focus.ts";
import { menuStyles } from "./menu-styles.ts";
import { isMac } from "./platform.ts";

interface Level {
  readonly entries: readonly MenuEntry[];
  readonly label: string;
  /** The line it hangs on, or the place where the whole menu opens, in page pixels. */
  readonly at: { readonly x: number; readonly y: number; readonly width?: number };
}

/**
 * @summary A menu of commands with menus under it, opened at a place. One is enough for a page.
 * @fires rw-menu-close
 */
export class Menu extends View {
  static override styles = [look, menuStyles];
  static override properties = { levels: { state: true } };
  declare private levels: readonly Level[];
  private opener: HTMLElement | undefined;
  private typed = { text: "", at: 0 };

  constructor() {
    super();
    this.levels = [];
  }

  get isOpen(): boolean {
    return this.levels.length > 0;
  }

  async open(entries: readonly MenuEntry[], at: Level["at"], label: string): Promise<void> {
    const focused = focusedElement();
    this.opener = focused instanceof HTMLElement ? focused : undefined;
    this.levels = [{ entries, at, label }];
    await this.updateComplete;
    this.host.showPopover();
    this.place();
    this.lines(0)[0]?.focus();
  }

  close(): void {
    if (this.isOpen) this.host.hidePopover();
  }

  private get host(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>("[popover]")!;
  }

  private lines(level: number): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(`[data-level="${level}"] > [role^="menuitem"]`)];
  }

  private onToggle(event: ToggleEvent): void {
    if (event.newState === "open") return;
    this.levels = [];
    this.tell("rw-menu-close");
    if (this.opener?.isConnected) this.opener.focus();
    this.opener = undefined;
  }

  private async enter(level: number, entry: MenuEntry, line: HTMLElement, focus: boolean): Promise<void> {
    const { right, top, left } = line.getBoundingClientRect();
    this.levels = [...this.levels.slice(0, level + 1), { entries: entry.entries!, label: entry.title, at: { x: right - 4, y: top - 5, width: left } }];
    await this.updateComplete;
    this.place();
    if (focus) this.lines(level + 1)[0]?.focus();
  }

  private choose(level: number, entry: MenuEntry, line: HTMLElement): void {
    if (!entry.enabled) return;
    if (entry.entries) return void this.enter(level, entry, line, true);
    this.close();
    entry.run?.();
  }

  private onHover(level: number, entry: MenuEntry, line: HTMLElement): void {
    line.focus();
    if (entry.entries && entry.enabled) void this.enter(level, entry, line, false);
    else this.levels = this.levels.slice(0, level + 1);
  }

  /** Keeps every menu on the page; one that hangs on a line goes to its other side where there is no room. */
  private place(): void {
    this.levels.forEach(({ at }, level) => {
      const menu = this.renderRoot.querySelector<HTMLElement>(`[data-level="${level}"]`)!;
      const { width, height } = menu.getBoundingClientRect();
      const fits = at.x + width <= innerWidth - 8;
      const x = fits ? at.x : level > 0 ? at.width! - width + 4 : innerWidth - width - 8;
      menu.style.left = `${Math.max(8, x)}px`;
      menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 8))}px`;
    });
  }

  private onKey(event: KeyboardEvent, level: number): void {
    const lines = this.lines(level);
    const at = lines.indexOf(event.target as HTMLElement);
    const entry = this.levels[level]?.entries[at];
    const go = (index: number) => lines.at(index % lines.length)?.focus();
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
    else if (event.key === "ArrowRight") { if (entry?.entries && entry.enabled) void this.enter(level, entry, lines[at]!, true); }
    else if (event.key === "ArrowLeft") this.leave(level);
    else if (event.key === "Tab") this.close();
    else if (event.key === "Enter" || event.key === " ") { if (entry) this.choose(level, entry, lines[at]!); }
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) this.find(level, at, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private leave(level: number): void {
    if (level === 0) return;
    const title = this.levels[level]!.label;
    this.levels = this.levels.slice(0, level);
    this.lines(level - 1)[this.levels[level - 1]!.entries.findIndex((entry) => entry.title === title)]?.focus();
  }

  /** Typing the beginning of a line goes there. */
  private find(level: number, at: number, key: string): void {
    const now = performance.now();
    const text = (now - this.typed.at < 700 ? this.typed.text : "") + key.toLowerCase();
    this.typed = { text, at: now };
    const { entries } = this.levels[level]!;
    const order = entries.map((_, index) => (at + (text.length > 1 ? 0 : 1) + index) % entries.length);
    const found = order.find((index) => entries[index]!.title.toLowerCase().startsWith(text));
    if (found !== undefined) this.lines(level)[found]?.focus();
  }

  override render(): TemplateResult {
    return html`<div class="page" popover="auto" @toggle=${this.onToggle}>
      ${this.levels.map(({ entries, label }, level) => html`
        <div class="menu" role="menu" aria-label=${label} data-level=${level} @keydown=${(event: KeyboardEvent) => this.onKey(event, level)}>
          ${entries.map((entry) => this.line(level, entry))}
        </div>`)}
    </div>`;
  }

  private line(level: number, entry: MenuEntry): TemplateResult {
    const of = (event: Event) => event.currentTarget as HTMLElement;
    const isOpen = this.levels[level + 1]?.label === entry.title;
    return html`
      <div class=${classMap({ line: true, danger: entry.danger === true, apart: entry.apart === true, open: isOpen })}
        role=${entry.on === undefined ? "menuitem" : "menuitemcheckbox"} tabindex="-1" aria-disabled=${!entry.enabled}
        aria-checked=${entry.on ?? nothing} aria-haspopup=${entry.entries ? "menu" : nothing} aria-expanded=${entry.entries ? isOpen : nothing}
        @click=${(event: Event) => this.choose(level, entry, of(event))} @pointerenter=${(event: Event) => this.onHover(level, entry, of(event))}>
        <span class="mark">${entry.on ? icon(Check) : nothing}</span>
        <span class="fill">${entry.title}</span>
        ${entry.keys ? html`<span class="keys" aria-hidden="true">${shownKeys(entry.keys, isMac)}</span>` : nothing}
        ${entry.entries ? icon(ChevronRight) : nothing}
      </div>`;
  }
}

customElements.define("rw-menu", Menu);

declare global {
  interface HTMLElementTagNameMap { "rw-menu": Menu }
}
