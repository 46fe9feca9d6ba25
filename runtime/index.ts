/**
 * Runs graphs: check, plan, run, over one store. Published as `reelwright`.
 * @module
 */
export type * from "./events.ts";
export { openRuntime, type RuntimeOptions, storeFolderName } from "./open.ts";
export { Runtime } from "./runtime.ts";
export type { Change } from "./plan/explain.ts";
export type { DoorStatus } from "./door/call.ts";
export type { LedgerTotals } from "./money/ledger-book.ts";
export type { OwedCall } from "./money/owed.ts";
export type { Estimate, RoleEstimate } from "./estimate.ts";
export type { PlannedItem, PlannedNode, PlanReport } from "./plan-report.ts";
export type { PackListing } from "./contract/listing.ts";
export type { LeftOut } from "./graph/left-out.ts";
export type { Makings } from "./makings.ts";
export type { Translation } from "./contract/translation.ts";
export { newRunId, type Run, type RunOptions } from "./run.ts";
export type { RunSummary } from "./store/history.ts";
export type { Pruned, StoreInfo, Verified } from "./store/maintenance.ts";
export type { GraphDocument } from "./graph/document.ts";
export { formatDocument } from "./graph/format.ts";
export { parseDocument } from "./graph/parse.ts";
export { type Place, type Problem, ProblemError } from "./problem.ts";
