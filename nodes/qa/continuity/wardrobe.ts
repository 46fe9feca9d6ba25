import type { Finding, Scene } from "../../story/index.ts";
import { daysBetween, isFlashback } from "./days.ts";
import { checked, type Found } from "./finding.ts";
import { type Names } from "./names.ts";

/** People change clothes overnight, or for a reason that is written down. */
export function wardrobeFindings(scenes: readonly Scene[], names: Names): Finding[] {
  const worn = new Map<string, { scene: Scene; outfit: string }>();
  const found: Found[] = [];
  for (const scene of scenes.filter((candidate) => !isFlashback(candidate))) {
    for (const { character, outfit, reason } of scene.wardrobe) {
      const before = worn.get(character);
      worn.set(character, { scene, outfit });
      if (!before || same(before.outfit, outfit) || reason?.trim() || (daysBetween(before.scene, scene) ?? 0) !== 0) continue;
      found.push({
        severity: "warn",
        message: `${names.of(character)} wears something else than in scene ${before.scene.id} ("${before.outfit}") without a reason.`,
        hint: "Give the change a reason, or dress them as before.",
        where: { scene: scene.id },
        quote: outfit,
      });
    }
  }
  return checked("wardrobe", "Nobody changes clothes without a reason.", found);
}

const same = (a: string, b: string) => a.replace(/\s+/g, "").toLowerCase() === b.replace(/\s+/g, "").toLowerCase();
