import { emotions, type Emotion, type Line, shotSizes, type ShotSize } from "../../story/index.ts";
import { meansEveryone } from "../group-words.ts";
import type { ScenePart } from "../shot-list.ts";
import { type Role, roles, type Slots } from "./grammar.ts";
import { capitalised, fill } from "./slots.ts";

/**
 * The short form in which the draft grammars are written, one line a part:
 *
 *     = CU what is seen, with a camera size or without
 *     # a card
 *     gran>lead warm(softly): what is said, to whom, how
 *     rival vo dram: `vo` is heard only, `os` is thought
 *     ?gran light: is left out when there is no {fact} to speak of
 */
const emotionOf: Readonly<Record<string, Emotion>> = {
  neut: "neutral", joy: "joyful", warm: "family-warm", nost: "nostalgic", light: "light-hearted", rom: "romantic", dram: "dramatic",
  sad: "sad", angry: "angry", anx: "anxious", surp: "surprised", det: "determined",
} satisfies Record<string, (typeof emotions)[number]>;
const speech = /^(\?)?([a-z]+)(?:>([a-z]+))?(?:\s+(vo|os))?\s+([a-z]+)(?:\(([^)]*)\))?:\s*(.+)$/;

export interface ScriptWorld {
  readonly slots: Slots;
  /** Everyone's name by role; lines carry names, not ids. */
  readonly names: Readonly<Record<Role, string>>;
  readonly language: string;
  /** Who is in the scene, for descriptions that name them. */
  readonly present: readonly string[];
  /** Decides the alternatives. */
  readonly key: string;
}

/** Reads a template's script into the parts that `shotList` takes. A line that cannot be read is a mistake in the grammar. */
export function readScript(script: string, world: ScriptWorld): ScenePart[] {
  const parts: ScenePart[] = [];
  for (const [number, raw] of script.split("\n").entries()) {
    const row = raw.trim();
    if (row === "") continue;
    const part = row.startsWith("=") ? actionPart(row.slice(1).trim(), world, number) : row.startsWith("#") ? cardPart(row.slice(1).trim(), world, number) : speechPart(row, world, number);
    if (part) parts.push(part);
  }
  return parts;
}

function text(written: string, world: ScriptWorld, number: number): string {
  return capitalised(fill(written, world.slots, `${world.key}/${number}`));
}

function actionPart(row: string, world: ScriptWorld, number: number): ScenePart {
  const [, size, rest = row] = /^([A-Z]{2,3}) (.*)$/.exec(row) ?? [];
  const seen = text(rest, world, number);
  // A name on a screen is not a person in the picture, nor is the owner of a house.
  const people = seen.replace(/“[^”]*”|"[^"]*"/g, "").replace(/[\u4e00-\u9fff]{1,3}家(?=[的里院门堂厨阁])/g, "");
  const named = world.present.filter((name) => people.includes(name));
  const characters = named.length === 0 && meansEveryone(seen) ? world.present : named;
  return { kind: "action", text: seen, characters, ...(size && (shotSizes as readonly string[]).includes(size) && { note: { size: size as ShotSize } }) };
}

function cardPart(row: string, world: ScriptWorld, number: number): ScenePart {
  return { kind: "line", line: { id: `l${number}`, kind: "caption", speaker: "", text: text(row, world, number), language: world.language, emotion: "neutral" } };
}

function speechPart(row: string, world: ScriptWorld, number: number): ScenePart | undefined {
  const found = speech.exec(row);
  const [, optional, who = "", to, voice, mood = "", direction, words = ""] = found ?? [];
  const emotion = emotionOf[mood];
  if (!found || !emotion || !isRole(who) || (to !== undefined && !isRole(to))) throw new Error(`Internal: the draft grammar cannot be read at "${row}".`);
  if (optional && world.slots["fact"] === undefined) return undefined;
  const line: Line = {
    id: `l${number}`, kind: voice === "vo" ? "voiceover" : voice === "os" ? "os" : "dialogue", speaker: world.names[who], text: text(words, world, number), language: world.language, emotion,
    ...(to && isRole(to) && { to: world.names[to] }), ...(direction && { direction }),
  };
  return { kind: "line", line, ...(voice === "vo" && { unseen: true }) };
}

function isRole(word: string): word is Role {
  return (roles as readonly string[]).includes(word);
}
