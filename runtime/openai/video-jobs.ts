import type { Caller } from "../contract/service.ts";
import { asked, type RemoteModel } from "./model.ts";
import { excerpt, type Json, jsonOf } from "./reply.ts";

/** A job as the provider tells of it. */
export interface Job {
  readonly id: string;
  readonly state: "pending" | "done" | "failed" | "unknown";
  /** In the provider's words. */
  readonly status: string;
  /** 0 to 1, where it is told. */
  readonly progress: number | undefined;
  /** Why it failed; its words, unredacted. */
  readonly reason: string;
  /** Whether it was refused for what it would show. */
  readonly refused: boolean;
  readonly seconds: number | undefined;
  /** Where the film lies, for services that say so. */
  readonly url: string | undefined;
  readonly told: Json;
}

const states: Readonly<Record<string, Job["state"]>> = {
  queued: "pending", pending: "pending", submitted: "pending", created: "pending", in_queue: "pending", not_start: "pending",
  in_progress: "pending", processing: "pending", running: "pending", generating: "pending",
  completed: "done", complete: "done", succeeded: "done", success: "done", done: "done", finished: "done",
  failed: "failed", failure: "failed", error: "failed", cancelled: "failed", canceled: "failed", expired: "failed", rejected: "failed",
};

/** Reads what gateways answer, each in its own way; undefined when there is no job in it. Asked for one by name, not all repeat the name. */
export function jobIn(reply: Json, name?: string): Job | undefined {
  const told: Json = typeof reply["id"] === "string" || typeof reply["task_id"] === "string" || typeof reply["status"] === "string" ? reply : reply["data"] ?? {};
  const id: unknown = told["id"] ?? told["task_id"] ?? name;
  const status: unknown = told["status"] ?? told["state"];
  if (typeof id !== "string" || id === "") return undefined;
  const word = typeof status === "string" ? status : "";
  const error: unknown = told["error"] ?? told["fail_reason"] ?? told["failure_reason"];
  const reason = excerpt(typeof error === "object" && error !== null ? (error as Json)["message"] ?? (error as Json)["code"] ?? JSON.stringify(error) : error ?? "");
  const code = typeof error === "object" && error !== null ? String((error as Json)["code"] ?? "") : "";
  const progress = Number.parseFloat(String(told["progress"]));
  const seconds = Number.parseFloat(String(told["seconds"] ?? told["duration"]));
  return {
    id, status: word || "none is told", reason, told,
    // A service that has only just taken it on may say nothing of how it stands.
    state: word === "" && name === undefined ? "pending" : states[word.toLowerCase()] ?? "unknown",
    refused: /content|moderation|policy|safety|sensitive/i.test(`${code} ${reason}`),
    progress: Number.isFinite(progress) ? Math.min(1, Math.max(0, progress > 1 || String(told["progress"]).endsWith("%") ? progress / 100 : progress)) : undefined,
    seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
    url: urlIn(told),
  };
}

function urlIn(told: Json): string | undefined {
  const { url, video_url, output, result, content, metadata, data } = told;
  const inside = [output, Array.isArray(output) ? output[0] : undefined, result, content, metadata, data].flatMap((one) => typeof one === "object" && one !== null ? [one["url"], one["video_url"]] : [one]);
  return [url, video_url, ...inside].find((one): one is string => typeof one === "string" && /^https?:\/\//.test(one));
}

/** How a job stands. @returns undefined when the provider knows none of that name */
export function lookUp(model: RemoteModel, caller: Caller, id: string): Promise<Job | undefined> {
  return model.door.call({
    ...asked(model, caller, "video"),
    send: async (attempt) => free(await unlessUnknown(async () => {
      return jobIn(await jsonOf(model.wire, await model.wire.get(attempt, `/videos/${encodeURIComponent(id)}`), attempt), id);
    })),
  });
}

async function unlessUnknown<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    const { status, message } = error as { readonly status?: unknown; readonly message?: unknown };
    if (status === 404 || (status === 400 && /not[ _-]?(?:found|exist)/i.test(String(message)))) return undefined;
    throw error;
  }
}

function free<T>(value: T) {
  return { value, units: {}, costMicros: 0, marketMicros: 0 };
}

/** What identifies work that was asked for: fields as they were sent. */
export interface Sought {
  readonly prompt: string;
  readonly seconds: string;
  readonly size: string;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
  /** Names of jobs that are somebody's already. */
  readonly taken: ReadonlySet<string>;
}

/** `unclear`: there may be such a job, but the provider does not tell enough to know; or it keeps no list at all. */
export type Found = { readonly is: "found"; readonly job: Job } | { readonly is: "absent" } | { readonly is: "unclear"; readonly why: string };

/** Clocks of two machines differ. */
const slackMs = 5 * 60_000;
const pageLength = 100;
const mostPages = 20;

/** Looks for work whose acceptance was never heard of, among all the provider's jobs since; the newest of those that are like it. */
export async function seek(model: RemoteModel, caller: Caller, sought: Sought): Promise<Found> {
  const same: Job[] = [];
  let perhaps: Job | undefined;
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const listed = await list(model, caller, after);
    if (!listed) return { is: "unclear", why: "it does not list its jobs" };
    for (const told of listed.jobs) {
      const job = jobIn(told);
      if (!job || sought.taken.has(job.id)) continue;
      const likeness = compare(model, job, sought);
      if (likeness === "same") same.push(job);
      if (likeness === "perhaps") perhaps ??= job;
    }
    const last = listed.jobs.at(-1);
    if (!listed.more || typeof last?.["id"] !== "string" || isPast(listed.jobs, sought.at)) {
      const [newest] = same.sort((a, b) => createdAt(b.told) - createdAt(a.told));
      if (newest) return { is: "found", job: newest };
      return perhaps ? { is: "unclear", why: `it lists a job ${perhaps.id} that may be this one` } : { is: "absent" };
    }
    after = last["id"];
  }
  return { is: "unclear", why: "its list of jobs is too long to look through" };
}

interface Listed {
  readonly jobs: readonly Json[];
  readonly more: boolean;
}

/** @returns undefined where there is no list */
function list(model: RemoteModel, caller: Caller, after: string | undefined): Promise<Listed | undefined> {
  return model.door.call({
    ...asked(model, caller, "video"),
    send: async (attempt) => {
      try {
        const reply = await jsonOf(model.wire, await model.wire.get(attempt, "/videos", { limit: String(pageLength), order: "desc", ...(after === undefined ? {} : { after }) }), attempt);
        const jobs: unknown = reply["data"] ?? reply["videos"];
        return free(Array.isArray(jobs) ? { jobs: jobs as Json[], more: reply["has_more"] === true || (reply["has_more"] === undefined && jobs.length >= pageLength) } : undefined);
      } catch (error) {
        const { status } = error as { readonly status?: unknown };
        if (status === 404 || status === 405 || status === 400 || status === 501) return free(undefined);
        throw error;
      }
    },
  });
}

function createdAt(told: Json): number {
  const seconds = Number(told["created_at"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : Infinity;
}

/** Whether the pages to come are older still. A list that rises, though it was asked for falling, has its newest at the end. */
function isPast(jobs: readonly Json[], at: number): boolean {
  const [first, last] = [createdAt(jobs[0]!), createdAt(jobs.at(-1)!)];
  return first > last && last < at - slackMs;
}

function compare(model: RemoteModel, { told }: Job, { prompt, seconds, size, at }: Sought): "same" | "perhaps" | "other" {
  if (createdAt(told) < at - slackMs) return "other";
  const same = (field: string, wanted: string) => told[field] === undefined || told[field] === null || told[field] === "" ? undefined : Number.isFinite(Number(wanted)) ? Number(told[field]) === Number(wanted) : String(told[field]) === wanted;
  const likeness = [same("model", model.name), same("prompt", prompt), same("seconds", seconds), same("size", size)];
  if (likeness.includes(false)) return "other";
  return likeness[1] === true ? "same" : "perhaps";
}
