import type { Anchor, Setting } from "../../story/index.ts";
import { Dice } from "../dice.ts";
import { colours, find, hairColours, manStyles, outfits, skins, spareColours, tinted, womanStyles } from "./lexicon.ts";

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
    eyes:
      find<Look["eyes"]>(
        [
          [/round|big|large|圆|大眼/i, "round"],
          [/narrow|single|small|hooded|细|单眼皮|小眼/i, "narrow"],
          [/almond|杏|凤|double|bright/i, "almond"],
        ],
        face["eyes"] ?? "",
      ) ?? dice("eyes").pick(["round", "almond", "narrow"]),
    brows:
      find<Look["brows"]>(
        [
          [/bold|thick|bushy|浓|粗/i, "bold"],
          [/thin|fine|细|柳叶/i, "thin"],
          [/soft|arched|light|straight|natural|淡|弯/i, "soft"],
        ],
        face["brows"] ?? "",
      ) ?? (feminine ? "soft" : "bold"),
    nose:
      find<Look["nose"]>(
        [
          [/button|small|小/i, "button"],
          [/straight|high|long|高|直/i, "straight"],
          [/round|broad|flat|圆|宽|塌/i, "round"],
        ],
        face["nose"] ?? "",
      ) ?? dice("nose").pick(["button", "straight", "round"]),
    outfit: find(outfits, worn) ?? dice("outfit").pick(feminine ? ["sweater", "cardigan", "coat"] : ["sweater", "hoodie", "shirt"]),
    colour:
      find(colours, (outfit ? outfit.outfit : "") || clothing["colour"] || clothing["color"] || "") ??
      find(colours, clothing["colour"] ?? worn) ??
      dice("colour").pick(spareColours),
    accent: find(colours, clothing["accent"] ?? "") ?? dice("accent").pick(["#e8d7b5", "#dda63a", "#f1ece2"]),
    bottom: feminine && /skirt|dress|裙/i.test(`${bottom} ${worn}`) ? "skirt" : "trousers",
    bottomColour: find(colours, `${clothing["bottomColour"] ?? ""} ${bottom}`) ?? dice("bottom").pick(["#35303c", "#2c3f66", "#4a4a55", "#7a4e34"]),
    build:
      find<Look["build"]>(
        [
          [/slim|slender|thin|lean|petite|苗条|瘦/i, "slim"],
          [/sturdy|stocky|heavy|broad|plump|stout|胖|壮|丰/i, "sturdy"],
        ],
        words(body),
      ) ?? "average",
    years,
    feminine,
    ...(glasses ? { glasses: glassesOf(marked, dice("glasses")) } : {}),
    ...(beard ? { beard } : {}),
    marks: marksOf(marked, marks, worn, years),
  };
}

function words(group: Readonly<Record<string, string>>): string {
  return Object.entries(group)
    .map(([, value]) => value)
    .join(" ");
}

function yearsOf(anchor: Anchor, body: string): Look["years"] {
  if (anchor.age !== undefined) return anchor.age < 13 ? "child" : anchor.age < 18 ? "teen" : anchor.age < 58 ? "adult" : "elder";
  return (
    find<Look["years"]>(
      [
        [/child|boy|girl|kid|儿童|孩/i, "child"],
        [/teen|少年|少女/i, "teen"],
        [/elder|old|senior|老/i, "elder"],
      ],
      body,
    ) ?? "adult"
  );
}

function headOf(style: string, tone: string, feminine: boolean, years: Look["years"], dice: Dice): string {
  const light = Number.parseInt(tone.slice(1, 3), 16) > 0x60;
  const usual = feminine
    ? {
        child: ["buns", "bangs2", "mediumBangs3"],
        teen: ["bangs", "mediumBangs", "bun2"],
        adult: ["medium3", "long", "bangs", "medium1", "longBangs"],
        elder: ["grayBun", "grayMedium"],
      }
    : { child: ["short5", "short1"], teen: ["short5", "short2"], adult: ["short5", "grayShort", "pomp", "short4"], elder: ["grayShort", "noHair3", "short4"] };
  const heads = find(feminine ? womanStyles : manStyles, style) ?? usual[years];
  // Hair drawn in one tone with the outline would make a grey-haired person's outline grey: take a head that can be tinted.
  const tintable = heads.filter((head) => tinted.has(head));
  const safe = !light ? heads : tintable.length > 0 ? tintable : feminine ? [years === "elder" ? "grayMedium" : "bangs"] : ["grayShort"];
  return dice.pick(safe);
}

function beardOf(text: string): string | undefined {
  return find(
    [
      [/^\s*(none|no\b|无|clean)/i, undefined],
      [/goatee|山羊/i, "goatee1"],
      [/mous?tache|八字|小胡子/i, "moustache9"],
      [/full|络腮|thick/i, "full4"],
      [/stubble|beard|胡/i, "chin"],
    ],
    text,
  );
}

function glassesOf(text: string, dice: Dice): string {
  return (
    find(
      [
        [/sun|墨镜/i, "sunglasses"],
        [/round|metal|thin|wire|圆|金/i, "glasses2"],
        [/black|thick|黑框|粗/i, "glasses3"],
        [/square|rect|方/i, "glasses"],
      ],
      text,
    ) ?? dice.pick(["glasses2", "glasses5", "glasses"])
  );
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
