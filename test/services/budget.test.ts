import { afterEach, expect, test } from "vitest";
import { callsOf, season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";

const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });

async function start(...options: Parameters<typeof startProject>): Promise<Project> {
  const project = await startProject(...options);
  projects.push(project);
  return project;
}

const micros = 1_000_000;

test("what is billed never passes the budget, and a run with more goes on without buying anything twice", async () => {
  const undisturbed = await start();
  const whole = await undisturbed.run(season(4));
  expect(whole.last).toMatchObject({ outcome: "succeeded", costMicros: undisturbed.service.witness.billMicros });

  const project = await start();
  const { witness } = project.service;
  const full = undisturbed.service.witness.billMicros / micros;
  let before = 0;
  for (const share of [0.02, 0.2, 0.5]) {
    const { last } = await project.run(season(4), { budget: full * share });
    expect(last.outcome).toBe("over-budget");
    expect(last.problems).toMatchObject([{ code: "BUDGET_REACHED" }]);
    const spent = witness.billMicros - before;
    expect(spent).toBeLessThanOrEqual(full * share * micros);
    expect(last.costMicros).toBe(spent);
    before = witness.billMicros;
  }
  const { last } = await project.run(season(4), { budget: full * 2 });
  expect(last.outcome).toBe("succeeded");
  expect(witness.boughtTwice()).toEqual([]);
  expect(witness.bill()).toEqual(undisturbed.service.witness.bill());
  expect(witness.bill()).toHaveLength(callsOf(4));
  expect(await project.ledger()).toMatchObject({ settledMicros: witness.billMicros, unknown: [] });
});

test("work that may have been billed without an answer counts against the budget", async () => {
  // A third of the calls are cut off after they were billed.
  const project = await start({ rules: [{ route: ["chat", "speech", "generations"], chance: { of: 0.3, seed: 7 }, fault: { do: "cut", bytes: 40 } }] });
  const { witness } = project.service;
  for (const budget of [0.05, 0.1, 0.2]) {
    const before = witness.billMicros;
    const { last } = await project.run(season(4), { budget });
    expect(witness.billMicros - before).toBeLessThanOrEqual(budget * micros);
    if (last.outcome === "over-budget") expect(last.problems![0]).toMatchObject({ code: "BUDGET_REACHED" });
  }
  const { settledMicros } = await project.ledger();
  expect(settledMicros).toBe(witness.billMicros - witness.unheardMicros);
});
