import { msAt } from "reelwright/story";

/** Between two lines there is at least so much silence, in milliseconds. */
const breath = 120;
/** A line may borrow so much of the silence behind it, as a part of its own time. */
const borrowed = 0.35;

/**
 * When each line is spoken in the original, in milliseconds from the start of the scene, and until when it may last. Only
 * lines with such a window are asked to fit one.
 * @returns {Map<string, { startMs: number, endMs: number, lastMs: number }>}
 */
export function windowsOf({ lines }, timeline) {
  const spoken = lines.filter(({ kind }) => kind !== "caption");
  const placed = spoken.flatMap((line) => {
    const there = timeline?.lines.find(({ id }) => id === line.id);
    if (there) return [{ id: line.id, startMs: msAt(there.start, timeline.rate), endMs: msAt(there.end, timeline.rate) }];
    return line.startMs !== undefined && line.endMs !== undefined && line.endMs > line.startMs ? [{ id: line.id, startMs: line.startMs, endMs: line.endMs }] : [];
  }).sort((a, b) => a.startMs - b.startMs);
  const sceneEnd = timeline ? msAt(timeline.frames, timeline.rate) : Infinity;
  return new Map(placed.map(({ id, startMs, endMs }, index) => {
    const free = Math.min(placed[index + 1]?.startMs ?? sceneEnd, sceneEnd) - breath;
    return [id, { startMs, endMs, lastMs: Math.max(endMs, Math.min(free, Math.round(endMs + (endMs - startMs) * borrowed))) }];
  }));
}
