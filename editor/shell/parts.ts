import { html, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import type { PanelName, ViewName, Workspace } from "../state/workspace.ts";
import { words } from "./words.ts";

/** Code that is read when its part of the page is first shown. */
const readers = {
  gallery: () => import("../gallery/gallery.ts"),
  canvas: () => import("../canvas/canvas.ts"),
  outline: () => import("../outline/outline.ts"),
  storyboard: () => import("../storyboard/storyboard.ts"),
  inspector: () => import("../inspector/inspector.ts"),
  run: () => import("../runs/run-panel.ts"),
  items: () => import("../runs/items.ts"),
  viewer: () => import("../runs/viewer.ts"),
  problems: () => import("../runs/problems.ts"),
  history: () => import("../runs/history.ts"),
} as const;

type PartName = keyof typeof readers;

const read = new Map<PartName, Promise<unknown>>();
const there = new Set<PartName>();

function load(name: PartName): Promise<unknown> {
  let loading = read.get(name);
  if (!loading) {
    loading = readers[name]().then(() => there.add(name), (error: unknown) => {
      read.delete(name);
      throw error;
    });
    read.set(name, loading);
  }
  return loading;
}

/** A part once its code is there, the same element from then on. A part that cannot be read says so: the server may have been updated meanwhile. */
function part(name: PartName, content: () => TemplateResult): TemplateResult {
  const failed = () => html`<div class="part-failed" role="alert"><p>${words().viewFailed}</p><p class="muted">${words().viewFailedHelp}</p></div>`;
  const wanted = there.has(name) ? [content()] : [load(name).then(content, failed), html`<p class="part-loading muted" role="status">${words().loading}</p>`];
  return html`${until(...wanted)}`;
}

/** Reads what is about to be wanted. What fails is read again, and told of, when it is shown. */
export function readNow(...names: readonly PartName[]): void {
  for (const name of names) load(name).catch(() => {});
}

/** Reads what will be wanted next while nothing else is to be done. */
export function readAhead(...names: readonly PartName[]): void {
  const idle = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 200));
  idle(() => readNow(...names));
}

export function mainPart(view: ViewName, workspace: Workspace): TemplateResult {
  switch (view) {
    case "gallery": return part("gallery", () => html`<rw-gallery .workspace=${workspace}></rw-gallery>`);
    case "canvas": return part("canvas", () => html`<rw-canvas .workspace=${workspace}></rw-canvas>`);
    case "outline": return part("outline", () => html`<rw-outline .workspace=${workspace}></rw-outline>`);
    case "storyboard": return part("storyboard", () => html`<rw-storyboard .workspace=${workspace}></rw-storyboard>`);
  }
}

export function inspectorPart(workspace: Workspace): TemplateResult {
  return part("inspector", () => html`<rw-inspector .workspace=${workspace}></rw-inspector>`);
}

export function lowerPart(panel: PanelName, workspace: Workspace): TemplateResult {
  switch (panel) {
    case "run": return part("run", () => html`<rw-run-panel .workspace=${workspace}></rw-run-panel>`);
    case "items": return part("items", () => html`<rw-items .workspace=${workspace}></rw-items>`);
    case "viewer": return part("viewer", () => html`<rw-viewer .workspace=${workspace}></rw-viewer>`);
    case "problems": return part("problems", () => html`<rw-problems .workspace=${workspace}></rw-problems>`);
    case "history": return part("history", () => html`<rw-history .workspace=${workspace}></rw-history>`);
  }
}
