import { ProxyTracerProvider, type Span, SpanStatusCode, trace, type TracerProvider } from "@opentelemetry/api";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtCli, type Spawned, startNode } from "../cli/built-cli.ts";
import { season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";
import { graph } from "../kit/probe-pack.ts";

/** What is looked for, in every form in which bytes might carry it. */
const canary = "canary7f3a9c51";
const keyPrefix = `sk-${canary}`;
const forms = [canary, Buffer.from(`sk-${canary}`).toString("base64").slice(0, 20), encodeURIComponent(canary), [...canary].reverse().join("")];

/** Files under a folder in which the key is, in any form. Only the names: a failing test prints what it finds. */
async function carriers(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (entry.name.includes(canary) || forms.some((form) => bytes.includes(form))) found.push(join(entry.parentPath, entry.name).slice(folder.length + 1));
  }
  return found;
}

/** Careless services: they repeat the key in errors, pages and headers. */
const careless = [
  { route: "chat", nth: 2, fault: { do: "status", status: 500 } }, { route: "chat", nth: 4, fault: { do: "expire" } },
  { route: "chat", nth: 6, fault: { do: "wrong-type" } }, { route: "speech", nth: 1, fault: { do: "error-body" } },
  { route: "speech", nth: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], fault: { do: "status", status: 400 } },
  { route: "generations", nth: 2, fault: { do: "status", status: 403 } }, { route: "video.create", nth: 1, fault: { do: "refuse", message: `No: ${keyPrefix}-2` } },
] as const;

/** As much of OpenTelemetry's interface as keeps what it is told. */
function recordingTracer(told: unknown[][]): TracerProvider {
  const span = (name: string): Span => {
    const keep = (...words: unknown[]) => (told.push([name, ...words]), kept);
    const kept: Span = {
      spanContext: () => ({ traceId: "0".repeat(31) + "1", spanId: "0".repeat(15) + "1", traceFlags: 1 }),
      setAttribute: keep, setAttributes: keep, addEvent: keep, setStatus: keep, updateName: keep, addLink: keep, addLinks: keep,
      recordException: (exception) => void keep(String(exception), (exception as Error).stack), end: () => void keep("end"), isRecording: () => true,
    };
    return kept;
  };
  return { getTracer: () => ({ startSpan: (name, options) => (told.push([name, options]), span(name)), startActiveSpan: ((name: string, ...rest: unknown[]) => (rest.at(-1) as (s: Span) => unknown)(span(name))) as never }) };
}

describe("a key that careless services repeat", () => {
  let project: Project;
  const told: unknown[][] = [];
  beforeAll(async () => {
    trace.setGlobalTracerProvider(recordingTracer(told));
    project = await startProject({ keyPrefix, rules: careless });
  });
  afterAll(async () => {
    trace.disable();
    expect(trace.getTracerProvider()).toBeInstanceOf(ProxyTracerProvider);
    await project.close();
  });

  test("is in no event, error or trace, and in no file of the project", async () => {
    const { events, last, of } = await project.run(season(2));
    expect(last.outcome).toBe("failed");
    // The faults did happen, and are told in the services' words, without the key.
    expect(project.service.witness.of().filter(({ decision }) => decision !== "answered").length).toBeGreaterThan(6);
    expect(of("item.failed").length).toBeGreaterThan(2);
    expect(JSON.stringify(of("item.failed"))).toMatch(/Something went wrong for [^"]*\*\*\*/);
    expect(forms.filter((form) => JSON.stringify(events).includes(form))).toEqual([]);
    expect(told.length).toBeGreaterThan(20);
    expect(told.some(([, status]: any) => status?.code === SpanStatusCode.ERROR)).toBe(true);
    expect(JSON.stringify(told)).toMatch(/Something went wrong for [^"]*\*\*\*/);
    expect(forms.filter((form) => JSON.stringify(told).includes(form))).toEqual([]);
    expect(await carriers(project.home)).toEqual([]);
  });

  test("would be found if it were there", async () => {
    await writeFile(join(project.home, "planted.bin"), Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(project.service.keys.current), Buffer.from([0])]));
    expect(await carriers(project.home)).toEqual(["planted.bin"]);
    await rm(join(project.home, "planted.bin"));
  });

  test("is in nothing that the command line prints or writes", async () => {
    const main = await builtCli();
    const saved = join(project.home, "story.json");
    await writeFile(saved, JSON.stringify(graph({
      arc: ["script/arc", { theme: "回家过年", episodes: 1 }], episode: ["script/episode"], dialogue: ["script/dialogue"], wrong: ["script/chat", { prompt: "What goes wrong?" }],
    }, ["arc.arc -> episode.arc", "arc.outlines -> episode.outline", "arc.arc -> dialogue.arc", "episode.episode -> dialogue.episode", "episode.briefs -> dialogue.brief"])));
    process.env["LOOPBACK_KEY"] = project.service.keys.current;
    const takeBack = project.service.script.add({ route: "chat", every: 3, fault: { do: "status", status: 400 } });
    await mkdir(join(project.home, "out"));
    const start = (...words: string[]) => startNode([main, ...words], project.home).ended;
    const said: Spawned[] = [await start("run", "story.json", "--out", "out"), await start("run", "story.json", "--json", "--refresh", "wrong")];
    said.push(...await Promise.all([start("plan", "story.json"), start("runs", "list"), start("config", "check")]));
    takeBack();
    expect(said.map(({ code }) => code).slice(0, 2)).toContain(1);
    expect(said.flatMap(({ stdout, stderr }) => forms.filter((form) => `${stdout}${stderr}`.includes(form)))).toEqual([]);
    expect(said.map(({ stdout, stderr }) => stdout.length + stderr.length).every((length) => length > 0)).toBe(true);
    expect((await readdir(join(project.home, "out"))).length).toBeGreaterThan(0);
    expect(await carriers(project.home)).toEqual([]);
  });
});
