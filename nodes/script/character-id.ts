/**
 * Makes the ids of characters: lower-case ascii, from the name alone so that the same name has the same id in every
 * episode: `李伟` and `LI WEI` are both `li-wei`. Two names that sound alike in one text are told apart by a number.
 */
export async function characterIds(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const spell = names.some((name) => /\p{Script=Han}/u.test(name)) ? await pinyinSpeller() : (name: string) => name;
  for (const name of names) {
    if (ids.has(name)) continue;
    const base = slug(spell(name)) || codePoints(name);
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
    taken.add(id);
    ids.set(name, id);
  }
  return ids;
}

/** The dictionary takes a tenth of a second to load: only when there is something to spell. */
async function pinyinSpeller(): Promise<(name: string) => string> {
  const { pinyin } = await import("pinyin-pro");
  return (name) => pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", surname: "head", v: true }).join(" ");
}

function slug(text: string): string {
  return text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 48);
}

/** For names in other scripts and for emoji: plain, ugly and stable. */
function codePoints(name: string): string {
  return `person-${[...name].slice(0, 8).map((sign) => sign.codePointAt(0)?.toString(16)).join("-")}`;
}
