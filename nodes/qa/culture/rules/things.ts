import type { Rule } from "../rule.ts";

export const things: readonly Rule[] = [
  {
    id: "thing-fu-gate", class: "things", severity: "info", in: ["line", "action", "prop"],
    match: ["福[^，]{0,6}倒[^，]{0,8}(?:大门|院门|正门|门口)", "(?:大门|院门|正门|门口)[^，]{0,8}倒[^，]{0,4}福", "(?:大门|院门|正门)[^，]{0,8}福[^，]{0,4}倒", "\\bupside[- ]down fu\\b.*\\b(?:gate|front door)\\b"],
    why: "福 hangs upside-down on the main gate: right on vats and inside doors, but contested there.", instead: "Hang it upright on the gate, upside-down on a cupboard or a vat.",
  },
  {
    id: "thing-couplet-white", class: "things", severity: "warn", in: ["action", "prop"],
    match: ["白(?:色的?|纸)?(?:春联|对联)", "\\bwhite couplets?\\b"],
    why: "White couplets hang at the door: they tell of a death in the house.", instead: "Red couplets are what is meant.",
  },
];
