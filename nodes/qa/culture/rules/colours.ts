import type { Rule } from "../rule.ts";

const festival = ["12-29", "01-15"] as const;

export const colours: readonly Rule[] = [
  {
    id: "mourning-dress", class: "colours", severity: "warn", in: ["wardrobe"], days: festival,
    match: ["一身(?:素|全)?[白黑]", "全[白黑]", "孝服|麻衣|丧服", "白(?:色的?)?(?:长|连衣|旗)[裙袍衫]", "\\b(?:all|plain) (?:white|black)\\b", "\\bmourning\\b"],
    unless: [".*(?:红|金色|\\bred\\b|\\bgold\\b).*"],
    why: "Someone wears plain white or black at New Year, as for mourning.", instead: "Put some red or gold on it: a scarf, a sweater, a brooch.",
  },
  {
    id: "white-candles", class: "colours", severity: "warn", in: ["line", "action", "prop"], days: festival,
    match: ["白(?:色的?)?蜡烛", "白烛", "\\bwhite candles?\\b"],
    why: "White candles burn at New Year: they are for wakes.", instead: "Red candles or lanterns are fine.",
  },
  {
    id: "mourning-decoration", class: "colours", severity: "block", in: ["action", "prop"], days: festival,
    match: ["花圈", "白(?:色的?)?灯笼", "挽联", "纸钱", "\\bwhite lanterns?\\b", "\\bfuneral wreaths?\\b"],
    why: "A festive set is dressed with things for funerals.", instead: "Red lanterns and red couplets are what is meant.",
  },
];
