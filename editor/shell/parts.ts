import { html, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import type { PanelName, ViewName, Workspace } from "../state/workspace.ts";
import { words } from "./words.ts";

/** Code that is read when its part of the page is first shown. */
const readers = {
  gallery: () => import("../gallery/gallery.ts"),
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

/** A part once its code is there. A part that cannot be read says so: the server may have been updated meanwhile. */
function part(name: PartName, content: () => TemplateResult): TemplateResult {
  if (there.has(name)) return content();
  const failed = () => html`<div class="part-failed" role="alert"><p>${words().viewFailed}</p><p class="muted">${words().viewFailedHelp}</p></div>`;
  return html`${until(load(name).then(content, failed), html`<p class="part-loading muted" role="status">${words().loading}</p>`)}`;
}

export function mainPart(view: ViewName, workspace: Workspace): TemplateResult {
  switch (view) {
    case "gallery": return part("gallery", () => html`<rw-gallery .workspace=${workspace}></rw-gallery>`);
    case "canvas": return html`<rw-canvas .workspace=${workspace}></rw-canvas>`;
    case "outline": return html`<rw-outline .workspace=${workspace}></rw-outline>`;
    case "storyboard": return html`<rw-storyboard .workspace=${workspace}></rw-storyboard>`;
  }
}

export function lowerPart(panel: PanelName, workspace: Workspace): TemplateResult {
  switch (panel) {
    case "run": return html`<rw-run-panel .workspace=${workspace}></rw-run-panel>`;
    case "items": return html`<rw-items .workspace=${workspace}></rw-items>`;
    case "viewer": return html`<rw-viewer .workspace=${workspace}></rw-viewer>`;
    case "problems": return html`<rw-problems .workspace=${workspace}></rw-problems>`;
    case "history": return html`<rw-history .workspace=${workspace}></rw-history>`;
  }
}
