import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ffmpeg } from "../../runtime/contract/index.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { ffmpegProvider } from "../../runtime/services/ffmpeg.ts";
import { processorSeconds, type Row, row } from "./measure.ts";
import { recordedCaller } from "../kit/caller.ts";

/** Twenty-four shots in one scene: twelve of two people talking, each after a look at the room. */
function screenplay(changed = ""): string {
  const talk = Array.from({ length: 12 }, (_, index) => `△ ${index === 7 ? changed : ""}奶奶看着窗外的烟花，第${index + 1}只灯笼亮了。\n${index % 2 === 0 ? "李伟" : "张梅"}（家人温暖）：第${index + 1}碗饺子也端上来了。`);
  return `第1集 二十四镜\n\n1-1 夜 内 奶奶家厨房\n人物：李伟、张梅、奶奶\n${talk.join("\n")}\n`;
}

const made = ["shot", "scene"];

/**
 * Pictures and speech are made first and not counted. Then: processor time to encode and join the scene's picture,
 * against one ffmpeg command that films the same stills; and the same after one shot's picture has changed.
 */
export async function composeRows(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-bench-"));
  const runtime = await openRuntime({ home, config: {} });
  const document = JSON.parse(await readFile("graphs/bowl-of-dumplings.json", "utf8")) as unknown;
  await run(runtime, document, screenplay(), ["verify", "subtitles"]);
  const full = await processorSeconds(() => run(runtime, document, screenplay(), ["scene"]));
  const film = await filmOf(runtime, document);
  const seconds = film.frames.reduce((sum, frames) => sum + frames, 0) / 25;

  await run(runtime, document, screenplay("忽然，"), ["verify", "subtitles"]);
  const change = await processorSeconds(() => run(runtime, document, screenplay("忽然，"), ["scene"]));
  const bare = await processorSeconds(() => oneCommand(film, home));
  await runtime.close();
  await rm(home, { recursive: true });
  return [
    row(`${film.frames.length} shots, ${seconds.toFixed(0)} s of film: processor time a finished minute`, (full.seconds / seconds) * 60, "s", "one ffmpeg command, no subtitles", (bare.seconds / seconds) * 60),
    row("one shot changed", change.seconds, "s", "all shots", full.seconds, 0.25),
  ];
}

async function run(runtime: Runtime, document: unknown, text: string, only: string[]): Promise<void> {
  const { outcome, problems } = await runtime.run(document, { inputs: { screenplay: text }, only }).result;
  if (outcome !== "succeeded") throw new Error(`The bench film ${outcome}: ${JSON.stringify(problems)}`);
}

interface Film {
  readonly stills: readonly string[];
  readonly frames: readonly number[];
}

/** The stills of the last run and the length of each, from its events. */
async function filmOf(runtime: Runtime, document: unknown): Promise<Film> {
  const pictures = new Map<string, string>();
  const frames = new Map<string, number>();
  const live = runtime.run(document, { inputs: { screenplay: screenplay() }, only: made });
  for await (const event of live.events) {
    if (event.type !== "item.cached" && event.type !== "item.finished") continue;
    if (event.node === "picture") pictures.set(event.item, await runtime.path((event.outputs["picture"]!.value as { image: { artifact: string } }).image));
    if (event.node === "shot") frames.set(event.item, (event.outputs["clip"]!.value as { frames: number }).frames);
  }
  return { stills: [...frames.keys()].map((item) => pictures.get(item)!), frames: [...frames.values()] };
}

/** What one would write by hand: every still pushed into, one after another, encoded once. */
async function oneCommand({ stills, frames }: Film, home: string): Promise<void> {
  const service = await ffmpegProvider.open();
  const ffmpeg: Ffmpeg = service.bind(recordedCaller());
  const films = stills.map((_, index) => `[${index}:v]scale=2160:3840:force_original_aspect_ratio=increase,crop=2160:3840,format=yuv420p,zoompan=z='1+0.1*on/${frames[index]}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':d=${frames[index]}:s=1080x1920:fps=25,setsar=1[s${index}]`);
  const joined = `${stills.map((_, index) => `[s${index}]`).join("")}concat=n=${stills.length}:v=1[out]`;
  await ffmpeg.run({
    inputs: stills.map((path) => ({ path })),
    filter: [...films, joined].join(";"),
    outputs: [{ path: join(home, "one.mp4"), options: ["-map", "[out]", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-r", "25", "-threads", "2"] }],
  });
  await service.close?.();
}
