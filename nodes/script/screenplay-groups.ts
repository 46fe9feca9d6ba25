import type { Block, SceneHeading } from "./blocks.ts";

/** The blocks of one scene, without its heading. */
export interface SceneGroup {
  readonly heading: SceneHeading;
  readonly line: number;
  readonly blocks: Block[];
}

/** The scenes of one episode. `index` is undefined where the text names no episode. */
export interface EpisodeGroup {
  readonly index: number | undefined;
  title: string;
  readonly scenes: SceneGroup[];
}

export interface Groups {
  readonly title: string;
  readonly episodes: readonly EpisodeGroup[];
  /** Blocks that stand before the first scene, though they only make sense in one. */
  readonly stray: readonly Block[];
}

/** Sorts blocks into episodes and scenes: by episode headings, and by the first number of headings such as `3-5`. */
export function groupBlocks(blocks: readonly Block[]): Groups {
  let title = "";
  const episodes: EpisodeGroup[] = [];
  const byIndex = new Map<number | undefined, EpisodeGroup>();
  const stray: Block[] = [];
  let current: EpisodeGroup | undefined;
  let scene: SceneGroup | undefined;

  const enter = (index: number | undefined): EpisodeGroup => {
    let group = byIndex.get(index);
    if (!group) {
      group = { index, title: "", scenes: [] };
      byIndex.set(index, group);
      episodes.push(group);
    }
    return group;
  };

  for (const block of blocks) {
    if (block.kind === "title") title ||= block.text;
    else if (block.kind === "episode") {
      current = enter(block.index);
      current.title ||= block.title;
      scene = undefined;
    } else if (block.kind === "scene") {
      if (block.heading.episode !== undefined && block.heading.episode !== current?.index) current = enter(block.heading.episode);
      current ??= enter(undefined);
      scene = { heading: block.heading, line: block.line, blocks: [] };
      current.scenes.push(scene);
    } else if (scene) scene.blocks.push(block);
    else if (block.kind !== "profile") stray.push(block);
  }
  return { title, episodes: episodes.filter((episode) => episode.scenes.length > 0), stray };
}
