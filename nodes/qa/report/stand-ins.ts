import type { Finding, SpokenLine } from "../../story/index.ts";

/** Stand-ins label their work `offline …`. Reported so that nobody delivers it for the real thing. */
export const isStandIn = (source: string) => /^offline\b/.test(source);

export function standInFindings(spoken: readonly SpokenLine[]): Finding[] {
  const labels = [...new Set(spoken.map(({ source }) => source).filter(isStandIn))].toSorted();
  return labels.map((label) => ({
    check: "continuity/stand-in", severity: "info", message: `A stand-in spoke ${spoken.filter(({ source }) => source === label).length} of ${spoken.length} lines.`,
    hint: "Configure a speech provider to have them spoken by a real voice.", measured: label,
  }));
}
