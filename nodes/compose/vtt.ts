import type { Cue, Rate } from "../story/index.ts";
import { clockFields, momentOf } from "./clock.ts";
import { isCaption } from "./utterances.ts";

export const vttMedia = "text/vtt";

/** WebVTT: every cue is named by its line; captions stand near the top, out of the way of speech. */
export function buildVtt(cues: readonly Cue[], rate: Rate): string {
  const blocks = cues.map((cue, index) => {
    const settings = isCaption(cue) ? " line:16% align:center" : "";
    return `${index + 1} ${escape(cue.line)}\n${stamp(cue.start, rate)} --> ${stamp(cue.end, rate)}${settings}\n${cue.lines.map(escape).join("\n")}\n`;
  });
  return ["WEBVTT\n", ...blocks].join("\n");
}

function stamp(frame: number, rate: Rate): string {
  const { hours, minutes, seconds, fraction } = clockFields(momentOf(frame, rate, 1000), 1000);
  return `${String(hours).padStart(2, "0")}:${minutes}:${seconds}.${fraction}`;
}

/** With `>` escaped no row can hold the `-->` that would begin a cue's times. */
function escape(row: string): string {
  return row.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
