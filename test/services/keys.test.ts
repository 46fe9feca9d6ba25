import { afterEach, expect, test } from "vitest";
import { callsOf, season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";

const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });

test("a key that expires in the middle of a run is renewed once, for however many calls are in flight", async () => {
  const project = await startProject({ rules: [{ route: ["speech", "generations"], nth: 5, fault: { do: "expire" } }, { route: "speech", fault: { do: "delay", ms: 30 } }] });
  projects.push(project);
  const { last, of } = await project.run(season(3));
  expect(last.outcome).toBe("succeeded");
  const { witness, log } = project.service;
  expect(witness.refreshes).toBe(1);
  expect(log.marks.map(({ what }) => what)).toEqual(["key expired", "key issued"]);
  expect(of("service.notice").filter(({ code }) => code === "refreshed")).toHaveLength(1);
  // Each call that met the expired key was repeated once, and nothing was billed for it.
  const refused = log.entries.filter(({ status }) => status === 401);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ billedMicros }) => billedMicros === 0)).toBe(true);
  expect(witness.bill()).toHaveLength(callsOf(3));
  expect((await project.ledger()).settledMicros).toBe(witness.billMicros);
});

test("two expiries are two renewals", async () => {
  const project = await startProject({ rules: [{ route: "chat", nth: [3, 9], fault: { do: "expire" } }] });
  projects.push(project);
  expect((await project.run(season(2))).last.outcome).toBe("succeeded");
  expect(project.service.witness.refreshes).toBe(2);
});

test("a new key that is not good either fails the item with a plain sentence, after one attempt", async () => {
  const project = await startProject({ rules: [{ fault: { do: "expire" } }] });
  projects.push(project);
  const { last, of } = await project.run(season(1));
  expect(last.outcome).toBe("failed");
  expect(of("item.failed")).toMatchObject([{ node: "arc", problem: { code: "PROVIDER_UNAUTHORISED", message: expect.stringContaining("does not accept its key") } }]);
  expect(project.service.witness.of("chat")).toHaveLength(2);
  expect(project.service.witness.refreshes).toBe(1);
});
