import { html, nothing, type TemplateResult } from "lit";
import { ChevronLeft, ChevronRight, Clapperboard, Columns2, Images, RefreshCw, X } from "lucide";
import { icon } from "../look/icon.ts";
import { isIdentityVerdict, isUnseen } from "../runs/identity/shape.ts";
import { stateBadge } from "../runs/identity/verdict-view.ts";
import type { Workspace } from "../state/workspace.ts";
import { comment, judge, lookNow, reroll, showMaker, showTakes } from "./actions.ts";
import { type Cast, type LineDetail, madeFor } from "./board.ts";
import { dramaWord, type ShotDetail, stateDot, verdictButtons } from "./shot-card.ts";
import { itemOf, judged, mediaAt, valueAt } from "./sources.ts";
import { standingOf, verdictOf } from "./verdicts.ts";
import { words } from "./words.ts";

export interface DetailAround {
  readonly workspace: Workspace;
  readonly cast: Cast;
  readonly number: number;
  move(by: 1 | -1): void;
  close(): void;
}

/** The shot that is looked at, large: its clip or picture, its lines to listen to, what is said of it, what made it. */
export function shotDetail(shot: ShotDetail, around: DetailAround): TemplateResult {
  const { workspace, cast, number } = around;
  const maker = judged(cast);
  const verdict = maker && workspace.session && verdictOf(workspace.session.document, maker.node, shot.key);
  const standing = standingOf(verdict, itemOf(workspace, maker, shot.key));
  const name = words().shot(number);
  return html`<div class="row"><h2 class="fill">${name} <span class="muted mono small">${shot.key}</span></h2>
      <button class="icon quiet" title=${`${words().previous} (K)`} aria-label=${words().previous} @click=${() => around.move(-1)}>${icon(ChevronLeft)}</button>
      <button class="icon quiet" title=${`${words().next} (J)`} aria-label=${words().next} @click=${() => around.move(1)}>${icon(ChevronRight)}</button>
      <button class="icon quiet" title=${words().collapse} aria-label=${words().collapse} @click=${around.close}>${icon(X)}</button></div>
    <div class="large">${large(shot, around)}</div>
    ${maker ? html`<div class="row verdict">${verdictButtons(standing, (given) => judge(workspace, maker, shot.key, given), number)}
        <span class="fill small muted">${words()[standing]}</span>
        <button class="quiet" @click=${() => void reroll(workspace, maker, shot.key)}>${icon(RefreshCw)}${words().reroll}</button>
        ${cast.clip ? html`<button class="quiet" title=${`${words().previewHelp} (L)`} ?disabled=${!workspace.online} @click=${() => void lookNow(workspace, { maker: cast.clip!, item: shot.key, name })}>${icon(Clapperboard)}${words().preview}</button>` : nothing}
        <button class="quiet" @click=${() => showTakes(workspace, maker.node, shot.key)}>${icon(Images)}${words().takes}</button></div>
      <textarea id="comment" rows="2" aria-label=${words().comment} placeholder=${words().commentPlaceholder} .value=${verdict?.comment ?? ""}
        @change=${(event: Event) => comment(workspace, maker, shot.key, (event.target as HTMLTextAreaElement).value)}></textarea>` : nothing}
    ${identityOf(shot.key, around)}
    ${shot.text?.description ? html`<p>${shot.text.description}</p>` : nothing}
    ${shot.lines.length > 0 ? html`<section><h3>${words().lines}</h3>${shot.lines.map((line) => lineView(line, workspace, cast))}</section>` : nothing}
    ${madeBy(workspace, shot.key)}`;
}

function large({ key, text }: ShotDetail, { workspace, cast, number }: DetailAround): TemplateResult {
  const label = text?.description ?? words().shot(number);
  const clip = mediaAt(workspace, cast.clip, key, "video");
  if (clip) return html`<rw-video .workspace=${workspace} .artifact=${clip} .label=${label}></rw-video>`;
  const picture = mediaAt(workspace, cast.picture, key, "image");
  return picture ? html`<rw-image full .workspace=${workspace} .artifact=${picture} .label=${label}></rw-image>` : html`<span class="muted">${words().noPicture}</span>`;
}

/** Whether those in the shot look as they should, in a line; the whole verdict is a click away. */
function identityOf(key: string, { workspace, cast: { identity } }: DetailAround): TemplateResult | typeof nothing {
  const verdict = valueAt(workspace, identity, key);
  if (!identity || !isIdentityVerdict(verdict) || isUnseen(verdict) || verdict.characters.length === 0) return nothing;
  return html`<p class="row small"><span class="muted">${words().identity}</span> ${stateBadge(verdict.state)}<span class="fill numbers">${verdict.score?.toFixed(2)}</span>
    <button class="quiet" @click=${() => workspace.show({ panel: "viewer", focus: { node: identity.node, item: key } })}>${icon(Columns2)}${words().compare}</button></p>`;
}

function lineView({ key, text, name }: LineDetail, workspace: Workspace, cast: Cast): TemplateResult {
  const sound = mediaAt(workspace, cast.spoken, key, "audio");
  return html`<div class="line"><p><b>${name}</b> ${text?.text ?? key} ${text?.emotion ? html`<span class="badge">${dramaWord(workspace, "Emotion", text.emotion)}</span>` : nothing}</p>
    ${sound ? html`<rw-audio .workspace=${workspace} .artifact=${sound} .label=${text?.text ?? key}></rw-audio>` : nothing}</div>`;
}

/** The nodes that made something for a key, as ways to them. */
export function madeBy(workspace: Workspace, key: string): TemplateResult | typeof nothing {
  const made = workspace.run ? madeFor(workspace.run, key) : [];
  if (made.length === 0) return nothing;
  return html`<section><h3>${words().made}</h3><div class="made">${made.map(({ node, item }) => html`
    <button title=${words().goTo} @click=${() => showMaker(workspace, node, key)}>${stateDot(item.state)}${nodeTitle(workspace, node)}</button>`)}</div></section>`;
}

export function nodeTitle(workspace: Workspace, node: string): string {
  const type = workspace.run?.types[node];
  return workspace.session?.document.nodes[node]?.title ?? (type ? workspace.packs.nodeWords(type).title : node);
}
