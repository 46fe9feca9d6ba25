import type { PlanKeeper } from "../state/plan-keeper.ts";

/** What a run would do, in a few words; undefined while that is not known. */
export function planSummary(plan: PlanKeeper): string | undefined {
  const { report, fresh } = plan;
  if (!report || !fresh) return undefined;
  return `${report.counts.cached}/${report.counts.cached + report.counts.willRun + report.counts.depends}`;
}
