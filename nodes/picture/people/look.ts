import type { Anchor, Setting } from "../../story/index.ts";
import { Dice } from "../dice.ts";

/** What the pen needs to know to draw one person; made from an anchor alone, so it is the same in every shot. */
export interface Look {
  readonly head: string;
  readonly hair: string;
  readonly skin: string;
  readonly eyes: "round" | "almond" | "narrow";
  readonly brows: "thin" | "soft" | "bold";
  readonly nose: "button" | "straight" | "round";
  readonly outfit: Outfit;
  readonly colour: string;
  readonly accent: string;
  readonly bottom: "trousers" | "skirt";
  readonly bottomColour: string;
  readonly build: "slim" | "average" | "sturdy";
  readonly years: "child" | "teen" | "adult" | "elder";
  readonly feminine: boolean;
  readonly glasses?: string;
  readonly beard?: string;
  readonly marks: ReadonlySet<"mole" | "freckles" | "earrings" | "scarf" | "scar" | "dimples" | "wrinkles" | "apron">;
}
export type Outfit = "sweater" | "turtleneck" | "hoodie" | "shirt" | "suit" | "coat" | "puffer" | "tang" | "cardigan" | "qipao" | "tshirt";

/** Words, most particular first; the first that occurs decides. Chinese and English side by side. */
type Words<T> = readonly (readonly [RegExp, T])[];

/** Colours by name: the house palette, so that any description stays within one picture's harmony. */
const colours: Words<string> = [
  [/navy|藏青|藏蓝|深蓝/i, "#2c3f66"], [/burgundy|wine|maroon|酒红|暗红/i, "#7d2a3a"], [/coral|珊瑚/i, "#e5735c"], [/red|crimson|scarlet|红/i, "#c23b2e"],
  [/pink|rose|粉/i, "#e29aa0"], [/orange|rust|橙|橘/i, "#d97a3c"], [/gold|mustard|yellow|黄|金/i, "#dda63a"], [/cream|beige|ivory|米|杏/i, "#e8d7b5"],
  [/olive|khaki|卡其|军绿/i, "#8a8456"], [/mint|jade|青绿|薄荷/i, "#7fae96"], [/teal|turquoise|cyan|青/i, "#2f7b7d"], [/green|绿/i, "#5d8a5f"],
  [/sky|light blue|浅蓝|天蓝/i, "#8fb8d4"], [/denim|牛仔/i, "#4f6d92"], [/blue|蓝/i, "#3f6ea3"],
  [/lavender|lilac/i, "#a894c4"], [/purple|violet|plum|紫/i, "#6d4a7e"], [/camel|tan|caramel|驼/i, "#bd8c5a"], [/brown|chestnut|coffee|棕|褐|咖/i, "#7a4e34"],
  [/charcoal|dark gr[ae]y|深灰/i, "#4a4a55"], [/gr[ae]y|silver|灰|银/i, "#9a9aa2"], [/white|白/i, "#f1ece2"], [/black|黑/i, "#35303c"],
];
const spareColours = ["#c23b2e", "#2f7b7d", "#dda63a", "#3f6ea3", "#5d8a5f", "#6d4a7e", "#d97a3c", "#e8d7b5"];

const hairColours: Words<string> = [
  [/white|snow|白/i, "#e9e6e2"], [/silver|银/i, "#c9c7cc"], [/salt|pepper|gr[ae]y|灰|花白/i, "#a7a4aa"], [/blond|golden|金/i, "#d9ad62"],
  [/red|auburn|ginger|红/i, "#8a4027"], [/light brown|浅棕/i, "#8b6242"], [/dark brown|深棕|深褐/i, "#45302a"], [/brown|chestnut|棕|褐/i, "#6b4630"],
  [/black|dark|黑|乌/i, "#382b38"],
];
const skins: Words<string> = [
  [/deep|ebony|dark|黝黑|黑/i, "#8a5a3c"], [/olive|tan|tanned|bronze|wheat|小麦|古铜/i, "#d6a276"], [/pale|fair|porcelain|白皙|白/i, "#f8dcc6"],
  [/rosy|ruddy|红润/i, "#f2bfa2"], [/warm|light|medium|natural|自然/i, "#f2c8a4"],
];

const outfits: Words<Outfit> = [
  [/tang|mandarin|唐装|中式|盘扣/i, "tang"], [/qipao|cheongsam|旗袍/i, "qipao"], [/hoodie|hooded|卫衣|帽衫/i, "hoodie"], [/puffer|down|padded|羽绒|棉袄|棉衣|棉服/i, "puffer"],
  [/cardigan|开衫/i, "cardigan"], [/turtle|roll.?neck|高领/i, "turtleneck"], [/suit|blazer|西装|西服|tuxedo/i, "suit"], [/coat|trench|overcoat|大衣|风衣|外套|jacket|夹克/i, "coat"],
  [/sweater|jumper|knit|pullover|毛衣|针织/i, "sweater"], [/t-?shirt|tee\b|t恤/i, "tshirt"], [/shirt|blouse|衬衫|衬衣/i, "shirt"], [/dress|gown|裙/i, "qipao"],
];

/** Heads by kind of hair. Those in `tinted` take any colour; the others are drawn in one dark tone with the outline. */
const tinted = new Set(["bangs", "mediumBangs2", "grayBun", "grayMedium", "grayShort", "short4", "noHair3"]);
const womanStyles: Words<readonly string[]> = [
  [/bun|chignon|updo|髻|盘发|发髻|丸子/i, ["grayBun", "bun2"]], [/pony|马尾|扎/i, ["bun2", "bangs"]], [/braid|twin|辫/i, ["mediumBangs3", "buns"]],
  [/curl|perm|卷|wavy|波浪/i, ["longCurly", "mediumBangs2", "medium2"]], [/bob|shoulder|齐肩|中长|medium/i, ["medium1", "bangs", "bangs2", "mediumStraight", "grayMedium"]],
  [/bang|fringe|刘海/i, ["longBangs", "mediumBangs", "bangs2", "bangs"]], [/long|长/i, ["medium3", "long", "longBangs"]], [/short|pixie|短|crop/i, ["medium1", "grayMedium", "bangs"]],
];
const manStyles: Words<readonly string[]> = [
  [/bald|shaven|光头|秃/i, ["noHair3", "noHair1"]], [/thin|reced|稀/i, ["noHair2", "noHair3"]], [/buzz|crew|寸|平头|板寸/i, ["short2", "short1"]],
  [/curl|卷|wavy|波浪/i, ["short4", "shaved2"]], [/quiff|pomp|slick|背头|油头/i, ["pomp", "short4"]], [/mess|tousled|spik|乱|碎/i, ["short5", "shaved3"]],
  [/side|part|comb|neat|分头|偏分/i, ["grayShort", "pomp"]], [/long|长/i, ["shaved1", "medium1"]], [/short|短|crop/i, ["short5", "grayShort", "short2", "short4"]],
];

/** The same anchor always gives the same look; words it does not know are settled by the anchor's hash. */
export function lookOf(anchor: Anchor, outfit?: Setting["wardrobe"][number]): Look {
  const { face, hair, clothing, body, marks } = anchor.attributes;
  const dice = (part: string) => new Dice(anchor.anchor, part);
  const years = yearsOf(anchor, words(body));
  const feminine = anchor.gender === "female" || (anchor.gender !== "male" && dice("gender").next() < 0.5);
  const hairTone = find(hairColours, words({ colour: hair["colour"] ?? hair["color"] ?? "" })) ?? (years === "elder" ? "#a7a4aa" : "#382b38");
  const worn = outfit ? outfit.outfit : `${clothing["top"] ?? ""} ${clothing["outfit"] ?? ""}`;
  const marked = words(marks);
  const glasses = marks["glasses"] !== undefined ? !/^(none|no\b|无)/i.test(marks["glasses"]) : /glasses|spectacle|眼镜|墨镜/i.test(marked);
  const beard = !feminine && years !== "child" ? beardOf(`${marks["beard"] ?? ""} ${face["beard"] ?? ""}`) : undefined;
  const bottom = words({ bottom: clothing["bottom"] ?? "" });

  return {
    head: headOf(words(hair), hairTone, feminine, years, dice("head")),
    hair: hairTone,
    skin: find(skins, face["skin"] ?? body["skin"] ?? "") ?? dice("skin").pick(["#f6d3b3", "#f2c8a4", "#ecbc95"]),
    eyes: find<Look["eyes"]>([[/round|big|large|圆|大眼/i, "round"], [/narrow|single|small|hooded|细|单眼皮|小眼/i, "narrow"], [/almond|杏|凤|double|bright/i, "almond"]], face["eyes"] ?? "") ?? dice("eyes").pick(["round", "almond", "narrow"]),
    brows: find<Look["brows"]>([[/bold|thick|bushy|浓|粗/i, "bold"], [/thin|fine|细|柳叶/i, "thin"], [/soft|arched|light|straight|natural|淡|弯/i, "soft"]], face["brows"] ?? "") ?? (feminine ? "soft" : "bold"),
    nose: find<Look["nose"]>([[/button|small|小/i, "button"], [/straight|high|long|高|直/i, "straight"], [/round|broad|flat|圆|宽|塌/i, "round"]], face["nose"] ?? "") ?? dice("nose").pick(["button", "straight", "round"]),
    outfit: find(outfits, worn) ?? dice("outfit").pick(feminine ? ["sweater", "cardigan", "coat"] : ["sweater", "hoodie", "shirt"]),
    colour: find(colours, (outfit ? outfit.outfit : "") || clothing["colour"] || clothing["color"] || "") ?? find(colours, clothing["colour"] ?? worn) ?? dice("colour").pick(spareColours),
    accent: find(colours, clothing["accent"] ?? "") ?? dice("accent").pick(["#e8d7b5", "#dda63a", "#f1ece2"]),
    bottom: feminine && /skirt|dress|裙/i.test(`${bottom} ${worn}`) ? "skirt" : "trousers",
    bottomColour: find(colours, `${clothing["bottomColour"] ?? ""} ${bottom}`) ?? dice("bottom").pick(["#35303c", "#2c3f66", "#4a4a55", "#7a4e34"]),
    build: find<Look["build"]>([[/slim|slender|thin|lean|petite|苗条|瘦/i, "slim"], [/sturdy|stocky|heavy|broad|plump|stout|胖|壮|丰/i, "sturdy"]], words(body)) ?? "average",
    years,
    feminine,
    ...(glasses ? { glasses: glassesOf(marked, dice("glasses")) } : {}),
    ...(beard ? { beard } : {}),
    marks: marksOf(marked, marks, worn, years),
  };
}

function words(group: Readonly<Record<string, string>>): string {
  return Object.entries(group).map(([, value]) => value).join(" ");
}

function find<T>(list: Words<T>, text: string): T | undefined {
  return list.find(([pattern]) => pattern.test(text))?.[1];
}

function yearsOf(anchor: Anchor, body: string): Look["years"] {
  if (anchor.age !== undefined) return anchor.age < 13 ? "child" : anchor.age < 18 ? "teen" : anchor.age < 58 ? "adult" : "elder";
  return find<Look["years"]>([[/child|boy|girl|kid|儿童|孩/i, "child"], [/teen|少年|少女/i, "teen"], [/elder|old|senior|老/i, "elder"]], body) ?? "adult";
}

function headOf(style: string, tone: string, feminine: boolean, years: Look["years"], dice: Dice): string {
  const light = Number.parseInt(tone.slice(1, 3), 16) > 0x60;
  const usual = feminine
    ? { child: ["buns", "bangs2", "mediumBangs3"], teen: ["bangs", "mediumBangs", "bun2"], adult: ["medium3", "long", "bangs", "medium1", "longBangs"], elder: ["grayBun", "grayMedium"] }
    : { child: ["short5", "short1"], teen: ["short5", "short2"], adult: ["short5", "grayShort", "pomp", "short4"], elder: ["grayShort", "noHair3", "short4"] };
  const heads = find(feminine ? womanStyles : manStyles, style) ?? usual[years];
  // Hair drawn in one tone with the outline would make a grey-haired person's outline grey: take a head that can be tinted.
  const tintable = heads.filter((head) => tinted.has(head));
  const safe = !light ? heads : tintable.length > 0 ? tintable : feminine ? [years === "elder" ? "grayMedium" : "bangs"] : ["grayShort"];
  return dice.pick(safe);
}

function beardOf(text: string): string | undefined {
  return find([[/^\s*(none|no\b|无|clean)/i, undefined], [/goatee|山羊/i, "goatee1"], [/mous?tache|八字|小胡子/i, "moustache9"], [/full|络腮|thick/i, "full4"], [/stubble|beard|胡/i, "chin"]], text);
}

function glassesOf(text: string, dice: Dice): string {
  return find([[/sun|墨镜/i, "sunglasses"], [/round|metal|thin|wire|圆|金/i, "glasses2"], [/black|thick|黑框|粗/i, "glasses3"], [/square|rect|方/i, "glasses"]], text) ?? dice.pick(["glasses2", "glasses5", "glasses"]);
}

function marksOf(text: string, marks: Readonly<Record<string, string>>, worn: string, years: Look["years"]): Look["marks"] {
  const found = new Set<"mole" | "freckles" | "earrings" | "scarf" | "scar" | "dimples" | "wrinkles" | "apron">();
  if (/mole|beauty spot|痣/i.test(text)) found.add("mole");
  if (/freckle|雀斑/i.test(text)) found.add("freckles");
  if (/earring|耳环|耳钉|耳坠/i.test(text)) found.add("earrings");
  if (/scarf|围巾/i.test(`${text} ${worn}`)) found.add("scarf");
  if (/\bscar\b|疤/i.test(text)) found.add("scar");
  if (/dimple|酒窝/i.test(text)) found.add("dimples");
  if (/apron|围裙/i.test(`${text} ${worn}`)) found.add("apron");
  if (years === "elder" || /wrinkle|皱纹/i.test(marks["wrinkles"] ?? text)) found.add("wrinkles");
  return found;
}
