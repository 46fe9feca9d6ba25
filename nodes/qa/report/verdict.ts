import type { Episode, Finding, Report } from "../../story/index.ts";

const order: Readonly<Record<Finding["severity"], number>> = { block: 0, warn: 1, info: 2, pass: 3 };

/** A waived finding is seen but decides nothing. */
export function verdictOf(findings: readonly Finding[]): Report["verdict"] {
  const open = findings.filter(({ waiver }) => !waiver).map(({ severity }) => severity);
  return open.includes("block") ? "block" : open.includes("warn") ? "look" : "pass";
}

/** Worst first, waived after open; then in the order of the story. Findings that name no episode belong to this one. */
export function inOrder(findings: readonly Finding[], episode: Episode): Finding[] {
  const placed = findings.map((finding) => finding.where && !finding.where.episode ? { ...finding, where: { episode: episode.id, ...finding.where } } : finding);
  const places = placed.map((finding) => ({ finding, place: placeOf(finding, episode) }));
  places.sort((a, b) => order[a.finding.severity] - order[b.finding.severity]
    || Number(Boolean(a.finding.waiver)) - Number(Boolean(b.finding.waiver))
    || compare(a.place, b.place));
  return places.map(({ finding }) => finding);
}

/** Scene, line or shot, time, and the check's name last so that equal places have one order. */
function placeOf({ where, check, message }: Finding, { scenes }: Episode): readonly (number | string)[] {
  const sceneAt = scenes.findIndex(({ id }) => id === where?.scene);
  const scene = scenes[sceneAt];
  const inScene = scene ? Math.max(scene.lines.findIndex(({ id }) => id === where?.line), scene.shots.findIndex(({ id }) => id === where?.shot)) : -1;
  return [sceneAt < 0 ? scenes.length : sceneAt, inScene, where?.fromMs ?? 0, check, message];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return 0;
  return a[at]! < b[at]! ? -1 : 1;
}
