import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ffmpeg, OpenService, ServiceCall } from "../../runtime/contract/index.ts";
import { findBinaries } from "../../runtime/services/ffmpeg-binaries.ts";
import { lastErrors, readLog } from "../../runtime/services/ffmpeg-log.ts";
import { ffmpegProvider, openFfmpeg } from "../../runtime/services/ffmpeg.ts";
import { recordedCaller } from "../kit/caller.ts";

let folder: string;
let service: OpenService<Ffmpeg>;
const calls: ServiceCall[] = [];
const bind = (signal = new AbortController().signal, from = service) => from.bind(recordedCaller({ signal, called: (call) => void calls.push(call) }));
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reelwright-ffmpeg-"));
  service = await ffmpegProvider.open();
});
afterAll(async () => {
  await service.close?.();
  await rm(folder, { recursive: true, force: true });
});

const stripes = (seconds: number) => `testsrc2=s=160x120:r=25:d=${seconds}[picture]`;
const encode = (file: string) => ({ path: file, options: ["-map", "[picture]", "-c:v", "libx264", "-threads", "1", "-metadata", "title=Two words", "-f", "mp4"] });

describe("running ffmpeg", () => {
  it("runs a filter graph that has its sources inside, in the job's folder", async () => {
    await bind().run({ inputs: [], filter: stripes(1), outputs: [encode("one.mp4")], folder });
    const facts = await bind().probe(path("one.mp4"), ["-count_frames"]);
    expect(facts.streams[0]).toMatchObject({ codec_name: "h264", width: 160, nb_read_frames: "25" });
    expect(facts.format.tags.title).toBe("Two words");
  });

  it("writes the same bytes for the same job", async () => {
    const digests = [];
    for (const name of ["first.mp4", "second.mp4"]) {
      await bind().run({ inputs: [], filter: stripes(1), outputs: [encode(path(name))] });
      digests.push(createHash("sha256").update(await readFile(path(name))).digest("hex"));
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it("returns what measuring filters print, without level marks", async () => {
    const log = await bind().run({ inputs: [], filter: "sine=d=1,ebur128[sound]", outputs: [{ path: "-", options: ["-map", "[sound]", "-f", "null"] }] });
    expect(log).toMatch(/Integrated loudness:\n\s+I:\s+-\d+\.\d LUFS/);
    expect(log).toMatch(/\[Parsed_ebur128_1 @ \w+\] t: /);
    expect(log).not.toMatch(/\[info\]|bench:/);
  });

  it("tells the ledger of every finished call", async () => {
    calls.length = 0;
    await bind().run({ inputs: [], filter: stripes(2), outputs: [encode(path("ledger.mp4"))] });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ model: "ffmpeg", costMicros: 0, retries: 0 });
    expect(calls[0]!.units.cpuSeconds).toBeGreaterThan(0);
  });

  it("runs no more processes at once than there are cores, and all of them in the end", async () => {
    let most = 0;
    const jobs = Array.from({ length: 8 }, (_, index) => bind().run({ inputs: [], filter: stripes(2), outputs: [encode(path(`many-${index}.mp4`))] }));
    const all = Promise.all(jobs).then(() => true);
    while (!(await Promise.race([all, new Promise((resolve) => setImmediate(resolve, false))]))) most = Math.max(most, (await children()).length);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(availableParallelism());
  });

  it("knows which filters the binary has, N-to-one filters and sources too", async () => {
    const has = (name: string) => bind().hasFilter(name);
    expect(await Promise.all(["amix", "zoompan", "ass", "color", "no-such-filter"].map(has))).toEqual([true, true, true, true, false]);
  });
});

describe("failing", () => {
  it("says why in ffmpeg's own last words", async () => {
    const job = bind().run({ inputs: [], filter: "color=d=1,no_such_filter[picture]", outputs: [encode(path("never.mp4"))] });
    await expect(job).rejects.toMatchObject({ problem: { code: "FFMPEG_FAILED", message: "ffmpeg failed: [AVFilterGraph] No such filter: 'no_such_filter'" } });
  });

  it("names a file that is not there", async () => {
    const job = bind().run({ inputs: [{ path: path("absent.png") }], outputs: [{ path: path("never.mp4"), options: ["-f", "mp4"] }] });
    await expect(job).rejects.toMatchObject({ problem: { code: "FFMPEG_FAILED", message: expect.stringContaining("absent.png: No such file or directory") } });
  });

  it("says that a file cannot be probed", async () => {
    await writeFile(path("noise.mp4"), "this is not a film");
    await expect(bind().probe(path("noise.mp4"))).rejects.toMatchObject({ problem: { code: "FFPROBE_FAILED", message: expect.stringContaining("Invalid data") } });
  });

  it("recognises a full disk", async () => {
    const job = bind().run({ inputs: [], filter: "color=s=640x480:d=9[picture]", outputs: [{ path: "/dev/full", options: ["-map", "[picture]", "-c:v", "rawvideo", "-f", "rawvideo"] }] });
    await expect(job).rejects.toMatchObject({ problem: { code: "DISK_FULL" } });
  });

  it("keeps the telling lines and drops those said after every error", () => {
    const { errors } = readLog("[error] out.mp4: Permission denied\n[info] nothing\n[mov @ 0x7f00aa] [fatal] bad atom\n[error] Conversion failed!\n");
    expect(lastErrors(errors)).toBe("out.mp4: Permission denied; [mov] bad atom");
  });
});

describe("stopping", () => {
  const forever = { inputs: [], filter: "testsrc2=s=640x480:r=25:d=100000[picture]", outputs: [{ path: "-", options: ["-map", "[picture]", "-f", "null"] }] };

  it("ends the process when the item is aborted, and leaves no orphan", async () => {
    const stop = new AbortController();
    const job = bind(stop.signal).run(forever);
    while ((await children()).length === 0) await new Promise(setImmediate);
    stop.abort(new Error("cancelled"));
    await expect(job).rejects.toThrow("cancelled");
    expect(await children()).toEqual([]);
  });

  it("starts nothing for an item that is aborted before or while it starts", async () => {
    await expect(bind(AbortSignal.abort(new Error("too late"))).run(forever)).rejects.toThrow("too late");
    const stop = new AbortController();
    const job = bind(stop.signal).run(forever);
    stop.abort(new Error("at once"));
    await expect(job).rejects.toThrow("at once");
    expect(await children()).toEqual([]);
  });
});

describe("finding the programs", () => {
  const nowhere = async () => undefined;

  it("takes the one named by the environment before any other", async () => {
    const fake = path("my-ffmpeg");
    await writeFile(fake, "#!/bin/sh\n");
    await chmod(fake, 0o755);
    const found = await findBinaries({ REELWRIGHT_FFMPEG: fake, REELWRIGHT_FFPROBE: fake, PATH: "" }, nowhere);
    expect(found).toMatchObject({ ffmpeg: fake, ffprobe: fake });
  });

  it("then the PATH", async () => {
    for (const name of ["ffmpeg", "ffprobe"]) await writeFile(path(name), "#!/bin/sh\n", { mode: 0o755 });
    expect(await findBinaries({ PATH: `/nowhere:${folder}` }, nowhere)).toMatchObject({ ffmpeg: path("ffmpeg"), ffprobe: path("ffprobe") });
  });

  it("makes a packaged program executable that was packed without the bit", async () => {
    await writeFile(path("packed"), "#!/bin/sh\n", { mode: 0o644 });
    const found = await findBinaries({ PATH: "" }, async () => path("packed"));
    expect((await stat(found.ffprobe)).mode & 0o111).not.toBe(0);
    await found.close();
  });

  it("says what to do when there is none, or when the named one does not run", async () => {
    await expect(findBinaries({ PATH: "" }, nowhere)).rejects.toMatchObject({ problem: { code: "FFMPEG_MISSING", hint: expect.stringContaining("REELWRIGHT_FFMPEG") } });
    await expect(findBinaries({ REELWRIGHT_FFMPEG: "/nowhere/ffmpeg" }, nowhere)).rejects.toMatchObject({ problem: { code: "FFMPEG_MISSING", message: expect.stringContaining("/nowhere/ffmpeg") } });
  });

  it("runs every job with the program it found", async () => {
    const fake = path("broken");
    await writeFile(fake, "#!/bin/sh\necho '[fatal] this build is broken' >&2\nexit 3\n", { mode: 0o755 });
    const broken = openFfmpeg({ ffmpeg: fake, ffprobe: fake, close: async () => {} });
    await expect(bind(undefined, broken).probe("any")).rejects.toMatchObject({ problem: { message: "ffprobe failed: this build is broken" } });
  });
});

/** Processes of ffmpeg that this one has started and that still run. */
async function children(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const fields = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const [, name, state, parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(fields) ?? [];
    if (name === "ffmpeg" && state !== "Z" && Number(parent) === process.pid) found.push(pid);
  }
  return found;
}
