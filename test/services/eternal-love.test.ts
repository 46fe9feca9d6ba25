import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRuntime, type RunOptions } from "../../runtime/index.ts";
import { type Ran, runGraph } from "../kit/run.ts";
import { type Project, startProject } from "../kit/service/project.ts";

const graphs = resolve(import.meta.dirname, "../../graphs");

describe("the season as it is saved, with every role filled by a service", () => {
  let project: Project;
  let ran: Ran;
  const run = async (options: RunOptions = {}): Promise<Ran> => {
    const runtime = await openRuntime({ home: project.home });
    try {
      return await runGraph(runtime, JSON.parse(await readFile(resolve(graphs, "eternal-love.json"), "utf8")), { folder: graphs, quality: "draft", ...options });
    } finally {
      await runtime.close();
    }
  };
  beforeAll(async () => {
    project = await startProject();
    ran = await run();
  }, 180_000);
  afterAll(() => project.close());

  test("has twelve scripts by the model that was asked, and a film", () => {
    expect(ran.of("item.failed")).toEqual([]);
    expect(ran.last.outcome).toBe("succeeded");
    const scripts = Object.values(ran.output("scripts"));
    expect(scripts).toHaveLength(12);
    expect(scripts.every(({ source, scenes }) => source === "script-1" && scenes.length >= 3)).toBe(true);
    expect(Object.values(ran.output("mp4"))).toMatchObject([{ media: "video/mp4" }]);
  });

  test("cost what the service bills, each thing once, and nothing was asked that the service refused", async () => {
    const { witness } = project.service;
    expect(witness.of().filter(({ status }) => status !== 200)).toEqual([]);
    expect(witness.boughtTwice()).toEqual([]);
    expect(ran.last.costMicros).toBe(witness.billMicros);
    expect(await project.ledger()).toMatchObject({ settledMicros: witness.billMicros, unknown: [] });
  });

  test("has a picture of everyone in the shot beside every request for one", () => {
    const { witness } = project.service;
    // The reference pictures themselves are the only ones that are made from words.
    expect(witness.of("generations")).toHaveLength(2);
    expect(witness.of("edits").length).toBeGreaterThanOrEqual(6);
    for (const { media } of witness.of("edits")) expect(media.length).toBeGreaterThan(0);
  });

  test("asks for nothing when it is run again", async () => {
    const before = project.service.log.entries.length;
    const { last } = await run();
    expect(last).toMatchObject({ outcome: "succeeded", costMicros: 0, counts: { executed: 0, failed: 0 } });
    expect(project.service.log.entries.length).toBe(before);
  });
});
