import type { Gender } from "../story/index.ts";

/** What a word for a relative or a kind of person says about the one it names. */
export interface PersonWord {
  /** What such a person is to the one who calls them so. */
  readonly kind?: string;
  readonly gender: Gender;
  readonly age: number;
}

const rows: readonly (readonly [words: string, kind: string, gender: Gender, age: number])[] = [
  ["奶奶 爷爷的老伴", "paternal-grandmother", "female", 72], ["外婆 姥姥 外祖母", "maternal-grandmother", "female", 72],
  ["爷爷", "paternal-grandfather", "male", 74], ["外公 姥爷", "maternal-grandfather", "male", 74],
  ["爸爸 爸 父亲 老爸", "father", "male", 54], ["妈妈 妈 母亲 老妈", "mother", "female", 52],
  ["哥哥 大哥", "elder-brother", "male", 32], ["弟弟", "younger-brother", "male", 20],
  ["姐姐 大姐", "elder-sister", "female", 32], ["妹妹", "younger-sister", "female", 20],
  ["叔叔 二叔 三叔", "paternal-uncle", "male", 48], ["舅舅 大舅", "maternal-uncle", "male", 48],
  ["姑姑 姑妈 大姑", "paternal-aunt", "female", 48], ["姨妈 小姨 阿姨 大妈 大婶", "aunt", "female", 50],
  ["儿子 孙子 外孙 小男孩 男孩", "son", "male", 8], ["女儿 孙女 外孙女 小女孩 女孩", "daughter", "female", 8],
  ["丈夫 老公", "husband", "male", 35], ["妻子 老婆", "wife", "female", 33],
  ["青梅竹马 发小", "childhood-friend", "unspecified", 28], ["朋友 闺蜜 兄弟 同学", "friend", "unspecified", 28],
  ["邻居", "neighbour", "unspecified", 50], ["大爷 老人 老头 老爷子", "elder", "male", 70], ["大娘 老太太", "elder", "female", 70],
  ["grandma grandmother granny nana nai-nai", "grandmother", "female", 72], ["grandpa grandfather granddad", "grandfather", "male", 74],
  ["mom mum mother mama", "mother", "female", 52], ["dad father papa", "father", "male", 54],
  ["brother", "brother", "male", 28], ["sister", "sister", "female", 28], ["uncle", "uncle", "male", 48],
  ["aunt auntie aunty", "aunt", "female", 48], ["son boy grandson", "son", "male", 8], ["daughter girl granddaughter", "daughter", "female", 8],
  ["husband", "husband", "male", 35], ["wife", "wife", "female", 33], ["cousin", "cousin", "unspecified", 25],
  ["friend", "friend", "unspecified", 28], ["neighbor neighbour", "neighbour", "unspecified", 50],
];
const people = new Map(rows.flatMap(([words, kind, gender, age]) => words.split(" ").map((word) => [word, { kind, gender, age } satisfies PersonWord] as const)));

/** Reads `奶奶`, `李奶奶`, `MOM` or `Grandma Liu`. @returns undefined for a name that says nothing about the person */
export function personWord(name: string): PersonWord | undefined {
  const plain = name.trim().toLowerCase();
  const exact = people.get(plain);
  if (exact) return exact;
  if (/\p{Script=Han}/u.test(plain)) return people.get(plain.slice(-2)) ?? people.get(plain.slice(-3));
  for (const word of plain.split(/[^a-z-]+/)) {
    const found = people.get(word);
    if (found) return found;
  }
  return undefined;
}
