import type { Chat, Context, Image, Media } from "../../../runtime/contract/index.ts";
import type { Anchor, CharacterVerdict, IdentityState, IdentityVote, Setting, Shot } from "../../story/index.ts";
import { askAbout, type LookFor } from "./ask.ts";
import { faceVote } from "./faces.ts";
import { clothesVote, copyVote } from "./votes.ts";
import { declaredChanges, reconcile, type Weighed, weigh } from "./weigh.ts";

/** What is the same for every picture of the shot. */
export interface Assignment {
  readonly setting: Setting;
  readonly shot: Shot;
  /** Those in the shot, in its order. */
  readonly present: readonly Anchor[];
  readonly threshold: number;
  readonly faces: boolean;
  readonly seed: number;
}

/** What everybody who looked said about one picture. */
export interface Looked {
  readonly image: Image;
  readonly characters: readonly CharacterVerdict[];
  readonly state: IdentityState;
  /** The lowest of the characters'. */
  readonly score?: number;
  readonly by: string;
}

type Desk = Pick<Context, "read" | "memo" | "log">;

/** Looks for everyone in the shot, one after the other. Answers are kept by content: work that was stopped asks nothing twice. */
export async function lookAt(image: Image, assignment: Assignment, chat: Chat, desk: Desk): Promise<Looked> {
  const candidate: Media = { media: image.media, data: await desk.read(image) };
  const characters: CharacterVerdict[] = [];
  let by = chat.label ?? "";
  for (const anchor of assignment.present) {
    const { shot, setting } = assignment;
    const parts = { image, anchor, names: assignment.present.map(({ name }) => name), description: shot.description, wardrobe: setting.wardrobe, threshold: assignment.threshold, faces: assignment.faces, seed: assignment.seed };
    const found = await desk.memo(parts, () => lookFor(anchor, candidate, assignment, chat, desk));
    by ||= found.by;
    characters.push(found.verdict);
  }
  const scores = characters.flatMap(({ score }) => score ?? []);
  return { image, characters, state: worstOf(characters.map(({ state }) => state)), ...(scores.length > 0 ? { score: Math.min(...scores) } : {}), by: by || "nobody" };
}

const rank: Readonly<Record<IdentityState, number>> = { fail: 0, uncertain: 1, pass: 2 };
/** With nobody in the picture nobody is mistaken. */
const worstOf = (states: readonly IdentityState[]): IdentityState => states.toSorted((one, other) => rank[one] - rank[other])[0] ?? "pass";

/** Whether the first is the better picture to keep. */
export function isBetter(one: Looked, other: Looked): boolean {
  return rank[one.state] !== rank[other.state] ? rank[one.state] > rank[other.state] : (one.score ?? -1) > (other.score ?? -1);
}

async function lookFor(anchor: Anchor, candidate: Media, assignment: Assignment, chat: Chat, desk: Desk): Promise<{ verdict: CharacterVerdict; by: string }> {
  const { setting, shot, present, threshold, seed } = assignment;
  const reference = anchor.reference && { media: anchor.reference.media, data: await desk.read(anchor.reference) };
  const votes = reference ? await votesOn(reference.data, candidate.data, assignment.faces) : [];
  const changed = declaredChanges(setting, shot, anchor.id);
  const look: LookFor = { anchor, reference, candidate, names: present.map(({ name }) => name), wardrobe: setting.wardrobe, seed, swapped: false };
  const about = { id: anchor.id, name: anchor.name, votes };

  const first = await askAbout(chat, look);
  if (!("value" in first)) return { by: first.model, verdict: { ...about, state: "uncertain", attributes: [], reason: unanswered(first) } };
  let weighed = weigh(first.value, changed, threshold);
  const contradicted = weighed.state === "pass" && votes.some(({ by, says }) => says === "against" && (by === "face" || (by === "clothes colour" && !changed.has("outfitColours"))));
  if (weighed.doubtful || contradicted) {
    desk.log(`${anchor.name}: ${contradicted ? "a measurement speaks against a pass" : weighed.reason}; asking again${reference ? " with the pictures swapped" : ""}.`);
    const second = await askAbout(chat, { ...look, swapped: true, seed: seed + 1 });
    weighed = "value" in second ? reconcile(weighed, weigh(second.value, changed, threshold)) : { ...weighed, state: "uncertain", reason: unanswered(second) };
  }
  return { by: first.model, verdict: { ...about, ...concluded(weighed, votes) } };
}

/** A face net that sees somebody else keeps a pass from standing; colours alone do not. */
function concluded({ attributes, state, score, reason }: Weighed, votes: readonly IdentityVote[]): Pick<CharacterVerdict, "attributes" | "state" | "score" | "reason"> {
  const face = votes.find(({ by, says }) => by === "face" && says === "against");
  const overruled = state === "pass" && face !== undefined;
  return {
    attributes: [...attributes], ...(score === undefined ? {} : { score }),
    state: overruled ? "uncertain" : state,
    reason: overruled ? `the vision model sees the same person, the face net does not (distance ${face.value})` : reason,
  };
}

async function votesOn(reference: Uint8Array, candidate: Uint8Array, faces: boolean): Promise<IdentityVote[]> {
  return [await copyVote(reference, candidate), await clothesVote(reference, candidate), ...(faces ? [await faceVote(reference, candidate)] : [])];
}

const unanswered = (answer: { readonly refused: string } | { readonly unusable: string }): string =>
  "refused" in answer ? `the vision model would not look: ${answer.refused}` : `the vision model's reply could not be read: ${answer.unusable}`;
