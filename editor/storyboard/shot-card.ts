import { html, nothing, type TemplateResult } from "lit";
import { Check, MessageSquare, RefreshCw, X } from "lucide";
import { icon } from "../look/icon.ts";
import type { ItemRun } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { judge, reroll } from "./actions.ts";
import { type Cast, madeFor, type SceneDetail } from "./board.ts";
import { itemOf, judged, mediaAt } from "./sources.ts";
import { type Standing, standingOf, verdictOf } from "./verdicts.ts";
import { words } from "./words.ts";

export type ShotDetail = SceneDetail["shots"][number];

export interface ShotAround {
  readonly workspace: Workspace;
  readonly cast: Cast;
  readonly number: number;
  readonly focused: boolean;
  focus(key: string): void;
}

/** One shot on the board. Of fixed height: the board knows where every row stands without drawing it. */
export function shotCard(shot: ShotDetail, around: ShotAround): TemplateResult {
  const { workspace, cast, number, focused } = around;
  const maker = judged(cast);
  const item = itemOf(workspace, maker, shot.key);
  const verdict = maker && workspace.session && verdictOf(workspace.session.document, maker.node, shot.key);
  const standing = standingOf(verdict, item);
  const state = overallState(workspace, shot.key, item);
  const picture = mediaAt(workspace, cast.picture, shot.key, "image");
  const { text } = shot;
  return html`<article class="shot" data-standing=${standing} data-state=${state} aria-current=${focused} @click=${() => around.focus(shot.key)}>
    <div class="picture">${picture ? html`<rw-image .workspace=${workspace} .artifact=${picture} .label=${text?.description ?? words().shot(number)}></rw-image>` : html`<span class="muted small">${stateWords(state)}</span>`}</div>
    <div class="text">
      <div class="row"><button class="quiet name" @click=${() => around.focus(shot.key)}>${words().shot(number)}</button><span class="small muted mono truncate fill">${shot.key}</span>${stateDot(state)}</div>
      <p class="small muted truncate">${[dramaWord(workspace, "Shot size", text?.size), dramaWord(workspace, "Camera move", text?.move), text?.durationMs === undefined ? undefined : words().seconds(text.durationMs / 1000)].filter(Boolean).join(" · ")}</p>
      <p class="description">${text?.description ?? nothing}</p>
      <ul class="spoken">${shot.lines.map(({ name, text: line }) => html`<li class="truncate"><b>${name}</b> ${line?.text}</li>`)}</ul>
      ${maker ? html`<div class="row tools">${verdictButtons(standing, (verdict) => judge(workspace, maker, shot.key, verdict), number)}
        <button class="icon quiet" title=${words().reroll} aria-label=${`${words().reroll}: ${words().shot(number)}`} @click=${(event: Event) => { event.stopPropagation(); void reroll(workspace, maker, shot.key); }}>${icon(RefreshCw)}</button>
        ${verdict?.comment ? html`<span class="comment small truncate fill" title=${verdict.comment}>${icon(MessageSquare)} ${verdict.comment}</span>` : html`<span class="fill"></span>`}</div>` : nothing}
    </div>
  </article>`;
}

export function verdictButtons(standing: Standing, give: (verdict: "approved" | "rejected") => void, number: number): TemplateResult {
  const button = (verdict: "approved" | "rejected", title: string, sign: TemplateResult) => html`
    <button class="icon quiet ${verdict}" aria-pressed=${standing === verdict} title=${title} aria-label=${`${title}: ${words().shot(number)}`} @click=${(event: Event) => { event.stopPropagation(); give(verdict); }}>${sign}</button>`;
  return html`${button("approved", words().approve, icon(Check))}${button("rejected", words().reject, icon(X))}${standing === "stale" ? html`<span class="badge stale">${words().stale}</span>` : nothing}`;
}

/** A word of one of the closed lists in the language of the page, e.g. a shot size; as written where it is not translated. */
export function dramaWord({ packs }: Workspace, list: string, word: string | undefined): string | undefined {
  return word === undefined ? undefined : packs.choiceWords(list)?.[word] ?? word;
}

/** The gravest that happens to anything made for a shot. */
function overallState(workspace: Workspace, key: string, item: ItemRun | undefined): ItemRun["state"] {
  const states = workspace.run ? madeFor(workspace.run, key).map((made) => made.item.state) : [];
  return (["failed", "running", "waiting", "skipped"] as const).find((state) => states.includes(state)) ?? item?.state ?? "waiting";
}

export function stateDot(state: ItemRun["state"]): TemplateResult {
  return html`<span class="dot" data-state=${state} role="img" aria-label=${stateWords(state)} title=${stateWords(state)}></span>`;
}

function stateWords(state: ItemRun["state"]): string {
  const { waiting, running, done, cached, failed, skipped } = words();
  return { waiting, running, done, cached, failed, skipped }[state];
}
