import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import { openRuntime } from "../../runtime/index.ts";
import { built } from "../kit/built.ts";
import { type Child, startChild } from "../kit/child.ts";
import { errandGraph, errandPack } from "../kit/errands.ts";
import { runGraph } from "../kit/run.ts";

/** Kill -9 at random instants, and go on. */
const kills = 50;
/** About four hundred items. */
const errands = 130;

const folders: string[] = [];
let module: string;
beforeAll(async () => { module = (await built())("test/kit/children/run-errands.ts"); });
afterAll(async () => { for (const folder of folders) await rm(folder, { recursive: true }); });

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  folders.push(folder);
  return folder;
}

function start(home: string, attempt: number): Child {
  return startChild(module, [home, join(home, "calls"), String(attempt), String(errands)]);
}

/** Calls as the nodes themselves wrote them down: `name item` by attempt. */
async function callsIn(home: string): Promise<Map<string, number[]>> {
  const calls = new Map<string, number[]>();
  for (const line of (await readFile(join(home, "calls"), "utf8")).split("\n").filter(Boolean)) {
    const [attempt, ...what] = line.split(" ");
    const name = what.join(" ");
    calls.set(name, [...calls.get(name) ?? [], Number(attempt)]);
  }
  return calls;
}

function eventsOf(child: Child): RunEvent[] {
  return child.lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as RunEvent];
    } catch {
      // The line it was writing when it was killed.
      return [];
    }
  });
}

/** What a process had said was finished when it was killed. */
function acknowledged(child: Child): string[] {
  return eventsOf(child).flatMap((event) => event.type === "item.finished" ? [`${event.node} ${event.item}`] : []);
}

let expected: unknown;
beforeAll(async () => {
  const runtime = await openRuntime({ home: null, packs: [errandPack(() => {})], builtIn: false });
  expected = (await runGraph(runtime, errandGraph(errands))).last.outputs;
  await runtime.close();
});

describe(`killed at ${kills} random instants`, () => {
  interface Chain { readonly home: string; readonly attempts: readonly Child[] }
  const chains: Chain[] = [];

  /** A new store; a process on it is killed and another goes on, until one gets to the end. */
  async function chain(killsLeft: number): Promise<Chain> {
    const home = await freshFolder();
    const attempts: Child[] = [];
    for (let done = false; !done;) {
      const child = start(home, attempts.length);
      attempts.push(child);
      if (attempts.length <= Math.min(killsLeft, 8)) await killSometime(child);
      done = await child.ended() === 0;
    }
    return { home, attempts };
  }

  beforeAll(async () => {
    // Two chains at a time: a process that starts leaves the machine idle half of the time.
    await Promise.all([kills / 2, kills / 2].map(async (left) => {
      while (left > 0) {
        const next = await chain(left);
        left -= next.attempts.length - 1;
        chains.push(next);
      }
    }));
  }, 180_000);

  test("the end is the same as of a run that nobody disturbed", () => {
    for (const { attempts } of chains) {
      const last = eventsOf(attempts.at(-1)!).at(-1);
      expect(last).toMatchObject({ type: "run.finished", outcome: "succeeded", outputs: expected });
    }
  });

  test("what was told to be finished is never run again", async () => {
    let told = 0;
    for (const { home, attempts } of chains) {
      const calls = await callsIn(home);
      for (const [attempt, child] of attempts.entries()) {
        for (const item of acknowledged(child)) {
          told++;
          expect(calls.get(item)!.filter((later) => later > attempt), item).toEqual([]);
        }
      }
    }
    expect(told).toBeGreaterThan(0);
  });

  test("nothing runs more often than once and once more for every kill that met it at work", async () => {
    for (const { home, attempts } of chains) {
      const finished = attempts.map((child) => new Set(acknowledged(child)));
      for (const [item, calls] of await callsIn(home)) {
        expect(new Set(calls).size, `${item} twice in one run`).toBe(calls.length);
        const metAtWork = calls.filter((attempt) => !finished[attempt]!.has(item)).length;
        expect(calls.length, item).toBeLessThanOrEqual(1 + metAtWork);
      }
    }
  });

  test("events came without gaps until the kill", () => {
    for (const { attempts } of chains) for (const child of attempts) expect(eventsOf(child).map(({ seq }) => seq)).toEqual([...eventsOf(child).keys()]);
  });

  test("the store is sound, has nothing left over, and knows which runs were cut short", async () => {
    for (const { home, attempts } of chains) {
      const ran: string[] = [];
      const runtime = await openRuntime({ home, packs: [errandPack((name) => ran.push(name))], builtIn: false });
      expect(await readdir(join(home, ".reelwright", "work"))).toEqual([]);
      expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
      const started = attempts.filter((child) => eventsOf(child).length > 0).length;
      const runs = runtime.runs.list();
      expect(runs.length).toBeGreaterThanOrEqual(started);
      expect(runs.filter(({ outcome }) => outcome === "running")).toEqual([]);
      expect(runs[0]!.outcome).toBe("succeeded");
      // One may have been killed between its last event and its end.
      for (const { outcome } of runs) expect(["succeeded", "interrupted"]).toContain(outcome);
      expect((await runGraph(runtime, errandGraph(errands))).last.outputs).toEqual(expected);
      expect(ran).toEqual([]);
      await runtime.close();
    }
  });

  test("the kills met runs at the beginning, in the middle and near the end", () => {
    const finished = chains.flatMap(({ attempts }) => attempts.slice(0, -1).map((child) => acknowledged(child).length));
    console.log(`${kills} kills in ${chains.length} chains; items told finished before each: ${finished.join(" ")}`);
    expect(finished.length).toBe(kills);
    expect(finished.some((count) => count === 0)).toBe(true);
    expect(finished.some((count) => count > 50)).toBe(true);
  });
});

/** At a random time after its start, or after a random number of events. */
async function killSometime(child: Child): Promise<void> {
  const ended = child.ended();
  if (Math.random() < 0.3) await Promise.race([ended, new Promise((resolve) => { setTimeout(resolve, Math.random() * 500); })]);
  else for (let events = Math.random() * 800; events > 0; events--) await Promise.race([ended, child.next()]);
  child.kill();
}

describe("two processes on one project at once", () => {
  test("both come to the same end, and a third has nothing to do", async () => {
    const home = await freshFolder();
    const both = [start(home, 0), start(home, 1)];
    expect(await Promise.all(both.map((child) => child.ended()))).toEqual([0, 0]);
    for (const child of both) expect(eventsOf(child).at(-1)).toMatchObject({ type: "run.finished", outcome: "succeeded", outputs: expected });
    const third = start(home, 2);
    expect(await third.ended()).toBe(0);
    expect(eventsOf(third).at(-1)).toMatchObject({ counts: { executed: 0, failed: 0 }, outputs: expected });
    expect([...(await callsIn(home)).values()].flat()).not.toContain(2);
  });

  test("one that is killed does not disturb the other", async () => {
    const home = await freshFolder();
    const [victim, other] = [start(home, 0), start(home, 1)];
    await victim.next();
    victim.kill();
    expect([await victim.ended(), await other.ended()]).toEqual(["SIGKILL", 0]);
    expect(eventsOf(other).at(-1)).toMatchObject({ outcome: "succeeded", outputs: expected });
  });
});
