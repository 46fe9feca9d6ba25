import type { Rule } from "../rule.ts";

/** Suggestions for a region that the producer names; silent without one. */
export const region: readonly Rule[] = [
  { id: "region-dumplings", class: "region", severity: "info", in: ["line", "action"], regions: ["south", "canton"], days: ["12-29", "01-01"], match: ["饺子", "水饺", "\\bdumplings\\b"], why: "Dumplings at New Year are a northern custom.", instead: "In the south 汤圆 or 年糕 is more at home." },
  { id: "region-tangyuan", class: "region", severity: "info", in: ["line", "action"], regions: ["north"], days: ["12-29", "01-01"], match: ["汤圆", "\\btangyuan\\b"], why: "汤圆 on New Year's Eve are a southern custom.", instead: "In the north dumplings are more at home; 元宵 come on the fifteenth." },
  { id: "region-lai-see", class: "region", severity: "info", in: ["line"], regions: ["canton", "hong-kong"], match: ["红包"], why: "In Cantonese families the red envelope is called 利是.", instead: "Say 利是." },
];

/** Wording for viewers outside China. */
export const abroad: readonly Rule[] = [
  { id: "abroad-new-year", class: "abroad", severity: "info", in: ["line", "action"], markets: ["abroad"], match: ["\\bChinese New Year\\b"], why: "Some viewers abroad keep the same festival under another name.", instead: "\"Lunar New Year\" or \"Spring Festival\" includes them; follow the market's usage." },
  { id: "abroad-red-ink", class: "abroad", severity: "warn", in: ["line", "action"], markets: ["abroad", "cn"], match: ["红(?:笔|墨水?)[^，]{0,6}(?:写|签)[^，]{0,8}名", "(?:名字?)[^，]{0,6}红(?:笔|墨)", "\\bnames? (?:written )?in red ink\\b"], why: "A name is written in red ink: so are those of the dead.", instead: "Black or gold ink is fine." },
];
