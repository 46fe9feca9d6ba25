import type { Begun, Caller, Reservation } from "../contract/service.ts";
import type { GeneratedMedia, MotionRequest } from "../contract/services.ts";
import type { Attempt, Sent } from "../door/call.ts";
import { WireFault } from "../door/call.ts";
import { type Clock, sleep } from "../door/clock.ts";
import { isUncertain } from "../door/refusals.ts";
import { fail, ProblemError, problemIn } from "../problem.ts";
import { fetchResult } from "./download.ts";
import { filmType } from "./media.ts";
import { asked, cannot, charged, type RemoteModel, tell } from "./model.ts";
import { LastRefusal } from "./last-refusal.ts";
import { contentRefused, excerpt, jsonOf } from "./reply.ts";
import { digestOf, requestHash } from "./request-hash.ts";
import { nearestSize, nextSeconds } from "./sizes.ts";
import { type Found, type Job, jobIn, lookUp, seek } from "./video-jobs.ts";
import { longest } from "./wire.ts";

/** A job may wait this long in all; the run after takes up one that is not done by then. */
const longestJobMs = 60 * 60_000;
/** A provider may call its states what it likes, for this long. */
const unknownStatePatienceMs = 10 * 60_000;
/** A job that is not known yet, right after it was accepted. */
const unknownJobPatience = 5;
const firstPauseMs = 2000;
const longestPauseMs = 15_000;
/** A create that got lost on its way back may not be listed at once. */
const settlingMs = 30_000;

/** Creates of which none was heard of and none is listed: then the provider is taken for out of order. */
const mostRounds = 3;

/** Jobs that this process has been told of: not to be taken for another's. */
const accepted = new WeakMap<RemoteModel["learnt"], Set<string>>();

/** One film on its way. */
export class Filming {
  private readonly model: RemoteModel;
  private readonly caller: Caller;
  private readonly request: MotionRequest;
  private readonly fields: Readonly<Record<"model" | "prompt" | "seconds" | "size", string>> & { readonly seed?: string };
  readonly hash: string;
  private readonly taken: Set<string>;
  private id: string | undefined;
  private readonly refusal: LastRefusal;

  constructor(model: RemoteModel, caller: Caller, request: MotionRequest) {
    const { prompt, seed, firstFrame } = request;
    if (firstFrame && !model.can.firstFrame) cannot(model, "cannot start from a picture", `Name a model that does for the role video, or say "firstFrame": true among what this one can.`);
    this.model = model;
    this.caller = caller;
    this.request = request;
    this.fields = {
      model: model.name, prompt,
      seconds: String(nextSeconds(request.seconds, model.can.seconds)),
      size: nearestSize(request, model.can.sizes),
      ...(seed !== undefined && model.can.seed ? { seed: String(seed) } : {}),
    };
    // Another seed is another take, also where the provider takes no seed.
    this.hash = requestHash(model, "video", { ...this.fields, seed, ...(firstFrame ? { firstFrame: digestOf(firstFrame.data) } : {}) });
    this.refusal = new LastRefusal(model);
    this.taken = accepted.get(model.learnt) ?? new Set();
    accepted.set(model.learnt, this.taken);
  }

  async film(): Promise<GeneratedMedia> {
    let reservation = await this.takeUp("resumed");
    for (let round = 1; ; round++) {
      try {
        return await this.work(reservation);
      } catch (error) {
        if (this.id !== undefined) throw this.pending(this.id, error);
        if (!isUncertain(error)) this.refusal.rethrow(error);
        reservation = await this.takeUp("lost", error);
        if (this.id === undefined && round === mostRounds) throw error;
      }
    }
  }

  /** A job that is known stays in the ledger and is taken up by whoever asks for this film next; nobody else is to make it meanwhile. */
  private pending(id: string, error: unknown): unknown {
    const problem = problemIn(error);
    if (!problem?.code.startsWith("PROVIDER_")) return error;
    return new ProblemError({ code: "VIDEO_PENDING", message: `The video ${id} is being made, but could not be waited for: ${problem.message}`, hint: "Run again: it is taken up where it is then, and not bought anew." }, { cause: error });
  }

  /** Whether there is a job already. @returns its money @throws ProblemError CREATE_UNCERTAIN when nobody can know */
  private async takeUp(after: "resumed" | "lost", lost?: unknown): Promise<Reservation | undefined> {
    const begun = this.caller.begun(this.hash);
    // Who keeps no ledger cannot know whether it was bought.
    if (!begun && after === "lost") throw lost;
    if (!begun) return undefined;
    const found = begun.remote === undefined ? await this.look(begun, after) : await this.known(begun.remote);
    if (found.is === "unclear") return this.uncertain(begun, found.why);
    if (found.is === "absent") {
      begun.giveUp();
      return undefined;
    }
    this.id = found.job.id;
    this.taken.add(this.id);
    tell(this.model, this.caller, "resumed", `The video ${found.job.id} was asked of ${this.model.provider} before; it is waited for instead of being bought again.`);
    const reservation = await begun.takeOver();
    if (begun.remote === undefined) await reservation.accepted(found.job.id);
    return reservation;
  }

  private async known(id: string): Promise<Found> {
    const { model, caller } = this;
    const job = await lookUp(model, caller, id).catch((error: unknown) => {
      throw this.pending(id, error);
    });
    if (job) return { is: "found", job };
    tell(model, caller, "degraded", `${model.provider} does not know the video ${id} any more, which it took on before; it is asked for again.`);
    return { is: "absent" };
  }

  /** Looks more than once where the answer got lost a moment ago. */
  private async look(begun: Begun, after: "resumed" | "lost"): Promise<Found> {
    const { prompt, seconds, size } = this.fields;
    const { clock } = this.model;
    for (let pauseMs = 2000; ; pauseMs *= 2) {
      const found = await seek(this.model, this.caller, { prompt, seconds, size, at: begun.at, taken: this.taken });
      if (found.is !== "absent" || (after === "resumed" && clock.now() - begun.at > settlingMs) || pauseMs > settlingMs / 2) return found;
      await sleep(clock, pauseMs, this.caller.signal);
    }
  }

  private uncertain({ at }: Begun, why: string): never {
    const { provider, name } = this.model;
    fail({
      code: "CREATE_UNCERTAIN",
      message: `A video was asked of ${provider}/${name} at ${new Date(at).toISOString()} and its answer got lost; whether it is being made cannot be found out, because ${why}. Request ${this.hash}.`,
      hint: `Look at the provider's own pages. If it is not there, run "reelwright ledger resolve ${this.hash.slice(0, 12)} --lost"; if it is, "reelwright ledger resolve ${this.hash.slice(0, 12)} --remote ID" with its id. Then run again.`,
    });
  }

  private work(reservation: Reservation | undefined): Promise<GeneratedMedia> {
    const { model, caller, hash } = this;
    const { costMicros: maxMicros } = charged(model, { videoSeconds: Number(this.fields.seconds) });
    return model.door.call({
      ...asked(model, caller, "video"),
      intent: { request: hash, maxMicros, durable: true },
      ...(reservation ? { reservation } : {}),
      deadlineMs: longestJobMs,
      send: async (attempt) => {
        const id = this.id ?? await this.create(attempt);
        // What is looked up through the door on its own is no silence of the job's.
        const off = beating(model.clock, attempt);
        try {
          return await this.fetch(id, attempt.signal);
        } finally {
          off();
        }
      },
    }).then((made) => made());
  }

  /** @returns the film, or what went wrong for nothing: either way the money is settled */
  private async fetch(id: string, signal: AbortSignal): Promise<Sent<() => GeneratedMedia>> {
    const { model, caller } = this;
    const job = await this.finished(id, signal);
    if (job.state === "failed") return { value: () => this.failed(job), units: { videoSeconds: 0 }, costMicros: 0, marketMicros: 0 };
    const from = job.url === undefined ? { path: `/videos/${encodeURIComponent(job.id)}/content` } : { url: job.url };
    const bytes = await fetchResult(model, { caller, from, limit: longest.film, isWhole: (bytes) => filmType(bytes) !== undefined });
    const units = { videoSeconds: job.seconds ?? Number(this.fields.seconds) };
    return { value: () => ({ media: filmType(bytes)!, bytes, model: model.name }), units, ...charged(model, units) };
  }

  private async create(attempt: Attempt): Promise<string> {
    const { id } = await this.refusal.heed(async () => {
      const response = await this.model.wire.post(attempt, "/videos", this.form());
      const job = jobIn(await jsonOf(this.model.wire, response, attempt));
      if (!job) throw new WireFault("uncertain", "The answer names no job.");
      return job;
    });
    this.id = id;
    this.taken.add(id);
    await attempt.accepted(id);
    return id;
  }

  private form(): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries(this.fields)) form.append(name, value);
    const { firstFrame } = this.request;
    if (firstFrame) form.append("input_reference", new Blob([new Uint8Array(firstFrame.data)], { type: firstFrame.media }), `first-frame.${firstFrame.media.split("/")[1]}`);
    return form;
  }

  private async finished(id: string, signal: AbortSignal): Promise<Job> {
    const { model, caller } = this;
    let missing = 0;
    let strangeSince: number | undefined;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      const job = await lookUp(model, caller, id);
      if (job?.state === "done" || job?.state === "failed") return job;
      if (!job && ++missing >= unknownJobPatience) fail({ code: "VIDEO_LOST", message: `${model.provider} took on the video ${id} and does not know it any more.`, hint: "Run again: it is asked for once more. Look at the provider's bill whether this one was charged." });
      if (job?.state !== "unknown") strangeSince = undefined;
      else if (model.clock.now() - (strangeSince ??= model.clock.now()) > unknownStatePatienceMs) fail({ code: "VIDEO_STATE_UNKNOWN", message: `The video ${id} at ${model.provider} stays in a state that is not known here: ${excerpt(model.redact(job.status))}.`, hint: "Look at the provider's own pages; run again when it is done there, and it is taken up." });
      if (job?.progress !== undefined) this.request.onProgress?.(job.progress);
      await sleep(model.clock, pauseMs, signal);
    }
  }

  private failed({ status, reason, refused, id }: Job): never {
    const { provider, name } = this.model;
    const words = this.model.redact(reason || status);
    if (refused) throw contentRefused(this.model, reason);
    fail({ code: "VIDEO_FAILED", message: `${provider}/${name} could not make the video ${id}: ${words}`, hint: "Nothing was charged. Run again, change the shot, or name another model for the role video." });
  }
}

function beating(clock: Clock, attempt: Attempt): () => void {
  let off = () => {};
  const beat = () => {
    attempt.alive();
    off = clock.after(5000, beat);
  };
  beat();
  return () => off();
}
