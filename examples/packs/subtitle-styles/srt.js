import { defineNode, fail, File, port, Type } from "reelwright/pack";
import { Cue, frameAt, Rate } from "reelwright/story";

/** Reads SubRip, so that subtitles from elsewhere can be given a style. */
export const srt = defineNode({
  type: "subtitle-styles/srt",
  version: 1,
  title: "Read SRT",
  summary: "Reads an SRT file into cues.",
  inputs: {
    file: port.value(File, { title: "SRT file", optional: true, summary: "In UTF-8." }),
    text: port.value(Type.String({ title: "SRT as text" }), { optional: true, summary: "In place of a file." }),
    rate: port.value({ ...Rate, default: { num: 25, den: 1 } }, { summary: "Of the film the subtitles belong to." }),
    language: port.value(Type.String({ title: "Language", minLength: 2, default: "zh-CN" }), { summary: "Of the subtitles." }),
    speakers: port.value(Type.Boolean({ title: "Names before a colon", default: false }), { summary: "Takes `李伟：` off a subtitle and remembers who speaks." }),
  },
  outputs: { cues: port.value(Type.Array(Cue), { title: "Cues", summary: "In frames of the film." }) },
  async run({ inputs: { file, text, rate, language, speakers }, context }) {
    if (file && text !== undefined) fail({ code: "SUBTITLES_UNCLEAR", message: "Subtitles are given twice, as a file and as text.", hint: "Give either of them." });
    const whole = text ?? (file ? textOf(await context.read(file)) : fail({ code: "SUBTITLES_UNCLEAR", message: "There are no subtitles to read.", hint: "Give a file or a text." }));
    const cues = blocksOf(whole.replace(/^\ufeff/, "")).map(({ number, start, end, rows }) => {
      const from = frameAt(start, rate);
      const named = speakers ? /^([^：:\s]{1,20})[：:]\s*(.+)$/u.exec(rows[0]) : null;
      return { line: number, speaker: named ? named[1] : "narrator", language, lines: named ? [named[2], ...rows.slice(1)] : rows, start: from, end: Math.max(from + 1, frameAt(end, rate)) };
    });
    if (cues.length === 0) fail({ code: "SRT_EMPTY", message: "There are no subtitles in it.", hint: "Choose an SRT file." });
    return { cues: cues.sort((a, b) => a.start - b.start) };
  },
});

/** A pack may count on JavaScript alone, which has no decoder of its own but this. @param {Uint8Array} bytes */
function textOf(bytes) {
  let escapes = "";
  for (const byte of bytes) escapes += `%${byte.toString(16).padStart(2, "0")}`;
  try {
    return decodeURIComponent(escapes);
  } catch {
    return fail({ code: "SRT_ENCODING", port: "file", message: "The file is not text in UTF-8.", hint: "Save it as UTF-8 and choose it again." });
  }
}

const clock = /^(\d+):(\d\d):(\d\d)[,.](\d{1,3})\s*-->\s*(\d+):(\d\d):(\d\d)[,.](\d{1,3})/;

function blocksOf(text) {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split(/\n[ \t]*\n+/).map((block) => block.split("\n").filter((row) => row.trim() !== "")).filter((rows) => rows.length > 0).flatMap((rows, index) => {
    const at = rows.findIndex((row) => clock.test(row));
    if (at < 0 || at > 1) fail({ code: "SRT_INVALID", message: `Subtitle ${index + 1} has no times: "${rows[0].slice(0, 40)}".`, hint: "Write them as 00:00:01,000 --> 00:00:02,500." });
    const [h1, m1, s1, f1, h2, m2, s2, f2] = /** @type {RegExpExecArray} */ (clock.exec(rows[at])).slice(1);
    const ms = (h, m, s, f) => ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(f.padEnd(3, "0"));
    const shown = rows.slice(at + 1).map((row) => row.replace(/<\/?[a-z][^>]*>|\{\\[^}]*\}/gi, "").trim()).filter((row) => row !== "");
    const [start, end] = [ms(h1, m1, s1, f1), ms(h2, m2, s2, f2)];
    // One without a length is never shown: programs leave notes of their own in such.
    return shown.length === 0 || end <= start ? [] : [{ number: String(index + 1), start, end, rows: shown }];
  });
}
