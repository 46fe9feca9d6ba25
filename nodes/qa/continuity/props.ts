import type { Finding, Scene } from "../../story/index.ts";
import { isFlashback } from "./days.ts";
import { checked, type Found } from "./finding.ts";
import type { Names } from "./names.ts";

type Prop = Scene["props"][number];

/** What cannot be undone without somebody doing it, and the states that would undo it. */
const oneWay = [
  { after: /碎|破|坏|断|裂|broken|shattered|torn|cracked/iu, again: /完好|完整|崭新|如新|新的|whole|intact|unbroken|new\b/iu, unless: /修|补|粘|repair|fixed|mended|glued/iu, name: "broken" },
  { after: /吃完|吃光|喝完|空(?:了|的)?$|半|剩|eaten|empty|half|finished/iu, again: /满|整|没动过|full|whole|untouched/iu, unless: /又|再|新(?:的|一)|refilled|again|another/iu, name: "used up" },
  { after: /烧|焦|burnt|burned|ash/iu, again: /完好|完整|崭新|whole|intact|unburnt/iu, unless: /新(?:的|一)|another|copy/iu, name: "burnt" },
  { after: /拆开|打开|opened|unwrapped/iu, again: /包好|未拆|封好|wrapped|sealed|unopened/iu, unless: /重新|又|again|re-?wrapped/iu, name: "opened" },
] as const;

/** Things keep their state from scene to scene, and pass from hand to hand only between people who meet. */
export function propFindings(scenes: readonly Scene[], names: Names): Finding[] {
  const last = new Map<string, { scene: Scene; prop: Prop }>();
  const found: Found[] = [];
  for (const scene of scenes.filter((candidate) => !isFlashback(candidate))) {
    for (const prop of scene.props) {
      const where = { scene: scene.id };
      if (prop.holder && !scene.characters.includes(prop.holder)) {
        found.push({ severity: "warn", message: `${names.of(prop.holder)} holds "${prop.name}" but is not in scene ${scene.id}.`, hint: "Put the person into the scene, or the thing into other hands.", where, quote: prop.name });
      }
      const before = last.get(prop.name);
      // A scene that says nothing of a thing's state or holder leaves it as it was.
      last.set(prop.name, { scene, prop: { ...before?.prop, ...prop } });
      if (!before) continue;
      found.push(...stateJump(prop, before).map((one) => ({ ...one, where })), ...handJump(prop, scene, before, names).map((one) => ({ ...one, where })));
    }
  }
  return checked("props", "Things keep their state and pass from hand to hand.", found);
}

function stateJump(prop: Prop, before: { scene: Scene; prop: Prop }): Found[] {
  const [was, is] = [before.prop.state ?? "", prop.state ?? ""];
  const broken = oneWay.find(({ after, again, unless }) => after.test(was) && again.test(is) && !unless.test(is));
  return broken
    ? [{ severity: "warn", message: `"${prop.name}" was ${broken.name} in scene ${before.scene.id} ("${was}") and is now "${is}".`, hint: "Keep its state, or show how it was put right.", quote: `${prop.name}: ${is}` }]
    : [];
}

function handJump(prop: Prop, scene: Scene, before: { scene: Scene; prop: Prop }, names: Names): Found[] {
  const [from, to] = [before.prop.holder, prop.holder];
  if (!from || !to || from === to || before.scene.characters.includes(to) || scene.characters.includes(from)) return [];
  return [{ severity: "warn", message: `"${prop.name}" goes from ${names.of(from)} (scene ${before.scene.id}) to ${names.of(to)}, who did not meet.`, hint: "Show the handing over, or let one of them be in both scenes.", quote: prop.name }];
}
