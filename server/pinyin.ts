import type { PackListing, Translation } from "../runtime/index.ts";

const han = /\p{Script=Han}/u;

/**
 * How each Chinese title in the packs is typed on a Latin keyboard: "台词" as `taici tc`, whole and by initials. So a
 * search box needs no dictionary of its own.
 */
export async function pinyinOf(packs: readonly PackListing[]): Promise<Record<string, string>> {
  const titles = new Set(packs.flatMap((pack) => Object.values(pack.translations).flatMap(titlesIn)).filter((title) => han.test(title)));
  if (titles.size === 0) return {};
  const { pinyin } = await import("pinyin-pro");
  return Object.fromEntries([...titles].sort().map((title) => {
    const syllables = pinyin(title, { toneType: "none", type: "array", nonZh: "consecutive" }).flatMap((syllable) => syllable.toLowerCase().replaceAll("ü", "v").match(/[a-z0-9]+/g) ?? []);
    return [title, `${syllables.join("")} ${syllables.map((syllable) => syllable[0]).join("")}`];
  }));
}

function titlesIn({ title, nodes, types }: Translation): string[] {
  const ports = Object.values(nodes ?? {}).flatMap(({ inputs, outputs }) => [...Object.values(inputs ?? {}), ...Object.values(outputs ?? {})]);
  return [
    ...(title === undefined ? [] : [title]),
    ...Object.values(nodes ?? {}).map((node) => node.title),
    ...Object.values(types ?? {}),
    ...ports.flatMap((port) => [port.title, ...Object.values(port.choices ?? {})]),
  ];
}
