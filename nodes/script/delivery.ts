import type { Emotion } from "../story/index.ts";
import { readEmotion } from "./emotion-words.ts";

/** How a speech is to be delivered, read from its parentheticals. */
export interface Delivery {
  readonly emotion?: Emotion;
  /** What remains in words, as written. */
  readonly direction?: string;
  /** The name of the one spoken to. */
  readonly to?: string;
  readonly voice?: "voiceover" | "os";
  /** Milliseconds from the start of the scene's dialogue. */
  readonly startMs?: number;
  readonly endMs?: number;
}

const span = /^(\d{1,5}(?:\.\d{1,3})?) ?(?:s|秒)? ?[-–—~～至到] ?(\d{1,5}(?:\.\d{1,3})?) ?(?:s|秒)?$/i;
const voiceover = /^(v\.? ?o\.?|voice ?over|旁白|画外音|narrator|on (the )?phone|filtered|电话(里|中)?)$/i;
const offScreen = /^(o\.? ?s\.?|o\.? ?c\.?|off ?-?screen|off ?-?camera|心声|内心独白|独白|内心)$/i;
/** `(CONT'D)` only says that the speaker goes on. */
const continued = /^(cont['’]?d\.?|continued|继续|续)$/i;
const addressed = /^(?:对着?|向|to )\s*(.{1,40}?)(?:说)?$/i;

/** Reads `家人温暖，0.0-3.5`, `V.O., quietly` or `对张梅`. Words it does not know become the direction. */
export function readDelivery(parentheticals: readonly string[]): Delivery {
  const delivery: { -readonly [K in keyof Delivery]: Delivery[K] } = {};
  const directions: string[] = [];
  for (const piece of parentheticals.flatMap(pieces)) {
    const time = span.exec(piece);
    if (time) {
      delivery.startMs = Math.round(Number(time[1]) * 1000);
      delivery.endMs = Math.round(Number(time[2]) * 1000);
      continue;
    }
    if (continued.test(piece)) continue;
    if (voiceover.test(piece)) delivery.voice = "voiceover";
    else if (offScreen.test(piece)) delivery.voice = "os";
    else {
      const to = addressed.exec(piece);
      if (to?.[1]) delivery.to = to[1].trim();
      const emotion = to ? undefined : readEmotion(piece);
      if (emotion) delivery.emotion ??= emotion.emotion;
      if (!emotion?.whole && !to) directions.push(piece);
    }
  }
  if (directions.length > 0) delivery.direction = directions.join(/\p{Script=Han}/u.test(directions.join("")) ? "，" : ", ");
  return delivery;
}

function pieces(parenthetical: string): string[] {
  return parenthetical.split(/[，,、；;|/]/).map((piece) => piece.trim()).filter((piece) => piece !== "");
}
