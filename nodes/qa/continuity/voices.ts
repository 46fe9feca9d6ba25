import type { Finding, SpokenLine } from "../../story/index.ts";
import type { Names } from "./names.ts";

/** A record of every voice made after a person's: whose, who agreed to it and when, and where that is written down. */
export function clonedVoiceFindings(spoken: readonly SpokenLine[], names: Names): Finding[] {
  const cloned = spoken.flatMap(({ speaker, voice, consent }) => (consent ? [{ speaker, voice, consent }] : []));
  const records = new Map(cloned.map((one) => [JSON.stringify(one), one]));
  return [...records.values()].map(({ speaker, voice, consent }) => ({
    check: "continuity/cloned-voice", severity: "info",
    message: `${names.of(speaker)} is spoken by a cloned voice, "${voice}". Consent: ${consent.by}, ${consent.at}, ${consent.document}.`,
    measured: `${cloned.filter((one) => one.speaker === speaker && one.voice === voice).length} of ${spoken.length} lines`,
  }));
}
