import type { Settings } from "../contract/context.ts";
import type { Begun, Intent, Origin, Reservation, ServiceCall, ServiceNotice } from "../contract/service.ts";
import type { Artifact } from "../contract/types.ts";

/**
 * One item's work as plain data. Its id is its cache key, so a queue between machines can carry it and drop doubles.
 */
export interface Job {
  readonly key: string;
  readonly type: string;
  readonly version: number;
  readonly item: string;
  /** Values by input name; artifacts as references. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
}

/** What the one who executes a job tells of while it runs. */
export interface JobObserver {
  progress(fraction: number, note?: string): void;
  preview(partial: string | Artifact): void;
  log(message: string): void;
  /** On whose behalf services work. */
  readonly origin: Origin;
  /** @throws ProblemError BUDGET_REACHED */
  reserve(role: string, intent: Intent): Promise<Reservation>;
  begun(role: string, request: string): Begun | undefined;
  called(role: string, call: ServiceCall, reservation?: Reservation): void;
  notice(role: string, notice: ServiceNotice): void;
}

export interface JobResult {
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Keys of the parts of the work that were kept on their own. */
  readonly memos: readonly string[];
}

/** Does the work of items: in this process, or elsewhere. */
export interface Executor {
  /** @throws ProblemError with what the item failed of; an AbortError-like rejection after `signal` aborts */
  execute(job: Job, observer: JobObserver, signal: AbortSignal): Promise<JobResult>;
  close(): Promise<void>;
}
