import type { Character, Line, Scene, Shot } from "../../../nodes/story/index.ts";

/** Small stories for the checks: give what matters, the rest is filled in. */
export function character(id: string, more: Partial<Character> = {}): Character {
  return { id, name: id, gender: "unspecified", role: "friend", personality: "", speakingStyle: "", relations: [], ...more };
}

export function line(id: string, text: string, more: Partial<Line> = {}): Line {
  return { id, kind: "dialogue", speaker: "li-wei", text, language: /\p{Script=Han}/u.test(text) ? "zh-CN" : "en-US", emotion: "neutral", ...more };
}

export function shot(id: string, lines: string[], more: Partial<Shot> = {}): Shot {
  return { id, size: "MS", move: "push-in", description: "", characters: [], emotion: "neutral", lines, ...more };
}

export function scene(id: string, more: Partial<Scene> = {}): Scene {
  return {
    id, title: id, summary: "", interior: true, location: "奶奶家", timeOfDay: "evening", emotion: "neutral",
    characters: ["li-wei", "zhang-mei"], props: [], wardrobe: [], lines: [], shots: [], ...more,
  };
}

export const liWei = character("li-wei", { name: "李伟", age: 28, gender: "male", relations: [
  { to: "nai-nai", kind: "paternal-grandmother", address: "奶奶" },
  { to: "zhang-mei", kind: "friend" },
  { to: "jiu-jiu", kind: "maternal-uncle" },
] });
export const zhangMei = character("zhang-mei", { name: "张梅", age: 27, gender: "female", relations: [{ to: "li-wei", kind: "friend" }] });
export const naiNai = character("nai-nai", { name: "王秀英", age: 76, gender: "female", relations: [{ to: "li-wei", kind: "grandson" }] });
export const jiuJiu = character("jiu-jiu", { name: "陈建国", age: 50, gender: "male" });
export const xiaoMing = character("xiao-ming", { name: "小明", age: 9, gender: "male" });
export const maLan = character("ma-lan", { name: "马兰", age: 30, gender: "female", ethnicity: "回族" });
export const cast = [liWei, zhangMei, naiNai, jiuJiu, xiaoMing, maLan];
