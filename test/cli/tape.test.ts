import { join } from "node:path";
import { expect, test } from "vitest";
import { exit } from "../../cli/exit.ts";
import { openRuntime } from "../../runtime/index.ts";
import { openDesk, smallGraph } from "./kit.ts";
import { finished, openRecorded, started } from "./recorded-runtime.ts";

test("a tape is found from the folder where one is, whatever the graph's", async () => {
  const { runtime } = await openRecorded({ events: [started, finished({})] });
  const desk = await openDesk({ runtime });
  await desk.write("small.json", smallGraph);
  expect((await desk.type("run", "small.json", "--record", "tapes/small.tape")).stdout).toContain("Recorded in tapes/small.tape");
  expect((await desk.type("run", "small.json", "--replay", "small.tape")).stdout).toContain("Replayed from small.tape: no service was asked");
  await desk.type("plan", "small.json", "--replay", "small.tape");
  expect(desk.opened.map(({ record, replay }) => ({ record, replay }))).toEqual([
    { record: join(desk.folder, "tapes", "small.tape"), replay: undefined },
    { record: undefined, replay: join(desk.folder, "small.tape") },
    { record: undefined, replay: join(desk.folder, "small.tape") },
  ]);
});

test("a plan records nothing", async () => {
  const desk = await openDesk();
  await desk.write("small.json", smallGraph);
  const { code, stderr } = await desk.type("plan", "small.json", "--record", "small.tape");
  expect(code).toBe(exit.unusable);
  expect(stderr).toContain("OPTION_UNKNOWN");
});

test("a tape that is not there is said so before anything runs", async () => {
  await expect(openRuntime({ home: null, builtIn: false, config: {}, replay: "/nowhere/small.tape" })).rejects.toMatchObject({ problem: { code: "TAPE_UNREADABLE", file: "/nowhere/small.tape", message: expect.stringContaining("ENOENT") } });
});
