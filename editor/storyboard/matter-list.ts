import { html, nothing, type TemplateResult } from "lit";
import type { Workspace } from "../state/workspace.ts";
import { showMaker } from "./actions.ts";
import type { Matter } from "./attention.ts";
import { nodeTitle } from "./shot-detail.ts";
import { words } from "./words.ts";

/** What somebody should look at, each with the way to it. */
export function matterList(matters: readonly Matter[], workspace: Workspace): TemplateResult {
  if (matters.length === 0) return html`<div class="empty fill"><h2>${words().nothingToLookAt}</h2></div>`;
  return html`<ul class="matters">${matters.map((matter) => html`<li class="panel matter" data-kind=${matter.kind}>
    <div><div class="small">${kindWords(matter.kind)}</div><div class="small muted truncate">${nodeTitle(workspace, matter.node)} <span class="mono">${matter.item}</span></div></div>
    <div><p>${matter.message}${matter.more > 0 ? html` <span class="badge">${words().more(matter.more)}</span>` : nothing}</p>${matter.hint ? html`<p class="small muted">${matter.hint}</p>` : nothing}</div>
    <button @click=${() => showMaker(workspace, matter.node, matter.item)}>${words().goTo}</button>
  </li>`)}</ul>`;
}

function kindWords(kind: Matter["kind"]): string {
  const { kindFailed: failed, kindFinding: finding, kindRejected: rejected, kindStale: stale, kindComment: comment } = words();
  return { failed, finding, rejected, stale, comment }[kind];
}
