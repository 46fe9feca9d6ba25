import { describe, expect, test } from "vitest";
import { bytes, count, duration, money, percent, tickTime, timecode, when } from "../../../editor/runs/format.ts";

describe("numbers in words", () => {
  test("money has two decimals, and more where that would read as nothing", () => {
    expect([0, 20_000, 1_234_567, 4_000, 37, -20_000].map((micros) => money(micros, "en"))).toEqual(["0", "$0.02", "$1.23", "$0.0040", "$0.000037", "-$0.02"]);
    expect(money(1_234_560_000, "zh", "CNY")).toBe("¥1,234.56");
    expect(money(1_234_560_000, "en", "CHF")).toBe("CHF\u00a01,234.56");
  });

  test("lengths of time read at a glance in both languages", () => {
    expect([0, 4, 420, 1000, 9940, 9960, 59_600, 185_000, 7_620_000].map((ms) => duration(ms, "en"))).toEqual(["0 ms", "4 ms", "0.42 s", "1.0 s", "9.9 s", "10 s", "1 min 00 s", "3 min 05 s", "2 h 07 min"]);
    expect([420, 12_000, 185_000].map((ms) => duration(ms, "zh"))).toEqual(["0.42 秒", "12 秒", "3 分 05 秒"]);
  });

  test("a place in a recording never shows sixty seconds", () => {
    expect([0, 59.96, 65.2, 3599.999].map((seconds) => timecode(seconds))).toEqual(["0:00.0", "1:00.0", "1:05.2", "60:00.0"]);
    expect(timecode(1.234, true)).toBe("0:01.23");
  });

  test("marks on an axis are told apart", () => {
    expect([0, 200, 1000].map((at) => tickTime(at, 200, "en"))).toEqual(["0.0 s", "0.2 s", "1.0 s"]);
    expect([15_250, 15_300].map((at) => tickTime(at, 50, "zh"))).toEqual(["15.25 秒", "15.30 秒"]);
    expect([0, 90_000, 3_600_000].map((at) => tickTime(at, 30_000, "en"))).toEqual(["0:00", "1:30", "60:00"]);
  });

  test("only everything is all, and only nothing is none", () => {
    expect([[0, 10], [1, 1000], [999, 1000], [10, 10], [0, 0]].map(([part, whole]) => percent(part!, whole!))).toEqual(["0 %", "1 %", "99 %", "100 %", "0 %"]);
  });

  test("sizes and counts", () => {
    expect([0, 999, 1005, 242_400, 3_400_000].map(bytes)).toEqual(["0 B", "999 B", "1.0 kB", "242 kB", "3.4 MB"]);
    expect(count(10_000, "en")).toBe("10,000");
  });

  test("today needs no date, another year says which", () => {
    const now = new Date(2026, 4, 3, 12, 0).getTime();
    expect(when(new Date(2026, 4, 3, 9, 5).getTime(), now, "en")).toBe("09:05");
    expect(when(new Date(2026, 3, 30, 9, 5).getTime(), now, "en")).toBe("Apr 30 09:05");
    expect(when(new Date(2025, 3, 30, 9, 5).getTime(), now, "zh")).toContain("2025");
  });
});
