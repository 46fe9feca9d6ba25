import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "../../runtime/events.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { median, processorSeconds, type Row, row } from "./measure.ts";

/** An episode of four scenes with five shots each; `line` is said in the third. */
function screenplay(line: string): string {
  const scene = (number: number, said: string) => `1-${number} 夜 内 奶奶家厨房\n人物：李伟、张梅、奶奶\n△ 奶奶看着窗外的烟花，第${number}只灯笼亮了。\n李伟（家人温暖）：第${number}碗饺子也端上来了。\n张梅（轻松）：${said}\n△ 李伟笑了笑，把碗放在桌上。\n李伟（怀旧）：小时候的第${number}个除夕也是这样。\n`;
  return `第1集 看一眼\n\n${[1, 2, 3, 4].map((number) => scene(number, number === 3 ? line : "你还记得我爱吃什么馅的吗？")).join("\n")}`;
}

const item = "e01/s03";
const graph = "graphs/bowl-of-dumplings.json";
/** Of twenty, the 95th percentile is the slowest but one. */
const looks = 20;
const wanted = 2000;

/**
 * What a director waits for: one line of a scene is written anew, and that scene is looked at as a draft, everything else
 * being kept. Through a runtime that is open, as the server has one, and through the command line from start to exit.
 */
export async function previewRows(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-bench-"));
  const runtime = await openRuntime({ home, config: {}, env: {} });
  const document = JSON.parse(await readFile(graph, "utf8")) as unknown;
  const first = screenplay("猪肉白菜馅的，我怎么会忘呢？");
  await look(runtime, document, first, ["verify", "subtitles"]);
  const begun = performance.now();
  await look(runtime, document, first, [`scene:${item}`]);
  const unfilmed = performance.now() - begun;
  const library: number[] = [];
  const processor: number[] = [];
  for (let number = 0; number < looks; number++) {
    const started = performance.now();
    const { seconds } = await processorSeconds(async () => expectOneScene(await look(runtime, document, screenplay(`这已经是第${number + 2}碗了，你还吃得下吗？`), [`scene:${item}`])));
    library.push(performance.now() - started);
    processor.push(seconds * 1000);
  }
  await runtime.close();

  const command: number[] = [];
  for (let number = 0; number < looks; number++) {
    const file = join(home, "play.txt");
    await writeFile(file, screenplay(`这都是第${number + 2}碗了，你真的还吃得下？`));
    const started = performance.now();
    // As it is shipped, from `npm run build`.
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli/main.js", "run", graph, "--quality", "draft", "--only", `scene:${item}`, "--set", `screenplay=@${file}`, "--home", home, "--out", join(home, "out")], { encoding: "utf8", env: { ...process.env, REELWRIGHT_OFFLINE: "1" } });
    command.push(performance.now() - started);
    if (status !== 0) throw new Error(`The command ended with ${status}: ${stderr}`);
  }
  await rm(home, { recursive: true });
  return [
    row("one scene again as a draft, runtime open, p95", percentile(library, 0.95), "ms", "wanted", wanted, 1),
    row("the same, median", median(library), "ms", "wanted", wanted),
    row("the same, processor time, median", median(processor), "ms", "wanted", wanted),
    row("a scene of five shots, none of them filmed yet", unfilmed, "ms", "wanted", wanted),
    row("one scene again by the command line, start to exit, p95", percentile(command, 0.95), "ms", "wanted", wanted),
    row("the same, median", median(command), "ms", "wanted", wanted),
  ];
}

async function look(runtime: Runtime, document: unknown, text: string, only: readonly string[]): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const run = runtime.run(document, { inputs: { screenplay: text }, quality: "draft", only });
  for await (const event of run.events) events.push(event);
  const { outcome, problems } = await run.result;
  if (outcome !== "succeeded") throw new Error(`The preview ${outcome}: ${JSON.stringify([problems, events.filter(({ type }) => type === "item.failed")])}`);
  return events;
}

/** Nothing of another scene may be made, and of this one not what the line does not reach. */
function expectOneScene(events: readonly RunEvent[]): void {
  const made = events.filter((event) => event.type === "item.finished");
  const stray = made.filter((event) => event.item.includes("/") && event.item !== item && !event.item.startsWith(`${item}/`));
  if (stray.length > 0) throw new Error(`Other scenes were made: ${stray.map(({ node, item: key }) => `${node}:${key}`).join(", ")}`);
  const spoken = made.filter(({ node }) => node === "speak");
  if (spoken.length !== 1) throw new Error(`${spoken.length} lines were spoken.`);
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)]!;
}
