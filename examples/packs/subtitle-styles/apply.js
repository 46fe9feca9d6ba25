import { defineNode, fail, File, port, Type } from "reelwright/pack";
import { Cue, Finding, Rate, SceneTimeline, SpokenLine } from "reelwright/story";
import { escaped, openScript, smallest, stamp } from "./ass.js";
import { momentsOf, placesOf, syllablesOf } from "./karaoke.js";
import { Pair, Style } from "./types.js";

const lists = (schema) => Type.Array(Type.Array(schema));

/** Writes subtitles in a style. What is lit up follows the voice where its words are known, else the length of the line. */
export const apply = defineNode({
  type: "subtitle-styles/apply",
  version: 1,
  title: "Apply a subtitle style",
  summary: "Writes subtitles as an ASS file in a style, for burning in or for an editing program.",
  inputs: {
    style: port.value(Style, { title: "Style", summary: "As chosen by a subtitle style." }),
    cues: port.value(lists(Cue), { title: "Cues", optional: true, summary: "Of each scene, in its frames; or of a whole film, when no timelines are connected." }),
    pairs: port.value(lists(Pair), { title: "Cues in two languages", optional: true, summary: "In place of cues." }),
    timelines: port.value(Type.Array(SceneTimeline), { title: "Scene timelines", optional: true, summary: "The scenes the cues belong to, in order." }),
    spoken: port.value(lists(SpokenLine), { title: "Spoken lines", optional: true, summary: "Of each scene: for highlights that follow every word." }),
    title: port.value(Type.String({ title: "Title", default: "Subtitles" }), { summary: "Shown by editing programs." }),
    width: port.value(Type.Integer({ title: "Width", minimum: 64, maximum: 4096, default: 1080 }), { summary: "Of the film, in pixels." }),
    height: port.value(Type.Integer({ title: "Height", minimum: 64, maximum: 4096, default: 1920 }), { summary: "Of the film, in pixels." }),
    rate: port.value({ ...Rate, default: { num: 25, den: 1 } }, { summary: "When no timelines are connected." }),
  },
  outputs: {
    ass: port.value(File, { title: "ASS subtitles", summary: "Advanced SubStation Alpha, which most players and editing programs read." }),
    findings: port.value(Type.Array(Finding), { title: "Findings", summary: "Subtitles that had to be set much smaller." }),
  },
  async run({ inputs, context }) {
    const scenes = scenesOf(inputs);
    const script = openScript(inputs);
    /** @type {Finding[]} */
    const findings = [];
    for (const { cues, start, rate, timeline, spoken } of scenes) {
      const read = new Map();
      for (const cue of [...cues].sort((a, b) => a.start - b.start || a.end - b.end)) {
        const part = script.add({
          start: stamp(start + cue.start, rate), end: stamp(start + cue.end, rate), speaker: cue.speaker,
          first: cue.lines, second: cue.second ?? "", secondFirst: cue.secondFirst ?? false,
          ...(inputs.style.highlight !== "none" && cue.speaker !== "" ? { sung: sungBy(cue, { rate, timeline, spoken, read, style: inputs.style }) } : {}),
        });
        if (part < smallest) findings.push(small(cue, part, timeline));
      }
    }
    return { ass: await context.write("text/x-ssa", script.text()), findings };
  },
});

/**
 * Every scene's cues with the frame it begins on: a scene begins where the one before goes over into it.
 * @param {any} inputs
 */
function scenesOf({ cues, pairs, timelines, spoken = [], rate }) {
  if ((cues === undefined) === (pairs === undefined)) {
    fail({ code: "SUBTITLES_UNCLEAR", message: cues ? "Cues are connected twice, in one language and in two." : "There are no cues to style.", hint: "Connect either cues or cues in two languages." });
  }
  const lists = cues ?? pairs;
  if (timelines && timelines.length !== lists.length) {
    fail({ code: "SUBTITLES_DISAGREE", message: `There are ${timelines.length} scenes and subtitles for ${lists.length}.`, hint: "Connect the timelines and the cues of the same scenes." });
  }
  if (!timelines && lists.length > 1) {
    fail({ code: "SUBTITLES_DISAGREE", message: `There are ${lists.length} lists of cues and nothing says when each begins.`, hint: "Connect the scenes' timelines." });
  }
  let start = 0;
  return lists.map((list, index) => {
    const timeline = timelines?.[index];
    const scene = { cues: list, start, rate: timeline?.rate ?? rate, timeline, spoken: spoken[index] ?? [] };
    if (timeline) start += timeline.frames - (timeline.shots.at(-1)?.transition.frames ?? 0);
    return scene;
  });
}

/** How the rows of a cue light up, row by row. */
function sungBy(cue, { rate, timeline, spoken, read, style }) {
  const toMs = (frame) => (frame * 1000 * rate.den) / rate.num;
  const line = timeline?.lines.find(({ id }) => id === cue.line);
  const text = line?.text ?? cue.lines.join("");
  const begin = toMs(line ? line.start - cue.start : 0);
  const length = toMs(line ? line.end - line.start : cue.end - cue.start);
  const words = spoken.find(({ id }) => id === cue.line)?.words ?? [];
  const moments = momentsOf(text, length, words);
  const places = placesOf(cue.lines, text, line ? read.get(cue.line) ?? 0 : 0);
  read.set(cue.line, (places.at(-1)?.at(-1) ?? 0) + 1);
  const parts = cue.lines.flatMap((row, index) => syllablesOf(row).map(({ text: part, first }) => ({ row: index, part, at: begin + moments[places[index][first]] })));
  const end = begin + moments[(places.at(-1)?.at(-1) ?? 0) + 1];
  const centi = (ms) => Math.max(0, Math.round(ms / 10));
  const tag = style.highlight === "sweep" ? "kf" : "k";
  return (row) => parts.flatMap((one, index) => {
    if (one.row !== row) return [];
    const wait = index === 0 && centi(one.at) > 0 ? `{\\k${centi(one.at)}}` : "";
    return [`${wait}{\\${tag}${centi(parts[index + 1]?.at ?? end) - centi(one.at)}}${escaped(one.part)}`];
  }).join("");
}

/** @returns {Finding} */
function small(cue, part, timeline) {
  return {
    check: "subtitle-styles/size", severity: "warn", message: "A subtitle had to be set much smaller to fit.", hint: "Lay the subtitles out with the style's number of characters per row.",
    where: { ...(timeline ? { scene: timeline.id } : {}), line: cue.line }, quote: cue.lines.join(" "), measured: `${Math.round(part * 100)} %`, expected: `at least ${smallest * 100} %`,
  };
}
