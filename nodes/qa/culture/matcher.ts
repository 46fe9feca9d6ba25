import { amountIs, giftAmounts } from "./amount.ts";
import { aboutCustom, contexts, denial, denialAfter, handingOver, namesPresent, wrapped } from "./contexts.ts";
import { pattern, type Rule } from "./rule.ts";
import type { People, Statement } from "./statements.ts";
import { lunarDay } from "./calendar.ts";

/** What a rule is asked with beside the statement. */
export interface Setting {
  readonly people: People;
  readonly names: readonly string[];
  readonly region: string;
  readonly market: string;
  /** All statements of the scene, in order. */
  readonly scene: readonly Statement[];
}

/** A rule with its patterns compiled once. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly fires: (statement: Statement, setting: Setting) => boolean;
}

export function compileRule(rule: Rule): CompiledRule {
  const match = pattern(rule.match);
  const unless = rule.unless && pattern(rule.unless);
  const context = rule.context && { match: pattern(contexts[rule.context].match), unless: pattern(contexts[rule.context].unless) };
  const clauseFires = (clause: string, names: readonly string[]): boolean => {
    if (rule.amount) return giftAmounts(clause).some(amountIs[rule.amount]) && !isDenied(clause, clause.search(/\d|[零〇一二两三四五六七八九十百千万]/u));
    const bare = blank(names.reduce((text, name) => text.replaceAll(name, hole(name)), clause), unless);
    const thing = bare.search(match);
    if (thing < 0) return false;
    const denied = (text: string, at: number) => !rule.evenDenied && isDenied(text, at);
    if (!context) return !denied(bare, thing);
    const meaning = blank(bare, context.unless);
    const given = meaning.search(context.match);
    return given >= 0 && !denied(bare, thing) && !denied(bare, given);
  };
  return {
    rule,
    fires(statement, setting) {
      if (!rule.in.includes(statement.kind) || !inTime(rule, statement) || !inPlace(rule, setting)) return false;
      if (statement.kind === "line" && aboutCustom.test(statement.clauses.join(" "))) return false;
      const found = statement.kind === "prop" && context
        ? isHandedOver(statement, setting) && statement.clauses.some((clause) => blank(clause, unless).search(match) >= 0)
        : clausesToRead(statement, rule).some((clause) => clauseFires(clause, setting.names) && byWhom(rule, statement, clause, setting));
      return found && !isRescued(rule, statement, setting);
    },
  };
}

/** A present that is named in the clause after the one that speaks of it is read together with it. */
function clausesToRead({ clauses }: Statement, { context }: Rule): string[] {
  return clauses.map((clause, index) => {
    const before = clauses[index - 1];
    return context === "given" && before && namesPresent.test(clause) && before.search(pattern(handingOver)) >= 0 ? `${before} ${clause}` : clause;
  });
}

/** Keeps positions: what is taken out leaves as many signs behind as it had. */
const hole = (text: string) => "□".repeat(text.length);
const blank = (text: string, what: RegExp | undefined) => what ? text.replace(what, hole) : text;

function isDenied(clause: string, at: number): boolean {
  return denial.test(clause.slice(0, at)) || denialAfter.test(clause.slice(at + 1));
}

function inTime({ days }: Rule, { scene }: Statement): boolean {
  if (!days) return true;
  const day = lunarDay(scene.lunarDate);
  const [first, last] = days.map((text) => lunarDay(text)!) as [number, number];
  return day !== undefined && (first <= last ? day >= first && day <= last : day >= first || day <= last);
}

function inPlace({ regions, markets }: Rule, setting: Setting): boolean {
  return (!regions || regions.includes(setting.region)) && (!markets || markets.includes(setting.market));
}

function byWhom({ who }: Rule, statement: Statement, clause: string, { people }: Setting): boolean {
  if (who === "muslim") return [...statement.who, ...statement.scene.characters].some((id) => people.keepsMuslimFood(id));
  if (who === "child") {
    const children = [...new Set([...statement.who, ...statement.scene.characters])].filter((id) => people.isChild(id));
    if (statement.kind === "line") return people.isChild(statement.line?.speaker ?? "") && /我|咱|俺|\bI\b|\bme\b|\bI'm\b/u.test(clause);
    if (statement.kind === "prop") return people.isChild(statement.holder ?? "");
    const alone = statement.who.length > 0 && statement.who.every((id) => people.isChild(id));
    return alone || children.some((id) => [people.find(id)!.name, ...people.find(id)!.aliases ?? []].some((name) => clause.toLowerCase().includes(name.toLowerCase())));
  }
  return true;
}

/** A prop is given when somebody has it in hand and it is wrapped, or a line or an action hands it over without naming it. */
function isHandedOver({ holder, state }: Statement, { scene }: Setting): boolean {
  if (!holder) return false;
  if (state && pattern(wrapped).test(state)) return true;
  return scene.some((other) => (other.kind === "line" || other.kind === "action")
    && other.who.includes(holder) && other.clauses.some((clause) => {
      const at = clause.search(pattern(handingOver));
      return at >= 0 && !isDenied(clause, at);
    }));
}

/** An answer within the line, or in the two lines after it, turns bad luck into good. */
function isRescued({ rescue }: Rule, { at, scene: { id } }: Statement, { scene }: Setting): boolean {
  if (!rescue) return false;
  const words = pattern(rescue);
  return scene.some((other) => other.kind === "line" && other.scene.id === id && other.at >= at && other.at <= at + 2
    && other.clauses.some((clause) => clause.search(words) >= 0));
}
