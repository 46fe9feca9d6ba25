import type { CameraMove, Emotion, Line, Shot, ShotSize, Transition } from "../story/index.ts";
import type { CameraNote } from "./blocks.ts";

/** What a scene is made of, in order, before anyone has decided on shots. */
export type ScenePart =
  | { readonly kind: "action"; readonly text: string; readonly characters: readonly string[]; readonly note?: CameraNote }
  | { readonly kind: "camera"; readonly note: CameraNote }
  /** `unseen`: the speaker is out of the picture. `joined`: said at the same time as the line before. */
  | { readonly kind: "line"; readonly line: Line; readonly unseen?: boolean; readonly joined?: boolean }
  | { readonly kind: "transition"; readonly transition: Transition };

export interface ShotScene {
  readonly interior: boolean;
  readonly location: string;
  /** Left to right: they keep their sides for the whole scene. */
  readonly characters: readonly string[];
  readonly emotion: Emotion;
  readonly language: string;
  nameOf(character: string): string;
}

/** A scene with everyone's place in the row, so that long casts are not searched for every line. */
type Stage = ShotScene & { readonly seat: ReadonlyMap<string, number> };
type Draft = { -readonly [K in keyof Shot]: Shot[K] };

const sizeFor: Record<Emotion, ShotSize> = {
  "neutral": "MS", "joyful": "MS", "light-hearted": "MS", "family-warm": "MCU", "nostalgic": "MCU", "romantic": "MCU",
  "anxious": "MCU", "determined": "MCU", "dramatic": "CU", "sad": "CU", "angry": "CU", "surprised": "CU",
};
/** What follows a shot of the same size, so that no cut jumps. */
const otherSize: Record<ShotSize, ShotSize> = { ELS: "LS", LS: "MLS", MLS: "MS", MS: "MCU", MCU: "MS", CU: "MCU", ECU: "CU" };
const movesFor: Record<ShotSize, readonly CameraMove[]> = {
  ELS: ["pan-right", "pull-out", "pan-left", "tilt-down"], LS: ["push-in", "pan-left", "pull-out", "pan-right"],
  MLS: ["drift", "push-in", "pan-right", "tilt-up"], MS: ["push-in", "drift", "pan-left", "pan-right"],
  MCU: ["drift", "push-in", "pull-out"], CU: ["push-in", "drift", "pull-out"], ECU: ["push-in", "drift"],
};

/**
 * Breaks a scene into shots by one rule: action before the first speech establishes the place, wide; every later
 * paragraph of action is a shot of its own; every speech is a shot, sized by its emotion and never like the shot before;
 * a camera note decides the size of what follows; a card lies over the shot it follows, or the next. Each line is in
 * exactly one shot, and the shots' lines together are the lines in order.
 */
export function shotList(parts: readonly ScenePart[], given: ShotScene): { readonly shots: Shot[]; readonly transition?: Transition } {
  const scene: Stage = { ...given, seat: new Map(given.characters.map((id, at) => [id, at])) };
  const shots: Draft[] = [];
  let wish: CameraNote | undefined;
  let cards: string[] = [];
  let spoken = false;

  const add = (shot: Pick<Draft, "size" | "description" | "characters" | "emotion"> & { lines?: string[]; durationMs?: number }) => {
    const size = wish?.size ?? shot.size;
    const move = wish?.move ?? nextMove(size, shots);
    shots.push({ ...shot, id: `p${String(shots.length + 1).padStart(2, "0")}`, size, move, lines: [...cards, ...(shot.lines ?? [])] });
    wish = undefined;
    cards = [];
  };

  for (const part of parts) {
    const last = shots.at(-1);
    if (part.kind === "camera") wish = part.note;
    else if (part.kind === "transition") { if (last) last.transition = part.transition; }
    else if (part.kind === "action") {
      wish = part.note ?? wish;
      add({ size: actionSize(shots, spoken, scene, part), description: part.text, characters: [...part.characters], emotion: scene.emotion, durationMs: silentMs(part.text) });
    } else if (part.line.kind === "caption") {
      if (last && last.lines.length === 0) last.lines.push(part.line.id);
      else cards.push(part.line.id);
    } else if (part.joined && last && spoken) {
      last.lines.push(part.line.id);
      last.characters = seats([...last.characters, part.line.speaker], scene);
    } else {
      spoken = true;
      add(speechShot(part, shots, scene, wish));
    }
  }

  if (cards.length > 0 && shots.length > 0) { shots.at(-1)?.lines.push(...cards); cards = []; }
  if (shots.length === 0 || cards.length > 0) add({ size: scene.interior ? "LS" : "ELS", description: scene.location, characters: [...scene.characters], emotion: scene.emotion, durationMs: 3000 });
  return withSceneTransition(shots);
}

/** The last shot's transition is the scene's: it needs the next scene's first shot. */
function withSceneTransition(shots: Draft[]): { shots: Shot[]; transition?: Transition } {
  const last = shots.at(-1);
  const transition = last?.transition;
  if (last) delete last.transition;
  return { shots, ...(transition && { transition }) };
}

function actionSize(shots: readonly Draft[], spoken: boolean, scene: ShotScene, part: { readonly characters: readonly string[] }): ShotSize {
  if (shots.length === 0) return scene.interior ? "LS" : "ELS";
  const size = !spoken || part.characters.length > 1 ? "MLS" : "MS";
  return shots.at(-1)?.size === size ? otherSize[size] : size;
}

function speechShot({ line, unseen }: { line: Line; unseen?: boolean }, shots: readonly Draft[], scene: Stage, wish?: CameraNote) {
  const others = othersThan(line.speaker, shots, scene);
  const nobody = unseen === true && others.length === 0;
  const wanted = nobody ? (scene.interior ? "LS" : "ELS") : sizeFor[line.emotion];
  const size = wish?.size ?? (shots.at(-1)?.size === wanted ? otherSize[wanted] : wanted);
  const room = size === "CU" || size === "ECU" || size === "MCU" ? 1 : 2;
  const listeners = line.to && scene.seat.has(line.to) ? [line.to] : others;
  const seen = unseen ? others.slice(0, room) : [line.speaker, ...listeners].slice(0, room);
  return { size, description: speechDescription(line, unseen ? seen[0] : line.speaker, unseen, scene), characters: seats(seen, scene), emotion: line.emotion, lines: [line.id] };
}

/** Whom one is talking with: those seen in the last eight shots, latest first, then the first of the scene. */
function othersThan(speaker: string, shots: readonly Draft[], scene: Stage): string[] {
  const recent = shots.slice(-8).reverse().flatMap((shot) => shot.characters);
  return [...new Set([...recent, ...scene.characters.slice(0, 3)])].filter((id) => id !== speaker && scene.seat.has(id));
}

/** Says who is seen and how, never the words: a changed word must not draw the picture anew. */
function speechDescription(line: Line, seen: string | undefined, unseen: boolean | undefined, scene: ShotScene): string {
  const name = seen ? scene.nameOf(seen) : scene.location;
  const to = line.to ? scene.nameOf(line.to) : undefined;
  if (/^(zh|yue)/.test(scene.language)) {
    const doing = unseen ? "听着画外的声音" : line.kind === "os" ? "若有所思" : to ? `看着${to}说话` : "说话";
    return seen ? `${name}${doing}${line.direction && !unseen ? `，${line.direction}` : ""}` : name;
  }
  const doing = unseen ? "listening to a voice off screen" : line.kind === "os" ? "lost in thought" : to ? `speaking to ${to}` : "speaking";
  return seen ? `${name} ${doing}${line.direction && !unseen ? `, ${line.direction}` : ""}` : name;
}

function seats(characters: readonly string[], scene: Stage): string[] {
  const order = (id: string) => scene.seat.get(id) ?? scene.seat.size;
  return [...new Set(characters)].sort((a, b) => order(a) - order(b));
}

function nextMove(size: ShotSize, shots: readonly Draft[]): CameraMove {
  const moves = movesFor[size];
  const move = moves[shots.length % moves.length] as CameraMove;
  return shots.at(-1)?.move === move ? moves[(shots.length + 1) % moves.length] as CameraMove : move;
}

/** Long enough to take in what the words describe: 2.2 s and 40 ms a sign, at most 5 s. */
function silentMs(text: string): number {
  const signs = [...text.matchAll(/\p{Script=Han}/gu)].length + 2 * [...text.matchAll(/[A-Za-z]+/g)].length;
  return Math.min(5000, 2200 + 40 * signs);
}
