import { defineNode, dialogue, port, Type } from "reelwright/pack";
import { Character, Finding, Line, Scene, SceneTimeline } from "reelwright/story";
import { ask } from "./ask.js";
import { foreignScript, languageName, lengthOf, paceOf, roomIn } from "./pace.js";
import { Term } from "./types.js";
import { windowsOf } from "./window.js";

/** Lines asked for at once: a reply stays short enough to come whole. */
const batch = 24;
/** How far over its room a line may be before it is asked for again: a voice can hurry that much. */
const over = 1.12;

const closed = { additionalProperties: false };
const LinesReply = Type.Object({ lines: Type.Array(Type.Object({ id: Type.String(), text: Type.String() }, closed)) }, closed);

/** Lines keep their ids, their times and their speakers: what is made from them is laid out like the original. */
export const translate = defineNode({
  type: "second-language/translate",
  version: 1,
  title: "Translate a scene",
  summary: "Translates the lines of a scene so that each can be spoken in the time the original takes.",
  inputs: {
    scene: port.value(Scene, { title: "Scene", summary: "In the language it was written in." }),
    characters: port.value(Type.Array(Character), { title: "Characters", summary: "Tells the translator who speaks, and how." }),
    timeline: port.value(SceneTimeline, { title: "Scene timeline", optional: true, summary: "Of the original: how long each line takes. Empty: only lines with given times have to fit." }),
    language: port.value(Type.String({ title: "Language", minLength: 2, default: "en-US" }), { summary: "To translate into, as `en-US`." }),
    glossary: port.value(Type.Array(Term), { title: "Glossary", optional: true, many: true, summary: "Words and names that are always translated so." }),
    notes: port.value(Type.String({ title: "Notes for the translator", default: "" }), { summary: "What to keep in mind: for whom it is, how freely to translate." }),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 }), { summary: "Another seed is another translation." }),
  },
  outputs: {
    scene: port.value(Scene, { title: "Scene", summary: "With its lines translated, and the time each has." }),
    lines: port.value(Type.Array(Line), { title: "Lines", summary: "All of them, captions too: for subtitles in two languages." }),
    findings: port.value(Type.Array(Finding), { title: "Findings", summary: "Lines that stayed too long, or without a word of the glossary." }),
    source: port.value(Type.String(), { title: "Translated by", summary: "The model, by its name." }),
  },
  uses: [dialogue],
  async run({ inputs: { scene, characters, timeline, language, glossary = [], notes, seed }, context }) {
    const windows = windowsOf(scene, timeline);
    const texts = new Map();
    const sources = new Set();
    const said = scene.lines.filter(({ text }) => lengthOf(text) > 0);
    for (let from = 0; from < said.length; from += batch) {
      const asked = said.slice(from, from + batch).map((line) => wanted(line, { windows, language, characters, glossary }));
      const people = characters.filter(({ id }) => asked.some(({ speaker }) => speaker === id)).map(({ name, role, speakingStyle }) => ({ name, role, speakingStyle }));
      const terms = glossary.filter(({ term }) => asked.some(({ text }) => text.includes(term)));
      const before = said.slice(Math.max(0, from - 2), from).map(({ text }) => text);
      const parts = { asked, people, terms, before, language, notes, seed, scene: { title: scene.title, summary: scene.summary, location: scene.location } };
      const { reply, source } = await context.memo(parts, () => ask(context, { ...questionFor(parts), seed }));
      for (const { id, text } of reply.lines) texts.set(id, text.trim());
      sources.add(source);
      context.progress(Math.min(1, (from + batch) / said.length));
    }
    const lines = scene.lines.map((line) => translated(line, { text: texts.get(line.id) ?? line.text, language, window: windows.get(line.id) }));
    const findings = said.flatMap((line) => minorOf(wanted(line, { windows, language, characters, glossary }), texts.get(line.id)).map((message) => finding(scene, line, texts.get(line.id), message)));
    return { scene: { ...scene, lines }, lines, findings, source: [...sources].join(", ") };
  },
});

/** A line as the translator sees it. `room` is how many characters can be said in its time. */
function wanted(line, { windows, language, characters, glossary }) {
  const window = windows.get(line.id);
  const nameOf = (id) => characters.find((one) => one.id === id)?.name ?? id;
  return {
    id: line.id, kind: line.kind, speaker: line.speaker, who: line.speaker === "" ? "on screen" : nameOf(line.speaker), ...(line.to ? { to: nameOf(line.to) } : {}),
    text: line.text, emotion: line.emotion, ...(line.direction ? { direction: line.direction } : {}),
    terms: glossary.filter(({ term }) => line.text.includes(term)), foreign: foreignScript(language)?.source ?? "",
    ...(window ? { room: roomIn(language, window.lastMs - window.startMs), seconds: Math.round((window.lastMs - window.startMs) / 100) / 10 } : {}),
  };
}

function questionFor({ asked, people, terms, before, language, notes, scene }) {
  const rows = asked.map(({ terms: _terms, foreign: _foreign, speaker: _speaker, ...row }) => row);
  return {
    name: "lines", schema: LinesReply, maxTokens: 4096, brief: { task: "second-language/translate", language, lines: rows, glossary: terms },
    system: `You translate drama dialogue into ${languageName(language)} for dubbing. Write what an actor would say there: spoken language, the character's manner, the emotion of the line; nothing explained, nothing added. Where a line has "room", its translation has at most that many letters or characters, spaces and punctuation not counted: say it shorter rather than faster, and keep what matters for the plot. Lines of the kind "caption" are shown on screen. Answer with JSON: {"lines":[{"id","text"}]}, every id once.`,
    user: [
      `Scene: ${JSON.stringify(scene)}`, `People: ${JSON.stringify(people)}`,
      ...(terms.length > 0 ? [`Always translate so: ${terms.map(({ term, translation }) => `${term} = ${translation}`).join("; ")}`] : []),
      ...(notes.trim() === "" ? [] : [`Notes: ${notes.trim()}`]),
      ...(before.length > 0 ? [`Said just before: ${JSON.stringify(before)}`] : []),
      `Lines: ${JSON.stringify(rows)}`,
    ].join("\n"),
    faults: (reply) => faultsOf(reply, asked),
  };
}

function faultsOf(reply, asked) {
  if (!Array.isArray(reply?.lines)) return { fatal: ['there is no list "lines"'], minor: [] };
  const given = reply.lines.filter((one) => typeof one?.id === "string" && typeof one?.text === "string");
  const strange = given.filter(({ id }) => !asked.some((line) => line.id === id)).map(({ id }) => `there is no line "${id}"`);
  const fatal = asked.flatMap((line) => {
    const own = given.filter(({ id }) => id === line.id);
    if (own.length !== 1) return [`line ${line.id} is there ${own.length} times instead of once`];
    if (lengthOf(own[0].text) === 0) return [`line ${line.id} is empty`];
    return line.foreign !== "" && new RegExp(line.foreign, "u").test(own[0].text) ? [`line ${line.id} is not translated: ${own[0].text}`] : [];
  });
  if (strange.length > 0 || fatal.length > 0) return { fatal: [...strange, ...fatal], minor: [] };
  return { fatal: [], minor: asked.flatMap((line) => minorOf(line, given.find(({ id }) => id === line.id).text)) };
}

/**
 * What is worth asking for again, and can be lived with.
 * @param {{ id: string, kind: string, room?: number, terms: readonly { term: string, translation: string }[] }} line
 * @param {string} text @returns {string[]}
 */
function minorOf({ id, kind, room, terms }, text) {
  const long = kind !== "caption" && room !== undefined && lengthOf(text) > room * over ? [`line ${id} has ${lengthOf(text)} characters, and there is time for ${room}`] : [];
  const lost = terms.filter(({ translation }) => !text.toLowerCase().includes(translation.toLowerCase())).map(({ term, translation }) => `line ${id} must say "${translation}" for ${term}`);
  return [...long, ...lost];
}

/**
 * A line that needs more than the original's time takes of the silence behind it.
 * @param {Line} line @returns {Line}
 */
function translated(line, { text, language, window }) {
  const same = { ...line, text, language: lengthOf(text) > 0 ? language : line.language };
  if (!window) return same;
  const needed = window.startMs + (lengthOf(text) / paceOf(language)) * 1000;
  return { ...same, startMs: window.startMs, endMs: Math.round(Math.min(window.lastMs, Math.max(window.endMs, needed))) };
}

/** @returns {Finding} */
function finding(scene, line, text, message) {
  return {
    check: "second-language/line", severity: "warn", message: `After three attempts ${message}.`, hint: "Write the line by hand, change the glossary, or try another seed.",
    where: { scene: scene.id, line: line.id }, quote: text,
  };
}
