import { type Scene, timesOfDay } from "../../story/index.ts";

/** Days from one scene to the next as far as their dates tell; undefined when they do not. */
export function daysBetween(before: Scene, after: Scene): number | undefined {
  if (before.date && after.date) return Math.round((Date.parse(after.date) - Date.parse(before.date)) / 86_400_000);
  const [from, to] = [lunarCount(before), lunarCount(after)];
  if (from === undefined || to === undefined) return undefined;
  // The year turns between the twelfth month and the first: the shorter way round is meant.
  const apart = to - from;
  return apart > 180 ? apart - 360 : apart < -180 ? apart + 360 : apart;
}

/** Months of the Chinese calendar have 29 or 30 days; for telling forth from back, 30 will do. */
function lunarCount({ lunarDate }: Scene): number | undefined {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(lunarDate ?? "");
  return match ? Number(match[1]) * 30 + Number(match[2]) : undefined;
}

export const hour = (scene: Scene) => timesOfDay.indexOf(scene.timeOfDay);

/** Told as a memory or a dream, so that time may run as it likes. */
export function isFlashback({ title, summary }: Scene): boolean {
  return /回忆|闪回|往事|梦(?:境|中|里)|当年|年前|flash ?back|years? (?:ago|earlier)|dream|memor/iu.test(`${title} ${summary}`);
}
