import type { Outfit } from "./look.ts";

/** Words, most particular first; the first that occurs decides. Chinese and English side by side. */
export type Words<T> = readonly (readonly [RegExp, T])[];

/** Colours by name: the house palette, so that any description stays within one picture's harmony. */
export const colours: Words<string> = [
  [/navy|藏青|藏蓝|深蓝/i, "#2c3f66"],
  [/burgundy|wine|maroon|酒红|暗红/i, "#7d2a3a"],
  [/coral|珊瑚/i, "#e5735c"],
  [/red|crimson|scarlet|红/i, "#c23b2e"],
  [/pink|rose|粉/i, "#e29aa0"],
  [/orange|rust|橙|橘/i, "#d97a3c"],
  [/gold|mustard|yellow|黄|金/i, "#dda63a"],
  [/cream|beige|ivory|米|杏/i, "#e8d7b5"],
  [/olive|khaki|卡其|军绿/i, "#8a8456"],
  [/mint|jade|青绿|薄荷/i, "#7fae96"],
  [/teal|turquoise|cyan|青/i, "#2f7b7d"],
  [/green|绿/i, "#5d8a5f"],
  [/sky|light blue|浅蓝|天蓝/i, "#8fb8d4"],
  [/denim|牛仔/i, "#4f6d92"],
  [/blue|蓝/i, "#3f6ea3"],
  [/lavender|lilac/i, "#a894c4"],
  [/purple|violet|plum|紫/i, "#6d4a7e"],
  [/camel|tan|caramel|驼/i, "#bd8c5a"],
  [/brown|chestnut|coffee|棕|褐|咖/i, "#7a4e34"],
  [/charcoal|dark gr[ae]y|深灰/i, "#4a4a55"],
  [/gr[ae]y|silver|灰|银/i, "#9a9aa2"],
  [/white|白/i, "#f1ece2"],
  [/black|黑/i, "#35303c"],
];
export const spareColours = ["#c23b2e", "#2f7b7d", "#dda63a", "#3f6ea3", "#5d8a5f", "#6d4a7e", "#d97a3c", "#e8d7b5"];

export const hairColours: Words<string> = [
  [/white|snow|白/i, "#e9e6e2"],
  [/silver|银/i, "#c9c7cc"],
  [/salt|pepper|gr[ae]y|灰|花白/i, "#a7a4aa"],
  [/blond|golden|金/i, "#d9ad62"],
  [/red|auburn|ginger|红/i, "#8a4027"],
  [/light brown|浅棕/i, "#8b6242"],
  [/dark brown|深棕|深褐/i, "#45302a"],
  [/brown|chestnut|棕|褐/i, "#6b4630"],
  [/black|dark|黑|乌/i, "#382b38"],
];
export const skins: Words<string> = [
  [/deep|ebony|dark|黝黑|黑/i, "#8a5a3c"],
  [/olive|tan|tanned|bronze|wheat|小麦|古铜/i, "#d6a276"],
  [/pale|fair|porcelain|白皙|白/i, "#f8dcc6"],
  [/rosy|ruddy|红润/i, "#f2bfa2"],
  [/warm|light|medium|natural|自然/i, "#f2c8a4"],
];

export const outfits: Words<Outfit> = [
  [/tang|mandarin|唐装|中式|盘扣/i, "tang"],
  [/qipao|cheongsam|旗袍/i, "qipao"],
  [/hoodie|hooded|卫衣|帽衫/i, "hoodie"],
  [/puffer|down|padded|羽绒|棉袄|棉衣|棉服/i, "puffer"],
  [/cardigan|开衫/i, "cardigan"],
  [/turtle|roll.?neck|高领/i, "turtleneck"],
  [/suit|blazer|西装|西服|tuxedo/i, "suit"],
  [/coat|trench|overcoat|大衣|风衣|外套|jacket|夹克/i, "coat"],
  [/sweater|jumper|knit|pullover|毛衣|针织/i, "sweater"],
  [/t-?shirt|tee\b|t恤/i, "tshirt"],
  [/shirt|blouse|衬衫|衬衣/i, "shirt"],
  [/dress|gown|裙/i, "qipao"],
];

/** Heads by kind of hair. Those in `tinted` take any colour; the others are drawn in one dark tone with the outline. */
export const tinted = new Set(["bangs", "mediumBangs2", "grayBun", "grayMedium", "grayShort", "short4", "noHair3"]);
export const womanStyles: Words<readonly string[]> = [
  [/bun|chignon|updo|髻|盘发|发髻|丸子/i, ["grayBun", "bun2"]],
  [/pony|马尾|扎/i, ["bun2", "bangs"]],
  [/braid|twin|辫/i, ["mediumBangs3", "buns"]],
  [/curl|perm|卷|wavy|波浪/i, ["longCurly", "mediumBangs2", "medium2"]],
  [/bob|shoulder|齐肩|中长|medium/i, ["medium1", "bangs", "bangs2", "mediumStraight", "grayMedium"]],
  [/bang|fringe|刘海/i, ["longBangs", "mediumBangs", "bangs2", "bangs"]],
  [/long|长/i, ["medium3", "long", "longBangs"]],
  [/short|pixie|短|crop/i, ["medium1", "grayMedium", "bangs"]],
];
export const manStyles: Words<readonly string[]> = [
  [/bald|shaven|光头|秃/i, ["noHair3", "noHair1"]],
  [/thin|reced|稀/i, ["noHair2", "noHair3"]],
  [/buzz|crew|寸|平头|板寸/i, ["short2", "short1"]],
  [/curl|卷|wavy|波浪/i, ["short4", "shaved2"]],
  [/quiff|pomp|slick|背头|油头/i, ["pomp", "short4"]],
  [/mess|tousled|spik|乱|碎/i, ["short5", "shaved3"]],
  [/side|part|comb|neat|分头|偏分/i, ["grayShort", "short4"]],
  [/long|长/i, ["shaved1", "medium1"]],
  [/short|短|crop/i, ["short5", "grayShort", "short4"]],
];

/** The meaning of the first words that occur in the text. */
export function find<T>(list: Words<T>, text: string): T | undefined {
  return list.find(([pattern]) => pattern.test(text))?.[1];
}
