import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { PlanReport } from "../../../runtime/plan-report.ts";
import type { ServiceCalled } from "../../../runtime/events.ts";
import { roleTotals } from "../../../editor/runs/role-totals.ts";

beforeAll(() => {
  vi.stubGlobal("localStorage", { getItem: (name: string) => name.endsWith("language") ? "en" : null, setItem() {} });
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {} }));
  vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "" }, createTreeWalker: () => ({}), createComment: () => ({}) });
});
afterAll(() => { vi.unstubAllGlobals(); });

const estimate: PlanReport["estimate"] = {
  currency: "CNY", ms: 0, costMicros: 1_400_000, marketMicros: 1_400_000, certainMicros: 0, complete: false, unpriced: ["video"], calls: { image: 24, ffmpeg: 7, video: 1, speech: 0 },
  roles: {
    image: { calls: 24, costMicros: 1_400_000, marketMicros: 1_400_000, provider: "house" }, ffmpeg: { calls: 7, costMicros: 0, marketMicros: 0, provider: "ffmpeg" },
    video: { calls: 1, costMicros: 0, marketMicros: 0, provider: "house" }, speech: { calls: 0, costMicros: 0, marketMicros: 0, provider: "house" },
  },
};

test("a plan says what services are asked for and cost, what has no price, and nothing of tools of this machine", async () => {
  const { planSummary } = await import("../../../editor/runs/plan-words.ts");
  const summary = planSummary({ problems: [], nodes: [], counts: { cached: 1, willRun: 2, depends: 3 }, estimate });
  expect(summary).toBe("1 reused · 2 to make · 3 may follow · 24 image calls · 1 video call · price of video not known · cost ≈ ¥1.40");
});

test("a verdict in one line has its score, where there is one", async () => {
  const { verdictLine } = await import("../../../editor/runs/identity/verdict-view.ts");
  expect([verdictLine({ state: "fail", score: 0.4 }), verdictLine({ state: "uncertain" })]).toEqual(["not as anchored · 0.40", "needs a look"]);
});

test("who answered is said once, also where provider and model have one name", () => {
  const call = (provider: string, model: string): ServiceCalled => ({ type: "service.called", node: "n", item: "", role: "image", provider, model, ms: 1, retries: 0, costMicros: 0, marketMicros: 0 } as ServiceCalled);
  expect(roleTotals([call("house", "painter"), call("house", "painter"), call("ffmpeg", "ffmpeg")])[0]!.answeredBy).toEqual(["house · painter", "ffmpeg"]);
});
