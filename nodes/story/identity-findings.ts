import type { IdentityVerdict } from "./identity-verdict.ts";
import type { Finding } from "./report.ts";

/** Stand-ins label their work `offline …`. */
const isStandIn = (by: string): boolean => by.startsWith("offline");

/** What an identity verdict has to tell whoever reads the report. A verdict of a stand-in is told once, by who gathers them. */
export function identityFindings(verdict: IdentityVerdict): Finding[] {
  const where = { scene: verdict.scene, shot: verdict.id };
  const tries = verdict.attempts.length;
  const found = verdict.characters.flatMap((character): Finding[] => {
    const { name, state, score, reason, attributes, votes } = character;
    const quote = attributes.filter(({ verdict: judged, declared }) => judged === "mismatch" && !declared).map(({ attribute, evidence }) => `${attribute}: ${evidence}`).join("; ");
    const copied = votes.find(({ by, says }) => by === "copy check" && says === "against");
    const told: Finding[] = copied ? [{
      check: "identity/copy", severity: "warn", message: `The picture is nearly the reference picture of ${name}.`,
      hint: "Have the picture made again with another seed, or give a reference that shows less of the scene.", where, measured: String(copied.value), expected: `below ${copied.threshold}`,
    }] : [];
    if (state === "pass" || (state === "uncertain" && isStandIn(verdict.by))) return told;
    return [...told, {
      check: "identity/kept",
      severity: "warn",
      message: state === "fail" ? `${name} does not look as anchored${tries > 1 ? `, after ${tries} pictures` : ""}: ${reason}.` : `Whether ${name} looks as anchored needs a look: ${reason}.`,
      hint: state === "fail" ? "Look at the best picture: take it, have it made again with another seed, or pin one that fits." : "Look at the picture and decide.",
      where,
      ...(quote ? { quote } : {}),
      ...(score === undefined ? {} : { measured: score.toFixed(2), expected: `at least ${verdict.threshold.toFixed(2)}` }),
    }];
  });
  return [...found, ...standInFinding(verdict)];
}

/** Who could not see anything says so: no verdict is not a good one. */
function standInFinding({ by, characters, scene, id }: IdentityVerdict): Finding[] {
  if (!isStandIn(by) || characters.length === 0) return [];
  return [{
    check: "identity/stand-in", severity: "info", message: "Nobody checked whether the people look as anchored: the stand-in for vision cannot recognise anybody.",
    hint: "Configure a provider for the vision role.", where: { scene, shot: id }, measured: by,
  }];
}
