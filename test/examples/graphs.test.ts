import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Artifact, type Chat, dialogue, type Provider } from "../../runtime/contract/index.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { add, examine } from "../../runtime/packs/added.ts";
import { fetchPack } from "../../runtime/packs/npm.ts";
import { runGraph } from "../kit/run.ts";
import { providing } from "../nodes/script/scripted-chat.ts";
import { exampleNames, folderOf, type Way, ways } from "./example-packs.ts";
import { type PhotoService, startPhotoService } from "./photo-service.ts";
import { reaching } from "./photo-pack.ts";

/** Says of every line what it means in English; names are decided beforehand. */
const words: Readonly<Record<string, string>> = {
  "奶奶，我回来了！": "Grandma, I'm home!", "小伟？你不是说过年不回来吗？": "Wei? You said you weren't coming!", "公司放假了。我想吃您包的饺子。": "Work let us go. I missed your dumplings.",
  "猪肉白菜馅的，我每年都给你留一碗。": "Pork and cabbage. I keep you a bowl every year.", "奶奶，以后我每年都回来。": "Grandma, I'll come every year.", "李伟": "Li Wei",
};
const interpreter: Chat = {
  async complete({ brief }) {
    const given = brief as unknown as { task: string; names?: string[]; lines?: { id: string; text: string }[] };
    const reply = given.names ? { names: given.names.map((name) => ({ name, translation: words[name] ?? "Somebody" })) } : { lines: given.lines!.map(({ id, text }) => ({ id, text: words[text] ?? "Yes." })) };
    return { text: JSON.stringify(reply), finish: "stop", model: "interpreter-1" };
  },
};

let service: PhotoService;
let photos: string;
const homes: string[] = [];
const runtimes: Runtime[] = [];
beforeAll(async () => {
  service = await startPhotoService();
  photos = await reaching(service.host);
});
afterEach(async () => {
  for (const runtime of runtimes.splice(0)) await runtime.close();
});
afterAll(async () => {
  await service.close();
  for (const folder of [...homes, join(photos, "../../..")]) await rm(folder, { recursive: true, force: true });
});

const graphOf = async (pack: string, name: string): Promise<GraphDocument> => JSON.parse(await readFile(join(folderOf(pack), "examples", `${name}.json`), "utf8")) as GraphDocument;

/** A project with the pack: named as a folder of the user's own, or added as a stranger's. */
async function projectWith(pack: string, way: Way, providers: readonly Provider[] = []): Promise<Runtime> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-examples-"));
  homes.push(home);
  const folder = pack === "stock-photos" ? photos : folderOf(pack);
  if (way === "isolated") {
    const candidate = await examine(home, await fetchPack(folder, home), new Set());
    await add(home, candidate, candidate.asks);
  }
  const runtime = await openRuntime({ home, packs: way === "trusted" ? [folder] : [], config: { reachable: [service.host] }, env: { PEXELS_API_KEY: service.key }, providers });
  runtimes.push(runtime);
  return runtime;
}

interface Running {
  readonly providers?: readonly Provider[];
  readonly only?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** Runs a graph both ways. @returns what was made, which is the same to the byte: files are their digests */
async function madeBothWays(pack: string, document: GraphDocument, { providers, ...options }: Running = {}) {
  const made = [];
  for (const way of ways) {
    const runtime = await projectWith(pack, way, providers);
    const ran = await runGraph(runtime, document, { quality: "draft", ...options });
    expect(ran.of("item.failed").map(({ problem }) => problem), way).toEqual([]);
    expect(ran.last.outcome, way).toBe("succeeded");
    made.push({ runtime, ran, outputs: ran.last.outputs });
  }
  const [trusted, isolated] = made;
  expect(isolated!.outputs).toEqual(trusted!.outputs);
  const read = async ({ artifact }: Artifact) => readFile(await isolated!.runtime.path({ artifact }), "utf8");
  return { ran: isolated!.ran, runtime: isolated!.runtime, read };
}

describe.each(exampleNames)("the graphs of %s", (pack) => {
  test.each(ways)("are sound, %s", async (way) => {
    const runtime = await projectWith(pack, way);
    const { examples } = JSON.parse(await readFile(join(folderOf(pack), "reelwright.pack.json"), "utf8")) as { examples: string[] };
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const document = JSON.parse(await readFile(join(folderOf(pack), example), "utf8")) as GraphDocument;
      expect(await runtime.check(document), example).toEqual([]);
      expect(document.packs).toHaveProperty(pack);
    }
  });
});

test("subtitles from elsewhere get a style", async () => {
  const srt = "1\n00:00:01,000 --> 00:00:02,500\n李伟：奶奶，我回来了！\n\n2\n00:00:03,000 --> 00:00:05,000\n奶奶：小伟？\n";
  const { ran, read } = await madeBothWays("subtitle-styles", await graphOf("subtitle-styles", "restyle-srt"), { inputs: { look: "plate", srt } });
  const ass = await read(ran.output("ass")[""]);
  expect(ass.match(/^Dialogue: 1,.*$/gm)!.map((row) => row.replace(/\{[^}]*\}/g, ""))).toEqual(["Dialogue: 1,0:00:00.99,0:00:02.51,speech,李伟,0,0,0,,奶奶，我回来了！", "Dialogue: 1,0:00:02.99,0:00:04.99,speech,奶奶,0,0,0,,小伟？"]);
});

test("a film's subtitles light up as its lines are spoken, each speaker in a colour", async () => {
  const { ran, read } = await madeBothWays("subtitle-styles", await graphOf("subtitle-styles", "styled-film"), { only: ["apply"] });
  const [ass] = await Promise.all(Object.values(ran.output("ass")).map(read));
  const spoken = ass!.match(/^Dialogue: .*$/gm)!;
  expect(new Set(spoken.map((row) => row.split(",")[3])).size).toBe(2);
  expect(spoken.join("\n").replace(/\{[^}]*\}/g, "")).toContain("奶奶，我回来了！");
  expect(spoken.every((row) => (row.match(/\\kf/g) ?? []).length > 2)).toBe(true);
  expect(Object.values(ran.output("findings"))).toEqual([[]]);
});

test("a scene is spoken again in English, in the times of the Chinese", async () => {
  const { ran } = await madeBothWays("second-language", await graphOf("second-language", "dub-again"), { only: ["fit", "subtitles"], providers: [providing(dialogue, interpreter)] });
  const [lines] = Object.values(ran.output("translation")) as { text: string; startMs: number; endMs: number; language: string }[][];
  expect(lines!.map(({ text }) => text)).toEqual(["Grandma, I'm home!", "Wei? You said you weren't coming!", "Work let us go. I missed your dumplings.", "Pork and cabbage. I keep you a bowl every year.", "Grandma, I'll come every year."]);
  lines!.slice(1).forEach(({ startMs, language }, index) => {
    expect(language).toBe("en-US");
    expect(startMs).toBeGreaterThanOrEqual(lines![index]!.endMs);
  });
  // The offline voice is what it is; that every line was compared with its time shows in what is said of it.
  for (const { where, measured } of Object.values(ran.output("findings")).flat() as { where: { line: string }; measured: string }[]) expect([where.line, measured]).toEqual([expect.stringMatching(/^l\d+$/), expect.stringMatching(/ ms$/)]);
});

test("every place gets a photo, and its photographer is thanked", async () => {
  const document = structuredClone(await graphOf("stock-photos", "establishing-shots")) as { nodes: Record<string, { inputs: Record<string, unknown> }> };
  document.nodes["search"]!.inputs["service"] = service.address;
  document.nodes["photo"]!.inputs = { width: 108, height: 192 };
  service.asked.length = 0;
  const { ran, read } = await madeBothWays("stock-photos", document as unknown as GraphDocument, { inputs: { seed: 1 } });
  expect(Object.values(ran.output("photos")).map(({ media }) => media)).toEqual(["image/jpeg"]);
  expect((await Promise.all(Object.values(ran.output("credits")).map(read))).join("")).toContain("Photo by Zoë 2 on Pexels https://www.pexels.com/photo/2/");
  const [search, photo, ...again] = service.asked;
  expect([search, photo]).toEqual(["/v1/search?query=kitchen%20night&orientation=portrait&size=medium&locale=en-US&per_page=15&page=1", "/photos/2.jpeg?auto=compress&cs=tinysrgb&fit=crop&w=108&h=192"]);
  expect(again).toEqual([search, photo]);
});
