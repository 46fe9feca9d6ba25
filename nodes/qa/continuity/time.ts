import type { Finding, Scene } from "../../story/index.ts";
import { daysBetween, hour, isFlashback } from "./days.ts";
import { checked, type Found } from "./finding.ts";

/** Time runs forward from scene to scene unless a scene says that it remembers. */
export function timeFindings(scenes: readonly Scene[]): Finding[] {
  const told = scenes.filter((scene) => !isFlashback(scene));
  return checked("time", "Time runs forward through all scenes.", told.slice(1).flatMap((scene, index): Found[] => {
    const before = told[index]!;
    const days = daysBetween(before, scene);
    const where = { scene: scene.id };
    if (days !== undefined && days < 0) {
      return [{ severity: "warn", message: `Scene ${scene.id} plays ${-days} ${days === -1 ? "day" : "days"} before scene ${before.id}.`, hint: "Reorder the scenes, or write in the summary that it is a flashback.", where, quote: dated(scene) }];
    }
    if (days === 0 && hour(scene) < hour(before)) {
      return [{ severity: "warn", message: `On one day, scene ${scene.id} plays in the ${scene.timeOfDay} after scene ${before.id} in the ${before.timeOfDay}.`, hint: "Change the time of day, or give it the next day's date.", where, quote: dated(scene) }];
    }
    if (days === undefined && hour(scene) < hour(before)) {
      return [{ severity: "info", message: `Scene ${scene.id} (${scene.timeOfDay}) follows scene ${before.id} (${before.timeOfDay}): another day begins, unless it is meant to be the same.`, hint: "Give both scenes a date to have this checked.", where }];
    }
    return [];
  }));
}

const dated = ({ date, lunarDate, timeOfDay }: Scene) => [date, lunarDate, timeOfDay].filter(Boolean).join(" ");
