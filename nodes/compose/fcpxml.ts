import type { Rate } from "../story/index.ts";
import { type CutList, type CutTransition, recordStart } from "./cut-list.ts";

export const fcpxmlMedia = "application/vnd.apple.fcpxml+xml";

/**
 * Final Cut Pro XML 1.10, the newest that DaVinci Resolve 18 reads. Clips show the video's picture; its sound hangs on
 * the first of them in one piece, because a transition would fade the same sound into itself.
 */
export function buildFcpxml(list: CutList): string {
  const { rate } = list;
  const at = (frames: number) => rational(frames, rate);
  const record = recordStart(rate);
  const whole = { start: at(0), duration: at(list.frames) };
  const sound = list.channels > 0
    ? { hasAudio: 1, audioSources: 1, audioChannels: list.channels, audioRate: 48_000 }
    : {};
  const clips = list.cuts.flatMap(({ name, start, end, scene, transition }, index) => {
    const inside = [
      ...(index === 0 && list.channels > 0 ? [element("asset-clip", { ref: "r2", lane: -1, offset: at(0), name: list.media, ...whole, srcEnable: "audio", audioRole: "dialogue" })] : []),
      ...(scene ? [element("marker", { start: at(start), duration: at(1), value: scene.name, note: scene.title })] : []),
    ];
    const placed = { ref: "r2", offset: at(record + start), name, start: at(start), duration: at(end - start), format: "r1", tcFormat: "NDF", srcEnable: "video" };
    return [element("asset-clip", placed, inside), ...(transition ? [transitionElement(transition, record + end, at)] : [])];
  });
  const document = element("fcpxml", { version: "1.10" }, [
    element("resources", {}, [
      element("format", { id: "r1", frameDuration: at(1), width: list.width, height: list.height, colorSpace: "1-1-1 (Rec. 709)" }),
      element("asset", { id: "r2", name: list.media, ...whole, hasVideo: 1, format: "r1", videoSources: 1, ...sound }, [
        element("media-rep", { kind: "original-media", src: encodeURIComponent(list.media) }),
      ]),
    ]),
    element("library", {}, [
      element("event", { name: list.title || list.id }, [
        element("project", { name: list.id }, [
          element("sequence", { format: "r1", duration: at(list.frames), tcStart: at(record), tcFormat: "NDF", audioLayout: "stereo", audioRate: "48k" }, [
            element("spine", {}, clips),
          ]),
        ]),
      ]),
    ]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n${document.join("\n")}\n`;
}

const transitionNames = { dissolve: "Cross Dissolve", wipe: "Wipe", fade: "Fade To Color" } as const;

function transitionElement({ kind, before, after }: CutTransition, cut: number, at: (frames: number) => string): string[] {
  return element("transition", { name: transitionNames[kind], offset: at(cut - before), duration: at(before + after) });
}

/** A time on the frame grid, exactly: `1001/30000s`. */
function rational(frames: number, { num, den }: Rate): string {
  const ticks = frames * den;
  return ticks % num === 0 ? `${ticks / num}s` : `${ticks}/${num}s`;
}

/** @returns the element's lines, indented by one space for each level */
function element(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly string[][] = []): string[] {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`)].join(" ");
  if (children.length === 0) return [`<${open}/>`];
  return [`<${open}>`, ...children.flat().map((line) => ` ${line}`), `</${name}>`];
}

/** XML 1.0 has no way to write most control characters, so they are left out. */
function escape(text: string): string {
  return text
    .replace(/[\t\n\r]/g, " ")
    .replace(/[\p{Cc}\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
