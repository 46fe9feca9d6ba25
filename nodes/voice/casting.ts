import type { SpeechVoice } from "../../runtime/contract/index.ts";
import type { Character, Voice } from "../story/index.ts";
import { seedOf } from "./random.ts";

/** Semitones by which characters who must share a voice are kept apart, nearest first. */
const shifts = [1.5, -1.5, 3, -3, 4.5, -4.5];

const ages = ["child", "young", "adult", "elder"] as const;
type Age = (typeof ages)[number];

/**
 * Gives every character a voice that no other has. Each has an order of preference of its own (age and gender first,
 * then a choice by the character's id), and characters choose in order: who comes later changes nothing for the others.
 * When all voices are taken they are shared, at another pitch.
 *
 * @param fixed voices given by the author; these characters do not choose
 */
export function castVoices(characters: readonly Character[], fixed: readonly Voice[], offered: readonly SpeechVoice[], language: string): Voice[] {
  const taken = new Map<string, number>();
  const take = (name: string) => taken.set(name, (taken.get(name) ?? 0) + 1);
  const given = new Map(fixed.map((voice) => [voice.id, voice]));
  for (const { voice } of fixed) take(voice);

  return characters.map((character) => {
    const own = given.get(character.id);
    if (own) return own;
    const uses = ({ name }: SpeechVoice) => taken.get(name) ?? 0;
    const fewest = Math.min(...offered.map(uses));
    const chosen = preferences(character, offered).find((voice) => uses(voice) === fewest)!;
    const shared = uses(chosen);
    take(chosen.name);
    const style = character.speakingStyle.trim();
    return { id: character.id, voice: chosen.name, language, speed: 1, pitch: shared === 0 ? 0 : shifts[(shared - 1) % shifts.length]!, ...(style === "" ? {} : { style }) };
  });
}

function preferences(character: Character, offered: readonly SpeechVoice[]): SpeechVoice[] {
  const gender = genderOf(character);
  const age = ages.indexOf(ageOf(character));
  const distance = (voice: SpeechVoice) =>
    (gender === "unspecified" || voice.gender === "unspecified" || voice.gender === gender ? 0 : 10) + Math.abs(ages.indexOf(voice.age) - age);
  const liking = (voice: SpeechVoice) => seedOf(character.id, voice.name);
  return [...offered].sort((a, b) => distance(a) - distance(b) || liking(a) - liking(b));
}

/** Words for people that say how old they are, where the script gives no age. */
const kin: readonly [Age, RegExp][] = [
  ["elder", /奶奶|爷爷|外婆|外公|姥姥|姥爷|祖母|祖父|老太|老头|\bgrand(ma|pa|mother|father)|\belder/i],
  ["child", /孩|宝宝|儿童|小朋友|\b(child|kid|boy|girl|toddler)\b/i],
  ["adult", /妈|爸|父|母|叔|伯|舅|姨|姑|婶|老板|医生|老师|\b(mother|father|mom|dad|uncle|aunt|boss|doctor|teacher)\b/i],
];

function ageOf({ age, name, role }: Character): Age {
  if (age !== undefined) return age < 13 ? "child" : age < 30 ? "young" : age < 60 ? "adult" : "elder";
  return kin.find(([, words]) => words.test(`${name} ${role}`))?.[0] ?? "young";
}

function genderOf({ gender, name, role }: Character): Character["gender"] {
  if (gender !== "unspecified") return gender;
  if (/奶|婆|姥姥|妈|母|姨|姑|婶|姐|妹|女|\b(grandma|grandmother|mother|mom|aunt|sister|girl|woman)\b/i.test(`${name} ${role}`)) return "female";
  return /爷|公|爸|父|叔|伯|舅|哥|弟|男|\b(grandpa|grandfather|father|dad|uncle|brother|boy|man)\b/i.test(`${name} ${role}`) ? "male" : "unspecified";
}
