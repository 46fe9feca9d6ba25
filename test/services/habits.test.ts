import { afterEach, expect, test } from "vitest";
import { season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";
import { production } from "../kit/service/setup.ts";

/** Services that speak the same protocol differ in habits. */
const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });

async function start(...options: Parameters<typeof startProject>): Promise<Project> {
  const project = await startProject(...options);
  projects.push(project);
  return project;
}

test.each([["pending", "processing", "succeeded"], ["submitted", "running", "done"]])("a video is waited for through the words %s, %s, %s", async (queued, working, done) => {
  const project = await start({ videos: { ms: 300, words: { queued, working, done } } });
  const { last, of } = await project.run(season(1));
  expect(last.outcome).toBe("succeeded");
  expect(project.service.witness.of("video.get").length).toBeGreaterThan(1);
  expect(of("item.finished").filter(({ node }) => node === "film")).toHaveLength(1);
});

test("pictures may come as links, and fields of references be spelled without brackets", async () => {
  const models = { ...production, "picture-1": { ...production["picture-1"], pictureLinks: true, referenceField: "image" as const } };
  const project = await start({ models });
  expect((await project.run(season(1))).last.outcome).toBe("succeeded");
  const { witness } = project.service;
  expect(witness.of("edits").map(({ status }) => status)).toEqual([400, 200]);
  expect(witness.of("file")).toHaveLength(4);
  expect((await project.ledger()).settledMicros).toBe(witness.billMicros);
});

test("a video that failed at the service is told with its words, and costs nothing", async () => {
  const project = await start({ rules: [{ route: "video.create", nth: 1, fault: { do: "fail-later", message: "The faces could not be rendered." } }] });
  const { last, of } = await project.run(season(1));
  expect(last.outcome).toBe("failed");
  expect(of("item.failed")).toMatchObject([{ node: "film", problem: { message: expect.stringContaining("The faces could not be rendered.") } }]);
  expect(await project.ledger()).toMatchObject({ settledMicros: project.service.witness.billMicros });
  expect(project.service.witness.of("video.create")).toHaveLength(1);
});

test("where videos cannot be listed, one whose fate is unknown is not bought again, and the run says so", async () => {
  const project = await start({ videos: { listed: false }, rules: [{ route: "video.create", nth: 1, fault: { do: "cut", bytes: 5 } }] });
  const { witness } = project.service;
  for (let run = 0; run < 2; run++) {
    const { last, of } = await project.run(season(1));
    expect(last.outcome).toBe("failed");
    expect(of("item.failed")).toMatchObject([{ node: "film", problem: { code: "CREATE_UNCERTAIN" } }]);
  }
  expect(witness.of("video.create")).toHaveLength(1);
  const { settledMicros, unknown } = await project.ledger();
  expect(unknown).toHaveLength(1);
  expect(witness.billMicros - settledMicros).toBe(witness.of("video.create")[0]!.billedMicros);
  expect(unknown[0]!).toBeGreaterThanOrEqual(witness.of("video.create")[0]!.billedMicros);
});
