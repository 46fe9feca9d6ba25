import type { Character, Line, Scene } from "../../story/index.ts";
import { clausesOf, type Fold } from "./fold.ts";
import type { StatementKind } from "./rule.ts";

/** One thing that a scene says or shows, verbatim and folded, with who takes part in it. */
export interface Statement {
  readonly kind: StatementKind;
  readonly scene: Scene;
  /** As written; findings quote it. */
  readonly text: string;
  readonly clauses: readonly string[];
  readonly line?: Line;
  readonly shot?: string;
  /** Ids of those who speak, are spoken to, hold it, wear it, or are in the picture. */
  readonly who: readonly string[];
  /** Where it comes among the scene's lines: what is said from here on can answer it. */
  readonly at: number;
  /** A prop's. */
  readonly holder?: string;
  readonly state?: string;
}

/** Everything in a scene that a rule can look at, in order. */
export function statementsOf(scene: Scene, fold: Fold): Statement[] {
  const make = (kind: StatementKind, text: string, rest: Partial<Statement>): Statement =>
    ({ kind, scene, text, clauses: kind === "wardrobe" ? [fold(text)] : clausesOf(fold(text)), who: [], at: 0, ...rest });
  return [
    make("action", scene.summary, { who: [] }),
    ...scene.shots.map((shot) => make("action", shot.description, {
      shot: shot.id,
      who: shot.characters,
      at: Math.max(0, scene.lines.findIndex((line) => line.id === shot.lines[0])),
    })),
    ...scene.props.map(({ name, state, holder }) => make("prop", state ? `${name} ${state}` : name, {
      ...(holder ? { holder, who: [holder] } : {}), ...(state ? { state: fold(state) } : {}),
    })),
    ...scene.wardrobe.map(({ character, outfit }) => make("wardrobe", outfit, { who: [character] })),
    ...scene.lines.map((line, at) => make("line", line.text, { line, at, who: [line.speaker, ...(line.to ? [line.to] : [])] })),
  ].filter((statement) => statement.text.trim() !== "");
}

/** A statement's place, as findings say it. */
export function whereOf({ scene, line, shot }: Statement): { scene: string; shot?: string; line?: string } {
  return { scene: scene.id, ...(shot ? { shot } : {}), ...(line ? { line: line.id } : {}) };
}

/** Who is who in the story. */
export class People {
  private readonly byId: ReadonlyMap<string, Character>;

  constructor(characters: readonly Character[]) {
    this.byId = new Map(characters.map((character) => [character.id, character]));
  }

  find(id: string): Character | undefined {
    return this.byId.get(id);
  }

  /** Names of two characters or more: they may hold a word that a rule looks for, like 钟 or 白雪. */
  names(fold: Fold): string[] {
    return [...this.byId.values()].flatMap(({ name, aliases = [] }) => [name, ...aliases]).map(fold).filter((name) => name.length > 1);
  }

  isChild(id: string): boolean {
    return (this.find(id)?.age ?? 18) < 18;
  }

  keepsMuslimFood(id: string): boolean {
    return /回族|^回$|维吾尔|哈萨克|东乡|撒拉|柯尔克孜|穆斯林|\b(?:hui|uyghur|uighur|kazakh|muslim|dongxiang|salar)\b/iu.test(this.find(id)?.ethnicity ?? "");
  }
}
