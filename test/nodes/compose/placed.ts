import type { PlacedLine, PlacedShot, SceneTimeline } from "../../../nodes/story/index.ts";

/** Scenes laid in time by hand: what a test says nothing of is plain. */
export function placedLine(id: string, text: string, start: number, end: number, more: Partial<PlacedLine> = {}): PlacedLine {
  return { id, kind: "dialogue", speaker: "li-wei", name: "李伟", text, language: "zh-CN", emotion: "neutral", start, end, ...more };
}

export function placedCaption(id: string, text: string, start: number, end: number): PlacedLine {
  return placedLine(id, text, start, end, { kind: "caption", speaker: "", name: "" });
}

export function placedShot(id: string, start: number, frames: number, overlap = 0): PlacedShot {
  return { id, start, frames, transition: { kind: overlap > 0 ? "dissolve" : "cut", frames: overlap } };
}

export function sceneTimeline(frames: number, lines: PlacedLine[], more: Partial<SceneTimeline> = {}): SceneTimeline {
  return {
    id: "s01", title: "厨房", rate: { num: 25, den: 1 }, frames, lines,
    shots: [placedShot("p01", 0, frames)],
    dialogue: { artifact: "0".repeat(64), media: "audio/wav", bytes: 44 },
    ...more,
  };
}
