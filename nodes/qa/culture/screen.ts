import type { Character, Finding, Scene } from "../../story/index.ts";
import { openAlmanac } from "./almanac.ts";
import { calendarFindings } from "./calendar.ts";
import { openFold } from "./fold.ts";
import { kinshipFindings } from "./kinship.ts";
import { compileRule, type CompiledRule } from "./matcher.ts";
import { type Rule, ruleClasses } from "./rule.ts";
import { rules as builtIn } from "./rules/index.ts";
import { People, type Statement, statementsOf, whereOf } from "./statements.ts";

export interface ScreenOptions {
  /** The Gregorian year in which the story's Spring Festival lies. */
  readonly year: number;
  /** `north`, `south`, `canton`, `hong-kong`, or `any`. */
  readonly region: string;
  /** `cn` or `abroad`. */
  readonly market: string;
  /** Other rules than the built-in ones. */
  readonly rules?: readonly Rule[];
}

/**
 * Reads scenes against the rules. Knows nothing of nodes, waivers or models: whatever judges next to the rules gives
 * findings of the same shape.
 * @returns what was found, in the order of the story; nothing when all is well
 */
export async function screen(scenes: readonly Scene[], characters: readonly Character[], options: ScreenOptions): Promise<Finding[]> {
  const fold = await openFold();
  const almanac = await openAlmanac(options.year);
  const rules = (options.rules ?? builtIn).map(compileRule);
  const people = new People(characters);
  const names = people.names(fold);
  const findings = scenes.flatMap((scene) => {
    const statements = statementsOf(scene, fold);
    const setting = { people, names, region: options.region, market: options.market, scene: statements };
    return [
      ...statements.flatMap((statement) => rules.filter((rule) => rule.fires(statement, setting)).map((rule) => findingOf(rule, statement))),
      ...calendarFindings(scene, statements, people, almanac),
    ];
  });
  return [...findings, ...kinshipFindings(scenes, characters, fold)];
}

function findingOf({ rule }: CompiledRule, statement: Statement): Finding {
  return { check: `culture/${rule.id}`, severity: rule.severity, message: rule.why, hint: rule.instead, where: whereOf(statement), quote: statement.text };
}

/** One `pass` for every class in which nothing was found: a report shows all that was read. */
export function passes(findings: readonly Finding[], scenes: readonly Scene[]): Finding[] {
  const classOf = new Map<string, string>(builtIn.map((rule) => [`culture/${rule.id}`, rule.class]));
  const found = new Set(findings.map(({ check }) => classOf.get(check) ?? check.replace(/^culture\/(\w+)-.*/, "$1")));
  const lines = scenes.reduce((sum, scene) => sum + scene.lines.length, 0);
  return ruleClasses.filter((name) => !found.has(name)).map((name) => ({
    check: `culture/${name}`, severity: "pass", message: "Nothing found.", measured: `${lines} lines in ${scenes.length} ${scenes.length === 1 ? "scene" : "scenes"} read`,
  }));
}
