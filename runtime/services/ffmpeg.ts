import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import type fluent from "fluent-ffmpeg";
import { type Caller, defineProvider, type Ffmpeg, ffmpeg, type FfmpegJob, type OpenService, ProblemError } from "../contract/index.ts";
import { type Binaries, findBinaries } from "./ffmpeg-binaries.ts";
import { isDiskFull, lastErrors, readLog } from "./ffmpeg-log.ts";
import { Slots } from "./slots.ts";

/**
 * Every ffmpeg and ffprobe process of the project starts here, and only this module knows fluent-ffmpeg. Of that
 * library's own checks and parsers none is relied upon: they lose filters, pictures of devices and the cause of errors.
 *
 * The fingerprint names no build: results made on one machine are taken over on another.
 */
export const ffmpegProvider = defineProvider<Ffmpeg>({
  service: ffmpeg,
  name: "ffmpeg",
  fingerprint: "ffmpeg@1",
  concurrency: availableParallelism(),
  open: async () => openFfmpeg(await findBinaries()),
});

export function openFfmpeg(binaries: Binaries): OpenService<Ffmpeg> {
  let filters: Promise<ReadonlySet<string>> | undefined;
  // One item may ask for many jobs at once, and each holds frames of a whole film in memory.
  const processes = new Slots(availableParallelism());
  return {
    bind: (caller) => ({
      run: (job) => processes.use(caller.signal, () => run(binaries.ffmpeg, job, caller)),
      probe: (path, options = []) => probe(binaries.ffprobe, path, options, caller),
      hasFilter: async (name) => (await (filters ??= listFilters(binaries.ffmpeg))).has(name),
    }),
    close: () => binaries.close(),
  };
}

/** Put before the options of every output: the same input gives the same bytes, and nothing waits at a terminal. */
const always = [
  "-nostdin", "-hide_banner", "-nostats", "-benchmark", "-loglevel", "level+info",
  "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1",
];

/** Lines of stderr kept; a measuring filter prints ten lines a second. */
const keptLines = 50_000;

async function run(binary: string, job: FfmpegJob, caller: Caller): Promise<string> {
  const { default: createCommand } = await import("fluent-ffmpeg");
  const command = createCommand({ stdoutLines: keptLines, ...(job.folder ? { cwd: job.folder } : {}) } as fluent.FfmpegCommandOptions);
  command.setFfmpegPath(binary);
  for (const input of job.inputs) {
    command.input(input.path);
    if (input.options?.length) command.inputOptions(...input.options);
  }
  if (job.filter) command.complexFilter(job.filter);
  for (const output of job.outputs) command.output(output.path).outputOptions(...always, ...output.options);

  const started = performance.now();
  const log = readLog(await finish(command, caller.signal));
  caller.called({
    model: "ffmpeg",
    units: { cpuSeconds: log.cpuSeconds },
    costMicros: 0,
    marketMicros: 0,
    ms: Math.round(performance.now() - started),
    retries: 0,
  });
  return log.text;
}

/** Settles when the process is gone, so that an aborted job leaves nothing running. @returns stderr */
function finish(command: fluent.FfmpegCommand, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => void command.kill("SIGKILL");
    signal.addEventListener("abort", stop, { once: true });
    command
      // The process starts some turns of the event loop after run(); an abort in between reaches nothing.
      .on("start", () => { if (signal.aborted) stop(); })
      .on("end", (_stdout, stderr) => {
        signal.removeEventListener("abort", stop);
        resolve(stderr ?? "");
      })
      .on("error", (error: Error, _stdout, stderr) => {
        signal.removeEventListener("abort", stop);
        if (signal.aborted) reject(signal.reason);
        else reject(problemOf("ffmpeg", stderr ?? "", error));
      })
      .run();
  });
}

async function probe(binary: string, path: string, options: readonly string[], caller: Caller): Promise<unknown> {
  const args = ["-hide_banner", "-loglevel", "level+error", "-of", "json", "-show_format", "-show_streams", ...options, path];
  return JSON.parse(await output("ffprobe", binary, args, caller.signal));
}

async function listFilters(binary: string): Promise<ReadonlySet<string>> {
  const listing = await output("ffmpeg", binary, ["-hide_banner", "-filters"]);
  return new Set([...listing.matchAll(/^ [T.][S.][C.]? ?(\S+) +\S+->\S+/gm)].map((match) => match[1]!));
}

/** Frames of an hour, listed as JSON. */
const largestOutput = 512 * 1024 * 1024;

function output(program: "ffmpeg" | "ffprobe", binary: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: largestOutput, killSignal: "SIGKILL", windowsHide: true, ...(signal ? { signal } : {}) } as const;
    execFile(binary, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (signal?.aborted) reject(signal.reason);
      else reject(problemOf(program, stderr, error));
    });
  });
}

function problemOf(program: "ffmpeg" | "ffprobe", stderr: string, cause: Error): ProblemError {
  if (isDiskFull(stderr)) {
    return new ProblemError({
      code: "DISK_FULL",
      message: `${program} could not write: no space is left on the disk.`,
      hint: "Free some space and run again; what was finished is kept.",
    }, { cause });
  }
  const reason = lastErrors(readLog(stderr).errors) || cause.message;
  return new ProblemError({ code: `${program.toUpperCase()}_FAILED`, message: `${program} failed: ${reason}`, hint: "Its last words say why; a file it was given may be damaged, or this build may lack something." }, { cause });
}
