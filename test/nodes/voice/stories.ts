import type { Character, Line, Scene, Shot } from "../../../nodes/story/index.ts";

export function character(id: string, given: Partial<Character> = {}): Character {
  return { id, name: id, gender: "unspecified", role: "friend", personality: "", speakingStyle: "", relations: [], ...given };
}

export function line(id: string, text: string, given: Partial<Line> = {}): Line {
  return { id, kind: "dialogue", speaker: "li-wei", text, language: "zh-CN", emotion: "neutral", ...given };
}

export function shot(id: string, lines: readonly string[], given: Partial<Shot> = {}): Shot {
  return { id, size: "MS", move: "push-in", description: "", characters: [], emotion: "neutral", lines: [...lines], ...given };
}

export function scene(lines: readonly Line[], shots: readonly Shot[], given: Partial<Scene> = {}): Scene {
  return {
    id: "s05", title: "厨房", summary: "", interior: true, location: "奶奶家厨房", timeOfDay: "evening", emotion: "family-warm",
    characters: [], props: [], wardrobe: [], lines: [...lines], shots: [...shots], ...given,
  };
}

export const liWei = character("li-wei", { name: "李伟", age: 28, gender: "male" });
export const zhangMei = character("zhang-mei", { name: "张梅", age: 27, gender: "female" });
export const grandmother = character("nai-nai", { name: "奶奶", age: 75, gender: "female" });

/** Episode 3, scene 5: three lines at given times between an opening and a closing shot. */
export const dumplings = scene([
  line("l01", "奶奶，我回来了！好久没吃您做的饺子了。", { emotion: "family-warm", startMs: 0, endMs: 3500 }),
  line("l02", "你还记得我爱吃什么馅的吗？", { emotion: "light-hearted", startMs: 3800, endMs: 6200 }),
  line("l03", "猪肉白菜馅的，我怎么会忘呢？", { speaker: "nai-nai", emotion: "nostalgic", startMs: 6500, endMs: 9000 }),
], [
  shot("p01", [], { durationMs: 2400 }),
  shot("p02", ["l01"]),
  shot("p03", ["l02"]),
  shot("p04", ["l03"]),
  shot("p05", [], { durationMs: 2600, transition: { kind: "fade", ms: 600 } }),
]);
