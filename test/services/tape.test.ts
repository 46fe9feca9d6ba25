import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import scriptPack from "../../nodes/script/pack.ts";
import storyPack from "../../nodes/story/pack.ts";
import { openRuntime } from "../../runtime/index.ts";
import { makingPack, season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";
import { keyVariable } from "../kit/service/setup.ts";
import { type Ran, runGraph } from "../kit/run.ts";

const keyPrefix = "sk-canary5b1e7d20";
const packs = [storyPack, scriptPack, makingPack];

describe("a season on a service, recorded while things went wrong, replayed when the service is gone", () => {
  let project: Project;
  let folder: string;
  let tape: string;
  let recorded: Ran;

  beforeAll(async () => {
    project = await startProject({
      keyPrefix,
      rules: [
        { route: "chat", nth: 3, fault: { do: "expire" } }, { route: "chat", nth: 5, fault: { do: "busy", ms: 50, told: "retry-after-ms" } },
        { route: "speech", nth: 2, fault: { do: "status", status: 400, message: `No voice for ${keyPrefix}-1` } }, { route: "generations", nth: 2, fault: { do: "status", status: 500 } },
      ],
    });
    folder = await mkdtemp(join(tmpdir(), "reelwright-tape-"));
    tape = join(folder, "season.tape");
    const runtime = await openRuntime({ home: project.home, packs, builtIn: false, record: tape });
    recorded = await runGraph(runtime, season(2));
    await runtime.close();
    await project.close();
    delete process.env[keyVariable];
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const replay = async (theme?: string): Promise<Ran> => {
    const runtime = await openRuntime({ home: await mkdtemp(join(folder, "empty-")), packs, builtIn: false, env: {}, replay: tape });
    try {
      return await runGraph(runtime, season(2, theme));
    } finally {
      await runtime.close();
    }
  };
  const called = (ran: Ran) => ran.of("service.called").map(({ node, item, role, provider, model, units, marketMicros }) => JSON.stringify({ node, item, role, provider, model, units, marketMicros })).toSorted();

  test("makes the same, item by item, for nothing", async () => {
    const again = await replay();
    expect(again.last.counts).toEqual(recorded.last.counts);
    expect(again.last.outputs).toEqual(recorded.last.outputs);
    expect(again.last.costMicros).toBe(0);
    expect(recorded.last.costMicros).toBeGreaterThan(0);
    expect(called(again)).toEqual(called(recorded));
  });

  test("fails of what it failed of", async () => {
    const problems = (ran: Ran) => ran.of("item.failed").map(({ node, item, problem }) => ({ node, item, problem })).toSorted((a, b) => (a.item < b.item ? -1 : 1));
    expect(problems(recorded)).toHaveLength(1);
    expect(problems(recorded)[0]!.problem.code).toBe("PROVIDER_REFUSED");
    expect(problems(await replay())).toEqual(problems(recorded));
  });

  test("says which words of the prompt are others when the theme is", async () => {
    const { last, of } = await replay("程序员春节不回家");
    expect(last.outcome).toBe("failed");
    const [{ node, problem }] = of("item.failed") as [ReturnType<typeof of<"item.failed">>[0]];
    expect({ node, code: problem.code }).toEqual({ node: "arc", code: "TAPE_MISSING" });
    expect(problem.message).toMatch(/^The tape holds no such call of writer\.complete: .*was ".*程序员春节回家，与青梅竹马重逢.*", is ".*程序员春节不回家/);
  });

  test("holds no key", async () => {
    const files = [tape, ...(await readdir(`${tape}.artifacts`)).map((name) => join(`${tape}.artifacts`, name))];
    for (const file of files) expect((await readFile(file)).includes("canary5b1e7d20"), file).toBe(false);
    expect(await readFile(tape, "utf8")).not.toContain("Bearer");
  });

  test("keeps pictures, sound and films once each", async () => {
    const names = await readdir(`${tape}.artifacts`);
    const text = await readFile(tape, "utf8");
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) expect(text).toContain(name);
  });
});
