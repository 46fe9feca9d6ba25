import { type Emotion, type Line, type Scene } from "../story/index.ts";
import type { Block, SceneHeading } from "./blocks.ts";
import { type CharacterBook, speakers } from "./character-book.ts";
import { readDelivery } from "./delivery.ts";
import { meansEveryone } from "./group-words.ts";
import type { SceneGroup } from "./screenplay-groups.ts";
import { type ScenePart, shotList } from "./shot-list.ts";

export interface SceneContext {
  readonly id: string;
  readonly language: string;
  readonly book: CharacterBook;
}

/** Makes a scene of the blocks under one heading: who is in it, its lines, and the shots that cover them. */
export function buildScene(group: SceneGroup, { id, language, book }: SceneContext): Scene {
  const { heading, blocks } = group;
  const listed = blocks.flatMap((block) => (block.kind === "cast" ? block.names.map((name) => book.id(name)) : []));
  const parts = sceneParts(blocks, book, language, new Set(listed));
  const lines = parts.flatMap((part) => (part.kind === "line" ? [part.line] : []));
  const present = new Set(listed);
  for (const part of parts) {
    if (part.kind === "action") part.characters.forEach((character) => present.add(character));
    if (part.kind === "line" && part.line.speaker !== "" && part.line.kind !== "voiceover" && !part.unseen) present.add(part.line.speaker);
  }
  const characters = [...present].filter((character) => character !== "");
  const interior = heading.interior ?? !outdoors.test(heading.location);
  const emotion = mood(lines);
  const names = new Map(book.all.map((character) => [character.id, character.name]));
  const { shots, transition } = shotList(parts.map((part) => withEveryone(part, characters)), {
    interior, location: heading.location, characters, emotion, language, nameOf: (character) => names.get(character) ?? character,
  });

  return {
    id, interior, location: heading.location, timeOfDay: heading.timeOfDay ?? "day", emotion, characters,
    ...(heading.lunarDate && { lunarDate: heading.lunarDate }),
    props: blocks.flatMap((block) => (block.kind === "props" ? block.names.map((name) => ({ name })) : [])),
    wardrobe: blocks.flatMap((block) => (block.kind === "wardrobe"
      ? [{ character: book.id(block.character), outfit: block.outfit, ...(block.reason && { reason: block.reason }) }] : [])),
    title: sceneTitle(heading), summary: summary(blocks), lines, shots,
    ...(transition && { transition }),
  };
}

const outdoors = /街|路|村口|院子|院门|广场|公园|河|桥|山|田|天台|门口|码头|车站外|street|road|yard|park|river|bridge|hill|beach|forest|garden|square|roof/i;

function withEveryone(part: ScenePart, characters: readonly string[]): ScenePart {
  return part.kind === "action" && part.characters.length === 0 && meansEveryone(part.text) ? { ...part, characters } : part;
}

function sceneParts(blocks: readonly Block[], book: CharacterBook, language: string, listed: ReadonlySet<string>): ScenePart[] {
  const parts: ScenePart[] = [];
  let count = 0;
  const lineId = () => `l${String(++count).padStart(2, "0")}`;
  const among = listed.size > 0 ? listed : undefined;
  for (const block of blocks) {
    if (block.kind === "action") parts.push({ kind: "action", text: block.text, characters: book.mentioned(block.text, among) });
    else if (block.kind === "camera" && block.text !== "") parts.push({ kind: "action", text: block.text, characters: book.mentioned(block.text, among), note: block.note });
    else if (block.kind === "camera") parts.push({ kind: "camera", note: block.note });
    else if (block.kind === "transition") parts.push({ kind: "transition", transition: block.transition });
    else if (block.kind === "caption") parts.push({ kind: "line", line: { id: lineId(), kind: "caption", speaker: "", text: block.text, language: languageOf(block.text, language), emotion: "neutral" } });
    else if (block.kind === "speech") parts.push(spokenPart(block.speech, lineId(), book, language));
  }
  return parts;
}

function spokenPart(speech: Extract<Block, { kind: "speech" }>["speech"], id: string, book: CharacterBook, language: string): ScenePart {
  const { emotion = "neutral", direction, to, voice, startMs, endMs } = readDelivery(speech.parentheticals);
  const [first = speech.name, ...together] = speakers(speech.name);
  const with_ = together.length > 0 ? (/\p{Script=Han}/u.test(speech.name) ? `与${together.join("、")}齐声` : `together with ${together.join(" and ")}`) : undefined;
  const listener = to ? book.id(to) : "";
  const said = [direction, with_, to && listener === "" ? to : undefined].filter(Boolean).join(/\p{Script=Han}/u.test(speech.text) ? "，" : ", ");
  const line: Line = {
    id, kind: voice ?? "dialogue", speaker: book.id(first), text: speech.text, language: languageOf(speech.text, language), emotion,
    ...(listener !== "" && { to: listener }), ...(said !== "" && { direction: said }),
    ...(startMs !== undefined && endMs !== undefined && endMs > startMs && { startMs, endMs }),
  };
  const unseen = voice === "voiceover" || (voice === "os" && speech.osMeans === "offscreen");
  return { kind: "line", line, ...(unseen && { unseen }), ...(speech.dual && { joined: true }) };
}

/** A line is spoken in the language it is written in, whatever the rest of the script is in. */
function languageOf(text: string, language: string): string {
  const han = /\p{Script=Han}/u.test(text);
  if (/^(zh|yue|ja|ko)/.test(language)) return han || !/[A-Za-z]{2}/.test(text) ? language : "en-US";
  return han ? "zh-CN" : language;
}

/** The emotion most lines have, neutral ones aside. */
function mood(lines: readonly Line[]): Emotion {
  const counts = new Map<Emotion, number>();
  for (const { emotion } of lines) if (emotion !== "neutral") counts.set(emotion, (counts.get(emotion) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "neutral";
}

function sceneTitle({ episode, number, location }: SceneHeading): string {
  return [episode && number ? `${episode}-${number}` : number, location].filter(Boolean).join(" ");
}

function summary(blocks: readonly Block[]): string {
  const written = blocks.flatMap((block) => (block.kind === "summary" ? [block.text] : []));
  if (written.length > 0) return written.join(" ");
  const first = blocks.find((block) => block.kind === "action") ?? blocks.find((block) => block.kind === "speech");
  if (first?.kind === "action") return first.text;
  return first?.kind === "speech" ? first.speech.text : "";
}
