import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linesOf, type Page, readPage, root, wordsOf } from "./markdown.ts";
import { openProject, type Project } from "./project.ts";

/** In the order in which a reader would follow them: a later one uses files of an earlier one. */
const guides: readonly Page[] = await Promise.all(["writing-a-node", "packs", "providers", "library"].map((name) => readPage(`docs/guides/${name}.md`)));
const sample = join(root, "test/samples/packs/credits");

let project: Project;
beforeAll(async () => { project = await openProject(); });
afterAll(() => project.remove());

test("the pack that the guide makes is the sample pack, byte by byte", async () => {
  const written = guides[0]!.blocks.filter(({ path }) => path?.startsWith("my-show/credits/"));
  expect(written.map(({ path }) => path!.slice("my-show/credits/".length)).sort()).toEqual((await readdir(sample)).sort());
  for (const { path, text } of written) expect(text, path).toBe(await readFile(join(sample, path!.slice("my-show/credits/".length)), "utf8"));
});

describe("followed from top to bottom", () => {
  test.each(guides.map((guide) => [guide.path, guide] as const))("%s: every command succeeds, and makes what the page shows", async (_, guide) => {
    for (const block of guide.blocks) {
      if (block.path?.startsWith("out/")) expect(await project.read(block.path), block.path).toBe(block.text);
      else if (block.path !== undefined) await project.write(block.path, block.text);
      else if (block.language === "sh") {
        for (const line of linesOf(block)) if (!line.startsWith("npm ")) await project.type(wordsOf(line));
      }
    }
  });

  test("docs/guides/library.md: the program prints what the page says, the second time that all is kept", async () => {
    expect(await project.type(["node", "report.js"])).toBe("0 to make, 1 kept\nsucceeded [ { item: '', value: '新年好!' } ]\n");
  });
});

describe("the code on the pages", () => {
  let code: Record<string, any>;
  let reelwright: typeof import("../../runtime/index.ts");
  let contract: typeof import("../../runtime/contract/index.ts");

  beforeAll(async () => {
    const modules: string[] = [];
    for (const guide of guides) {
      for (const [index, { language, path, text }] of guide.blocks.entries()) {
        if (language !== "ts" && language !== "js") continue;
        const file = path ?? `${guide.path.slice("docs/guides/".length, -".md".length)}-${index}.${language}`;
        await project.write(file, text);
        if (language === "ts") modules.push(file.replace(/\.ts$/, ".js"));
      }
    }
    await project.compile();
    const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(project.folder, file)).href);
    code = Object.assign({}, ...await Promise.all(modules.map((module) => load(join("compiled", module)))));
    const installed = "node_modules/reelwright/dist/runtime";
    [reelwright, contract] = await Promise.all([load(`${installed}/index.js`), load(`${installed}/contract/index.js`)]);
  });

  /** Runs one node with values in a runtime of its own. */
  async function runNode(type: string, inputs: Record<string, unknown>, more: { version?: number; outputs?: readonly string[]; provides?: readonly unknown[]; refresh?: boolean } = {}) {
    const node = Object.values(code).find((value) => value?.type === type);
    const pack = contract.definePack({ name: type.split("/")[0]!, title: "", version: "1.0.0", contract: 1, nodes: [node], provides: (more.provides ?? []) as never });
    const runtime = await reelwright.openRuntime({ home: null, packs: [pack], builtIn: false });
    const graph = { format: "reelwright/graph@1", name: "page", nodes: { node: { type, version: more.version ?? node.version, inputs } }, outputs: Object.fromEntries((more.outputs ?? Object.keys(node.outputs)).map((name) => [name, { from: `node.${name}` }])) };
    const run = runtime.run(graph);
    const events = [];
    for await (const event of run.events) events.push(event);
    let last = await run.result;
    if (more.refresh) last = await runtime.run(graph, { refresh: ["node"] }).result;
    await runtime.close();
    return { last, events, output: (name: string) => last.outputs[name]?.items[0]?.value };
  }

  test("fits the published types", () => {
    // compile() has thrown otherwise.
    expect(Object.keys(code)).toEqual(expect.arrayContaining(["toss", "still", "slogan", "fallback", "pause", "offlineTranslator", "translatorProvider", "tryOut", "passOn", "loudTypes"]));
  });

  test("a seed is a take: the same one chooses the same, and some choose another", async () => {
    const chosen = async (seed: number) => (await runNode("games/toss", { options: ["a", "b", "c"], seed })).output("chosen");
    expect(await chosen(1)).toBe(await chosen(1));
    expect(new Set(await Promise.all([0, 1, 2, 3, 4, 5].map(chosen))).size).toBeGreaterThan(1);
  });

  test("a part that is kept is not made again, even when its item is refreshed", async () => {
    let asked = 0;
    const provider = contract.defineProvider({
      service: contract.writer, name: "counting", fingerprint: "1",
      open: async () => ({ bind: () => ({ complete: async () => { asked++; return { text: "home", finish: "stop" as const, model: "m" }; } }) }),
    });
    const { last, output } = await runNode("posters/slogan", { theme: "home", capitals: true }, { provides: [provider], refresh: true });
    expect([output("slogan"), last.counts.executed, asked]).toEqual(["HOME", 1, 1]);
  });

  test("a lazy input may stay empty where it is not demanded", async () => {
    expect((await runNode("logic/first-words", { text: "words", instead: "others" })).last.outcome).toBe("succeeded");
    expect((await runNode("logic/first-words", { text: " ", instead: "others" })).output("text")).toBe("others");
  });

  test("a graph of an old version is brought up to date", async () => {
    const { output } = await runNode("timing/pause", { length: 1.5 }, { version: 1, outputs: ["length"] });
    expect(output("length")).toBe(1500);
  });

  test("a provider reports its calls, is labelled when it stands in, and is closed", async () => {
    const seen: unknown[] = [];
    const provider = code["translatorProvider"](async () => ({ ask: async (text: string, _: string, signal: AbortSignal) => { seen.push(signal); return { text: `(${text})`, refused: false }; }, close: async () => void seen.push("closed") }));
    const real = await runNode("translation/line", { text: "新年好" }, { provides: [provider] });
    expect([real.output("text"), real.output("source"), real.last.costMicros]).toEqual(["(新年好)", "translation", 60]);
    expect(real.events).toContainEqual(expect.objectContaining({ type: "service.called", role: "translator", provider: "example", model: "example-2", units: { characters: 3 } }));
    expect([seen[0] instanceof AbortSignal, seen[1]]).toEqual([true, "closed"]);
    expect((await runNode("translation/line", { text: "好" }, { provides: [code["offlineTranslator"]] })).output("text")).toBe("[en-US] 好");
  });

  test("the library's functions do what they say", async () => {
    expect(await code["loudTypes"]()).toEqual(["loud/shout"]);
    const broken = { format: "reelwright/graph@1", name: "broken", nodes: { read: { type: "core/template", inputs: { template: "{{nobody}}" } } } };
    expect([...await code["tryOut"](broken, 60_000)]).toEqual([["read ", expect.objectContaining({ code: "TEMPLATE_NAME_UNKNOWN" })]]);
    const runtime = await reelwright.openRuntime({ home: project.folder });
    await runtime.run(broken).result;
    expect(await code["lastFailures"](runtime)).toEqual([expect.objectContaining({ type: "item.failed", node: "read" })]);
    await project.write("one.png", "not really a picture");
    await code["passOn"](runtime, join(project.folder, "one.png"), join(project.folder, "two.png"));
    expect(await project.read("two.png")).toBe("not really a picture");
    await runtime.close();
  });
});
