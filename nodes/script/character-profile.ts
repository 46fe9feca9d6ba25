import type { Character, Gender } from "../story/index.ts";
import { personWord } from "./kinship-words.ts";

type Profile = Pick<Character, "gender" | "role" | "personality" | "speakingStyle"> & { age?: number; appearance?: string; hometown?: string };
/** `李伟的奶奶`: this person is the 奶奶 of 李伟. */
export interface ProfileRelation { readonly of: string; readonly word: string }

const labels: readonly (readonly [RegExp, "role" | "personality" | "speakingStyle" | "appearance" | "hometown"])[] = [
  [/^(?:身份|职业|角色|role|job)\s*[:：]\s*/i, "role"],
  [/^(?:性格|personality)\s*[:：]?\s*/i, "personality"],
  [/^(?:说话|语言|口吻|voice|speaking style|speech)\s*[:：]\s*/i, "speakingStyle"],
  [/^(?:外貌|外形|造型|appearance|looks)\s*[:：]\s*/i, "appearance"],
  [/^(?:籍贯|老家|hometown|from)\s*[:：]\s*/i, "hometown"],
];
const speaking = /说话|语速|口头禅|嗓门|话少|话多|口音|方言|speaks|voice|accent|talks|mutters/i;
const looks = /头发|长发|短发|卷发|眼|脸|身高|穿|戴|高挑|瘦|胖|hair|eyes|wears|glasses|tall|scar|beard|dressed/i;

/**
 * Reads what a character list says of one person: `男，28岁，科技创业者，外冷内热，说话简短`. What is not said is filled from the name
 * where that is a word for a person (`奶奶`, `MOM`), else with neutral words in the story's language.
 */
export function readProfile(name: string, text: string, language: string): { readonly profile: Profile; readonly relations: readonly ProfileRelation[] } {
  const known = personWord(name);
  const found: { age?: number; gender?: Gender; parts: Record<string, string[]> } = { parts: {} };
  const relations: ProfileRelation[] = [];
  const keep = (field: string, words: string) => (found.parts[field] ??= []).push(words);

  for (const piece of text.split(/[，,；;、。|]/).map((part) => part.trim()).filter(Boolean)) {
    const age = /^(?:年龄|age)?\s*[:：]?\s*(\d{1,3})\s*(?:岁|years? old|yo)?$/i.exec(piece)?.[1];
    const gender = readGender(piece);
    const relation = /^(\S{1,12})的(\S{1,6})$/.exec(piece) ?? /^(.{1,30})['’]s ([a-z -]{2,20})$/i.exec(piece);
    const label = labels.find(([pattern]) => pattern.test(piece));
    if (age && Number(age) <= 120) found.age = Number(age);
    else if (gender) found.gender = gender;
    else if (label) keep(label[1], piece.replace(label[0], ""));
    else if (relation?.[1] && relation[2] && personWord(relation[2])) { relations.push({ of: relation[1], word: relation[2] }); keep("role", piece); }
    else if (speaking.test(piece)) keep("speakingStyle", piece);
    else if (looks.test(piece)) keep("appearance", piece);
    else keep(found.parts["role"] ? "personality" : "role", piece);
  }

  const chinese = language.startsWith("zh") || language.startsWith("yue");
  const joined = (field: string) => found.parts[field]?.join(chinese ? "，" : ", ");
  const age = found.age ?? known?.age;
  const appearance = joined("appearance");
  const hometown = joined("hometown");
  return {
    relations,
    profile: {
      gender: found.gender ?? known?.gender ?? "unspecified",
      role: joined("role") ?? (chinese ? "配角" : "supporting"),
      personality: joined("personality") ?? (chinese ? "平和" : "even-tempered"),
      speakingStyle: joined("speakingStyle") ?? (chinese ? "自然" : "plain"),
      ...(age !== undefined && { age }), ...(appearance && { appearance }), ...(hometown && { hometown }),
    },
  };
}

function readGender(piece: string): Gender | undefined {
  if (/^(女|女性|女生|性别[:：]?女|female|woman|girl|f)$/i.test(piece)) return "female";
  if (/^(男|男性|男生|性别[:：]?男|male|man|boy|m)$/i.test(piece)) return "male";
  return undefined;
}
