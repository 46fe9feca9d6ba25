import type { Character, Finding, Scene } from "../../story/index.ts";
import { clausesOf, type Fold } from "./fold.ts";

/** A place in the family: which kind of relative, on whose side, older or younger than the parent. */
interface Kin { readonly family: string; readonly side?: "paternal" | "maternal"; readonly order?: "elder" | "younger" }

/** Terms of address that say exactly who someone is. 阿姨, 叔叔 to strangers and the like are courtesy and checked only against kin. */
const terms: Readonly<Record<string, Kin>> = {
  奶奶: { family: "grandmother", side: "paternal" }, 外婆: { family: "grandmother", side: "maternal" }, 姥姥: { family: "grandmother", side: "maternal" }, 外祖母: { family: "grandmother", side: "maternal" },
  爷爷: { family: "grandfather", side: "paternal" }, 外公: { family: "grandfather", side: "maternal" }, 姥爷: { family: "grandfather", side: "maternal" }, 外祖父: { family: "grandfather", side: "maternal" },
  爸爸: { family: "father" }, 爸: { family: "father" }, 爹: { family: "father" }, 妈妈: { family: "mother" }, 妈: { family: "mother" }, 娘: { family: "mother" },
  伯伯: { family: "uncle", side: "paternal", order: "elder" }, 大伯: { family: "uncle", side: "paternal", order: "elder" }, 伯父: { family: "uncle", side: "paternal", order: "elder" },
  叔叔: { family: "uncle", side: "paternal", order: "younger" }, 小叔: { family: "uncle", side: "paternal", order: "younger" }, 二叔: { family: "uncle", side: "paternal", order: "younger" }, 三叔: { family: "uncle", side: "paternal", order: "younger" },
  舅舅: { family: "uncle", side: "maternal" }, 大舅: { family: "uncle", side: "maternal" }, 小舅: { family: "uncle", side: "maternal" }, 舅: { family: "uncle", side: "maternal" },
  姑姑: { family: "aunt", side: "paternal" }, 姑妈: { family: "aunt", side: "paternal" }, 大姑: { family: "aunt", side: "paternal" }, 小姑: { family: "aunt", side: "paternal" },
  姨妈: { family: "aunt", side: "maternal" }, 大姨: { family: "aunt", side: "maternal" }, 小姨: { family: "aunt", side: "maternal" },
};

/** What a relation's `kind` says, in English or Chinese. @returns undefined for friends, rivals and the like */
export function kinOf(kind: string): Kin | undefined {
  const text = kind.toLowerCase().replaceAll(/[_\s]+/g, "-");
  const named = terms[kind];
  if (named) return named;
  const family = /grand(?:mother|ma)|祖母/u.test(text) ? "grandmother" : /grand(?:father|pa)|祖父/u.test(text) ? "grandfather"
    : /grand|step|in-law|god/u.test(text) ? undefined
    : /uncle|(?:father|mother)'?s-(?:\w+-)?brother|伯|叔|舅/u.test(text) ? "uncle" : /aunt|(?:father|mother)'?s-(?:\w+-)?sister|姑|姨/u.test(text) ? "aunt"
    : /^(?:father|dad)|父亲/u.test(text) ? "father" : /^(?:mother|mom|mum)|母亲/u.test(text) ? "mother" : undefined;
  if (!family) return undefined;
  const side = /^maternal|^mother'?s|外|舅|姨|-maternal/u.test(text) ? "maternal" : /^paternal|^father'?s|伯|叔|姑|-paternal|^祖/u.test(text) ? "paternal" : undefined;
  const order = /elder|older|伯/u.test(text) ? "elder" : /younger|叔/u.test(text) ? "younger" : undefined;
  return { family, ...(side ? { side } : {}), ...(order ? { order } : {}) };
}

function agree(term: Kin, kin: Kin): boolean {
  return term.family === kin.family
    && (!term.side || !kin.side || term.side === kin.side)
    && (!term.order || !kin.order || term.order === kin.order);
}

/** How people call each other, against what they are to each other, and against how they did before. */
export function kinshipFindings(scenes: readonly Scene[], characters: readonly Character[], fold: Fold): Finding[] {
  const called = new Map<string, string>();
  return [
    ...characters.flatMap(declared),
    ...scenes.flatMap((scene) => scene.lines.flatMap((line): Finding[] => {
      const speaker = characters.find(({ id }) => id === line.speaker);
      const term = vocative(clausesOf(fold(line.text)));
      if (!speaker || !term) return [];
      const relation = relationTo(speaker, line.to, scene, terms[term]!);
      const kin = relation && kinOf(relation.kind);
      if (!relation || !kin) return [];
      const where = { scene: scene.id, line: line.id };
      const other = characters.find(({ id }) => id === relation.to)?.name ?? relation.to;
      if (!agree(terms[term]!, kin)) {
        return [{ check: "culture/kinship-term", severity: "block", message: `${speaker.name} calls ${other} ${term}, but ${other} is the ${relation.kind}.`, hint: `Say ${fitting(kin)}.`, where, quote: line.text }];
      }
      const pair = `${speaker.id} ${relation.to}`;
      const before = called.get(pair) ?? relation.address;
      called.set(pair, term);
      return before && terms[before] && !agree(terms[term]!, terms[before])
        ? [{ check: "culture/kinship-mixed", severity: "warn", message: `${speaker.name} calls ${other} ${term} here and ${before} elsewhere: these are two different people.`, hint: `Say ${before} throughout.`, where, quote: line.text }]
        : [];
    })),
  ];
}

/** An address written down with the relation must fit it as well. */
function declared(character: Character): Finding[] {
  return character.relations.flatMap(({ to, kind, address }): Finding[] => {
    const [term, kin] = [terms[address ?? ""], kinOf(kind)];
    return term && kin && !agree(term, kin)
      ? [{ check: "culture/kinship-term", severity: "block", message: `${character.name} is to call ${to} ${address}, but ${to} is the ${kind}.`, hint: `Write ${fitting(kin)}.`, quote: address! }]
      : [];
  });
}

function fitting(kin: Kin): string {
  return Object.entries(terms).filter(([, term]) => agree(term, kin)).map(([word]) => word).slice(0, 3).join(" or ");
}

/** A term by which someone is called: a clause of its own, or before 你 or 您. */
function vocative(clauses: readonly string[]): string | undefined {
  for (const clause of clauses) {
    const term = /^(\p{Script=Han}{1,3}?)(?:$|[你您]|我回来|新年好|过年好)/u.exec(clause)?.[1];
    if (term && term in terms) return term;
  }
  return undefined;
}

/** To whom it is said: as written, or the only one present who is that kind of relative. */
function relationTo(speaker: Character, to: string | undefined, scene: Scene, term: Kin): Character["relations"][number] | undefined {
  if (to) return speaker.relations.find((relation) => relation.to === to);
  const present = speaker.relations.filter((relation) => scene.characters.includes(relation.to) && kinOf(relation.kind)?.family === term.family);
  return present.length === 1 ? present[0] : undefined;
}
