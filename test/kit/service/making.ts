import { Audio, defineNode, definePack, Image, image, port, speech, Type, Video, video } from "../../../runtime/contract/index.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { Scene } from "../../../nodes/story/index.ts";

/** Every kind of paid call but chat, with nothing around it: for productions whose calls count, not their looks. */
const size = { width: 96, height: 160 };

const say = defineNode({
  type: "making/say", version: 1, title: "Say", summary: "Speaks all of a scene.",
  inputs: { scene: port.value(Scene) }, outputs: { audio: port.value(Audio) },
  uses: [speech],
  async run({ inputs: { scene }, context }) {
    const text = scene.lines.map((line) => line.text).join("");
    const { media, bytes } = await (await context.use(speech)).speak({ text, language: "zh-CN", voice: "nova", speed: 1, pitch: 0, emotion: "neutral" });
    return { audio: await context.write(media, bytes) };
  },
});

const paint = defineNode({
  type: "making/paint", version: 1, title: "Paint", summary: "Paints a scene.",
  inputs: { scene: port.value(Scene) }, outputs: { picture: port.value(Image) },
  uses: [image],
  async run({ inputs: { scene }, context }) {
    const { media, bytes } = await (await context.use(image)).generate({ ...size, prompt: `${scene.location}, ${scene.title}` });
    return { picture: await context.write(media, bytes) };
  },
});

const poster = defineNode({
  type: "making/poster", version: 1, title: "Poster", summary: "One picture after all of an episode's.",
  inputs: { pictures: port.value(Type.Array(Image)) }, outputs: { picture: port.value(Image) },
  uses: [image],
  async run({ inputs: { pictures }, context }) {
    const references = await Promise.all(pictures.map(async (picture, at) => ({ of: `scene ${at + 1}`, media: picture.media, data: await context.read(picture) })));
    const { media, bytes } = await (await context.use(image)).generate({ ...size, prompt: "A poster of all of them", references });
    return { picture: await context.write(media, bytes) };
  },
});

const film = defineNode({
  type: "making/film", version: 1, title: "Film", summary: "A short film that begins with a picture.",
  inputs: { picture: port.value(Image) }, outputs: { film: port.value(Video) },
  uses: [video],
  async run({ inputs: { picture }, context }) {
    const firstFrame = { media: picture.media, data: await context.read(picture) };
    const { media, bytes } = await (await context.use(video)).generate({ ...size, prompt: `It begins to snow ${picture.artifact.slice(0, 8)}`, seconds: 2, firstFrame });
    return { film: await context.write(media, bytes) };
  },
});

export const makingPack = definePack({ name: "making", title: "Making", version: "1.0.0", contract: 1, nodes: [say, paint, poster, film] });

/**
 * A season: a story, its episodes and scenes by chat; each scene spoken and painted; each episode with a poster and a film.
 * With twelve episodes of three scenes: 51 chats, 36 recordings, 48 pictures, 12 films.
 */
export function season(episodes = 12, theme = "程序员春节回家，与青梅竹马重逢"): GraphDocument {
  return {
    format: "reelwright/graph@1", name: "season",
    nodes: {
      arc: { type: "script/arc", version: 1, inputs: { episodes, theme, language: "zh-CN" } },
      episode: { type: "script/episode", version: 1, inputs: {} },
      dialogue: { type: "script/dialogue", version: 1, inputs: {} },
      say: { type: "making/say", version: 1, inputs: {} },
      paint: { type: "making/paint", version: 1, inputs: {} },
      poster: { type: "making/poster", version: 1, inputs: {} },
      film: { type: "making/film", version: 1, inputs: {} },
    },
    edges: [
      { from: "arc.arc", to: "episode.arc" }, { from: "arc.outlines", to: "episode.outline" },
      { from: "arc.arc", to: "dialogue.arc" }, { from: "episode.episode", to: "dialogue.episode" }, { from: "episode.briefs", to: "dialogue.brief" },
      { from: "dialogue.scene", to: "say.scene" }, { from: "dialogue.scene", to: "paint.scene" },
      { from: "paint.picture", to: "poster.pictures" }, { from: "poster.picture", to: "film.picture" },
    ],
    outputs: { scenes: { from: "dialogue.scene" }, audio: { from: "say.audio" }, films: { from: "film.film" } },
  };
}

/** So many pictures, none of which waits for another. */
export function album(pictures: number): GraphDocument {
  const scene = { interior: true, timeOfDay: "night", emotion: "neutral", characters: [], props: [], wardrobe: [], title: "A hall", summary: "", lines: [], shots: [] };
  const scenes = Array.from({ length: pictures }, (_, at) => ({ ...scene, id: `s${at + 1}`, location: `hall ${at + 1}` }));
  return {
    format: "reelwright/graph@1", name: "album",
    inputs: { scenes: { type: "story/scene[]", default: scenes, to: ["paint.scene"] } },
    nodes: { paint: { type: "making/paint", version: 1, inputs: {} } },
    edges: [], outputs: { pictures: { from: "paint.picture" } },
  };
}

/** How many paid calls a season takes when nothing goes wrong. */
export function callsOf(episodes: number): number {
  return 1 + Math.ceil(episodes / 10) + episodes * (1 + 3 * 3 + 2);
}
