import type { Finding } from "../../story/index.ts";
import type { Judgement } from "./ask.ts";
import type { Case } from "./prompt.ts";
import type { Rubric } from "./rubric.ts";

export interface Answered {
  readonly question: Case;
  readonly judgement: Judgement;
}

/** What the judge found, what it could not show, what it did not answer, and the criteria that hold everywhere. */
export function findingsOf(rubric: Rubric, answered: readonly Answered[]): Finding[] {
  return [
    ...rubric.criteria.flatMap(({ id, severity }) => answered.flatMap(({ judgement }) => (judgement.verdicts[id]?.evidence ?? []).map(({ passage, quote, why, instead }): Finding => ({
      check: `${rubric.name}/judge-${id}`, severity, message: why, ...(instead ? { hint: instead } : {}), where: passage.where, quote, measured: `judged by ${judgement.model}`,
    })))),
    ...answered.flatMap((one) => [...rejected(rubric, one), ...missing(rubric, one)]),
    ...held(rubric, answered),
  ];
}

/** @param count questions that nobody answered, of `all` */
export function notJudgedOffline({ name }: Rubric, count: number, all: number): Finding[] {
  return count === 0 ? [] : [{
    check: `${name}/judge`, severity: "info", message: count === all ? "Not judged: offline." : `Not judged: offline, in ${count} of ${all} questions.`,
    hint: "Configure a provider for the role judge to have the script judged by a model.",
  }];
}

function rejected({ name }: Rubric, { question, judgement }: Answered): Finding[] {
  const ids = Object.keys(judgement.verdicts).filter((id) => judgement.verdicts[id]!.rejected > 0);
  const count = ids.reduce((sum, id) => sum + judgement.verdicts[id]!.rejected, 0);
  return count === 0 ? [] : [{
    check: `${name}/judge-evidence`, severity: "info",
    message: `${count} ${count === 1 ? "fault" : "faults"} the judge claimed in ${placeOf(question)} (${ids.join(", ")}) ${count === 1 ? "was" : "were"} dropped: no words of the script show ${count === 1 ? "it" : "them"}.`,
    hint: "Read the place yourself for these criteria, or judge again with another seed.", ...whereOf(question), measured: `judged by ${judgement.model}`,
  }];
}

function missing({ name }: Rubric, { question, judgement }: Answered): Finding[] {
  return judgement.missing.length === 0 ? [] : [{
    check: `${name}/judge`, severity: "warn", message: `Not judged: ${placeOf(question)} by ${judgement.missing.join(", ")}; ${judgement.reason ?? "the reply had no verdict"}.`,
    hint: "Refresh the node to have it asked again, or configure a model that keeps to JSON schemas for the role judge.", ...whereOf(question), measured: `judged by ${judgement.model}`,
  }];
}

function held({ name, criteria }: Rubric, answered: readonly Answered[]): Finding[] {
  return criteria.flatMap(({ id }): Finding[] => {
    const asked = answered.filter(({ question }) => question.criteria.some((criterion) => criterion.id === id));
    const isFine = asked.length > 0 && asked.every(({ judgement: { verdicts } }) => verdicts[id] && verdicts[id].evidence.length === 0 && verdicts[id].rejected === 0);
    const scenes = new Set(asked.flatMap(({ question }) => question.part.scenes.map((scene) => scene.id))).size;
    return isFine ? [{ check: `${name}/judge-${id}`, severity: "pass", message: "Nothing found.", measured: `${scenes} ${scenes === 1 ? "scene" : "scenes"} judged by ${[...new Set(asked.map(({ judgement }) => judgement.model))].join(", ")}` }] : [];
  });
}

function placeOf({ part }: Case): string {
  const ids = part.scenes.map(({ id }) => id);
  return ids.length === 1 ? `scene ${ids[0]}` : `scenes ${ids[0]} to ${ids.at(-1)}`;
}

function whereOf({ part }: Case): Pick<Finding, "where"> {
  return part.scenes.length === 1 ? { where: { scene: part.scenes[0]!.id } } : {};
}
