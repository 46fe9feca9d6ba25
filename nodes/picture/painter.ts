import { availableParallelism } from "node:os";
import { defineProvider, fail, image, type PictureRequest, type Pictures } from "../../runtime/contract/index.ts";
import type { Anchor, Emotion, Setting, Shot, TimeOfDay } from "../story/index.ts";
import { paint, type Sight } from "./paint.ts";

/** What the painter can be asked for without words. `picture/shot` holds a sight as it is. */
export type PictureBrief =
  | ({ readonly task: "picture/shot" } & Sight)
  | { readonly task: "picture/background"; readonly setting: Setting; readonly festive: boolean; readonly seed: number }
  | { readonly task: "picture/portrait"; readonly anchor: Anchor; readonly emotion: Emotion; readonly seed: number };

const label = "offline storyboard";

/** Stands in for an image model: the storyboard's own painter, at work from the brief. Reference pictures it has no use for. */
export const storyboardPainter = defineProvider<Pictures>({
  service: image,
  name: "offline",
  label,
  fingerprint: "offline-storyboard@1",
  concurrency: availableParallelism(),
  async open() {
    return {
      bind: (caller) => ({
        label,
        // However many: the anchors in the brief hold what they show.
        references: Infinity,
        async generate(request) {
          const started = performance.now();
          const bytes = await draw(request, caller.signal);
          caller.signal.throwIfAborted();
          caller.called({ model: "offline-storyboard", units: { images: 1 }, costMicros: 0, marketMicros: 0, ms: Math.round(performance.now() - started), retries: 0 });
          return { media: "image/jpeg", bytes, model: "offline-storyboard" };
        },
      }),
    };
  },
});

async function draw({ prompt, brief, seed = 0, width, height }: PictureRequest, signal: AbortSignal): Promise<Uint8Array> {
  const told = brief as PictureBrief | undefined;
  switch (told?.task) {
    case "picture/shot": return paint({ ...told, seed }, { width, height }, signal);
    case "picture/background": return paint({ ...told, seed, shot: emptyShot(told.setting.emotion), present: [] }, { width, height }, signal);
    case "picture/portrait": return portrait({ ...told, seed }, { width, height }, signal);
    case undefined: return paint({ setting: placeIn(prompt), shot: emptyShot("neutral"), present: [], festive: true, seed }, { width, height }, signal);
    default: return fail({
      code: "OFFLINE_PAINTER_LIMIT",
      message: `The offline stand-in for images does not know how to draw "${String((told as { task: unknown }).task)}".`,
      hint: "Configure a provider for the image role.",
    });
  }
}

const emptyShot = (emotion: Emotion): Shot => ({ id: "empty", size: "LS", move: "drift", description: "", characters: [], emotion, lines: [] });

/** The middle of an upright still of one person before a plain room: head, shoulders and the upper half of the body. */
async function portrait({ anchor, emotion, seed }: Extract<PictureBrief, { task: "picture/portrait" }>, size: { width: number; height: number }, signal: AbortSignal): Promise<Uint8Array> {
  const setting: Setting = { id: "portrait", interior: true, location: "portrait", timeOfDay: "day", emotion, characters: [anchor.id], props: [], wardrobe: [] };
  const shot: Shot = { id: "portrait", size: "MCU", move: "drift", description: "", characters: [anchor.id], emotion, lines: [] };
  const tall = Math.max(size.height, Math.ceil((size.width * 16) / 9));
  const still = await paint({ setting, shot, present: [anchor], festive: false, seed }, { width: size.width, height: tall }, signal);
  const { default: sharp } = await import("sharp");
  // Heads of medium close-ups begin a fifth down.
  const top = Math.min(tall - size.height, Math.round(tall * 0.12));
  return sharp(still).extract({ left: 0, top, ...size }).jpeg({ quality: 91, chromaSubsampling: "4:4:4" }).toBuffer();
}

const hours: readonly (readonly [RegExp, TimeOfDay])[] = [
  [/dawn|sunrise|清晨|拂晓/i, "dawn"], [/morning|上午|早晨/i, "morning"], [/dusk|sunset|黄昏/i, "dusk"],
  [/evening|傍晚/i, "evening"], [/night|夜/i, "night"],
];

/** The place a prompt speaks of: the set is chosen by words, as for any location. */
function placeIn(prompt: string): Setting {
  const interior = !/exterior|outdoors?|street|village|courtyard|室外|户外|街|村|院/i.test(prompt);
  return {
    id: "place", interior, location: prompt, timeOfDay: hours.find(([words]) => words.test(prompt))?.[1] ?? "day",
    emotion: "neutral", characters: [], props: [], wardrobe: [],
  };
}
