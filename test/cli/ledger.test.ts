import { join } from "node:path";
import { expect, test } from "vitest";
import { openRuntime } from "../../runtime/index.ts";
import { Ledger } from "../../runtime/money/ledger.ts";
import { openDesk } from "./kit.ts";

/** A project whose ledger holds one settled call, one open video, and one chat in doubt. */
async function desk() {
  const { folder } = await openDesk();
  const ledger = new Ledger(join(folder, ".reelwright", "ledger.ndjson"));
  const of = { run: "r1", node: "clip", item: "e01/s02", currency: "USD" };
  const paid = await ledger.begin({ ...of, role: "writer", provider: "acme", model: "words", request: "aaa", maxMicros: 900 });
  ledger.settled(paid.id, { costMicros: 420_000, marketMicros: 840_000, units: { tokensOut: 10 }, ms: 5, retries: 0 });
  const video = await ledger.begin({ ...of, role: "video", provider: "acme", model: "film", request: "bbb", maxMicros: 2_000_000, durable: true });
  const chat = await ledger.begin({ ...of, role: "writer", provider: "acme", model: "words", request: "ccc", maxMicros: 50_000 });
  ledger.uncertain(chat.id);
  ledger.close();
  const runtime = await openRuntime({ home: folder, builtIn: false });
  return { desk: await openDesk({ runtime }), video: video.id, chat: chat.id, runtime };
}

test("the ledger says what was paid over all runs, and every call in doubt with what it may cost", async () => {
  const { desk: { type }, video, chat } = await desk();
  const { code, stdout } = await type("ledger", "list");
  expect(code).toBe(0);
  expect(stdout).toContain("Paid 0.42 USD, at market rates 0.84 USD. 1 call settled.");
  expect(stdout).toContain("In doubt: at most 0.05 USD.");
  for (const words of [video, chat, "acme/film", "clip e01/s02", "≤ 2.00 USD"]) expect(stdout).toContain(words);
});

test("what became of a call is written down by the beginning of its id or request, once", async () => {
  const { desk: { type }, runtime } = await desk();
  expect((await type("ledger", "resolve", "ccc", "--cost", "0.03")).stdout).toContain("writer by acme/words for clip e01/s02");
  expect((await type("ledger", "resolve", "bbb", "--remote", "video_7")).code).toBe(0);
  expect(runtime.owed()).toMatchObject([{ request: "bbb", remote: "video_7", state: "open" }]);
  expect(runtime.spent()).toMatchObject({ costMicros: { USD: 450_000 }, uncertain: 0, open: 1 });
  const again = await type("ledger", "resolve", "ccc", "--lost");
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("LEDGER_UNKNOWN");
});

test("what was found out has to be said, and only one thing", async () => {
  const { desk: { type } } = await desk();
  for (const words of [[], ["--lost", "--cost", "1"]]) {
    const { code, stderr } = await type("ledger", "resolve", "bbb", ...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Say what became of it")]);
  }
});

test("a project that never paid says so, and has no ledger afterwards", async () => {
  const { folder } = await openDesk();
  const runtime = await openRuntime({ home: folder, builtIn: false });
  const { stdout } = await (await openDesk({ runtime })).type("ledger", "list");
  expect(stdout).toBe("Nothing was paid yet.\n");
});
