import type { Severity } from "../../story/index.ts";

/** The classes of the rule pack; each has its file of data under `rules/`. */
export const ruleClasses = ["gifts", "numbers", "colours", "words", "acts", "food", "things", "calendar", "kinship", "region", "ethnic", "national", "minors", "abroad"] as const;
export type RuleClass = (typeof ruleClasses)[number];

/** Where a rule looks: spoken lines, what is seen to happen, things in the scene, what people wear. */
export type StatementKind = "line" | "action" | "prop" | "wardrobe";

/**
 * One rule, as data. Patterns are regular expressions (flags `iu`) on folded text: simplified characters, half-width
 * letters, no spaces between Chinese characters, one clause at a time.
 */
export interface Rule {
  readonly id: string;
  readonly class: RuleClass;
  readonly severity: Exclude<Severity, "pass">;
  readonly in: readonly StatementKind[];
  /** One of these must be in the clause. */
  readonly match: readonly string[];
  /** What only looks or sounds like it; taken out before matching. Names of characters always are. */
  readonly unless?: readonly string[];
  /** What else must be in the clause. */
  readonly context?: ContextName;
  /** A kind of number the clause must hold as a gift of money; then `match` is not asked. */
  readonly amount?: "four" | "odd" | "fool";
  /** First and last day of the Chinese calendar, e.g. `01-01` to `01-05`. Without a lunar date on the scene the rule is silent. */
  readonly days?: readonly [string, string];
  /** Who must take part: someone who keeps Muslim food rules; a child who does it. */
  readonly who?: "muslim" | "child";
  /** Said later in the line or in the next two lines, these make it good again. */
  readonly rescue?: readonly string[];
  /** Whether "don't" before it silences the rule. Default: yes. */
  readonly evenDenied?: true;
  readonly regions?: readonly string[];
  readonly markets?: readonly string[];
  /** One sentence a producer understands: what is wrong with it. */
  readonly why: string;
  /** What would be fine. */
  readonly instead: string;
}

/** Words that give a clause its meaning, shared by rules. */
export type ContextName = "given";
export interface ContextWords { readonly match: readonly string[]; readonly unless: readonly string[] }

export function pattern(parts: readonly string[]): RegExp {
  return new RegExp(parts.map((part) => `(?:${part})`).join("|"), "giu");
}
