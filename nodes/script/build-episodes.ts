import type { Character, Episode, Finding, Scene } from "../story/index.ts";
import type { Block } from "./blocks.ts";
import { buildScene } from "./build-scene.ts";
import { characterBook } from "./character-book.ts";
import { type EpisodeGroup, groupBlocks, type SceneGroup } from "./screenplay-groups.ts";

export interface BuildOptions {
  readonly language: string;
  /** The id of the episode when the text names none: `e01`. */
  readonly episode: string;
}

/** Makes episodes of blocks. What could not be placed, or only by a guess, is told as findings with the line it is on. */
export async function buildEpisodes(blocks: readonly Block[], options: BuildOptions): Promise<{ episodes: Episode[]; findings: Finding[] }> {
  const groups = groupBlocks(blocks);
  const book = await characterBook(blocks, options.language);
  const findings = blocks.flatMap(readingFinding).concat(groups.stray.flatMap(strayFinding));
  const episodes = groups.episodes.map((group): Episode => {
    const id = group.index === undefined ? options.episode : `e${String(group.index).padStart(2, "0")}`;
    const ids = sceneIds(group, id, findings);
    const scenes = group.scenes.map((scene, at) => {
      const built = buildScene(scene, { id: ids[at] as string, language: options.language, book });
      findings.push(...headingFindings(scene, id, built));
      return built;
    });
    return {
      id, index: group.index ?? (Number(/\d+/.exec(options.episode)?.[0] ?? 1) || 1),
      title: group.title || groups.title || id, logline: scenes[0]?.summary ?? "", language: options.language,
      characters: castOf(scenes, book.all), plan: [], scenes, source: "screenplay",
    };
  });
  findings.sort((a, b) => (a.where?.sourceLine ?? 0) - (b.where?.sourceLine ?? 0));
  return { episodes, findings };
}

/** Numbers of headings become ids, so that a scene put in between renames no other; doubled numbers are counted on. */
function sceneIds(group: EpisodeGroup, episode: string, findings: Finding[]): string[] {
  const wanted = group.scenes.map(({ heading }) => heading.number);
  const taken = new Set(wanted.filter((number) => number !== undefined));
  const used = new Set<number>();
  let free = 0;
  return group.scenes.map(({ line }, at) => {
    let number = wanted[at];
    if (number !== undefined && used.has(number)) {
      findings.push(finding("guess", line, `Scene ${number} of episode ${episode} is numbered twice.`, "Give each scene a number of its own.", String(number)));
      number = undefined;
    }
    if (number === undefined) {
      do free++; while (taken.has(free) || used.has(free));
      number = free;
    }
    free = number;
    used.add(number);
    return `s${String(number).padStart(2, "0")}`;
  });
}

function castOf(scenes: readonly Scene[], all: readonly Character[]): Character[] {
  const ids = new Set(scenes.flatMap((scene) => [...scene.characters, ...scene.lines.map((line) => line.speaker)]));
  return all.filter((character) => ids.has(character.id));
}

function readingFinding(block: Block): Finding[] {
  if (block.kind !== "unplaced" && block.kind !== "doubt") return [];
  return [finding(block.kind === "doubt" ? "guess" : "unplaced", block.line, block.why, block.hint, block.text)];
}

function strayFinding(block: Block): Finding[] {
  if (block.kind === "unplaced" || block.kind === "doubt" || block.kind === "profile" || block.kind === "title" || block.kind === "episode" || block.kind === "summary") return [];
  // An opening fade is what every script begins with; the first frame of an episode is its beginning all the same.
  if (block.kind === "transition") return [{ ...finding("unplaced", block.line, "A transition before the first scene has no shot to end.", "Leave it out."), severity: "info" }];
  return [finding("unplaced", block.line, "The line stands before the first scene.", "Begin a scene with a heading such as INT. KITCHEN - DAY or 1-1 日 内 客厅.", quoteOf(block))];
}

function quoteOf(block: Block): string {
  if (block.kind === "speech") return `${block.speech.name}：${block.speech.text}`;
  if ("text" in block) return block.text;
  return "names" in block ? block.names.join("、") : "";
}

function headingFindings({ heading, line, blocks }: SceneGroup, episode: string, scene: Scene): Finding[] {
  const found: Finding[] = [];
  const where = { episode, scene: scene.id };
  const info = (message: string, hint: string) => found.push({ ...finding("heading", line, message, hint, heading.location), severity: "info", where: { ...where, sourceLine: line } });
  if (heading.timeOfDay === undefined) info("The heading does not say when the scene plays; it was taken as day.", "Add 日, 夜 or DAY, NIGHT to the heading.");
  if (heading.interior === undefined) info(`The heading does not say inside or outside; it was taken as ${scene.interior ? "inside" : "outside"}.`, "Add 内 or 外, INT. or EXT. to the heading.");
  if (!blocks.some((block) => block.kind === "action" || block.kind === "speech" || block.kind === "camera" || block.kind === "caption")) {
    found.push({ ...finding("empty-scene", line, "Nothing happens in this scene; it is one shot of the place.", "Add action or speech, or remove the heading.", heading.location), where: { ...where, sourceLine: line } });
  }
  return found;
}

function finding(check: string, line: number, message: string, hint: string, quote?: string): Finding {
  return { check: `screenplay/${check}`, severity: "warn", message, hint, where: { sourceLine: line }, ...(quote && { quote }) };
}
