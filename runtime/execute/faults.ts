import { digestOf } from "../plan/digest.ts";
import { type Problem, problemIn } from "../problem.ts";
import type { Branch } from "../schedule/branch.ts";
import { writeProblem } from "../store/segment.ts";
import type { ResultRecord } from "../store/store.ts";

/** What every other item would meet too. */
export const endsRun: ReadonlySet<string> = new Set(["STORE_FULL", "STORE_UNWRITABLE", "DISK_FULL"]);

/** What an item failed of, as a problem, whatever was thrown. */
export function problemOf(item: Branch, error: unknown): Problem {
  const problem = problemIn(error);
  if (problem) return problem;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // An item's own folder lies on the store's disk, so a node may be the first to find it full.
  if (code === "ENOSPC" || code === "EDQUOT") return writeProblem(error as NodeJS.ErrnoException);
  return { code: "NODE_FAILED", message: `${item.node.type} failed: ${error instanceof Error ? error.message : String(error)}`, hint: "This is a mistake in the node or in something it uses; run with REELWRIGHT_DEBUG=1 to see where." };
}

/** Outputs that came out different when an item was made again from equal inputs. */
export function auditDifferences({ node, key }: Branch, before: ResultRecord, now: ResultRecord): Problem[] {
  const differs = node.outputs.filter(({ name, type }) => digestOf(before.outputs[name], type.rank).hex !== digestOf(now.outputs[name], type.rank).hex);
  return differs.map(({ name }) => ({
    code: "AUDIT_DIFFERS", node: node.id, item: key, port: name,
    message: `Made again from equal inputs, "${name}" of ${node.type} came out different.`,
    hint: "The node reads something that is not in its cache key, or needs `volatile`.",
  }));
}
