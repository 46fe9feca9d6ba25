import { afterEach, beforeAll, expect, test } from "vitest";
import { built } from "../kit/built.ts";
import { startChild } from "../kit/child.ts";
import { season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";

const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });
let module: string;
beforeAll(async () => { module = (await built())("test/kit/children/make-season.ts"); });

async function start(...options: Parameters<typeof startProject>): Promise<Project> {
  const project = await startProject(...options);
  projects.push(project);
  return project;
}

test("a video whose acceptance was never heard of is found again, not bought again", async () => {
  const project = await start({ rules: [{ route: "video.create", nth: [1, 2], fault: { do: "lose" } }] }, { timeoutSeconds: 3 });
  const { last, of } = await project.run(season(2));
  expect(last.outcome).toBe("succeeded");
  const { witness } = project.service;
  expect(witness.of("video.create").filter(({ billedMicros }) => billedMicros > 0)).toHaveLength(2);
  expect(witness.boughtTwice("video.create")).toEqual([]);
  expect(of("service.notice").filter(({ code }) => code === "resumed")).toHaveLength(2);
  expect(await project.ledger()).toMatchObject({ settledMicros: witness.billMicros, unknown: [] });
});

test("a connection that is reset while a video is asked for leads to no second one", async () => {
  const project = await start({ rules: [{ route: "video.create", nth: 1, fault: { do: "cut", bytes: 10 } }] });
  expect((await project.run(season(1))).last.outcome).toBe("succeeded");
  const { witness } = project.service;
  expect(witness.boughtTwice("video.create")).toEqual([]);
  expect((await project.ledger()).settledMicros).toBe(witness.billMicros);
});

test("killed between asking for a video and fetching it, the next run fetches it", async () => {
  const project = await start({ videos: { ms: 1500 } });
  const { witness } = project.service;
  const child = startChild(module, [project.home, "1"]);
  const ended = child.ended();
  await until(() => witness.of("video.get").length > 0);
  child.kill();
  expect(await ended).toBe("SIGKILL");
  expect(witness.of("video.content")).toEqual([]);

  const second = startChild(module, [project.home, "1"]);
  expect(await second.ended()).toBe(0);
  expect(JSON.parse(second.lines.at(-1)!)).toMatchObject({ type: "run.finished", outcome: "succeeded", counts: { executed: 1 } });
  expect(witness.of("video.create")).toHaveLength(1);
  expect(witness.boughtTwice()).toEqual([]);
  expect(await project.ledger()).toMatchObject({ settledMicros: witness.billMicros, unknown: [] });
});

test("killed before the answer to a create has come, the next run looks before it asks", async () => {
  const project = await start({ rules: [{ route: "video.create", nth: 1, fault: { do: "lose" } }] });
  const { witness } = project.service;
  const child = startChild(module, [project.home, "1"]);
  const ended = child.ended();
  await until(() => witness.of("video.create").some(({ billedMicros }) => billedMicros > 0));
  child.kill();
  await ended;
  const second = startChild(module, [project.home, "1"]);
  expect(await second.ended()).toBe(0);
  expect(witness.of("video.create")).toHaveLength(1);
  expect(await project.ledger()).toMatchObject({ settledMicros: witness.billMicros, unknown: [] });
});

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => { setTimeout(resolve, 5); });
}
