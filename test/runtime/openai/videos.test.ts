import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Abilities, Model } from "../../../runtime/config/config.ts";
import type { Caller, Motion, MotionRequest, ServiceCall, ServiceNotice } from "../../../runtime/contract/index.ts";
import { Ledger } from "../../../runtime/money/ledger.ts";
import { Purse } from "../../../runtime/money/purse.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { type Answering, allWordsOf, bound, canary, failureOf, type Loopback, loopback, providersOf, quickClock, sendBytes, sendError, sendJson, type Setup } from "./kit.ts";

const mp4 = new Uint8Array([0, 0, 0, 24, ...Buffer.from("ftypisom"), 1, 2, 3, 4]);
const shot: MotionRequest = { prompt: "snow falls on the courtyard", seconds: 5, width: 720, height: 1280, seed: 9 };
const can: Abilities = { seconds: [4, 8, 12], sizes: ["720x1280", "1280x720"], firstFrame: true };
const model: Model = { prices: { perSecond: 0.1 }, market: { perSecond: 0.5 }, can };

/** Someone with a real ledger: what one run leaves behind, the next finds. */
function spender(ledger: Ledger, signal = new AbortController().signal) {
  const purse = new Purse(ledger, "USD");
  const calls: ServiceCall[] = [];
  const notices: ServiceNotice[] = [];
  const who = { run: "r1", node: "film", item: "e01/s01", role: "video", signal };
  const caller: Caller = {
    signal, origin: who,
    reserve: (intent) => purse.reserve(who, intent),
    begun: (request) => purse.begun(who, request),
    called: (call, reservation) => {
      calls.push(call);
      purse.called(who, call, reservation);
    },
    notice: (notice) => void notices.push(notice),
    use: () => Promise.reject(new Error("no services here")),
  };
  return { caller, purse, calls, notices };
}

/** A provider of videos that keeps its jobs, as providers do. */
interface Studio {
  readonly jobs: any[];
  /** By path and method, where something else than the usual is answered. */
  readonly instead: Map<string, Answering>;
  service: Loopback;
  created(): number;
}

async function studio(): Promise<Studio> {
  const jobs: any[] = [];
  const instead = new Map<string, Answering>();
  const usual: Answering = async (response, seen) => {
    const [, id, content] = seen.path.replace("/v1/videos", "").split("/");
    if (seen.method === "POST") return sendJson(response, await add(jobs, seen));
    if (id === undefined) return sendJson(response, { object: "list", data: [...jobs].reverse(), has_more: false });
    const job = jobs.find((job) => job.id === id);
    if (!job) return sendError(response, 404, "no such video");
    if (content) return sendBytes(response, mp4, "video/mp4");
    if (job.status === "queued") Object.assign(job, { status: "in_progress", progress: 40 });
    else if (job.status === "in_progress") job.status = "completed";
    return sendJson(response, job);
  };
  const service = await loopback((response, seen, number) => {
    const key = Object.keys(Object.fromEntries(instead)).find((key) => `${seen.method} ${seen.path}`.match(new RegExp(`^${key}$`)));
    return (key === undefined ? usual : instead.get(key)!)(response, seen, number);
  });
  return { jobs, instead, service, created: () => jobs.length };
}

async function add(jobs: any[], seen: Parameters<Answering>[1]): Promise<any> {
  const fields = Object.fromEntries(await seen.form());
  const job = { id: `video_${jobs.length + 1}`, object: "video", status: "queued", progress: 0, created_at: Math.floor(Date.now() / 1000), model: fields["model"], prompt: fields["prompt"], seconds: fields["seconds"], size: fields["size"], error: null as unknown };
  jobs.push(job);
  return { ...job };
}

async function motionOf(studio: Studio, caller: Caller, setup: Setup = {}): Promise<Motion> {
  const { final } = providersOf(studio.service.url, { models: { "model-a": model }, clock: quickClock(), ...setup });
  return bound<Motion>(final, "video", caller);
}

describe("a video", () => {
  test("is created, waited for and fetched, and paid for by its seconds when it is here", async () => {
    const at = await studio();
    const { caller, calls } = spender(new Ledger(undefined));
    const fractions: number[] = [];
    const made = await (await motionOf(at, caller)).generate({ ...shot, firstFrame: { media: "image/png", data: Uint8Array.of(1, 2) }, onProgress: (fraction) => fractions.push(fraction) });
    expect(made).toEqual({ media: "video/mp4", bytes: mp4, model: "model-a" });
    expect(fractions).toEqual([0.4]);
    const form = Object.fromEntries(await at.service.seen[0]!.form());
    expect(form).toMatchObject({ model: "model-a", prompt: shot.prompt, seconds: "8", size: "720x1280", input_reference: expect.objectContaining({ name: "first-frame.png", type: "image/png" }) });
    expect(form).not.toHaveProperty("seed");
    expect(calls).toEqual([expect.objectContaining({ model: "model-a", units: { videoSeconds: 8 }, costMicros: 800_000, marketMicros: 4_000_000, retries: 0 })]);
  });

  test.each([
    ["submitted", "processing", "succeeded"], ["pending", "running", "SUCCESS"], ["IN_PROGRESS", "generating", "done"],
  ])("is followed through %s, %s and %s", async (...states) => {
    const at = await studio();
    const words = [...states];
    at.instead.set("GET /v1/videos/[^/]+", (response) => sendJson(response, { task_id: "t1", status: words.shift(), progress: "50%", ...(words.length === 0 ? { output: [{ url: `${at.service.url}/videos/video_1/content` }] } : {}) }));
    at.instead.set("POST /v1/videos", (response) => sendJson(response, { code: "success", data: { task_id: "video_1", status: "submitted" } }));
    at.jobs.push({ id: "video_1" });
    const made = await (await motionOf(at, spender(new Ledger(undefined)).caller)).generate(shot);
    expect(made.bytes).toEqual(mp4);
    expect(words).toEqual([]);
  });

  test("that fails costs nothing, and says why", async () => {
    const at = await studio();
    at.instead.set("GET /v1/videos/video_1", (response) => sendJson(response, { ...at.jobs[0], status: "failed", error: { code: "internal", message: `ran out of memory, key ${canary}` } }));
    const { caller, calls } = spender(new Ledger(undefined));
    const failure = await failureOf((await motionOf(at, caller)).generate(shot));
    expect(failure.problem).toMatchObject({ code: "VIDEO_FAILED", message: expect.stringContaining("ran out of memory") });
    expect(allWordsOf(failure)).not.toContain(canary);
    expect(calls).toEqual([expect.objectContaining({ costMicros: 0, units: { videoSeconds: 0 } })]);
  });

  test.each<[string, Answering]>([
    ["when it is asked for", (response) => sendError(response, 400, "This prompt violates our content policy", { code: "content_policy_violation" })],
  ])("that is refused for its content %s is refused", async (_when, answer) => {
    const at = await studio();
    at.instead.set("POST /v1/videos", answer);
    const ledger = new Ledger(undefined);
    expect((await failureOf((await motionOf(at, spender(ledger).caller)).generate(shot))).problem.code).toBe("CONTENT_REFUSED");
    expect(ledger.book.totals()).toMatchObject({ open: 0, uncertain: 0, settled: 0 });
  });

  test("in a state nobody knows is waited for with patience, then named", async () => {
    const at = await studio();
    at.instead.set("GET /v1/videos/video_1", (response) => sendJson(response, { ...at.jobs[0], status: "marinating" }));
    const ledger = new Ledger(undefined);
    const { caller } = spender(ledger);
    // Ten minutes in less than a second, in which even a busy machine is not silent for a virtual hour.
    expect((await failureOf((await motionOf(at, caller, { clock: quickClock(1000), door: { silenceMs: 3_600_000 } })).generate(shot))).problem).toMatchObject({ code: "VIDEO_STATE_UNKNOWN", message: expect.stringContaining("marinating") });
    expect(ledger.book.totals().open).toBe(1);
    expect(at.created()).toBe(1);
  });

  test("is not asked of a model that cannot start from a picture", async () => {
    const at = await studio();
    const motion = await motionOf(at, spender(new Ledger(undefined)).caller, { models: { "model-a": {} } });
    expect((await failureOf(motion.generate({ ...shot, firstFrame: { media: "image/png", data: Uint8Array.of(1) } }))).problem.code).toBe("MODEL_CANNOT");
    expect(at.service.seen).toEqual([]);
  });

  test("is tried again by its parts: neither a lost look nor a broken film buys another", async () => {
    const at = await studio();
    let trouble = 0;
    at.instead.set("GET /v1/videos/video_1", (response) => {
      if (trouble++ === 0) return void response.destroy();
      if (trouble === 2) return sendError(response, 503, "busy");
      sendJson(response, { ...at.jobs[0], status: "completed" });
    });
    let films = 0;
    at.instead.set("GET /v1/videos/video_1/content", (response) => films++ === 0 ? void response.writeHead(200, { "content-length": "900" }).write(mp4, () => response.destroy()) : sendBytes(response, mp4));
    const { caller, calls } = spender(new Ledger(undefined));
    expect((await (await motionOf(at, caller)).generate(shot)).bytes).toEqual(mp4);
    expect(at.created()).toBe(1);
    expect(calls).toEqual([expect.objectContaining({ costMicros: 800_000 })]);
  });
});

describe("paid once", () => {
  const lost: Answering = (response) => void response.socket!.destroy();
  /** Takes the job on, and never says so. */
  const acceptedAndLost = (at: Studio): Answering => async (response, seen) => {
    at.instead.delete("POST /v1/videos");
    await add(at.jobs, seen);
    response.socket!.destroy();
  };

  test("a job whose acceptance got lost is found in the list and waited for", async () => {
    const at = await studio();
    at.jobs.push({ id: "video_other", status: "completed", created_at: Math.floor(Date.now() / 1000), model: "model-a", prompt: "another", seconds: "8", size: "720x1280" });
    at.instead.set("POST /v1/videos", acceptedAndLost(at));
    const ledger = new Ledger(undefined);
    const { caller, calls, notices } = spender(ledger);
    expect((await (await motionOf(at, caller)).generate(shot)).bytes).toEqual(mp4);
    expect(at.created()).toBe(2);
    expect(notices).toEqual([expect.objectContaining({ code: "resumed", message: expect.stringContaining("video_2") })]);
    expect(calls.map(({ costMicros, uncertain }) => [costMicros, uncertain])).toEqual([[0, true], [800_000, undefined]]);
    expect(ledger.book.totals()).toEqual({ costMicros: { USD: 800_000 }, marketMicros: { USD: 4_000_000 }, exposedMicros: {}, settled: 1, uncertain: 0, open: 0 });
  });

  test("one that the provider knows nothing of, asked more than once, is asked for anew", async () => {
    const at = await studio();
    at.instead.set("POST /v1/videos", (response, seen, number) => {
      at.instead.delete("POST /v1/videos");
      return lost(response, seen, number);
    });
    const ledger = new Ledger(undefined);
    const { caller } = spender(ledger);
    expect((await (await motionOf(at, caller)).generate(shot)).bytes).toEqual(mp4);
    expect(at.service.seen.filter(({ method }) => method === "POST")).toHaveLength(2);
    expect(at.service.seen.filter(({ path }) => path === "/v1/videos").length).toBeGreaterThan(3);
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 800_000 }, open: 0, uncertain: 0 });
  });

  test("a provider that loses every create and lists none is given up, with nothing left in doubt", async () => {
    const at = await studio();
    at.instead.set("POST /v1/videos", lost);
    const ledger = new Ledger(undefined);
    expect((await failureOf((await motionOf(at, spender(ledger).caller)).generate(shot))).problem.code).toBe("PROVIDER_UNREACHABLE");
    expect(at.service.seen.filter(({ method }) => method === "POST")).toHaveLength(3);
    expect(ledger.book.totals()).toMatchObject({ open: 0, uncertain: 0, settled: 0 });
  });

  test("whoever keeps no ledger never asks twice", async () => {
    const at = await studio();
    at.instead.set("POST /v1/videos", acceptedAndLost(at));
    const caller = recordedCaller();
    expect((await failureOf((await motionOf(at, caller)).generate(shot))).problem.code).toBe("PROVIDER_UNREACHABLE");
    expect(at.created()).toBe(1);
    expect(caller.calls).toEqual([expect.objectContaining({ uncertain: true })]);
  });

  test.each([404, 405, 501])("where jobs are not listed (%i), nobody asks twice: the item fails and says what to do", async (status) => {
    const at = await studio();
    at.instead.set("POST /v1/videos", acceptedAndLost(at));
    at.instead.set("GET /v1/videos", (response) => sendError(response, status, "no list"));
    const ledger = new Ledger(undefined);
    const first = await failureOf((await motionOf(at, spender(ledger).caller)).generate(shot));
    expect(first.problem).toMatchObject({ code: "CREATE_UNCERTAIN", message: expect.stringMatching(/^A video was asked of a\/model-a at .* Request [0-9a-f]{64}\.$/), hint: expect.stringContaining("ledger resolve") });
    const second = await failureOf((await motionOf(at, spender(ledger).caller)).generate(shot));
    expect(second.problem.code).toBe("CREATE_UNCERTAIN");
    expect(at.service.seen.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(ledger.book.totals().open).toBe(1);
  });

  test("a list that does not tell enough is no proof either way", async () => {
    const at = await studio();
    at.instead.set("POST /v1/videos", acceptedAndLost(at));
    at.instead.set("GET /v1/videos", (response) => sendJson(response, { data: at.jobs.map(({ id, status, created_at }) => ({ id, status, created_at })) }));
    expect((await failureOf((await motionOf(at, spender(new Ledger(undefined)).caller)).generate(shot))).problem).toMatchObject({ code: "CREATE_UNCERTAIN", message: expect.stringContaining("video_1 that may be this one") });
  });

  test("long lists are looked through page by page", async () => {
    const at = await studio();
    at.instead.set("POST /v1/videos", acceptedAndLost(at));
    const now = Math.floor(Date.now() / 1000);
    at.instead.set("GET /v1/videos", (response, { query }) => query.get("after") === null
      ? sendJson(response, { data: [{ id: "x1", created_at: now, prompt: "x", model: "model-a" }], has_more: true })
      : sendJson(response, { data: at.jobs, has_more: false }));
    const { caller, notices } = spender(new Ledger(undefined));
    await (await motionOf(at, caller)).generate(shot);
    expect(notices.map(({ code }) => code)).toEqual(["resumed"]);
    expect(at.service.seen.find(({ query }) => query.get("after"))!.query.get("after")).toBe("x1");
    expect(at.created()).toBe(1);
  });

  test("a list that begins with its oldest is looked through to its end, and the newest that fits is taken", async () => {
    const at = await studio();
    at.instead.set("POST /v1/videos", acceptedAndLost(at));
    const now = Math.floor(Date.now() / 1000);
    const like = (id: string, created_at: number) => ({ id, created_at, status: "completed", model: "model-a", prompt: shot.prompt, seconds: "8", size: "720x1280" });
    at.instead.set("GET /v1/videos", (response, { query }) => query.get("after") === null
      ? sendJson(response, { data: [like("years-ago", 1_600_000_000), { id: "x1", created_at: 1_600_000_001, prompt: "x" }], has_more: true })
      : sendJson(response, { data: [like("a-minute-ago", now - 60), ...at.jobs] }));
    const { caller, notices } = spender(new Ledger(undefined));
    await (await motionOf(at, caller)).generate(shot);
    expect(notices).toEqual([expect.objectContaining({ code: "resumed", message: expect.stringContaining("video_1") })]);
    expect(at.created()).toBe(1);
  });

  test("an outage after acceptance leaves the job in the ledger; the next run takes it up", async () => {
    const at = await studio();
    at.instead.set("GET /v1/videos/video_1", (response) => sendError(response, 500, "down"));
    const file = join(await mkdtemp(join(tmpdir(), "reelwright-test-")), "ledger.ndjson");
    const first = spender(new Ledger(file));
    expect((await failureOf((await motionOf(at, first.caller)).generate(shot))).problem).toMatchObject({ code: "VIDEO_PENDING", message: expect.stringContaining("video_1") });
    first.purse.close();
    at.instead.clear();
    const ledger = new Ledger(file);
    ledger.refresh();
    const second = spender(ledger);
    expect((await (await motionOf(at, second.caller)).generate(shot)).bytes).toEqual(mp4);
    expect(second.notices.map(({ code }) => code)).toEqual(["resumed"]);
    expect(at.created()).toBe(1);
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 800_000 }, open: 0, uncertain: 0 });
    expect(await readFile(file, "utf8")).not.toContain(canary);
  });

  test("a run that is called off between creating and fetching leaves the job to the next", async () => {
    const at = await studio();
    const ledger = new Ledger(undefined);
    const controller = new AbortController();
    const first = spender(ledger, controller.signal);
    const failure = await failureOf((await motionOf(at, first.caller)).generate({ ...shot, onProgress: () => controller.abort(new Error("called off")) }));
    expect(failure.message).toBe("called off");
    first.purse.close();
    expect(ledger.book.totals()).toMatchObject({ open: 1, settled: 0 });
    const second = spender(ledger);
    await (await motionOf(at, second.caller)).generate(shot);
    expect(at.created()).toBe(1);
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 800_000 }, open: 0 });
  });

  test("a job that the provider has forgotten is asked for anew, and that is told", async () => {
    const at = await studio();
    const ledger = new Ledger(undefined);
    const controller = new AbortController();
    await failureOf((await motionOf(at, spender(ledger, controller.signal).caller)).generate({ ...shot, onProgress: () => controller.abort(new Error("off")) }));
    at.jobs.length = 0;
    const second = spender(ledger);
    expect((await (await motionOf(at, second.caller)).generate(shot)).bytes).toEqual(mp4);
    expect(second.notices).toEqual([expect.objectContaining({ code: "degraded", message: expect.stringContaining("does not know the video video_1 any more") })]);
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 800_000 }, open: 0 });
  });

  test("a refusal that was not billed is tried again, with the same money", async () => {
    const at = await studio();
    let tries = 0;
    at.instead.set("POST /v1/videos", async (response, seen) => tries++ === 0 ? sendError(response, 429, "slow down") : sendJson(response, await add(at.jobs, seen)));
    const ledger = new Ledger(undefined);
    const { caller, calls } = spender(ledger);
    await (await motionOf(at, caller)).generate(shot);
    expect(at.created()).toBe(1);
    expect(calls).toEqual([expect.objectContaining({ costMicros: 800_000, retries: 1 })]);
  });

  test("two takes that differ only in a seed which is not sent are two jobs; the very same film is one", async () => {
    const at = await studio();
    const ledger = new Ledger(undefined);
    const [one, other] = [spender(ledger), spender(ledger)];
    const setup = providersOf(at.service.url, { models: { "model-a": model }, clock: quickClock() });
    const [motion, same] = [await bound<Motion>(setup.final, "video", one.caller), await bound<Motion>(setup.final, "video", other.caller)];
    const films = await Promise.all([motion.generate(shot), motion.generate({ ...shot, seed: 10 }), same.generate(shot)]);
    expect(films.map(({ bytes }) => bytes)).toEqual([mp4, mp4, mp4]);
    expect(at.created()).toBe(2);
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 1_600_000 }, open: 0 });
    expect([one.calls, other.calls].map(({ length }) => length)).toEqual([2, 0]);
  });

  test("whoever waits for another's film makes it when that one is called off", async () => {
    const at = await studio();
    const ledger = new Ledger(undefined);
    const controller = new AbortController();
    const [first, second] = [spender(ledger, controller.signal), spender(ledger)];
    const setup = providersOf(at.service.url, { models: { "model-a": model }, clock: quickClock() });
    const called = failureOf((await bound<Motion>(setup.final, "video", first.caller)).generate({ ...shot, onProgress: () => controller.abort(new Error("off")) }));
    const film = (await bound<Motion>(setup.final, "video", second.caller)).generate(shot);
    expect((await called).message).toBe("off");
    expect((await film).bytes).toEqual(mp4);
    expect(at.created()).toBe(1);
    expect(second.notices.map(({ code }) => code)).toEqual(["resumed"]);
  });
});
