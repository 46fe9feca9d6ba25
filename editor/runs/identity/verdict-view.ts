import { html, nothing, type TemplateResult } from "lit";
import type { Artifact } from "../../../runtime/contract/types.ts";
import type { Workspace } from "../../state/workspace.ts";
import { type AttemptLike, type CharacterVerdictLike, failingText, type IdentityState, type VerdictLike } from "./shape.ts";
import { attributeName, words } from "./words.ts";

/** What a verdict is shown with. `references`: the picture of each character, by id, as far as they are known. */
export interface VerdictAround {
  readonly workspace: Workspace;
  readonly references: ReadonlyMap<string, Artifact>;
}

/** A verdict in one line: `not as anchored · 0.40`. */
export function verdictLine({ state, score }: Pick<VerdictLike, "state" | "score">): string {
  return [words()[state], ...(score === undefined ? [] : [score.toFixed(2)])].join(" · ");
}

/** A shot's picture beside the references, and why it passed or not: attribute by attribute, with what was seen. */
export function verdictView(verdict: VerdictLike, around: VerdictAround): TemplateResult {
  const { state, score, threshold, characters, attempts, kept, by } = verdict;
  const candidate = attempts[kept];
  const limit = threshold.toFixed(2);
  return html`<div class="stack identity">
    <p class="row wrap">${stateBadge(state)}${characters.length === 0 ? html`<span class="small muted">${words().nobody}</span>` : html`
      <span class="small">${score === undefined ? words().noScore(limit) : words().scoreOf(score.toFixed(2), limit)}</span><span class="small muted">${words().by(by)}</span>`}</p>
    <div class="pictures">
      ${characters.map(({ id, name }) => figure(around, around.references.get(id), words().reference(name)))}
      ${candidate ? figure(around, candidate.image, attempts.length > 1 ? `${words().candidate} · ${words().attempt(kept + 1, attempts.length)}` : words().candidate, true) : nothing}
    </div>
    ${characters.map((character) => characterView(character, around))}
    ${attempts.length > 1 ? html`<h4>${words().attempts}</h4><ol class="attempts">${attempts.map((attempt, index) => attemptView({ attempt, index, verdict }, around))}</ol>` : nothing}
  </div>`;
}

export function stateBadge(state: IdentityState): TemplateResult {
  return html`<span class="badge" data-identity=${state}>${words()[state]}</span>`;
}

function figure({ workspace }: VerdictAround, picture: Artifact | undefined, caption: string, strong = false): TemplateResult {
  return html`<figure class=${strong ? "candidate" : ""}>${picture ? html`<rw-image .workspace=${workspace} .artifact=${picture} .label=${caption}></rw-image>` : html`<div class="missing small muted">${words().noReference}</div>`}<figcaption class="small">${caption}</figcaption></figure>`;
}

function characterView({ name, state, score, reason, attributes, votes }: CharacterVerdictLike, { workspace }: VerdictAround): TemplateResult {
  return html`<section>
    <h4 class="row wrap">${name} ${stateBadge(state)} ${score === undefined ? nothing : html`<span class="small numbers">${score.toFixed(2)}</span>`}</h4>
    <p class="small">${reason}</p>
    ${attributes.length === 0 ? nothing : html`<table class="small" aria-label=${name}><thead><tr><th>${words().attribute}</th><th>${words().verdict}</th><th>${words().evidence}</th></tr></thead>
      <tbody>${attributes.map(({ attribute, verdict, evidence, declared }) => html`<tr data-verdict=${declared ? "declared" : verdict}>
        <th scope="row">${attributeName(workspace, attribute)}</th><td class="verdict">${{ match: words().match, mismatch: words().mismatch, not_visible: words().notVisible }[verdict]}</td>
        <td>${evidence}${declared ? html` <span class="badge">${words().declared}</span>` : nothing}</td></tr>`)}</tbody></table>`}
    ${votes.length === 0 ? nothing : html`<table class="small" aria-label=${`${name}: ${words().votes}`}><thead><tr><th>${words().vote}</th><th>${words().says}</th><th>${words().measured}</th><th>${words().note}</th></tr></thead>
      <tbody>${votes.map(({ by, says, value, threshold, note }) => html`<tr data-verdict=${says === "for" ? "match" : says === "against" ? "mismatch" : "not_visible"}>
        <th scope="row">${by}</th><td class="verdict">${says === "for" ? words().voteFor : says === "against" ? words().voteAgainst : words().voteAbstains}</td>
        <td class="numbers">${value === undefined ? nothing : threshold === undefined ? value : words().atLeast(String(value), String(threshold))}</td><td>${note}</td></tr>`)}</tbody></table>`}
  </section>`;
}

function attemptView({ attempt: { image, state, score, seed, failing }, index, verdict }: { readonly attempt: AttemptLike; readonly index: number; readonly verdict: VerdictLike }, around: VerdictAround): TemplateResult {
  const { attempts, characters, kept } = verdict;
  const label = words().attempt(index + 1, attempts.length);
  const what = failingText(failing, (id) => characters.find((one) => one.id === id)?.name ?? id, (attribute) => attributeName(around.workspace, attribute));
  return html`<li><rw-image .workspace=${around.workspace} .artifact=${image} .label=${label}></rw-image>
    <div><p class="row wrap small"><strong>${label}</strong>${stateBadge(state)}${score === undefined ? nothing : html`<span class="numbers">${score.toFixed(2)}</span>`}${index === kept ? html`<span class="badge">${words().kept}</span>` : nothing}${seed === undefined ? nothing : html`<span class="muted">${words().seed(seed)}</span>`}</p>
      ${failing.length === 0 ? nothing : html`<p class="small muted">${index < attempts.length - 1 ? words().againFor(what) : words().failing(what)}</p>`}</div></li>`;
}
