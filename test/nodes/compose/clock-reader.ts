/** `1:02:03.5` or `01:02:03,500` in seconds, as a player reads it. */
export function readClock(text: string): number {
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d[.,]\d+)$/.exec(text)!;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds!.replace(",", "."));
}

/** The first frame at whose own moment a cue with this time is due: what the viewer sees. */
export function firstFrameAt(seconds: number, rate: { num: number; den: number }): number {
  return Math.max(0, Math.ceil((seconds * rate.num) / rate.den - 1e-6));
}
