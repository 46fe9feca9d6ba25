import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Field } from "../controls/field.ts";
import { look } from "../look/look.ts";
import { styleMap } from "../look/style-map.ts";
import { elementRef } from "../model/element.ts";
import { startRun } from "../runs/start.ts";
import { VirtualRows } from "../runs/virtual-rows.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Names } from "../view/titles.ts";
import { View } from "../view/view.ts";
import { barView } from "./bar.ts";
import "./connect.ts";
import type { ConnectChoice } from "./connect.ts";
import { connectEnds, disconnectEnds, problemCounts, problemPlaces, removeNode } from "./edits.ts";
import { type Meaning, meaningOf } from "./keys.ts";
import { Navigation, refOf } from "./navigation.ts";
import { frameCells, nodeCells } from "./node-row.ts";
import { portCells } from "./port-row.ts";
import type { Row } from "./rows.ts";
import type { OutlineScene } from "./scene.ts";
import { outlineStyles, rowHeight } from "./styles.ts";
import { nodesUnder } from "./tree.ts";
import { words } from "./words.ts";

/**
 * @summary The whole graph as a table of lines, for the keyboard and for screen readers: nodes after what feeds them, under
 * their frames, with inputs and outputs below. Everything that wiring needs can be done here.
 * @fires rw-palette - a node should be added, with `fits` when it is to be connected
 * @fires rw-inspect - the inspector should have the focus
 * @fires rw-context - { x, y, ref }: the menu of a node
 * @fires rw-open-graph - { name }: the graph behind a node should be opened
 */
export class Outline extends View {
  static override styles = [look, outlineStyles];
  static override properties = { workspace: { attribute: false }, renaming: { state: true }, said: { state: true } };
  declare workspace: Workspace;
  /** Key of the line whose title is being written. */
  private declare renaming: string | undefined;
  private declare said: string;
  private readonly here = new Navigation();
  private readonly list = new VirtualRows(this, rowHeight);
  private revealed: string | undefined;
  /** The line that the keyboard is at, or the field in it, gets the focus once it is drawn. */
  private toFocus: "line" | "field" | undefined;

  constructor() {
    super();
    this.said = "";
  }

  private get names(): Names & { readonly workspace: Workspace } {
    return { session: this.workspace.session!, workspace: this.workspace };
  }

  protected override willUpdate(): void {
    const { workspace } = this;
    for (const source of [workspace, workspace.session, workspace.packs, workspace.runs]) this.watch(source);
    if (workspace.session) this.here.refresh(this.names);
    // A node that was added, say: who works here goes on there.
    if (this.here.wasLed && this.matches(":focus-within")) this.toFocus ??= "line";
  }

  protected override updated(): void {
    const { active, rows } = this.here;
    if (active !== this.revealed && active !== undefined) this.list.reveal(rows.findIndex(({ key }) => key === active));
    this.revealed = active;
    if (this.toFocus === undefined) return;
    const line = this.renderRoot.querySelector<HTMLElement>(".line.active");
    const target = this.toFocus === "field" ? line?.querySelector<HTMLElement>("rw-field, .content button") ?? line : line;
    this.toFocus = undefined;
    if (target instanceof Field) void target.updateComplete.then(() => target.focus({ preventScroll: true }));
    else target?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this.workspace;
    if (!session) return nothing;
    const head = (title: string) => html`<span role="columnheader">${title}</span>`;
    return html`${barView({
        query: this.here.query, problems: problemPlaces(session).length, find: (text) => { this.here.find(text); this.requestUpdate(); }, leave: (event) => this.onFindKey(event),
        add: () => this.tell("rw-palette", {}), openAll: (open) => { this.here.openAll(open); this.requestUpdate(); }, nextProblem: () => this.nextProblem(session),
      })}
      <p class="visually-hidden" id="help">${words().help}</p>
      <div class="grid" role="treegrid" aria-label=${words().outline} aria-describedby="help" aria-multiselectable="true" aria-rowcount=${this.here.rows.length + 1} @keydown=${this.onKey}>
        <div class="heads" role="row" aria-rowindex="1">${head(words().name)}${head(words().state)}${head(words().content)}${head(words().actions)}</div>
        ${this.lines(session)}
      </div>
      <p class="visually-hidden" role="status">${this.said}</p>
      <rw-connect .workspace=${this.workspace} @rw-connect=${({ detail }: CustomEvent<ConnectChoice>) => this.done(connectEnds(this.names, detail))}></rw-connect>`;
  }

  private lines(session: Session): TemplateResult {
    const { rows, active, query } = this.here;
    if (rows.length === 0) return html`<div class="rows"><p class="none muted">${query === "" ? html`${words().empty} ${words().emptyHelp}` : words().notFound}</p></div>`;
    const { from, to } = this.list.range(rows.length);
    const at = rows.findIndex(({ key }) => key === active);
    // The line with the focus stays, however far it is scrolled away.
    const indices = [...(at >= 0 && at < from ? [at] : []), ...Array.from({ length: to - from }, (_, offset) => from + offset), ...(at >= to ? [at] : [])];
    const scene = this.scene(session);
    return html`<div class="rows" role="rowgroup"><div role="presentation" style=${styleMap({ height: `${rows.length * rowHeight}rem` })}></div>
      ${repeat(indices, (index) => rows[index]!.key, (index) => this.line(scene, rows[index]!, index))}</div>`;
  }

  private line(scene: OutlineScene, row: Row, index: number): TemplateResult {
    const isActive = row.key === this.here.active;
    const isSelected = row.kind === "node" && scene.session.selection.has(elementRef("node", row.node));
    return html`<div class="line ${row.kind} ${isActive ? "active" : ""}" role="row" tabindex=${isActive ? 0 : -1} aria-level=${row.level} aria-posinset=${row.place} aria-setsize=${row.of} aria-rowindex=${index + 2}
      aria-expanded=${"isOpen" in row ? String(row.isOpen) : nothing} aria-selected=${row.kind === "node" ? String(isSelected) : nothing}
      style=${styleMap({ top: `${index * rowHeight}rem`, "--level": row.level })} @click=${(event: MouseEvent) => this.onLine(row, event)} @contextmenu=${(event: MouseEvent) => { event.preventDefault(); this.openMenu(row, event.clientX, event.clientY); }}>
      ${row.kind === "frame" ? frameCells(scene, row) : row.kind === "node" ? nodeCells(scene, row) : portCells(scene, row)}</div>`;
  }

  private scene(session: Session): OutlineScene {
    return {
      workspace: this.workspace, session, active: this.here.active, renaming: this.renaming, problems: problemCounts(session), members: nodesUnder(this.here.tree),
      toggle: (row) => this.toggle(row),
      rename: (row) => this.rename(row),
      remove: (row) => this.removeRow(row),
      connect: (row) => this.choose(row),
      disconnect: (from, to) => this.done(disconnectEnds(this.names, from, to)),
      run: (row) => { if (row.kind === "node") void startRun(this.workspace, { only: [row.node] }); },
      goTo: (node) => this.goTo(`node:${node}`),
      inspect: () => this.tell("rw-inspect"),
    };
  }

  private walk(key: string, focus: "line" | "field" = "line", extend = false): void {
    this.toFocus = focus;
    this.renaming = undefined;
    this.here.walk(this.names.session, key, extend);
    this.requestUpdate();
  }

  private goTo(key: string): void {
    this.here.uncover(key);
    this.walk(key);
  }

  private onKey(event: KeyboardEvent): void {
    const { row } = this.here;
    // Tab walks through the page here, as everywhere; commands that listen to it have other keys.
    if (event.key === "Tab") return event.stopPropagation();
    const target = event.composedPath()[0] as HTMLElement;
    const isOnLine = target.classList.contains("line");
    const meaning = row && meaningOf(event, { row, isOnLine, isWriting: !isOnLine && target.matches("input:not([type=checkbox], [type=radio]), textarea, select") });
    if (!row || !meaning) return;
    event.preventDefault();
    this.act(row, meaning);
  }

  private act(row: Row, meaning: Meaning): void {
    switch (meaning.does) {
      case "walk": return this.walk((this.here.rowAt(meaning.by) ?? row).key, "line", meaning.extend);
      case "toLine": return this.walk(row.key);
      case "enter": return this.enter(row);
      case "open": case "close": return this.toggle(row);
      case "toParent": return this.here.rows[row.parent] && this.walk(this.here.rows[row.parent]!.key);
      case "rename": return this.rename(row);
      case "connect": return this.choose(row);
      case "remove": return this.removeRow(row);
      case "select": return this.toggleSelected(row);
      case "menu": {
        const { left, bottom } = this.renderRoot.querySelector(".line.active .name")!.getBoundingClientRect();
        return this.openMenu(row, left, bottom);
      }
    }
  }

  /** Into the field of a line; an input without one is connected, what else there is to do is a button. */
  private enter(row: Row): void {
    const line = this.renderRoot.querySelector(".line.active");
    const field = line?.querySelector<HTMLElement>("rw-field") ?? line?.querySelector<HTMLElement>(".content button");
    if (field) field.focus();
    else if (row.kind === "input") this.choose(row);
    else line?.querySelector<HTMLElement>(".actions button")?.focus();
  }

  private onFindKey(event: KeyboardEvent): void {
    const first = this.here.rows.find(({ kind }) => kind === "node");
    if (event.key !== "ArrowDown" || !first) return;
    event.preventDefault();
    this.walk(first.key);
  }

  private onLine(row: Row, event: MouseEvent): void {
    if (row.key !== this.here.active) this.walk(row.key, (event.target as Element).closest(".content") ? "field" : "line", event.shiftKey || event.ctrlKey || event.metaKey);
  }

  /** The menu of a line, at a place on the page. */
  private openMenu(row: Row, x: number, y: number): void {
    this.walk(row.key);
    this.tell("rw-context", { x, y, ref: refOf(row.key) });
  }

  private toggle(row: Row): void {
    this.here.toggle(row);
    this.requestUpdate();
  }

  private toggleSelected(row: Row): void {
    const { session } = this.names;
    const selection = new Set(session.selection);
    if (row.kind === "node" && !selection.delete(elementRef("node", row.node))) selection.add(elementRef("node", row.node));
    session.select(selection);
  }

  private rename(row: Row | undefined): void {
    if (row?.kind === "input" || row?.kind === "output") return;
    this.renaming = row?.key;
    if (row) this.toFocus = "field";
  }

  private choose(row: Row): void {
    if (row.kind !== "input" && row.kind !== "output") return;
    this.renderRoot.querySelector("rw-connect")!.open({ end: `${row.node}.${row.port}`, side: row.kind === "output" ? "from" : "to" });
  }

  /** What an edit says is said, and the keyboard goes back to its line. */
  private done(said: string): void {
    this.said = said;
    this.toFocus = "line";
    this.requestUpdate();
  }

  /** A node goes; an input loses what feeds it. */
  private removeRow(row: Row): void {
    const { session } = this.names;
    if (row.kind === "input") for (const from of session.portsOf(row.node).inputs.find(({ name }) => name === row.port)?.from ?? []) this.done(disconnectEnds(this.names, from, `${row.node}.${row.port}`));
    if (row.kind !== "node") return;
    const next = this.here.neighbour(row);
    this.done(removeNode(this.names, row.node));
    if (next) this.walk(next.key);
  }

  private nextProblem(session: Session): void {
    const places = problemPlaces(session);
    const next = places[(places.findIndex(({ key }) => key === this.here.active) + 1) % places.length];
    if (!next) return;
    this.goTo(next.key);
    this.said = next.message;
  }
}

customElements.define("rw-outline", Outline);
declare global { interface HTMLElementTagNameMap { "rw-outline": Outline } }
