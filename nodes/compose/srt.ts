import type { Cue, Rate } from "../story/index.ts";
import { clockFields, momentOf } from "./clock.ts";

export const srtMedia = "application/x-subrip";

/** SubRip: numbered cues, `HH:MM:SS,mmm`, UTF-8, plain rows. */
export function buildSrt(cues: readonly Cue[], rate: Rate): string {
  return cues
    .map((cue, index) => `${index + 1}\n${stamp(cue.start, rate)} --> ${stamp(cue.end, rate)}\n${cue.lines.map(plain).join("\n")}\n`)
    .join("\n");
}

function stamp(frame: number, rate: Rate): string {
  const { hours, minutes, seconds, fraction } = clockFields(momentOf(frame, rate, 1000), 1000);
  return `${String(hours).padStart(2, "0")}:${minutes}:${seconds},${fraction}`;
}

/** SubRip has no escapes. What players take for an arrow or a tag is written with its full-width look-alike. */
function plain(row: string): string {
  return row.replaceAll("-->", "—›").replace(/<(?=[/a-z])/gi, "＜").replace(/\{(?=\\)/g, "｛");
}
