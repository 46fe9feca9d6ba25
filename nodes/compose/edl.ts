import { clockFields } from "./clock.ts";
import { countedRate, type CutList, recordStart } from "./cut-list.ts";

export const edlMedia = "text/x-edl";

/**
 * CMX 3600: one video track, record time from 01:00:00:00, non-drop. A transition belongs to the incoming event and
 * begins where that does, so cuts lie at the start of their overlap, not in its middle. The format knows dissolves only;
 * what a transition really is stands in a comment.
 */
export function buildEdl(list: CutList): string {
  const events = list.cuts.map((_, index) => eventOf(list, index).join("\n"));
  return [`TITLE: ${plain(list.title || list.id).slice(0, 70)}`, "FCM: NON-DROP FRAME", "", events.join("\n\n"), ""].join("\n");
}

function eventOf(list: CutList, index: number): string[] {
  const { name, scene, start, end, transition } = list.cuts[index]!;
  const incoming = list.cuts[index - 1]?.transition;
  const source = (frame: number) => timecode(frame, countedRate(list.rate));
  const record = (frame: number) => source(frame + recordStart(list.rate));
  const number = String(index + 1).padStart(3, "0");
  const edit = (effect: string, from: number, to: number) =>
    `${number}  AX       V     ${effect.padEnd(8)} ${source(from)} ${source(to)} ${record(from)} ${record(to)}`;

  const from = start - (incoming?.before ?? 0);
  const to = end - (transition?.before ?? 0);
  const edits = incoming
    ? [
      edit("C", from, from),
      edit(`D    ${String(incoming.before + incoming.after).padStart(3, "0")}`, from, to),
      `* FROM CLIP NAME: ${list.media}`,
      `* TO CLIP NAME: ${list.media}`,
      `* TRANSITION: ${incoming.kind}`,
    ]
    : [edit("C", from, to), `* FROM CLIP NAME: ${list.media}`];
  const marker = scene ? [`* LOC: ${record(start)} BLUE   ${plain(`${scene.name} ${scene.title}`)}`] : [];
  return [...edits, `* SHOT: ${name}`, ...marker];
}

function timecode(frame: number, perSecond: number): string {
  const { hours, minutes, seconds, fraction } = clockFields(frame, perSecond);
  return `${String(hours).padStart(2, "0")}:${minutes}:${seconds}:${fraction}`;
}

/** One line; editing programs read `|` as the start of a marker's fields. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").replaceAll("|", "/").trim();
}
