import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Ledger } from "../../../runtime/money/ledger.ts";
import { Purse, type Spender } from "../../../runtime/money/purse.ts";
import { built } from "../../kit/built.ts";
import { startChild } from "../../kit/child.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-"));
  file = join(folder, "kept", "ledger.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spender: Spender = { run: "r1", node: "clip", item: "e01", role: "video", signal: new AbortController().signal };
const intent = { provider: "gate", model: "film", request: "abc", maxMicros: 500 };
const paid = { costMicros: 400, marketMicros: 450, units: { videoSeconds: 4 }, ms: 12, retries: 0 };
const call = { model: "film", ...paid };
const lines = () => readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

/** A process that asks for paid work and is gone before the answer. */
async function processThatDies(kind: "durable" | "plain", remote?: string): Promise<void> {
  const child = startChild((await built())("test/kit/children/begin-paid.ts"), [file, kind, ...(remote === undefined ? [] : [remote])]);
  expect(await child.ended()).toBe("SIGKILL");
}

describe("the ledger", () => {
  test("has a line on its way to the disk before a call goes out, and one for what became of it", async () => {
    const purse = new Purse(new Ledger(file), "USD");
    const reservation = await purse.reserve(spender, intent);
    expect(lines()).toMatchObject([{ line: "reserved", run: "r1", node: "clip", item: "e01", role: "video", provider: "gate", model: "film", maxMicros: 500, currency: "USD" }]);
    purse.called(spender, call, reservation);
    expect(lines()[1]).toMatchObject({ line: "settled", id: lines()[0]!["id"], costMicros: 400, marketMicros: 450, units: { videoSeconds: 4 } });
  });

  test("adds up to whole numbers, by currency, whoever wrote the lines", async () => {
    for (const currency of ["USD", "CNY", "USD"]) {
      const purse = new Purse(new Ledger(file), currency);
      purse.called(spender, call, await purse.reserve(spender, intent));
    }
    const ledger = new Ledger(file);
    ledger.refresh();
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 800, CNY: 400 }, settled: 3, open: 0, uncertain: 0 });
  });

  test("ends an entry once: what is told twice is counted once", async () => {
    const ledger = new Ledger(file);
    const purse = new Purse(ledger, "USD", 1000);
    const reservation = await purse.reserve(spender, intent);
    purse.called(spender, call, reservation);
    purse.called(spender, call, reservation);
    reservation.release();
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 400 }, settled: 1 });
    expect(purse.budget.spentMicros).toBe(400);
  });

  test("keeps money that was spent without being set aside", async () => {
    const ledger = new Ledger(file);
    const purse = new Purse(ledger, "USD", 1000);
    purse.called(spender, call);
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(ledger.book.totals().costMicros).toEqual({ USD: 400 });
    expect(purse.budget.spentMicros).toBe(400);
  });

  test("lives through a line that was torn", async () => {
    const purse = new Purse(new Ledger(file), "USD");
    purse.called(spender, call, await purse.reserve(spender, intent));
    appendFileSync(file, '{"line":"settled","id":"x","co');
    const again = new Ledger(file);
    const second = new Purse(again, "USD");
    second.called(spender, call, await second.reserve(spender, intent));
    expect(again.book.totals()).toMatchObject({ costMicros: { USD: 800 }, settled: 2 });
    const third = new Ledger(file);
    third.refresh();
    expect(third.book.totals().costMicros).toEqual({ USD: 800 });
  });

  test("reads characters that lie across the border of two chunks", async () => {
    const ledger = new Ledger(file);
    const node = "镜头".repeat(40_000);
    await ledger.begin({ ...intent, run: "r1", node, item: "奶奶", role: "video", currency: "CNY" });
    const again = new Ledger(file);
    again.refresh();
    expect(again.book.open().map((entry) => [entry.node === node, entry.item])).toEqual([[true, "奶奶"]]);
  });
});

describe("what a killed process leaves behind", () => {
  test("is in doubt where nobody can look it up: it may have been billed, and is not owed for certain", async () => {
    await processThatDies("plain");
    const ledger = new Ledger(file);
    ledger.refresh();
    expect(ledger.book.totals()).toMatchObject({ exposedMicros: { USD: 500 }, uncertain: 1, open: 0, costMicros: {} });
  });

  test("is taken up again where it can: under the provider's name for it, and counted once", async () => {
    await processThatDies("durable", "video_1");
    const ledger = new Ledger(file);
    const purse = new Purse(ledger, "USD", 600);
    const begun = purse.begun(spender, "abc")!;
    expect(begun.remote).toBe("video_1");
    const reservation = await begun.takeOver();
    expect(() => purse.begun(spender, "abc")).toThrow("being paid for right now");
    purse.called(spender, call, reservation);
    expect(purse.begun(spender, "abc")).toBeUndefined();
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 400 }, settled: 1, open: 0, uncertain: 0 });
  });

  test("is given up when the provider knows nothing of it", async () => {
    await processThatDies("durable");
    const ledger = new Ledger(file);
    const purse = new Purse(ledger, "USD");
    const begun = purse.begun(spender, "abc")!;
    expect(begun.remote).toBeUndefined();
    begun.giveUp();
    expect(ledger.book.totals()).toMatchObject({ open: 0, uncertain: 0, costMicros: {} });
  });
});

describe("a run that ends", () => {
  test("leaves durable work to be taken up, and the rest in doubt", async () => {
    const ledger = new Ledger(file);
    const purse = new Purse(ledger, "USD");
    await (await purse.reserve(spender, { ...intent, request: "long", durable: true })).accepted("video_2");
    await purse.reserve(spender, intent);
    purse.close();
    expect(ledger.book.totals()).toMatchObject({ open: 1, uncertain: 1 });
    expect(new Purse(ledger, "USD").begun({ ...spender, run: "r2" }, "long")).toMatchObject({ remote: "video_2" });
  });

  test("has what arrives late settled after all", async () => {
    const ledger = new Ledger(file);
    const purse = new Purse(ledger, "USD");
    const reservation = await purse.reserve(spender, intent);
    purse.close();
    purse.called(spender, call, reservation);
    expect(ledger.book.totals()).toMatchObject({ costMicros: { USD: 400 }, uncertain: 0, exposedMicros: {} });
  });

  test("counts work in doubt once when it is looked into in the same run", async () => {
    const purse = new Purse(new Ledger(file), "USD", 600);
    const reservation = await purse.reserve(spender, { ...intent, durable: true });
    expect(purse.called(spender, { ...call, costMicros: 0, uncertain: true }, reservation)).toBe(500);
    expect(purse.budget.exposedMicros).toBe(500);
    const again = await purse.begun(spender, "abc")!.takeOver();
    expect(purse.budget.exposedMicros).toBe(0);
    purse.called(spender, call, again);
    expect(purse.budget).toMatchObject({ spentMicros: 400, exposedMicros: 0 });
  });
});
