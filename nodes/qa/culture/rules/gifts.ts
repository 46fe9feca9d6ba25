import type { Rule } from "../rule.ts";

const gift = { class: "gifts", severity: "warn", in: ["line", "action", "prop"], context: "given" } as const;

/** Presents whose name or use says something else. They count only when given. */
export const gifts: readonly Rule[] = [
  {
    ...gift, id: "gift-clock", severity: "block",
    match: ["钟", "\\bclocks?\\b"],
    unless: [
      "钟(?:先生|小姐|女士|太太|老师|医生|大夫|教授|经理|总|叔|伯|婶|姨|哥|姐|家|馗|山|楼|鼓|声|头|情|爱|意|点|灵|离)",
      "(?:分|秒|点|刻|几)钟", "姓钟", "(?<![个座台])[老小]钟", "敲钟", "警钟", "撞钟", "洪钟", "\\b(?:o'clock|around the clock|clock in|clock out|clock tower)\\b",
    ],
    why: "A clock is given: 送钟 sounds like 送终, to see someone off to the grave.",
    instead: "A wrist watch (手表), tea or fruit is fine.",
  },
  {
    ...gift, id: "gift-pear", match: ["梨", "\\bpears?\\b"], unless: ["梨(?:花|园|涡|形|膏|木)", "凤梨", "鸭梨山大"],
    why: "Pears are given: 梨 sounds like 离, to part.", instead: "Apples (平安) or oranges (吉) are fine.",
  },
  {
    ...gift, id: "gift-umbrella", match: ["伞", "\\bumbrellas?\\b"], unless: ["降落伞", "保护伞", "伞兵", "伞下", "撑(?:着|起|开)?伞", "打(?:着|起)?伞"],
    why: "An umbrella is given: 伞 sounds like 散, to break up.", instead: "A scarf is fine; lending an umbrella in the rain is too, when it reads as lending.",
  },
  {
    ...gift, id: "gift-shoes", match: ["鞋", "\\bshoes\\b"], unless: ["虎头鞋", "鞋带", "鞋柜", "擦鞋", "换鞋", "脱鞋"],
    why: "Shoes are given: 鞋 sounds like 邪, evil, and shoes walk away.", instead: "Socks, a coat, or 虎头鞋 for a baby are fine.",
  },
  {
    ...gift, id: "gift-blade", match: ["剪刀|菜刀|刀具|水果刀|匕首|宝刀|一把刀", "\\b(?:knife|knives|scissors)\\b"],
    why: "A blade is given: it cuts the bond between the two.", instead: "A set of bowls or a pan is fine.",
  },
  {
    ...gift, id: "gift-mirror", match: ["镜子|梳妆镜|化妆镜|铜镜", "\\bmirrors?\\b"],
    why: "A mirror is given: it breaks easily and is said to draw ghosts.", instead: "A comb set or a framed photograph is fine.",
  },
  {
    ...gift, id: "gift-handkerchief", match: ["手帕|手绢|毛巾", "\\b(?:handkerchiefs?|towels?)\\b"],
    why: "A handkerchief or towel is given: it is what is handed out at funerals and at farewells.", instead: "A silk scarf is fine.",
  },
  {
    ...gift, id: "gift-funeral-flowers", match: ["菊花", "白(?:色的?)?(?:花|玫瑰|百合)", "\\b(?:chrysanthemums?|white flowers)\\b"], unless: ["菊花茶", "菊花酒"],
    why: "Chrysanthemums or white flowers are given: they are for graves.", instead: "Red or pink flowers, or a potted kumquat, are fine.",
  },
  {
    ...gift, id: "gift-book", severity: "info", match: ["(?:本|套|部|册)(?:\\p{Script=Han}{0,3})?书", "送书", "书籍"], unless: ["(?:证|聘|婚|情|遗|通知|文|秘)书"],
    why: "A book is given: 书 sounds like 输, to lose; some families mind before games and business.", instead: "Keep it when the family reads; else tea or sweets.",
  },
  {
    ...gift, id: "gift-white-envelope", severity: "block", context: "given", match: ["白包", "白(?:色的?)?信封", "\\bwhite envelopes?\\b"],
    why: "Money is given in a white envelope: that is for funerals.", instead: "A red envelope is what is meant.",
  },
];
