import type { AttributeVerdict, IdentityAttribute, IdentityState, Setting, Shot } from "../../story/index.ts";

/** How much each attribute says about who somebody is. */
export const weights: Readonly<Record<IdentityAttribute, number>> = {
  gender: 3, age: 2, faceShape: 2, eyes: 1, hairStyle: 2, hairColour: 3, body: 1, outfit: 2, outfitColours: 3, accessories: 1, marks: 2,
};
/** What an audience notices at once: one mismatch is enough. */
const identifying: ReadonlySet<IdentityAttribute> = new Set(["gender", "hairColour", "outfitColours", "marks"]);
/** Below this weight too little is visible to call it a person: the back of a head, a pair of hands. */
const leastVisible = 4;
/** A score this near to the threshold is a matter of taste. */
const nearness = 0.08;

/** What one look at a character comes to. */
export interface Weighed {
  readonly attributes: readonly AttributeVerdict[];
  readonly state: IdentityState;
  readonly score?: number;
  /** Identifying attributes that do not match. */
  readonly broken: readonly IdentityAttribute[];
  /** Whether somebody should look again. */
  readonly doubtful: boolean;
  readonly reason: string;
}

/** Weight of what matches over the weight of what is visible; what the script declares as changed decides nothing. */
export function weigh(judged: readonly AttributeVerdict[], declared: ReadonlySet<IdentityAttribute>, threshold: number): Weighed {
  const attributes = judged.map((one) => (declared.has(one.attribute) ? { ...one, declared: true } : one));
  const visible = attributes.filter(({ verdict, attribute }) => verdict !== "not_visible" && !declared.has(attribute));
  const total = weightOf(visible);
  if (total < leastVisible) {
    return { attributes, state: "uncertain", broken: [], doubtful: false, reason: total === 0 ? "nothing of the person could be judged" : "too little of the person is visible to judge" };
  }
  const score = weightOf(visible.filter(({ verdict }) => verdict === "match")) / total;
  const broken = visible.filter(({ verdict, attribute }) => verdict === "mismatch" && identifying.has(attribute)).map(({ attribute }) => attribute);
  const state = broken.length === 0 && score >= threshold ? "pass" : "fail";
  const reason = broken.length > 0 ? `${broken.join(", ")} ${broken.length === 1 ? "does" : "do"} not match` : `${percent(score)} of what is visible matches; ${percent(threshold)} is asked for`;
  return { attributes, state, score, broken, doubtful: broken.length > 0 || Math.abs(score - threshold) < nearness, reason };
}

const weightOf = (attributes: readonly AttributeVerdict[]): number => attributes.reduce((sum, { attribute }) => sum + weights[attribute], 0);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Two looks at the same pictures in both orders. Where they come to different ends, a person has to decide. */
export function reconcile(first: Weighed, second: Weighed): Weighed {
  const differing = first.attributes.filter(({ verdict }, index) => opposed(verdict, second.attributes[index]!.verdict)).map(({ attribute }) => attribute);
  const scores = [first.score, second.score].filter((score) => score !== undefined);
  const score = scores.length > 0 ? { score: scores.reduce((sum, one) => sum + one, 0) / scores.length } : {};
  const broken = first.broken.filter((attribute) => second.broken.includes(attribute));
  // Two hard failures that share no attribute contradict each other as much as a pass and a failure do.
  const agreed = first.state === second.state && (first.broken.length === 0 || second.broken.length === 0 || broken.length > 0);
  if (agreed) return { ...first, ...score, broken: broken.length > 0 ? broken : [...first.broken, ...second.broken], doubtful: false };
  return {
    ...first, ...score, state: "uncertain", broken, doubtful: false,
    reason: `asked twice with the pictures swapped, the answers differ${differing.length > 0 ? ` in ${differing.join(", ")}` : ""}`,
  };
}

const opposed = (one: AttributeVerdict["verdict"], other: AttributeVerdict["verdict"]): boolean => one !== other && one !== "not_visible" && other !== "not_visible";

/** What the scene declares to be different: another outfit, and what the words of it or of the shot name besides. */
export function declaredChanges(setting: Setting, shot: Shot, character: string): ReadonlySet<IdentityAttribute> {
  const entries = setting.wardrobe.filter((entry) => entry.character === character);
  if (entries.length === 0) return new Set();
  const words = entries.map(({ outfit, reason = "" }) => `${outfit} ${reason}`).join(" ");
  const found = new Set<IdentityAttribute>(["outfit", "outfitColours", "accessories"]);
  if (/发|髻|辫|刘海|\bhair|\bwig\b|\bbun\b|ponytail/i.test(words)) found.add("hairStyle");
  if (/染|白发|银发|假发|\bdye|\bwig\b|(grey|gray|white|silver|blond\w*|red) hair/i.test(words)) found.add("hairColour");
  if (/伤|疤|绷带|胡子|纹身|\bscar|bandage|bruise|wound|beard|tattoo/i.test(`${words} ${entries.length > 0 ? shot.description : ""}`)) found.add("marks");
  return found;
}
