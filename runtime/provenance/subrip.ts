import { ascii, base64, fromBase64, text } from "./bytes.ts";
import type { Container } from "./container.ts";

/**
 * SubRip has no comments: what comes before the first cue stops programs from knowing the file, and what comes after the
 * last is shown with it. So it is a cue of its own that lasts no time, at the moment the last one ends: nothing shows it.
 */
const opening = "reelwright ";
const last = /(\d+)\s*\r?\n\d{2,}:\d{2}:\d{2}[,.]\d{3} --> (\d{2,}:\d{2}:\d{2}[,.]\d{3})[^\n]*\n(?![\s\S]*-->)/;
const note = /\n\d+\r?\n(\d{2,}:\d{2}:\d{2}[,.]\d{3}) --> \1\r?\nreelwright ([A-Za-z0-9+/=]+)\s*$/;

export const subrip: Container = {
  fits: (head) => /^(\xef\xbb\xbf)?\d+\s*\r?\n\d{2,}:/.test(text(head, 0, 16)),
  async embed(source, payload) {
    const words = new TextDecoder("latin1").decode(await source.read(0, source.size));
    const [, number, end] = last.exec(words) ?? [];
    if (number === undefined || note.test(words)) return undefined;
    const gap = "\n".repeat(Math.max(0, 2 - (/\n*$/.exec(words.replaceAll("\r", ""))?.[0].length ?? 0)));
    return [{ at: source.size, bytes: ascii(`${gap}${Number(number) + 1}\n${end} --> ${end}\n${opening}${base64(payload)}\n`) }];
  },
  async extract(source) {
    const letters = note.exec(new TextDecoder("latin1").decode(await source.read(0, source.size)))?.[2];
    return letters === undefined ? undefined : fromBase64(letters);
  },
};
