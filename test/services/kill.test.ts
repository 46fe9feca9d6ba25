import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import { built } from "../kit/built.ts";
import { type Child, startChild } from "../kit/child.ts";
import { callsOf, season } from "../kit/service/making.ts";
import { type Project, startProject, unaccounted } from "../kit/service/project.ts";

/** A season of twelve episodes, killed again and again, each time after so many more answers. */
const killsAfter = [3, 30, 1, 45, 20, 12];
const episodes = 12;
/** Calls that a process can have in flight. */
const concurrency = 12;

describe(`a season of ${episodes} episodes, killed ${killsAfter.length} times`, () => {
  let project: Project;
  let last: Child;
  beforeAll(async () => {
    const module = (await built())("test/kit/children/make-season.ts");
    project = await startProject({ videos: { ms: 150 }, rules: [{ route: ["chat", "speech", "generations"], fault: { do: "delay", ms: 15 } }] });
    const { witness } = project.service;
    for (const more of killsAfter) {
      const child = startChild(module, [project.home, String(episodes)]);
      const ended = child.ended();
      const goal = witness.bill().length + more;
      while (witness.bill().length < goal) await new Promise((resolve) => { setTimeout(resolve, 2); });
      child.kill();
      expect(await ended).toBe("SIGKILL");
    }
    last = startChild(module, [project.home, String(episodes)]);
    expect(await last.ended()).toBe(0);
  }, 60_000);
  afterAll(() => project.close());

  test("comes to the end that an undisturbed one comes to", async () => {
    const undisturbed = await startProject();
    const { last: end } = await undisturbed.run(season(episodes));
    expect(end.outcome).toBe("succeeded");
    expect(undisturbed.service.witness.bill()).toHaveLength(callsOf(episodes));
    const finished = JSON.parse(last.lines.at(-1)!) as RunEvent;
    expect(finished).toMatchObject({ type: "run.finished", outcome: "succeeded", outputs: end.outputs });
    await undisturbed.close();
  });

  test("has every billed call in its ledger, to the millionth: settled, or as one that may have been billed", async () => {
    const { settled, settledMicros, unknown } = await project.ledger();
    const { witness } = project.service;
    const left = unaccounted(witness.bill(), settled);
    expect(left.settled, "settled but never billed").toEqual([]);
    expect(left.billed.length).toBeLessThanOrEqual(unknown.length);
    // The largest of what is left fits the largest of what is unknown, and so on down.
    for (const [at, micros] of left.billed.toReversed().entries()) expect(micros).toBeLessThanOrEqual(unknown.toReversed()[at]!);
    expect(settledMicros + left.billed.reduce((sum, micros) => sum + micros, 0)).toBe(witness.billMicros);
    console.log(`bill ${witness.billMicros} = settled ${settledMicros} + ${left.billed.length} of ${unknown.length} calls that were in flight at a kill`);
  });

  test("bought nothing again but what was in flight when it was killed, and no video", () => {
    const { witness } = project.service;
    expect(witness.boughtTwice("video.create")).toEqual([]);
    expect(witness.of("video.create").filter(({ billedMicros }) => billedMicros > 0)).toHaveLength(episodes);
    expect(witness.boughtTwice().length).toBeLessThanOrEqual(killsAfter.length * concurrency);
    expect(witness.bill().length).toBe(callsOf(episodes) + witness.boughtTwice().length);
  });
});
