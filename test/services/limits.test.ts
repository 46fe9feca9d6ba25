import { afterEach, describe, expect, test } from "vitest";
import { season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";
import { production } from "../kit/service/setup.ts";

const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });

async function start(...options: Parameters<typeof startProject>): Promise<Project> {
  const project = await startProject(...options);
  projects.push(project);
  return project;
}

/** One call at a time: whatever comes after an answer was sent when that had been heard. */
const oneByOne = { "tts-1": { concurrency: 1 }, "dialogue-1": { concurrency: 1 } };

describe("a service that says to wait", () => {
  test.concurrent.for(["seconds", "date", "retry-after-ms", "x-ratelimit"] as const)("is left alone until then, told by %s", async (told, { expect }) => {
    const rules = [{ route: "speech", nth: 2, fault: { do: "busy", ms: 2000, told } }, { route: "chat", model: "dialogue-1", nth: 2, fault: { do: "busy", ms: 700, told, status: 503 } }] as const;
    const project = await startProject({ rules }, { limits: oneByOne });
    try {
      const { last, of } = await project.run(season(1));
      expect(last.outcome).toBe("succeeded");
      const { witness } = project.service;
      expect(witness.insideRetryWindows(0)).toEqual([]);
      expect(witness.of().filter(({ decision }) => decision !== "answered").map(({ decision }) => decision)).toEqual(["busy", "busy"]);
      expect(of("service.notice").some(({ code }) => code === "waiting")).toBe(true);
      expect((await project.ledger()).settledMicros).toBe(witness.billMicros);
    } finally {
      await project.close();
    }
  });

  test("holds up no other model", async () => {
    const project = await start({ rules: [{ route: "speech", nth: 1, fault: { do: "busy", ms: 3000, told: "seconds" } }] });
    expect((await project.run(season(1))).last.outcome).toBe("succeeded");
    const { witness } = project.service;
    const [told] = witness.of("speech");
    const others = witness.of("generations").filter(({ at }) => at > told!.ended! && at < told!.retryAt!);
    expect(others.length).toBeGreaterThan(0);
    expect(witness.of("video.create")[0]!.at).toBeLessThan(told!.retryAt!);
  });
});

test("no more calls start in a minute, and no more are in flight, than the configuration allows", async () => {
  const limits = { requestsPerMinute: 120 };
  const project = await start({
    models: { ...production, "tts-1": { ...production["tts-1"], limits }, "picture-1": { ...production["picture-1"], limits: { concurrency: 2 } } },
    rules: [{ route: ["generations"], fault: { do: "delay", ms: 40 } }],
  });
  expect((await project.run(season(8))).last.outcome).toBe("succeeded");
  const { witness } = project.service;
  expect(witness.overLimit).toEqual([]);
  expect(witness.mostInFlight("picture-1")).toBe(2);
  expect(witness.of("speech")).toHaveLength(24);
  // A tenth of a minute's calls may go at once, the rest comes evenly: 12, and 7 more in each 4 seconds,
  // give or take what a busy machine lets arrive late.
  expect(witness.mostStarts("tts-1", 4000)).toBeGreaterThanOrEqual(12);
  expect(witness.mostStarts("tts-1", 4000)).toBeLessThanOrEqual(22);
});
