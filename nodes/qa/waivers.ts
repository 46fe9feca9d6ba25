import { type Static, Type } from "../../runtime/contract/index.ts";
import type { Finding } from "../story/index.ts";

/** A person's decision that a finding may stand: who, and why. */
export const Waiver = Type.Object({
  rule: Type.String({ title: "Rule", description: "As the finding says it: `culture/gift-clock` or `gift-clock`." }),
  scene: Type.Optional(Type.String()),
  line: Type.Optional(Type.String()),
  by: Type.String({ title: "By" }),
  reason: Type.String({ title: "Reason" }),
  at: Type.Optional(Type.String({ description: "When it was decided, e.g. `2026-01-20`." })),
}, { title: "Waiver" });
export type Waiver = Static<typeof Waiver>;

/**
 * Marks findings that were waived; they stay visible. A waiver without a name or a reason is refused, and one that no
 * longer meets a finding is reported, so that neither rots unseen. Where nobody judged, a waiver for the judge is left alone.
 *
 * @param check the first part of the findings' names, which a waiver may leave away
 */
export function applyWaivers(findings: readonly Finding[], waivers: readonly Waiver[], check: string): Finding[] {
  const isJudged = findings.some((finding) => nameOf(finding.check).startsWith(judged));
  const valid = waivers.filter(isSigned);
  const used = new Set<Waiver>();
  const marked = findings.map((finding): Finding => {
    const waiver = valid.find((candidate) => meets(candidate, finding));
    if (!waiver) return finding;
    used.add(waiver);
    const { by, reason, at } = waiver;
    return { ...finding, waiver: { by, reason, ...(at ? { at } : {}) } };
  });
  return [
    ...marked,
    ...waivers.filter((waiver) => !isSigned(waiver)).map((waiver) => about(waiver, `${check}/waiver-refused`, "warn", "A waiver was refused: it names no person or no reason.", "Write who decided and why.")),
    ...valid.filter((waiver) => !used.has(waiver) && (isJudged || !nameOf(waiver.rule).startsWith(judged))).map((waiver) => about(waiver, `${check}/waiver-unused`, "info", "A waiver meets nothing any more.", "Remove it; the line it was for has changed or gone.")),
  ];
}

const isSigned = ({ by, reason }: Waiver) => by.trim() !== "" && reason.trim() !== "";
const nameOf = (rule: string) => rule.replace(/^[a-z]+\//, "");
const judged = "judge-";

function meets({ rule, scene, line }: Waiver, { check, where, severity }: Finding): boolean {
  return severity !== "pass" && nameOf(check) === nameOf(rule)
    && (scene === undefined || where?.scene === scene) && (line === undefined || where?.line === line);
}

function about({ rule, scene, line }: Waiver, check: string, severity: "warn" | "info", message: string, hint: string): Finding {
  return { check, severity, message, hint, quote: rule, where: { ...(scene ? { scene } : {}), ...(line ? { line } : {}) } };
}
