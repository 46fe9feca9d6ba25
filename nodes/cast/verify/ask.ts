import { type Chat, type ChatPart, type Media, type Static, Type } from "../../../runtime/contract/index.ts";
import { type Anchor, type AttributeVerdict, blockOf, type IdentityAttribute, identityAttributes, judgements, type Setting } from "../../story/index.ts";
import { type Answer, answerTo } from "../json-answer.ts";

const Judged = Type.Object({ verdict: Type.Unsafe<(typeof judgements)[number]>({ type: "string", enum: [...judgements] }), evidence: Type.String() }, { additionalProperties: false });
const Checklist = Type.Object(Object.fromEntries(identityAttributes.map((attribute) => [attribute, Judged])) as Record<IdentityAttribute, typeof Judged>, { additionalProperties: false });
type Checklist = Static<typeof Checklist>;

const system = [
  "You are the continuity supervisor of a film. You judge, attribute by attribute, whether the person in a candidate picture is the person of the identity block and of the reference picture.",
  `Answer with JSON only: an object with ${identityAttributes.join(", ")}; each with "verdict" and "evidence".`,
  "verdict is match, mismatch or not_visible. What is turned away, cropped, covered, too small or too dark is not_visible; never guess.",
  "evidence quotes in a few words what you see in the candidate, and for a mismatch also what it should be.",
  "age is the apparent age; body is build and height; accessories are glasses, scarf, jewellery; marks are moles, scars, beard, freckles.",
  "Expression, pose, light, grading, framing and drawing style are never a mismatch.",
].join("\n");

/** One character, looked for in one picture. */
export interface LookFor {
  readonly anchor: Anchor;
  readonly reference?: Media | undefined;
  readonly candidate: Media;
  /** Names of all in the picture, left to right. */
  readonly names: readonly string[];
  readonly wardrobe: Setting["wardrobe"];
  readonly seed: number;
  /** Candidate first: a model that favours a place in the order is found out. */
  readonly swapped: boolean;
}

/** Asks the vision role about one character: reference and candidate go in one message. Never takes a reply that does not fit. */
export async function askAbout(chat: Chat, look: LookFor): Promise<Answer<readonly AttributeVerdict[]>> {
  const answer = await answerTo<Checklist>(chat, {
    request: {
      messages: [{ role: "system", content: system }, { role: "user", content: question(look) }],
      temperature: 0,
      maxTokens: 1600,
      seed: look.seed,
      brief: { task: "cast/verify", character: look.anchor.id },
    },
    schema: { name: "identity_checklist", schema: Checklist },
    fault: faultOf,
  });
  if (!("value" in answer)) return answer;
  return { model: answer.model, value: identityAttributes.map((attribute) => ({ attribute, verdict: answer.value[attribute].verdict, evidence: answer.value[attribute].evidence })) };
}

function question({ anchor, reference, candidate, names, wardrobe, swapped }: LookFor): ChatPart[] {
  const pictures: readonly (readonly [what: string, picture: Media])[] = [
    ...(reference ? [[`the reference picture of ${anchor.name}`, reference] as const] : []),
    ["the candidate", candidate] as const,
  ];
  const ordered = swapped ? pictures.toReversed() : pictures;
  const outfits = wardrobe.filter(({ character }) => character === anchor.id).map(({ outfit }) => outfit);
  const words = [
    blockOf(anchor),
    `The person is ${anchor.name}${anchor.gender === "unspecified" ? "" : `, ${anchor.gender}`}${anchor.age === undefined ? "" : `, about ${anchor.age}`}. In the candidate, left to right: ${names.join(", ")}.`,
    ...(outfits.length > 0 ? [`In this scene ${anchor.name} wears something else: ${outfits.join("; ")}. Judge the outfit against that.`] : []),
    `${ordered.map(([what], index) => `Image ${index + 1} is ${what}.`).join(" ")}${reference ? "" : " There is no reference picture: judge against the identity block."}`,
  ];
  return [{ type: "text", text: words.join("\n\n") }, ...ordered.map(([, { media, data }]): ChatPart => ({ type: "image", media, data }))];
}

/** By hand, for every picture of every run asks this. A verdict without evidence is no verdict, which strict modes cannot ask for. */
function faultOf(reply: unknown): string | undefined {
  const checklist = (reply ?? {}) as Readonly<Record<string, { readonly verdict?: unknown; readonly evidence?: unknown } | undefined>>;
  for (const attribute of identityAttributes) {
    const judged = checklist[attribute];
    if (!judged) return `${attribute} is missing`;
    if (!judgements.some((word) => word === judged.verdict)) return `the verdict on ${attribute} is none of ${judgements.join(", ")}`;
    if (typeof judged.evidence !== "string" || judged.evidence.trim() === "") return `${attribute} has no evidence`;
  }
  return undefined;
}
