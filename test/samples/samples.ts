import type { Artifact } from "../../runtime/contract/index.ts";
import { placedCaption, placedLine, sceneTimeline } from "../nodes/compose/placed.ts";
import { dumplings, grandmother, line, liWei, zhangMei } from "../nodes/voice/stories.ts";

/** What a sample may be made with: other nodes, by type, and bytes. */
export interface Kitchen {
  run(type: string, inputs: Record<string, unknown>): Promise<any>;
  write(media: string, bytes: Uint8Array | string): Promise<Artifact>;
}

/** Inputs on which a node type is tried; or the reason why it is not tried here. */
export type Sample = ((kitchen: Kitchen) => Promise<Record<string, unknown>>) | string;

const inItsOwnTests = "renders: tried on real pictures and sound in test/nodes";
const characters = [liWei, zhangMei, grandmother];
const { lines: _lines, shots: _shots, title: _title, summary: _summary, ...setting } = dumplings;
const silence = Buffer.alloc(44 + 96_000);
const onePixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

const episode = {
  id: "e03", index: 3, title: "一碗饺子", logline: "", language: "zh-CN", characters, plan: [], source: "offline draft",
  scenes: [{ ...dumplings, characters: characters.map(({ id }) => id), lines: dumplings.lines.map((spoken) => ({ ...spoken, speaker: spoken.speaker === "li-wei" ? "li-wei" : "nai-nai" })) }],
};
const timeline = sceneTimeline(250, [
  placedLine("l01", "奶奶，我回来了！好久没吃您做的饺子了。", 20, 100),
  placedLine("l02", "猪肉白菜馅的，我怎么会忘呢？", 120, 190, { speaker: "nai-nai", name: "奶奶" }),
  placedCaption("c01", "除夕", 0, 20),
]);

const anchors = async ({ run }: Kitchen) => Promise.all(characters.map(async (character) => (await run("cast/character", { character })).anchor));
const arcOf = async ({ run }: Kitchen) => (await run("script/arc", { theme: "创业者春节回家，与青梅竹马重逢", episodes: 2, seed: 1 })).arc;
const planned = async (kitchen: Kitchen) => {
  const arc = await arcOf(kitchen);
  return { arc, ...(await kitchen.run("script/episode", { arc, outline: arc.outlines[0] })) };
};
const voices = async ({ run }: Kitchen) => (await run("voice/cast", { characters })).cast;

const identityVerdict = (id: string, score: number) => ({
  id, scene: "s05", state: "pass", score, threshold: 0.6, attempts: [], kept: 0, by: "scripted",
  characters: [{ id: "li-wei", name: "李伟", state: "pass", score, reason: "", votes: [], attributes: [{ attribute: "hairColour", verdict: score > 0.8 ? "match" : "mismatch", evidence: "black" }] }],
});

/** By node type. A node type without an entry fails the conformance test: say what it is tried on, or why it is not. */
export const samples: Readonly<Record<string, Sample>> = {
  "core/text": async () => ({ text: "饺子" }),
  "core/number": async () => ({ number: 12.5 }),
  "core/note": async () => ({ text: "Look at this again." }),
  "core/file": async ({ write }) => ({ file: await write("text/plain", "kept") }),
  "core/image": async ({ write }) => ({ image: await write("image/png", onePixel) }),
  "core/audio": async ({ write }) => ({ audio: await write("audio/wav", silence) }),
  "core/video": async ({ write }) => ({ video: await write("video/mp4", "not looked at") }),
  "core/template": async () => ({ template: "{{who}} in {{where.room}}", values: { who: "Li Wei", where: { room: "the kitchen" } } }),
  "core/pick": async () => ({ items: [{ id: "a" }, { id: "b" }, { id: "c" }], keys: ["c", "a"] }),
  "core/gather": async () => ({ items: [1, 2, 3] }),
  "core/flatten": async () => ({ lists: [[{ id: "a" }], [{ id: "b" }]] }),
  "core/pairs": async () => ({ a: "x", b: ["1", "2"] }),
  "core/choose": async () => ({ when: true, use: "this", otherwise: "that" }),

  "script/screenplay": async () => ({ text: "1-1 日 内 客厅\n人物：李伟、奶奶\n△ 李伟推门进来。\n李伟（温柔）：奶奶，我回来了！\n奶奶：回来就好。\n" }),
  "script/arc": async () => ({ theme: "Tech entrepreneur returns home", language: "en-US", episodes: 2, seed: 3 }),
  "script/episode": async (kitchen) => { const { arc } = await planned(kitchen); return { arc, outline: arc.outlines[1], seed: 2 }; },
  "script/dialogue": async (kitchen) => { const { arc, episode: plan, briefs } = await planned(kitchen); return { arc, episode: plan, brief: briefs[0], seed: 4 }; },
  "script/assemble": async (kitchen) => {
    const { arc, episode: plan, briefs } = await planned(kitchen);
    const scenes = await Promise.all(briefs.map(async (brief: unknown) => (await kitchen.run("script/dialogue", { arc, episode: plan, brief })).scene));
    return { episode: plan, scenes };
  },
  "script/scenes": async () => ({ episode }),
  "script/breakdown": async () => ({ scene: dumplings }),
  "script/chat": "the offline writer works from briefs and cannot read prose: tried with a scripted one in test/nodes/script",

  "cast/character": async () => ({ character: { ...liWei, appearance: "short black hair, navy sweater" }, seed: 5 }),
  "cast/reference": async (kitchen) => ({ anchor: (await anchors(kitchen))[0] }),
  "cast/lock": async (kitchen) => ({ anchor: (await anchors(kitchen))[0] }),
  "cast/shot-prompt": async (kitchen) => ({ setting, shot: { ...dumplings.shots[1]!, characters: ["nai-nai", "li-wei"] }, anchors: await anchors(kitchen) }),

  "cast/verify": async (kitchen) => ({
    setting, shot: { ...dumplings.shots[1]!, characters: ["nai-nai", "li-wei"] }, anchors: await anchors(kitchen),
    picture: { id: "p02", image: await kitchen.write("image/png", onePixel), width: 1, height: 1, move: "drift", amount: 0.05, anchors: [], source: "offline storyboard" },
  }),

  "voice/voice": async () => ({ character: grandmother, voice: "cmn", speed: 0.9 }),
  "voice/cast": async () => ({ characters }),
  "voice/speak": async (kitchen) => ({ line: line("l01", "奶奶，我回来了！", { emotion: "family-warm" }), cast: await voices(kitchen) }),
  "voice/dub": async (kitchen) => {
    const cast = await voices(kitchen);
    const spoken = await Promise.all(dumplings.lines.map(async (one) => (await kitchen.run("voice/speak", { line: one, cast })).spoken));
    return { scene: dumplings, characters, spoken };
  },
  "voice/ambience": async () => ({ setting, timeline, seed: 1 }),
  "voice/music": async () => ({ scenes: [dumplings], seconds: 6, seed: 1 }),

  "picture/image": inItsOwnTests,
  "picture/background": inItsOwnTests,
  "picture/expression": async (kitchen) => ({ anchor: (await anchors(kitchen))[0], emotion: "joyful" }),
  "picture/video": inItsOwnTests,
  "picture/storyboard": inItsOwnTests,
  "compose/subtitles": async () => ({ timeline }),
  "compose/shot": inItsOwnTests,
  "compose/scene": inItsOwnTests,
  "compose/episode": inItsOwnTests,
  "compose/upscale": inItsOwnTests,
  "compose/timeline": inItsOwnTests,

  "qa/technical": inItsOwnTests,
  "qa/continuity": async () => ({ scenes: episode.scenes, characters }),
  "qa/culture": async () => ({ scenes: [{ ...dumplings, lines: [line("l01", "送您一个钟，祝您新年快乐。", { to: "nai-nai" })] }], characters }),
  "qa/identity": async () => ({ verdicts: [identityVerdict("p01", 0.9), identityVerdict("p02", 0.7)], episode }),
  "qa/drift": async () => ({ reports: [1, 2, 3].map((index) => ({ id: `e0${index}`, index, title: "", by: ["scripted"], characters: [{ id: "li-wei", name: "李伟", mean: 1 - index / 10, shots: [] }] })) }),
  "qa/report": async () => ({ episode, findings: [{ check: "culture/gift-clock", severity: "warn", message: "A clock is given.", where: { scene: "s05" } }] }),
};
