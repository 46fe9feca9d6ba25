import { childKey } from "../../runtime/ids.ts";
import type { ItemRun, RunState } from "../state/run-state.ts";

/**
 * A run seen as episodes, scenes and shots. No node type is named here: the board is found by the value types that
 * drama packs share, and by item keys (`e03/s05/p02`). It is made from keys alone, so that it is there before the
 * first result is read; what a scene holds in detail is `sceneDetail`.
 */
export interface Board {
  readonly episodes: readonly BoardEpisode[];
  readonly cast: Cast;
}

export interface BoardEpisode {
  readonly key: string;
  readonly scenes: readonly BoardScene[];
}

export interface BoardScene {
  readonly key: string;
  /** Item keys of its shots and lines, as far as they are known. */
  readonly shots: readonly string[];
  readonly lines: readonly string[];
}

/** One output of one node, by what its values are to the board. */
export interface Maker {
  readonly node: string;
  readonly output: string;
}

/** Which nodes make what. Of several that make the same, the last in the graph's order counts: it has the final say. */
export interface Cast {
  readonly episodes: Maker | undefined;
  readonly shots: Maker | undefined;
  readonly lines: Maker | undefined;
  readonly setting: Maker | undefined;
  readonly characters: Maker | undefined;
  readonly picture: Maker | undefined;
  readonly spoken: Maker | undefined;
  readonly clip: Maker | undefined;
  /** A whole scene's clip. */
  readonly sceneClip: Maker | undefined;
  /** Whether those in a shot look as they should. */
  readonly identity: Maker | undefined;
  readonly timeline: Maker | undefined;
  readonly findings: readonly Maker[];
}

/** Value types of a node type's outputs, with their ranks: `{ shots: "story/shot[]" }`. Undefined for unknown types. */
export type OutputTypes = (type: string) => Readonly<Record<string, string>> | undefined;

const castTypes = {
  episodes: ["story/episode[]", "story/episode"], shots: ["story/shot[]"], lines: ["story/line[]"], setting: ["story/setting", "story/scene"], characters: ["story/character[]"],
  picture: ["story/picture", "image"], spoken: ["story/spoken-line"], timeline: ["story/timeline"],
} as const;

export function boardOf(run: RunState, outputTypes: OutputTypes): Board {
  const cast = castOf(run, outputTypes);
  const scenes = sceneKeys(run, cast);
  const shots = childrenOf(run, cast.picture ?? cast.clip, scenes);
  const lines = childrenOf(run, cast.spoken, scenes);
  const episodes = new Map<string, BoardScene[]>();
  for (const key of scenes) {
    const scene = { key, shots: shots.get(key) ?? [], lines: lines.get(key) ?? [] };
    const episode = parentKey(key);
    const list = episodes.get(episode);
    if (list) list.push(scene);
    else episodes.set(episode, [scene]);
  }
  return { episodes: [...episodes].map(([key, list]) => ({ key, scenes: list })), cast };
}

function castOf(run: RunState, outputTypes: OutputTypes): Cast {
  const makers = Object.entries(run.types).flatMap(([node, type]) => Object.entries(outputTypes(type) ?? {}).map(([output, valueType]) => ({ node, output, valueType })));
  const last = (types: readonly string[], fits: (maker: Maker) => boolean = () => true): Maker | undefined => {
    for (const type of types) {
      const found = makers.findLast((maker) => maker.valueType === type && fits(maker));
      if (found) return { node: found.node, output: found.output };
    }
    return undefined;
  };
  const shots = last(castTypes.shots);
  const below = shots && depthOf(run, shots.node) + 1;
  return {
    shots, episodes: last(castTypes.episodes), lines: last(castTypes.lines), characters: last(castTypes.characters), setting: last(castTypes.setting), spoken: last(castTypes.spoken), timeline: last(castTypes.timeline),
    // An image of something else, a character say, hangs on other keys than those of shots.
    picture: last(castTypes.picture, ({ node }) => below === undefined || depthOf(run, node) === below),
    clip: last(["story/clip", "video"], ({ node }) => below !== undefined && depthOf(run, node) === below),
    sceneClip: last(["story/clip", "video"], ({ node }) => below !== undefined && depthOf(run, node) === below - 1),
    identity: last(["story/identity-verdict"], ({ node }) => below === undefined || depthOf(run, node) === below),
    findings: makers.filter(({ valueType }) => valueType === "story/finding[]").map(({ node, output }) => ({ node, output })),
  };
}

/** Parts of the keys of a node's items; of those it has so far. */
function depthOf(run: RunState, node: string): number {
  const first = run.nodes.get(node)?.items.keys().next().value;
  return first === undefined ? -1 : first === "" ? 0 : first.split("/").length;
}

function sceneKeys(run: RunState, { shots, lines, picture }: Cast): string[] {
  const maker = shots ?? lines;
  if (maker) return [...run.nodes.get(maker.node)?.items.keys() ?? []];
  // A graph that draws without scenes: pictures side by side, under whatever they hang on.
  return picture ? [...new Set([...run.nodes.get(picture.node)?.items.keys() ?? []].map(parentKey))] : [];
}

/** The item keys of a node, by the scene they lie in. */
function childrenOf(run: RunState, maker: Maker | undefined, scenes: readonly string[]): Map<string, string[]> {
  const known = new Set(scenes);
  const children = new Map<string, string[]>();
  for (const key of maker ? run.nodes.get(maker.node)?.items.keys() ?? [] : []) {
    const scene = parentKey(key);
    if (key === scene || !known.has(scene)) continue;
    const list = children.get(scene);
    if (list) list.push(key);
    else children.set(scene, [key]);
  }
  return children;
}

/** `e03/s05` for `e03/s05/p02`; the empty key for a key of one part. */
export function parentKey(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf("/")));
}

/** A shot as written, as far as the board shows it. */
export interface ShotText {
  readonly id: string;
  readonly size?: string;
  readonly move?: string;
  readonly description?: string;
  readonly characters?: readonly string[];
  readonly lines?: readonly string[];
  readonly durationMs?: number;
}

export interface LineText {
  readonly id: string;
  readonly speaker?: string;
  readonly text?: string;
  readonly emotion?: string;
}

export interface SceneText {
  readonly location?: string;
  readonly timeOfDay?: string;
  readonly title?: string;
}

export interface SceneDetail {
  readonly setting: SceneText | undefined;
  readonly shots: readonly { readonly key: string; readonly text: ShotText | undefined; readonly lines: readonly LineDetail[] }[];
  /** Lines that no shot covers. */
  readonly loose: readonly LineDetail[];
}

export interface LineDetail {
  readonly key: string;
  readonly text: LineText | undefined;
  /** The speaker's name; their id where the name is not known. */
  readonly name: string;
}

/** @param outputsOf the outputs of an item whole; undefined while they are not known */
export function sceneDetail(scene: BoardScene, cast: Cast, valueAt: (maker: Maker | undefined, item: string) => unknown): SceneDetail {
  const shots = records<ShotText>(valueAt(cast.shots, scene.key));
  const lines = records<LineText>(valueAt(cast.lines, scene.key));
  const settings = valueAt(cast.setting, scene.key);
  const names = new Map(records<{ readonly id: string; readonly name?: string }>(valueAt(cast.characters, parentKey(scene.key))).map(({ id, name }) => [id, name ?? id]));
  const shotKeys = union(scene.shots, shots.map(({ id }) => childKey(scene.key, id)));
  const lineDetails = union(scene.lines, lines.map(({ id }) => childKey(scene.key, id))).map((key) => {
    const line = lines.find(({ id }) => childKey(scene.key, id) === key);
    return { key, text: line, name: names.get(line?.speaker ?? "") ?? line?.speaker ?? "" };
  });
  const covered = new Set(shots.flatMap((shot) => shot.lines ?? []));
  return {
    setting: typeof settings === "object" && settings !== null ? settings as SceneText : undefined,
    shots: shotKeys.map((key) => {
      const text = shots.find(({ id }) => childKey(scene.key, id) === key);
      return { key, text, lines: lineDetails.filter(({ text: line }) => line !== undefined && text?.lines?.includes(line.id)) };
    }),
    loose: lineDetails.filter(({ text }) => text === undefined || !covered.has(text.id)),
  };
}

function records<T extends { readonly id: string }>(value: unknown): T[] {
  return Array.isArray(value) ? value.filter((one): one is T => typeof (one as { id?: unknown } | null)?.id === "string") : [];
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}

/** Every item with exactly that key: what was made for a shot or a line, in the order of the graph. */
export function madeFor(run: RunState, key: string): { readonly node: string; readonly item: ItemRun }[] {
  return Object.keys(run.types).flatMap((node) => {
    const item = run.nodes.get(node)?.items.get(key);
    return item ? [{ node, item }] : [];
  });
}
