import { SpanStatusCode, trace } from "../telemetry/api.ts";
import { problemIn } from "../problem.ts";
import type { Job } from "./executor.ts";

/**
 * One span for an item's work, around those of the calls it makes. Costs next to nothing unless the process has registered
 * an OpenTelemetry SDK; what is exported where is that one's business. Names and codes only: no inputs, no outputs.
 */
export function inItemSpan<T>(node: string, run: string, job: Job, work: () => Promise<T>): Promise<T> {
  const attributes = { "reelwright.run": run, "reelwright.node": node, "reelwright.node_type": job.type, "reelwright.item": job.item, "reelwright.quality": job.settings.quality };
  return trace.getTracer("reelwright").startActiveSpan(`item ${job.type}`, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const code = problemIn(error)?.code ?? "NODE_FAILED";
      span.setAttribute("error.type", code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
      throw error;
    } finally {
      span.end();
    }
  });
}
