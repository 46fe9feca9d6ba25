import type { PlanReport } from "../../runtime/plan-report.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import { duration, money } from "./format.ts";
import { isTool, roleName } from "./names.ts";
import { words } from "./words.ts";

type Change = NonNullable<PlanReport["nodes"][number]["items"][number]["why"]>[number];

/** A plan in one line: `21 of 24 reused · 3 speech calls · ≈ 12 s · cost 0.02`; where it is not known yet what follows, `1 to make · 24 may follow`. */
export function planSummary({ counts, estimate }: PlanReport): string {
  const { language } = settings;
  const total = counts.cached + counts.willRun + counts.depends;
  if (total === 0) return words().nothingToRun;
  if (counts.cached === total) return words().allReused;
  const parts = [
    ...(counts.depends === 0 ? [words().reused(counts.cached, total)] : [
      ...(counts.cached > 0 ? [words().reusedSoFar(counts.cached)] : []), words().toMake(counts.willRun), words().mayFollow(counts.depends),
    ]),
    ...Object.entries(estimate.calls).filter(([role, calls]) => calls > 0 && !isTool(role)).map(([role, calls]) => words().calls(calls, roleName(role))),
    ...(estimate.ms > 0 ? [words().about(duration(estimate.ms, language))] : []),
    ...(estimate.unpriced.length > 0 ? [words().unpriced(estimate.unpriced.map(roleName).join(words().listComma))] : []),
    ...(estimate.costMicros > 0 ? [words().cost(estimate.complete ? money(estimate.costMicros, language, estimate.currency) : words().about(money(estimate.costMicros, language, estimate.currency)))] : []),
  ];
  return parts.join(" · ");
}

/** What has changed, in the words of the page; the runtime names it by kind and name. */
export function changeWords({ packs }: Pick<Workspace, "packs">, type: string, { what }: Change): string {
  const fixed: Readonly<Record<string, string>> = {
    "the node always runs": words().whyVolatile, "asked to run again": words().whyRefresh, "it has not run before": words().whyNew, "its result is no longer kept": words().whyGone,
    "a per-item decision": words().whyItem, "version": words().whyVersion, "pack": words().whyPack, "which inputs are connected": words().whyConnected,
  };
  if (fixed[what] !== undefined) return fixed[what];
  const space = what.indexOf(" ");
  const [kind, name] = [what.slice(0, space), what.slice(space + 1)];
  if (kind === "input") return words().whyInput(packs.inputWords(type, name).title);
  if (kind === "service") return words().whyService(roleName(name));
  if (kind === "setting") return words().whySetting(name === "quality" ? words().quality : name);
  return what;
}
