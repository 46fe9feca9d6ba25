/** What ffmpeg wrote to stderr under `-loglevel level+info -benchmark`. */
export interface FfmpegLog {
  /** The lines without their level marks, as measuring filters print them. */
  readonly text: string;
  /** Those marked as errors, without addresses of memory. */
  readonly errors: readonly string[];
  /** Processor time used, user and system. */
  readonly cpuSeconds: number;
}

/** `[Parsed_ebur128_1 @ 0x2cb43980] [info] t: 0.1`: who, level, words. */
const marked = /^((?:\[[^\]]+ @ [^\]]+\] )*)\[(?:quiet|panic|(fatal)|(error)|warning|info|verbose|debug|trace)\] ?/;
const benchmark = /^bench: (?:utime=([\d.]+)s stime=([\d.]+)s|maxrss=)/;
/** Said after every error, whatever it was. */
const empty = /^(Conversion failed!|Error while filtering|Failed to inject frame|Error initializing complex filters|Invalid argument\.?$)/;

export function readLog(stderr: string): FfmpegLog {
  const text: string[] = [];
  const errors: string[] = [];
  let cpuSeconds = 0;
  for (const line of stderr.split(/\r?\n/)) {
    const mark = marked.exec(line);
    const words = mark ? `${mark[1]}${line.slice(mark[0].length)}` : line;
    const bench = benchmark.exec(words);
    if (bench) {
      cpuSeconds += Number(bench[1] ?? 0) + Number(bench[2] ?? 0);
      continue;
    }
    text.push(words);
    if (mark?.[2] || mark?.[3]) errors.push(words.replace(/ @ 0x[0-9a-f]+\]/g, "]").trim());
  }
  return { text: text.join("\n"), errors, cpuSeconds };
}

/** The last errors that say something, in the order they came; joined for one sentence. */
export function lastErrors(errors: readonly string[], count = 3): string {
  const telling = errors.filter((line) => !empty.test(line));
  const unique = [...new Set(telling.length > 0 ? telling : errors)];
  return unique.slice(-count).join("; ");
}

export function isDiskFull(text: string): boolean {
  return /No space left on device|ENOSPC|Disk quota exceeded/.test(text);
}
