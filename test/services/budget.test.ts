import { afterEach, expect, test } from "vitest";
import { album, callsOf, season } from "../kit/service/making.ts";
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
  // A third of the pictures are billed and then cut off. What one may cost is what it costs, so nothing hides behind an estimate.
  const project = await start({ rules: [{ route: "generations", chance: { of: 0.35, seed: 7 }, fault: { do: "cut", bytes: 40 } }] });
  const { witness } = project.service;
  const price = 41_700;
  let unheard = 0;
  for (const pictures of [5, 9, 14]) {
    const before = witness.billMicros;
    const { last } = await project.run(album(40), { budget: (pictures * price) / micros });
    expect(last.outcome).toBe("over-budget");
    expect(witness.billMicros - before).toBe(pictures * price);
    expect(last.costMicros + last.exposedMicros!).toBe(pictures * price);
    unheard += last.exposedMicros!;
  }
  expect(unheard).toBe(witness.unheardMicros);
  expect(unheard).toBeGreaterThan(3 * price);
  const { settledMicros, unknown } = await project.ledger();
  expect(settledMicros).toBe(witness.billMicros - unheard);
  expect(unknown).toEqual(unknown.map(() => price));
});
