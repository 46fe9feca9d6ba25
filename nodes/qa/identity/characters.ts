import type { CharacterIdentity, CharacterVerdict, IdentityAttribute, IdentityVerdict } from "../../story/index.ts";
import { mean, rounded, trendOf } from "./trend.ts";

interface Seen {
  readonly verdict: IdentityVerdict;
  readonly character: CharacterVerdict;
}

/** Every character of the verdicts, in the order of appearance, with all shots in the order given. */
export function charactersIn(verdicts: readonly IdentityVerdict[]): CharacterIdentity[] {
  const byId = new Map<string, Seen[]>();
  for (const verdict of verdicts) {
    for (const character of verdict.characters) byId.set(character.id, [...(byId.get(character.id) ?? []), { verdict, character }]);
  }
  return [...byId.values()].map(heldOver);
}

function heldOver(seen: readonly Seen[]): CharacterIdentity {
  const { id, name } = seen[0]!.character;
  const scores = seen.flatMap(({ character }) => character.score ?? []);
  const trend = trendOf(seen.flatMap(({ character: { score } }, index) => (score === undefined ? [] : [[index + 1, score] as const])));
  const worst = worstPair(seen);
  return {
    id, name,
    ...(scores.length > 0 ? { mean: rounded(mean(scores)) } : {}),
    shots: seen.map(({ verdict, character: { state, score, votes } }) => ({
      scene: verdict.scene, shot: verdict.id, state, ...(score === undefined ? {} : { score: rounded(score) }),
      ...(votes.some(({ by, says }) => by === "copy check" && says === "against") ? { copied: true } : {}),
    })),
    ...(trend ? { trend } : {}),
    ...(worst ? { worst } : {}),
  };
}

/** The two shots that differ most: in attributes that match in one and not in the other, then in their scores. */
function worstPair(seen: readonly Seen[]): CharacterIdentity["worst"] {
  const scored = seen.filter(({ character }) => character.score !== undefined);
  let worst: { pair: readonly [Seen, Seen]; differing: IdentityAttribute[]; gap: number } | undefined;
  for (const [index, one] of scored.entries()) {
    for (const other of scored.slice(index + 1)) {
      const differing = differingIn(one.character, other.character);
      const gap = Math.abs(one.character.score! - other.character.score!);
      if (gap === 0 && differing.length === 0) continue;
      if (!worst || differing.length > worst.differing.length || (differing.length === worst.differing.length && gap > worst.gap)) worst = { pair: [one, other], differing, gap };
    }
  }
  if (!worst) return undefined;
  const [one, other] = worst.pair;
  return { one: placeOf(one), other: placeOf(other), gap: rounded(worst.gap), differing: worst.differing };
}

function differingIn(one: CharacterVerdict, other: CharacterVerdict): IdentityAttribute[] {
  const counted = (character: CharacterVerdict) => new Map(character.attributes.filter(({ verdict, declared }) => verdict !== "not_visible" && !declared).map(({ attribute, verdict }) => [attribute, verdict]));
  const [first, second] = [counted(one), counted(other)];
  return [...first].filter(([attribute, verdict]) => second.has(attribute) && second.get(attribute) !== verdict).map(([attribute]) => attribute);
}

const placeOf = ({ verdict }: Seen): string => `${verdict.scene}/${verdict.id}`;
