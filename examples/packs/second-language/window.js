import { msAt } from "reelwright/story";

/** Between two lines there is at least so much silence, in milliseconds. */
const breath = 120;
/** A line may borrow so much of the silence behind it, as a part of its own time. */
const borrowed = 0.35;

/**
 * When each line is spoken in the original, in milliseconds as the times of lines are given, and until when it may last.
 * Only lines with such a window are asked to fit one.
 * @returns {Map<string, { startMs: number, endMs: number, lastMs: number }>}
 */
export function windowsOf({ lines, shots }, timeline) {
  const spoken = lines.filter(({ kind }) => kind !== "caption");
  const origin = timeline ? originOf({ lines, shots }, timeline) : 0;
  const at = (frame) => msAt(frame - origin, timeline.rate);
  const placed = spoken.flatMap((line) => {
    const there = timeline?.lines.find(({ id }) => id === line.id);
    if (there) return [{ id: line.id, startMs: Math.max(0, at(there.start)), endMs: Math.max(1, at(there.end)) }];
    return line.startMs !== undefined && line.endMs !== undefined && line.endMs > line.startMs ? [{ id: line.id, startMs: line.startMs, endMs: line.endMs }] : [];
  }).sort((a, b) => a.startMs - b.startMs);
  const sceneEnd = timeline ? at(timeline.frames) : Infinity;
  return new Map(placed.map(({ id, startMs, endMs }, index) => {
    const free = Math.min(placed[index + 1]?.startMs ?? sceneEnd, sceneEnd) - breath;
    return [id, { startMs, endMs, lastMs: Math.max(endMs, Math.min(free, Math.round(endMs + (endMs - startMs) * borrowed))) }];
  }));
}

/** The frame from which given times count: the dub takes them from the first shot in which somebody speaks. */
function originOf({ lines, shots }, timeline) {
  let before = 0;
  const speaking = lines.flatMap(({ id, kind }) => {
    const own = shots.findIndex((shot) => shot.lines.includes(id));
    before = own >= 0 ? own : before;
    return kind === "caption" ? [] : [before];
  });
  const first = shots[Math.min(...speaking)];
  return timeline.shots.find(({ id }) => id === first?.id)?.start ?? 0;
}
