import { html, nothing, type TemplateResult } from "lit";
import { Check, Columns2, RefreshCw } from "lucide";
import { icon } from "../look/icon.ts";
import { failingText } from "../runs/identity/shape.ts";
import { attributeName, words as identityWords } from "../runs/identity/words.ts";
import type { Workspace } from "../state/workspace.ts";
import { judge, reroll, showMaker } from "./actions.ts";
import type { Matter } from "./attention.ts";
import type { Maker } from "./board.ts";
import { nodeTitle } from "./shot-detail.ts";
import { words } from "./words.ts";

/** What somebody should look at, each with the way to it. @param identity who gives verdicts on identity */
export function matterList(matters: readonly Matter[], workspace: Workspace, identity: Maker | undefined): TemplateResult {
  if (matters.length === 0) return html`<div class="empty fill"><h2>${words().nothingToLookAt}</h2></div>`;
  return html`<ul class="matters">${matters.map((matter) => html`<li class="panel matter" data-kind=${matter.kind}>
    <div><div class="small">${kindWords(matter.kind)}</div><div class="small muted truncate">${nodeTitle(workspace, matter.node)} <span class="mono">${matter.item}</span></div></div>
    <div class="said">${matter.verdict ? html`<rw-image .workspace=${workspace} .artifact=${matter.verdict.attempts[matter.verdict.kept]?.image} .label=${matter.item}></rw-image>` : nothing}
      <div><p>${matter.message}${matter.more > 0 ? html` <span class="badge">${words().more(matter.more)}</span>` : nothing}</p>
        ${matter.quote ? html`<p class="small"><q>${matter.quote}</q>${matter.place ? html` <span class="mono muted">${matter.place}</span>` : nothing}</p>` : nothing}
        ${matter.verdict ? html`<p class="small muted">${failing(matter, workspace)}</p>` : nothing}
        ${matter.hint ? html`<p class="small muted">${matter.hint}</p>` : nothing}</div></div>
    <div class="ways">${matter.verdict && identity ? decisions(matter, identity, workspace) : html`<button @click=${() => showMaker(workspace, matter.node, matter.item)}>${words().goTo}</button>`}</div>
  </li>`)}</ul>`;
}

/** A person decides: it will do, or another one. */
function decisions({ item }: Matter, maker: Maker, workspace: Workspace): TemplateResult {
  return html`<button aria-label=${`${words().approve}: ${item}`} @click=${() => judge(workspace, maker, item, "approved")}>${icon(Check)}${words().approve}</button>
    <button aria-label=${`${words().reroll}: ${item}`} ?disabled=${!workspace.online} @click=${() => void reroll(workspace, maker, item)}>${icon(RefreshCw)}${words().reroll}</button>
    <button class="quiet" aria-label=${`${words().compare}: ${item}`} @click=${() => workspace.show({ panel: "viewer", focus: { node: maker.node, item } })}>${icon(Columns2)}${words().compare}</button>`;
}

function failing({ verdict }: Matter, workspace: Workspace): string {
  const { attempts, kept, characters } = verdict!;
  const what = failingText(attempts[kept]?.failing ?? [], (id) => characters.find((one) => one.id === id)?.name ?? id, (attribute) => attributeName(workspace, attribute));
  return what === "" ? "" : identityWords().failing(what);
}

function kindWords(kind: Matter["kind"]): string {
  const { kindFailed: failed, kindFinding: finding, kindUnlike: unlike, kindUncertain: uncertain, kindRejected: rejected, kindStale: stale, kindJudged: judged, kindComment: comment } = words();
  return { failed, finding, unlike, uncertain, rejected, stale, judged, comment }[kind];
}
